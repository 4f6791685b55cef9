// What the caller shows of itself, beside the session: a name and a password, and the answer to forgery.

const basic = ({ username = '', password = '' }) => {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
};

/** The last cookie of this name that the page may read; a worker may read none. */
const cookie = (name) => {
  const start = `${name}=`;
  const found = (globalThis.document?.cookie ?? '').split('; ').find((pair) => pair.startsWith(start));
  const value = found?.slice(start.length);
  try {
    return value && decodeURIComponent(value);
  } catch {
    return value;
  }
};

/** To the page's own origin, or where it is strictly said: a truthy value that is not `true` would be somebody's mistake. */
const proof = (config, origin) => {
  const { withXSRFToken: wish, xsrfCookieName = 'XSRF-TOKEN' } = config;
  const answer = typeof wish === 'function' ? wish(config) : wish;
  const isOwn = origin === globalThis.location?.origin;
  return (answer ?? isOwn) === true ? cookie(xsrfCookieName) : undefined;
};

/** Writes them into the headers of a call to `origin`. */
export const identify = (headers, config, origin) => {
  const { auth, xsrfHeaderName = 'X-XSRF-TOKEN' } = config;
  if (auth) headers.set('Authorization', basic(auth));
  const text = proof(config, origin);
  if (text) headers.set(xsrfHeaderName, text);
};
