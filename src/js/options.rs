//! Reads options one by one, and refuses by name what cannot be.

use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::policy::millis::Millis;
use crate::policy::options::{BadOption, Level};

/// One level of options, and where it stands (`session.refresh.`).
pub struct Options<'a> {
    pub prefix: &'a str,
    pub object: &'a JsValue,
}

impl Options<'_> {
    /// Refuses what is unknown at this level.
    pub fn check(&self, level: Level) -> Result<(), BadOption> {
        for name in Object::keys(self.object.unchecked_ref::<Object>()).iter() {
            level.check(self.prefix, &String::from(JsString::from(name)))?;
        }
        Ok(())
    }

    pub fn bad<T>(&self, name: &str, complaint: &'static str) -> Result<T, BadOption> {
        Err(BadOption { field: [self.prefix, name].concat(), complaint })
    }

    /// An own property; `undefined` is as good as absent.
    pub fn get(&self, name: &str) -> Option<JsValue> {
        own(self.object, name)
    }

    pub fn text(&self, name: &str) -> Result<Option<String>, BadOption> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.as_string() {
                Some(text) => Ok(Some(text)),
                None => self.bad(name, "must be a string"),
            },
        }
    }

    pub fn flag(&self, name: &str) -> Result<Option<bool>, BadOption> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.as_bool() {
                Some(flag) => Ok(Some(flag)),
                None => self.bad(name, "must be true or false"),
            },
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked
    pub fn millis(&self, name: &str) -> Result<Option<Millis>, BadOption> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.as_f64() {
                Some(number) if number.is_finite() && number >= 0.0 => Ok(Some(Millis(number.ceil() as u64))),
                Some(_) | None => self.bad(name, "must be a number of milliseconds, 0 or more"),
            },
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked
    pub fn statuses(&self, name: &str) -> Result<Option<Vec<u16>>, BadOption> {
        let Some(list) = self.list(name)? else { return Ok(None) };
        let status = |value: JsValue| match value.as_f64() {
            Some(status) if (100.0..600.0).contains(&status) && status % 1.0 == 0.0 => Ok(status as u16),
            Some(_) | None => self.bad(name, "must hold HTTP statuses"),
        };
        list.iter().map(status).collect::<Result<_, _>>().map(Some)
    }

    pub fn list(&self, name: &str) -> Result<Option<Array>, BadOption> {
        match self.get(name) {
            None => Ok(None),
            Some(value) if Array::is_array(&value) => Ok(Some(value.unchecked_into())),
            Some(_) => self.bad(name, "must be an array"),
        }
    }

    /// An object that is no array.
    pub fn object(&self, name: &str) -> Result<Option<JsValue>, BadOption> {
        match self.get(name) {
            None => Ok(None),
            Some(value) if value.is_object() && !Array::is_array(&value) => Ok(Some(value)),
            Some(_) => self.bad(name, "must be an object"),
        }
    }
}

/// Only own properties are read: what a polluted prototype holds was not said by the caller.
pub fn own(object: &JsValue, name: &str) -> Option<JsValue> {
    let is_own = object.is_object() && Object::has_own(object.unchecked_ref::<Object>(), &name.into());
    let value = is_own.then(|| Reflect::get(object, &name.into()).ok()).flatten();
    value.filter(|value| !value.is_undefined())
}
