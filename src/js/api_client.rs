//! `ApiClient`: what its JavaScript class calls.

use std::rc::Rc;

use js_sys::futures::JsFuture;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::Response;

use super::error;
use super::promise::begin;
use super::request::Prepared;
use super::response::{settle, unanswered};
use super::session::{Audience, Browser, snapshot};
use super::settings::SessionSettings;
use crate::browser::fetch::Fetch;
use crate::browser::grant::grant;
use crate::browser::runtime::EventLoop;
use crate::browser::values::at;
use crate::client::auth::Auth;
use crate::client::{Client, Failure, Membership};
use crate::policy::error::Cause;
use crate::policy::refresh::CookieCall;
use crate::policy::token::AccessToken;

/// What stands behind an `ApiClient`. Every method clones an `Rc` and returns: an `async fn` would make
/// overlapping calls fail, and `free()` with one in flight.
#[wasm_bindgen(skip_typescript)]
pub struct Core {
    client: Rc<Client<Browser>>,
}

#[wasm_bindgen]
impl Core {
    /// `undefined` is a client without a session. `tell(event, snapshot)` is called after each event, and without an
    /// event after each change.
    #[wasm_bindgen(constructor)]
    pub fn new(session: Option<SessionSettings>, tell: Function) -> Core {
        let Some(settings) = session else {
            let transport = Fetch { header: String::new(), scheme: String::new() };
            return Core { client: Rc::new(Client::new(transport, None)) };
        };
        let (timing, server, store) = (settings.timing(), settings.server(), settings.store());
        let auth: Rc<Auth<Browser>> =
            Auth::new(timing, server, store, settings.tabs(), Audience::new(tell), EventLoop);
        let watched = Rc::downgrade(&auth);
        auth.announcer()
            .look_through(move || watched.upgrade().map_or(JsValue::UNDEFINED, |auth| snapshot(&auth)));
        let transport = settings.transport();
        let scheme = transport.scheme.clone();
        let membership =
            Membership { auth, scope: settings.scope(), scheme, statuses: settings.rejections() };
        Core { client: Rc::new(Client::new(transport, Some(membership))) }
    }

    /// Sends a prepared request; settles as the caller is to see it.
    pub fn send(&self, request: Prepared, farewell: Option<String>) -> Promise {
        let client = Rc::clone(&self.client);
        begin(async move { send(&client, &request, farewell).await })
    }

    /// Sends a request that was given as the global `fetch` takes it; resolves with the `Response` itself.
    pub fn forward(&self, request: Prepared) -> Promise {
        let client = Rc::clone(&self.client);
        begin(async move {
            let reply = client.send(&request.outgoing(None)).await.map_err(|failure| match failure {
                Failure::Transport(thrown) => thrown,
                Failure::Held(cause) => failed(cause),
            })?;
            Ok(Response::from(reply.answer).into())
        })
    }

    /// `call` makes the login or registration call when it is its turn. Resolves with its answer.
    #[wasm_bindgen(js_name = signIn)]
    pub fn sign_in(&self, call: Function, needs_token: bool) -> Promise {
        let client = Rc::clone(&self.client);
        begin(async move { sign_in(&client, &call, needs_token).await })
    }

    /// `call` tells the server, with the token of the session that has ended.
    #[wasm_bindgen(js_name = signOut)]
    pub fn sign_out(&self, call: Function) -> Promise {
        let client = Rc::clone(&self.client);
        let farewell = self.get_token().map_or(JsValue::UNDEFINED, JsValue::from);
        let turn = client.auth().map(Auth::sign_out);
        begin(async move {
            let Some(turn) = turn else { return Ok(JsValue::UNDEFINED) };
            let _turn = turn.come().await;
            make_call(&call, &farewell).await
        })
    }

    /// `refresh` asks the auth server whatever is known.
    #[wasm_bindgen(js_name = checkAuth)]
    pub fn check_auth(&self, refresh: bool) -> Promise {
        let client = Rc::clone(&self.client);
        begin(async move {
            let Some(auth) = client.auth() else { return Ok(JsValue::FALSE) };
            if refresh {
                auth.refresh().await.map_err(failed)?;
            }
            auth.check().await.map(JsValue::from).map_err(failed)
        })
    }

    #[wasm_bindgen(js_name = setToken)]
    pub fn set_token(&self, token: &JsValue, user: JsValue) -> Result<(), JsValue> {
        let Some(token) = token.as_string().and_then(|text| AccessToken::parse(&text)) else {
            return Err(error::bad_option("token must be text that fits in a header"));
        };
        if let Some(auth) = self.client.auth() {
            auth.set_token(grant(token, user).0);
        }
        Ok(())
    }

    #[wasm_bindgen(js_name = getToken)]
    pub fn get_token(&self) -> Option<String> {
        let auth = self.client.auth()?;
        auth.look_at_store();
        auth.token().map(|token| token.reveal().into())
    }

    /// Somebody uses the session (again).
    pub fn resume(&self) {
        if let Some(auth) = self.client.auth() {
            auth.resume();
        }
    }

    /// Nobody does any more, though calls may be in flight.
    pub fn close(&self) {
        if let Some(auth) = self.client.auth() {
            auth.close();
        }
    }

    pub fn snapshot(&self) -> JsValue {
        self.client.auth().map_or(JsValue::UNDEFINED, |auth| snapshot(auth))
    }
}

async fn send(
    client: &Client<Browser>,
    request: &Prepared,
    farewell: Option<String>,
) -> Result<JsValue, JsValue> {
    let outgoing = request.outgoing(farewell.and_then(|token| AccessToken::parse(&token)));
    let reply = client.send(&outgoing).await.map_err(|failure| match failure {
        Failure::Transport(thrown) => unanswered(request, &thrown),
        Failure::Held(cause) => error::session(cause, &request.config()),
    })?;
    let cause = reply.cause.map_or(JsValue::UNDEFINED, failed);
    JsFuture::from(settle(&Response::from(reply.answer), request, &cause)).await
}

async fn sign_in(client: &Client<Browser>, call: &Function, needs_token: bool) -> Result<JsValue, JsValue> {
    let Some(auth) = client.auth() else { return Ok(JsValue::UNDEFINED) };
    let turn = auth.take_turn(CookieCall::SignIn).await;
    let answer = make_call(call, &JsValue::UNDEFINED).await?;
    let granted = auth.server().paths.read(&at(&answer, "data"));
    match granted.map(|(grant, _)| turn.signed_in(grant)) {
        None if needs_token => Err(error::unusable("the login was answered without a token", &answer)),
        Some(false) => Err(failed(Cause::SessionChanged)),
        None | Some(true) => Ok(answer),
    }
}

async fn make_call(call: &Function, argument: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(call.call1(&JsValue::UNDEFINED, argument)?.unchecked_into::<Promise>()).await
}

fn failed(cause: Cause) -> JsValue {
    error::session(cause, &JsValue::UNDEFINED)
}
