//! Headers, as `pkg-template/headers.js` holds them.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** `null`, `false` and `undefined` are not sent; `''` is sent empty; numbers are written out. */
export type HeaderValue = string | number | boolean | null | undefined;

/** Names are compared without case; the first spelling is kept. `undefined` removes what the client says. */
export type HeadersInput =
  | ApiHeaders
  | Readonly<Record<string, HeaderValue>>
  | Headers
  | ReadonlyMap<string, HeaderValue>
  | readonly (readonly [string, HeaderValue])[];

/**
 * Headers whose own properties are the headers: `headers.Authorization = '…'` works, and so do the methods. Names are
 * compared without case.
 */
export declare class ApiHeaders implements Iterable<[string, HeaderValue]> {
  constructor(headers?: HeadersInput);
  /** `undefined` removes the header. */
  set(name: string, value: HeaderValue): this;
  set(headers: HeadersInput): this;
  get(name: string): HeaderValue;
  has(name: string): boolean;
  delete(name: string): boolean;
  getContentType(): HeaderValue;
  setContentType(value: HeaderValue): this;
  setAuthorization(value: HeaderValue): this;
  /** A plain copy of what is sent. */
  toJSON(): Record<string, HeaderValue>;
  /** A plain copy of all. */
  toObject(): Record<string, HeaderValue>;
  /** One line for each header that is sent. */
  toString(): string;
  [Symbol.iterator](): IterableIterator<[string, HeaderValue]>;
  [name: string]: unknown;
}
"#;
