// What every consumer does with the package, and what it saw. The server of `driver/server.mjs` refuses the first call after
// the login, so that it has to be renewed and replayed.

const PERSON = { email: 'ada@example.org', password: 'correct horse battery' };

/** Runs it and tells the server at `address` what came of it. */
export const run = async (evertoken, address) => {
  const seen = await scenario(evertoken, address).catch((error) => ({ failure: String(error?.stack ?? error) }));
  await fetch(`${address}/report`, { method: 'POST', body: JSON.stringify(seen) });
};

const scenario = async ({ ApiClient, ApiError, isApiError }, baseURL) => {
  // On a server a session has to be asked for: it would be everybody's.
  const storage = globalThis.document ? 'local' : 'memory';
  const api = new ApiClient({ baseURL, withCredentials: true, session: { storage } });
  await api.session.login(PERSON);
  const answer = await api.get('/users');
  const refusal = await api.get('/nothing').catch((error) => error);
  return {
    status: api.session.status,
    user: api.session.user.email,
    answer: { status: answer.status, data: answer.data, isRetry: answer.config._isRetry === true },
    refusal: {
      isError: refusal instanceof Error,
      isOfClass: refusal instanceof ApiError,
      isApiError: isApiError(refusal),
      code: refusal.code,
      status: refusal.response.status,
    },
  };
};
