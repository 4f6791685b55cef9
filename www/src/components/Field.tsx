import { useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly type: 'email' | 'password';
  readonly autoComplete: string;
  readonly value: string;
  /** The server's own word about this field. */
  readonly message: string | undefined;
  readonly onChange: (value: string) => void;
}

export function Field({ label, message, onChange, ...input }: FieldProps) {
  const id = useId();
  const messageId = `${id}-message`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        required
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={message !== undefined}
        aria-describedby={message === undefined ? undefined : messageId}
        onChange={(event) => onChange(event.target.value)}
      />
      {message !== undefined && (
        <p id={messageId} className="field-message">
          {message}
        </p>
      )}
    </div>
  );
}
