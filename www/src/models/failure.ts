import { isApiError } from 'evertoken';

/** What a person is told when a call failed: the server's own words where it had some. */
export interface Failure {
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
}

export function describeFailure(error: unknown): Failure {
  if (!isApiError(error)) return { message: 'Something went wrong in this page.', fields: {} };
  if (error.response === undefined) return { message: 'The server does not answer.', fields: {} };
  const body = error.response.data;
  return { message: serverMessage(body) ?? error.message, fields: fieldMessages(body) };
}

function serverMessage(body: unknown): string | undefined {
  return isRecord(body) && typeof body.message === 'string' ? body.message : undefined;
}

function fieldMessages(body: unknown): Record<string, string> {
  if (!isRecord(body) || !Array.isArray(body.errors)) return {};
  const messages: Record<string, string> = {};
  for (const entry of body.errors as unknown[]) {
    if (!isRecord(entry) || typeof entry.param !== 'string' || typeof entry.msg !== 'string') continue;
    messages[entry.param] ??= entry.msg;
  }
  return messages;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
