//! `api.session`: what its JavaScript class calls.

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use super::api_client::House;
use super::error;
use super::promise::begin;
use super::session::{Browser, event_named, snapshot};
use crate::browser::grant::grant;
use crate::browser::values::at;
use crate::client::auth::Auth;
use crate::policy::options::BadOption;
use crate::policy::refresh::CookieCall;
use crate::policy::token::AccessToken;

/// What stands behind `api.session`.
#[wasm_bindgen(skip_typescript)]
pub struct SessionCore {
    house: Rc<House>,
    auth: Rc<Auth<Browser>>,
}

impl SessionCore {
    /// # Errors
    /// When the client was made with `session: false`.
    pub(super) fn of(house: &Rc<House>) -> Result<Self, JsValue> {
        match house.auth() {
            Some(auth) => Ok(Self { house: Rc::clone(house), auth: Rc::clone(auth) }),
            None => Err(refuse("session", "is false: this client has none")),
        }
    }
}

#[wasm_bindgen]
impl SessionCore {
    /// `login` or `registration`.
    #[wasm_bindgen(js_name = signIn)]
    pub fn sign_in(&self, is_new: bool, credentials: JsValue) -> Promise {
        let house = Rc::clone(&self.house);
        begin(async move { house.sign_in(is_new, &credentials).await })
    }

    pub fn logout(&self) -> Promise {
        let token = self.auth.token();
        self.auth.sign_out();
        let house = Rc::clone(&self.house);
        begin(async move { house.tell_server_goodbye(token).await })
    }

    #[wasm_bindgen(js_name = checkAuth)]
    pub fn check_auth(&self) -> Promise {
        let auth = Rc::clone(&self.auth);
        begin(async move { auth.check().await.map(JsValue::from).map_err(error::session) })
    }

    pub fn refresh(&self) -> Promise {
        let auth = Rc::clone(&self.auth);
        begin(async move { auth.refresh().await.map(|()| JsValue::UNDEFINED).map_err(error::session) })
    }

    #[wasm_bindgen(js_name = setToken)]
    pub fn set_token(&self, token: &JsValue, user: JsValue) -> Result<(), JsValue> {
        let Some(token) = token.as_string().and_then(|text| AccessToken::parse(&text)) else {
            return Err(refuse("token", "must be a string that can stand in a header"));
        };
        let user = (!user.is_undefined()).then_some(user);
        self.auth.set_token(grant(token, user).0);
        Ok(())
    }

    #[wasm_bindgen(js_name = getToken)]
    pub fn get_token(&self) -> JsValue {
        self.auth.look_at_store();
        self.auth.token().map_or(JsValue::NULL, |token| token.reveal().into())
    }

    pub fn snapshot(&self) -> JsValue {
        snapshot(&self.auth)
    }

    pub fn subscribe(&self, listener: &JsValue) -> Result<u32, JsValue> {
        Ok(self.auth.announcer().add(None, function(listener)?))
    }

    pub fn on(&self, event: &JsValue, listener: &JsValue) -> Result<u32, JsValue> {
        let Some(event) = event.as_string().and_then(|name| event_named(&name)) else {
            return Err(refuse("event", "is none of login, refreshed, over, logout, userChanged"));
        };
        Ok(self.auth.announcer().add(Some(event), function(listener)?))
    }

    pub fn unsubscribe(&self, id: u32) {
        self.auth.announcer().remove(id);
    }
}

impl House {
    async fn sign_in(&self, is_new: bool, credentials: &JsValue) -> Result<JsValue, JsValue> {
        let (Some(auth), Some((calls, paths))) = (self.auth(), self.calls()) else {
            return Err(refuse("session", "is false: this client has none"));
        };
        let config = self.session_call(if is_new { &calls.registration } else { &calls.login }, credentials);
        let turn = auth.take_turn(CookieCall::SignIn).await;
        let outcome = self.run_inner(config.clone(), None).await;
        let data = outcome.as_ref().map(|response| at(response, "data")).unwrap_or_default();
        let granted = paths.read(&data);
        let outcome = match (&granted, outcome) {
            (None, Ok(response)) if !is_new => {
                Err(error::unusable("the login was answered without a token", &config, &response))
            }
            (_, outcome) => outcome,
        };
        if let Some((grant, _)) = granted {
            auth.sign_in(grant);
        }
        drop(turn);
        self.run_after(outcome).await.map(|_| data)
    }

    async fn tell_server_goodbye(&self, token: Option<AccessToken>) -> Result<JsValue, JsValue> {
        let (Some(auth), Some((calls, _))) = (self.auth(), self.calls()) else {
            return Ok(JsValue::UNDEFINED);
        };
        let config = self.session_call(&calls.logout, &JsValue::UNDEFINED);
        config.put("keepalive", &JsValue::TRUE);
        let _turn = auth.take_turn(CookieCall::SignOut).await;
        self.run(config, token).await.map(|_| JsValue::UNDEFINED)
    }
}

fn function(value: &JsValue) -> Result<Function, JsValue> {
    value.dyn_ref::<Function>().cloned().ok_or_else(|| refuse("listener", "must be a function"))
}

fn refuse(field: &str, complaint: &'static str) -> JsValue {
    error::bad_option(&BadOption { field: field.into(), complaint }, &JsValue::UNDEFINED)
}
