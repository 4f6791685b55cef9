// The application's own hands on `data`, on the way out and on the way back. They run once for each call.

import { serialise } from './body.js';
import { parseJson } from './values.js';

/** By one of the two options: a function, or a list of them, and each gets what the one before has made of it. */
export const transform = (option, config, data, headers, status) =>
  [config[option] ?? TRANSFORMS[option]].flat().reduce((made, change) => change.call(config, made, headers, status), data);

/** The `transformResponse` of a client that has none: JSON, and what is none stays a text. */
function parse(data) {
  const isWanted = typeof data === 'string' && (this?.responseType ?? 'json') === 'json';
  return isWanted ? parseJson(data, data) : data;
}

/** What stands in `defaults`, so that somebody else's list can contain it. */
export const TRANSFORMS = { transformRequest: [serialise], transformResponse: [parse] };
