import { useId, useState, type SubmitEvent } from 'react';
import { describeFailure, type Failure } from '../models/failure';
import { useStores } from '../store/stores';
import { Field } from './Field';

type Mode = 'login' | 'registration';

const WORDS = {
  login: { title: 'Welcome back', tab: 'Log in', submit: 'Log in', busy: 'Logging in…' },
  registration: { title: 'New here', tab: 'Register', submit: 'Create account', busy: 'Creating…' },
} as const;

export function AuthForm() {
  const { session } = useStores();
  const title = useId();
  const [mode, setMode] = useState<Mode>('login');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setIsBusy] = useState(false);
  const words = WORDS[mode];

  const choose = (next: Mode) => {
    setMode(next);
    setFailure(undefined);
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setIsBusy(true);
    setFailure(undefined);
    try {
      await session[mode](email, password);
    } catch (error) {
      setFailure(describeFailure(error));
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <form className="card auth" aria-labelledby={title} noValidate onSubmit={(event) => void submit(event)}>
      <h2 id={title} className="card-title">
        {words.title}
      </h2>
      <div className="segments" role="group" aria-label="What to do">
        {(['login', 'registration'] as const).map((choice) => (
          <button key={choice} type="button" aria-pressed={mode === choice} onClick={() => choose(choice)}>
            {WORDS[choice].tab}
          </button>
        ))}
      </div>
      <Field
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        message={failure?.fields.email}
        onChange={setEmail}
      />
      <Field
        label="Password"
        type="password"
        name="password"
        autoComplete={mode === 'login' ? 'current-password' : 'new-password'}
        value={password}
        message={failure?.fields.password}
        onChange={setPassword}
      />
      <p className="form-message" role="alert">
        {failure?.message}
      </p>
      <button type="submit" className="button button-main button-wide" disabled={isBusy}>
        {isBusy ? words.busy : words.submit}
      </button>
    </form>
  );
}
