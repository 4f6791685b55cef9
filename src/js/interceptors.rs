//! Asks the application's interceptors, in axios's order and with axios's rules.

use js_sys::futures::JsFuture;
use js_sys::{Function, Promise, TypeError};
use wasm_bindgen::prelude::*;

use super::config::{Config, readopt};

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

/** Interceptors of one kind. The last registered request interceptor runs first, the first registered response interceptor. */
export interface InterceptorManager<V> {
  /** Returns an id for `eject`. Ids increase and are never used again. */
  use(
    onFulfilled?: ((value: V) => V | Promise<V>) | null,
    onRejected?: ((error: unknown) => unknown) | null,
    options?: InterceptorOptions,
  ): number;
  /** An id that is not there is no error. */
  eject(id: number): void;
  clear(): void;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// A promise whose `then` takes both handlers as they are, functions or not: it knows itself what to do.
    #[wasm_bindgen(extends = Promise)]
    type Link;
    #[wasm_bindgen(method)]
    fn then(this: &Link, fulfilled: &JsValue, rejected: &JsValue) -> Link;
}

/// One registered interceptor.
#[derive(Clone)]
pub struct Interceptor {
    pub fulfilled: JsValue,
    pub rejected: JsValue,
    pub is_synchronous: bool,
    pub run_when: Option<Function>,
}

/// The request chain, last registered first.
///
/// # Errors
/// What the last word of the chain was, unwrapped.
pub async fn before(chain: Vec<Interceptor>, config: Config) -> Result<Config, JsValue> {
    let mut wanted = Vec::new();
    for interceptor in chain {
        let skipped = match &interceptor.run_when {
            Some(run_when) => run_when.call1(&JsValue::UNDEFINED, &config)? == JsValue::FALSE,
            None => false,
        };
        if !skipped {
            wanted.push(interceptor);
        }
    }
    if wanted.is_empty() {
        return Ok(config);
    }
    let last = if wanted.iter().all(|interceptor| interceptor.is_synchronous) {
        in_this_tick(&wanted, config.into())?
    } else {
        one_after_the_other(wanted, Promise::resolve(&JsValue::from(config))).await?
    };
    if last.is_object() {
        Ok(readopt(&last))
    } else {
        Err(TypeError::new("a request interceptor must return the config, or a promise of it").into())
    }
}

/// The response chain, first registered first.
///
/// # Errors
/// What the last word of the chain was, unwrapped.
pub async fn after(chain: Vec<Interceptor>, outcome: Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
    if chain.is_empty() {
        return outcome;
    }
    let promise = match outcome {
        Ok(response) => Promise::resolve(&response),
        Err(error) => Promise::reject(&error),
    };
    one_after_the_other(chain, promise).await
}

async fn one_after_the_other(chain: Vec<Interceptor>, first: Promise) -> Result<JsValue, JsValue> {
    let link = |link: Link, next: Interceptor| link.then(&next.fulfilled, &next.rejected);
    let last = chain.into_iter().fold(first.unchecked_into(), link);
    JsFuture::from(last.unchecked_into::<Promise>()).await
}

/// Here a pair's own `rejected` is told what its own `fulfilled` threw, and ends the chain.
fn in_this_tick(chain: &[Interceptor], first: JsValue) -> Result<JsValue, JsValue> {
    let mut config = first;
    for interceptor in chain {
        let Some(fulfilled) = interceptor.fulfilled.dyn_ref::<Function>() else { continue };
        match fulfilled.call1(&JsValue::UNDEFINED, &config) {
            Ok(next) => config = next,
            Err(thrown) => {
                let Some(rejected) = interceptor.rejected.dyn_ref::<Function>() else { return Err(thrown) };
                rejected.call1(&JsValue::UNDEFINED, &thrown)?;
                break;
            }
        }
    }
    Ok(config)
}
