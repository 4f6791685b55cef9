//! The transport: the global `fetch`, by `pkg-template/fetch.js`.

use wasm_bindgen::prelude::*;

use super::Outside;
use crate::policy::error::Cause;
use crate::ports::{Attachment, Call, End, Transport};

#[wasm_bindgen]
extern "C" {
    /// With this token in the session's header, or with nothing.
    #[wasm_bindgen(method)]
    fn send(this: &Outside, call: u32, token: Option<&str>, may_return: bool);
    /// With what the caller gave, or with the token of the session that it ends.
    #[wasm_bindgen(method)]
    fn pass(this: &Outside, call: u32, is_farewell: bool);
    #[wasm_bindgen(method)]
    fn spend(this: &Outside, call: u32);
    #[wasm_bindgen(method)]
    fn hold(this: &Outside, call: u32);
    #[wasm_bindgen(method)]
    fn settle(this: &Outside, call: u32, yes: bool);
    /// To a request that was answered: its rejection stands.
    #[wasm_bindgen(method)]
    fn refuse(this: &Outside, call: u32, code: Code);
}

/// `ApiError.code` of what the session could not help. What the HTTP side finds has its codes in `pkg-template/`.
#[wasm_bindgen(skip_typescript)]
#[derive(Clone, Copy, Debug)]
pub enum Code {
    SessionOver = "ERR_SESSION_OVER",
    RefreshUnreachable = "ERR_REFRESH_UNREACHABLE",
    RefreshInvalid = "ERR_REFRESH_INVALID",
    SessionChanged = "ERR_SESSION_CHANGED",
    BodyNotReplayable = "ERR_BODY_NOT_REPLAYABLE",
}

impl Transport for Outside {
    fn send(&self, call: Call, attachment: Attachment<'_>, may_return: bool) {
        match attachment {
            Attachment::AsGiven => self.pass(call.0, false),
            Attachment::Farewell => self.pass(call.0, true),
            Attachment::Nothing => Self::send(self, call.0, None, may_return),
            Attachment::Token(token) => Self::send(self, call.0, Some(token.reveal()), may_return),
        }
    }

    fn spend(&self, call: Call) {
        Self::spend(self, call.0);
    }

    fn hold(&self, call: Call) {
        Self::hold(self, call.0);
    }

    fn settle(&self, call: Call, end: End) {
        match end {
            End::Answered(None) | End::YourTurn => Self::settle(self, call.0, true),
            End::Signed(yes) => Self::settle(self, call.0, yes),
            End::Answered(Some(cause)) | End::Refused(cause) => {
                let code = match cause {
                    Cause::SessionOver => Code::SessionOver,
                    Cause::RefreshUnreachable => Code::RefreshUnreachable,
                    Cause::RefreshInvalid => Code::RefreshInvalid,
                    Cause::SessionChanged => Code::SessionChanged,
                    Cause::BodyNotReplayable => Code::BodyNotReplayable,
                };
                self.refuse(call.0, code);
            }
        }
    }
}
