// What the caller shows of itself, beside the session: a name and a password, and the answer to forgery.

const basic = (auth) => {
  const bytes = new TextEncoder().encode(`${auth.username ?? ''}:${auth.password ?? ''}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
};

/** Of this name, if the page may read it; a worker may read none. */
const cookie = (name) => {
  const found = globalThis.document?.cookie?.split('; ').find((pair) => pair.startsWith(`${name}=`));
  const value = found?.slice(name.length + 1);
  try {
    return value && decodeURIComponent(value);
  } catch {
    return value;
  }
};

/** Writes them into the headers of a call to `origin`. */
export const identify = (headers, config, origin) => {
  const wish = config.withXSRFToken;
  if (config.auth) headers.set('Authorization', basic(config.auth));
  const answer = typeof wish === 'function' ? wish(config) : wish;
  // To the page's own origin, or where it is strictly said: a truthy value that is not `true` would be somebody's mistake.
  const isWanted = (answer ?? origin === globalThis.location?.origin) === true;
  const text = isWanted && cookie(config.xsrfCookieName ?? 'XSRF-TOKEN');
  if (text) headers.set(config.xsrfHeaderName ?? 'X-XSRF-TOKEN', text);
};
