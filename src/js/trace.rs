//! What is told of a call on its way, by `pkg-template/trace.js`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * `'request'`: a call is made. `'attempt'`: it leaves. `'rejected'`: its answer says that the token is no good. `'waiting'`: it waits
 * for a refresh, before it leaves or upon its rejection (or for a storage that answers with promises). `'adopted'`: the token with
 * which it goes on was found in the storage, where another tab has put it. `'replay'`: it leaves again. `'settled'`: its caller is told.
 *
 * `'refresh'`: a new token is asked for; that is a call of its own, and has its own `'settled'`.
 */
export type TraceStep = 'request' | 'attempt' | 'rejected' | 'waiting' | 'adopted' | 'replay' | 'settled' | 'refresh';

/** One step of a call. Frozen. Never a token, a header, a cookie, a query or a body. */
export interface TraceEvent {
  readonly step: TraceStep;
  /** The call's: all its steps have the same one, and no other call of the page has it. */
  readonly id: number;
  /** In upper case. */
  readonly method: string;
  /** Where it goes, without query and fragment. Of a refresh function: the default's. */
  readonly url: string;
  /** The HTTP status of its last answer so far; `undefined` before there is one, and where it ends without one. */
  readonly status: number | undefined;
  /** When, on the clock of `performance.now()`, in ms. */
  readonly time: number;
  /** ms since the step before; of `'settled'` since the first one. */
  readonly duration: number;
}
"#;
