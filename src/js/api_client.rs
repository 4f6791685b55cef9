//! `ApiClient`: what its JavaScript class calls (`pkg-template/session_core.js`), and what `pkg-template/outside.js` tells.

use wasm_bindgen::prelude::*;

use super::session::{Browser, show};
use super::settings::SessionSettings;
use crate::browser::Outside;
use crate::browser::grant::{JUST_NOW, grant};
use crate::browser::token_store::MarkedStore;
use crate::client::{Answer, Client, Request};
use crate::policy::millis::Millis;
use crate::policy::outcome::{self, classify};
use crate::policy::refresh::{Attempt, LockRequest, Ticket};
use crate::policy::replay::Body;
use crate::policy::scope::Target;
use crate::policy::stored::{Ending, Word};
use crate::policy::token::AccessToken;
use crate::ports::{Answered, Call, News};

/// The session behind an `ApiClient`. Whatever is asked for has a number, by which `Outside` is told what it came to.
#[wasm_bindgen(skip_typescript)]
pub struct Core {
    client: Client<Browser>,
    over_statuses: Vec<u16>,
}

/// What somebody wants of the session, or what has happened. In one method, since each weighs something.
#[wasm_bindgen(skip_typescript)]
#[derive(Clone, Copy, Debug)]
pub enum Notice {
    /// With the number of a call, up to `Ends`.
    WantsTurn = "turn",
    SignsOut = "signOut",
    WantsRefresh = "refresh",
    Checks = "check",
    Ends = "end",
    /// With the number of a ticket.
    SaidGoodbye = "goodbye",
    /// With the number of a request for the lock, up to `LockRefused`.
    LockGranted = "granted",
    LockGrantedLate = "grantedLate",
    LockRefused = "refused",
    /// With the number of the generation that another tab has written, up to `SessionOver`. Anybody of the same origin may say it.
    Renewed = "renewed",
    SignedIn = "login",
    SignedOut = "logout",
    SessionOver = "over",
    Written = "written",
    Removed = "removed",
    Hidden = "hidden",
    Woke = "woke",
    StoreOpened = "opened",
    Resumes = "resume",
    Closes = "close",
    /// Somebody wants to be shown the session.
    Looks = "look",
}

#[wasm_bindgen]
impl Core {
    #[wasm_bindgen(constructor)]
    pub fn new(
        settings: &SessionSettings,
        outside: Outside,
        store: MarkedStore,
        seed: u32,
        has_neighbours: bool,
    ) -> Core {
        let timing = settings.timing(seed, has_neighbours);
        Core {
            client: Client::new(timing, settings.membership(), Browser { outside, store }),
            over_statuses: settings.deadly_statuses(),
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub fn send(
        &self,
        call: u32,
        origin: String,
        resource: String,
        route: &str,
        credential: Option<String>,
        is_farewell: bool,
        takes_part: bool,
        is_stream: bool,
    ) {
        let request = Request {
            target: Target { origin, resource },
            route: route.into(),
            credential,
            takes_part,
            is_farewell,
            body: if is_stream { Body::Stream } else { Body::Kept },
        };
        self.client.send(Call(call), request);
    }

    pub fn tell(&self, notice: Notice, number: u32) {
        let (client, call) = (&self.client, Call(number));
        match notice {
            Notice::WantsTurn => client.take_turn(call),
            Notice::SignsOut => client.sign_out(call),
            Notice::WantsRefresh => client.refresh(call),
            Notice::Checks => client.check(call),
            Notice::Ends => client.end(call),
            Notice::SaidGoodbye => client.goodbye_answered(Ticket(number)),
            Notice::LockGranted => client.lock_answered(LockRequest(number), Answered::AtOnce),
            Notice::LockGrantedLate => client.lock_answered(LockRequest(number), Answered::AfterAWait),
            Notice::LockRefused => client.lock_answered(LockRequest(number), Answered::Refused),
            Notice::Renewed => client.hear(News::Word(Word::Renewed, number)),
            Notice::SignedIn => client.hear(News::Word(Word::SignedIn, number)),
            Notice::SignedOut => client.hear(News::Word(Word::Ended(Ending::SignedOut), number)),
            Notice::SessionOver => client.hear(News::Word(Word::Ended(Ending::Over), number)),
            Notice::Written => client.hear(News::Written),
            Notice::Removed => client.hear(News::Removed),
            Notice::Hidden => client.hear(News::Hidden),
            Notice::Woke => client.woke(),
            Notice::StoreOpened => client.store_opened(),
            Notice::Resumes => client.resume(),
            Notice::Closes => client.close(),
            Notice::Looks => show(client),
            Notice::__Invalid => {}
        }
    }

    pub fn answered(
        &self,
        call: u32,
        status: u16,
        origin: Option<String>,
        blames_token: bool,
        is_spent: bool,
    ) {
        self.client.answered(Call(call), &Answer { status, origin, blames_token, is_spent });
    }

    /// A token: the reward of the login whose turn it is, or brought by the application. Whether it counts; `undefined` if it is
    /// none.
    pub fn accept(&self, turn: Option<u32>, token: Option<String>, user: JsValue) -> Option<bool> {
        let (grant, _) = grant(AccessToken::parse(token?)?, user, JUST_NOW);
        Some(match turn {
            Some(turn) => self.client.signed_in(Call(turn), grant),
            None => {
                self.client.set_token(grant);
                true
            }
        })
    }

    #[wasm_bindgen(js_name = getToken)]
    pub fn get_token(&self) -> JsValue {
        self.client.look_at_store();
        self.client.token().map_or(JsValue::UNDEFINED, |token| token.reveal().into())
    }

    // ---- what came of an order

    #[allow(clippy::too_many_arguments)]
    #[wasm_bindgen(js_name = refreshAnswered)]
    pub fn refresh_answered(
        &self,
        attempt: u32,
        status: u16,
        redirected: bool,
        is_json: bool,
        retry_after: Option<f64>,
        token: Option<String>,
        user: JsValue,
    ) {
        let answer = outcome::Answer {
            status,
            redirected,
            is_json,
            retry_after: retry_after.map(Millis::from_number),
            found: token.and_then(AccessToken::parse).map(|token| grant(token, user, JUST_NOW)),
        };
        self.client.refresh_answered(Attempt(attempt), classify(answer, &self.over_statuses));
    }
}
