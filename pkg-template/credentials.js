// What the caller shows of itself, beside the session: a name and a password, and the answer to forgery.

const basic = ({ username = '', password = '' }) => {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
};

/** Of this name, if the page may read it; a worker may read none. */
const cookie = (name) => {
  const start = `${name}=`;
  const pairs = globalThis.document?.cookie?.split('; ');
  const value = pairs?.find((pair) => pair.startsWith(start))?.slice(start.length);
  try {
    return value && decodeURIComponent(value);
  } catch {
    return value;
  }
};

/** Writes them into the headers of a call to `origin`. */
export const identify = (headers, config, origin) => {
  const { auth, withXSRFToken: wish, xsrfCookieName = 'XSRF-TOKEN', xsrfHeaderName = 'X-XSRF-TOKEN' } = config;
  if (auth) headers.set('Authorization', basic(auth));
  const answer = typeof wish === 'function' ? wish(config) : wish;
  // To the page's own origin, or where it is strictly said: a truthy value that is not `true` would be somebody's mistake.
  const isWanted = (answer ?? origin === globalThis.location?.origin) === true;
  const text = isWanted && cookie(xsrfCookieName);
  if (text) headers.set(xsrfHeaderName, text);
};
