//! The files of `pkg-template/` that no Rust of the crate imports. Bindgen copies what is imported, and only that; beside
//! those that `src/` imports they find each other.

use wasm_bindgen::prelude::*;

macro_rules! bring {
    ($($module:tt $import:ident)+) => {
        $(#[wasm_bindgen(module = $module)]
        extern "C" {
            #[allow(dead_code)]
            fn $import();
        })+
    };
}

bring! {
    "/pkg-template/adapter.js" adapted
    "/pkg-template/api_client.js" defineApiClient
    "/pkg-template/body.js" serialise
    "/pkg-template/call.js" settle
    "/pkg-template/call_options.js" check
    "/pkg-template/config.js" merge
    "/pkg-template/credentials.js" identify
    "/pkg-template/download.js" observe
    "/pkg-template/error.js" ApiError
    "/pkg-template/facade.js" bindMethods
    "/pkg-template/fault.js" starter
    "/pkg-template/fetch.js" attempt
    "/pkg-template/fetching.js" fetchThrough
    "/pkg-template/form.js" fill
    "/pkg-template/guard.js" guarded
    "/pkg-template/headers.js" toHeaders
    "/pkg-template/inert.js" InertCore
    "/pkg-template/interceptors.js" before
    "/pkg-template/options.js" read
    "/pkg-template/outside.js" Outside
    "/pkg-template/session.js" Audience
    "/pkg-template/session_core.js" SessionCore
    "/pkg-template/sharing.js" Membership
    "/pkg-template/storage.js" isStorage
    "/pkg-template/tabs.js" TabChannel
    "/pkg-template/token_store.js" MarkedStore
    "/pkg-template/trace.js" Tracers
    "/pkg-template/transform.js" transform
    "/pkg-template/url.js" join
    "/tests/js/page/server.js" json
    "/tests/js/page/assert.js" same
    "/tests/js/page/counted.js" leftBehind
}
