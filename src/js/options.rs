//! Reads options one by one. What cannot be is noted and reported once, by its name, when all have been read.

use std::cell::RefCell;

use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::config::own;
use crate::policy::millis::Millis;
use crate::policy::options::{BadOption, Level};

/// One level of options, and where it stands (`session.refresh.`).
pub struct Options<'a> {
    prefix: &'a str,
    object: Object,
    bad: &'a RefCell<Option<BadOption>>,
}

impl<'a> Options<'a> {
    /// What is unknown at this level is noted. Only own properties are read.
    pub fn read(
        level: Level,
        prefix: &'a str,
        object: &JsValue,
        bad: &'a RefCell<Option<BadOption>>,
    ) -> Self {
        let options = Self { prefix, object: own(object), bad };
        for name in Object::keys(&options.object).iter() {
            let name = String::from(JsString::from(name));
            if !level.knows(&name) {
                options.refuse(&name, "is no option");
            }
        }
        options
    }

    /// The options one level further in.
    pub fn below<'b>(&'b self, level: Level, prefix: &'b str, object: &JsValue) -> Options<'b> {
        Options::read(level, prefix, object, self.bad)
    }

    /// The first complaint is the one that is reported.
    pub fn refuse(&self, name: &str, complaint: &'static str) {
        self.bad
            .borrow_mut()
            .get_or_insert_with(|| BadOption { field: [self.prefix, name].concat(), complaint });
    }

    /// `undefined` is as good as absent.
    pub fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.object, &name.into()).unwrap_or_default()
    }

    pub fn text(&self, name: &str) -> Option<String> {
        let value = self.get(name);
        let text = value.as_string();
        self.expect(name, &value, text.is_some(), "must be a string");
        text
    }

    pub fn text_or(&self, name: &str, usual: &str) -> String {
        self.text(name).unwrap_or_else(|| usual.into())
    }

    pub fn millis(&self, name: &str) -> Option<Millis> {
        let value = self.get(name);
        let millis = value.as_f64().filter(|number| is_duration(*number)).map(Millis::from_number);
        self.expect(name, &value, millis.is_some(), DURATION);
        millis
    }

    pub fn list(&self, name: &str) -> Option<Array> {
        let list = self.get(name).dyn_into::<Array>();
        self.expect(name, list.as_ref().err().unwrap_or(&JsValue::UNDEFINED), false, "must be an array");
        list.ok()
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked
    pub fn statuses(&self, name: &str) -> Option<Vec<u16>> {
        let mut statuses = Vec::new();
        for value in self.list(name)?.iter() {
            match value.as_f64() {
                Some(status) if (100.0..600.0).contains(&status) => statuses.push(status as u16),
                Some(_) | None => self.refuse(name, "must hold HTTP statuses"),
            }
        }
        Some(statuses)
    }

    pub fn expect(&self, name: &str, value: &JsValue, is_right: bool, complaint: &'static str) {
        if !is_right && !value.is_undefined() {
            self.refuse(name, complaint);
        }
    }
}

pub const DURATION: &str = "must be a number of milliseconds, 0 or more";

pub fn is_duration(number: f64) -> bool {
    number.is_finite() && number >= 0.0
}
