//! `params`, written as a query.

use js_sys::{Array, Date, JSON};
use wasm_bindgen::prelude::*;
use web_sys::UrlSearchParams;

use super::config::{entries, is_plain};
use crate::policy::url::push_parameter;

/// Arrays become `name[]=…`, nested objects `name[key]=…`, dates ISO 8601; `null` and `undefined` are dropped.
pub fn query(params: &JsValue) -> String {
    if let Some(params) = params.dyn_ref::<UrlSearchParams>() {
        return params.to_string().into();
    }
    let mut query = String::new();
    for (name, value) in entries(params) {
        write(&mut query, &name, &value, 0);
    }
    query
}

fn write(query: &mut String, name: &str, value: &JsValue, depth: u8) {
    // Deeper than anybody writes by hand, and not as deep as a cycle.
    const DEEPEST: u8 = 32;
    if value.is_null() || value.is_undefined() || depth > DEEPEST {
    } else if let Some(list) = value.dyn_ref::<Array>() {
        for item in list.iter() {
            write(query, &[name, "[]"].concat(), &item, depth + 1);
        }
    } else if is_plain(value) {
        for (key, inner) in entries(value) {
            write(query, &[name, "[", &key, "]"].concat(), &inner, depth + 1);
        }
    } else if let Some(text) = text(value) {
        push_parameter(query, name, &text);
    }
}

fn text(value: &JsValue) -> Option<String> {
    if let Some(date) = value.dyn_ref::<Date>() {
        // An invalid date has no ISO form, and `toISOString` would throw; its JSON is `null`.
        return JSON::stringify(date).ok()?.as_string().map(|json| json.trim_matches('"').into());
    }
    if value.is_object() {
        JSON::stringify(value).ok().map(String::from)
    } else {
        super::request::to_text(value).map(String::from)
    }
}
