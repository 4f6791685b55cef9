// What a claim says, and how it fails.

const show = (value) => {
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (value instanceof Error) return `${value.name}(${value.code ?? ''}): ${value.message}`;
  if (value instanceof Date || typeof value !== 'object' || value === null) return String(JSON.stringify(value));
  try {
    return JSON.stringify(value, (_, inner) => (inner === undefined ? '[undefined]' : inner));
  } catch {
    return String(value);
  }
};

const equal = (one, other) => {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return names.length === others.length && names.every((name) => Object.hasOwn(other, name) && equal(one[name], other[name]));
};

export const holds = (claim, otherwise) => {
  if (!claim) throw new Error(otherwise);
};

/** Structurally, by own enumerable properties. */
export const same = (found, wanted, about = '') =>
  holds(equal(found, wanted), `${about} found ${show(found)}, wanted ${show(wanted)}`);

/** One and the same object. */
export const identical = (found, wanted, about = '') =>
  holds(Object.is(found, wanted), `${about} found another ${show(found)} than ${show(wanted)}`);

/** What the call is rejected with; fulfilment is a failure. */
export const rejection = async (promise) => {
  let answer;
  try {
    answer = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`fulfilled with ${show(answer?.data ?? answer)}`);
};

/** What the function throws. */
export const thrown = (work) => {
  let made;
  try {
    made = work();
  } catch (error) {
    return error;
  }
  throw new Error(`nothing was thrown, but ${show(made)} returned`);
};

/** Rejected with an `ApiError` of this code. */
export const failsWith = async (code, promise) => {
  const error = await rejection(promise);
  holds(error?.code === code, `wanted ${code}, found ${show(error)}\n${error?.stack}`);
  return error;
};
