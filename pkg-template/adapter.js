// Somebody else's way to send a request, in the place of `fetch`: what axios calls an adapter.

import { ApiHeaders } from './headers.js';
import { own } from './values.js';

/** An answer, as far as the session looks at it. */
const seen = (adapted, thrown) => ({
  status: Number(adapted.status),
  url: adapted.request?.responseURL ?? '',
  headers: new ApiHeaders(adapted.headers),
  adapted,
  thrown,
});

/**
 * One attempt: the adapter gets the config as axios's adapters get it, with `data` written and the session's header set
 * (`value` as in `attempt`). An error that holds an answer is an answer.
 */
export const adapted = (config, headers, init, body) => async (header, value) => {
  const given = new ApiHeaders(headers);
  if (value !== undefined) given.set(header, value ?? undefined);
  const data = typeof body === 'function' ? body() : body;
  try {
    return seen(await config.adapter(own(config, { headers: given, signal: init.signal, data })));
  } catch (error) {
    if (!error?.response) throw error;
    return seen(error.response, error);
  }
};
