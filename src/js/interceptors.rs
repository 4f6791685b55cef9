//! The application's interceptors, as `pkg-template/interceptors.js` asks them.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface InterceptorOptions {
  /**
   * The interceptor returns no promise. If that holds for all request interceptors, the request leaves before the
   * method returns. Default `false`.
   */
  synchronous?: boolean;
  /** Returning `false` skips the interceptor for this call. Request interceptors only. */
  runWhen?: ((config: InternalRequestConfig) => boolean) | null;
}

/**
 * Interceptors of one kind. The last registered request interceptor runs first, the first registered response interceptor.
 * `V` is what they get, `R` what they may return.
 */
export interface InterceptorManager<V, R = V> {
  /** Returns an id for `eject`. Ids increase and are never used again. */
  use(
    onFulfilled?: ((value: V) => R | Promise<R>) | null,
    onRejected?: ((error: unknown) => unknown) | null,
    options?: InterceptorOptions,
  ): number;
  /** An id that is not there is no error. */
  eject(id: number): void;
  clear(): void;
}
"#;
