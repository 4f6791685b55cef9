//! What `data` becomes on the wire. Serialised once: a replay sends the same.

use js_sys::{Array, ArrayBuffer, Function, JSON, JsString, Object};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, FormData, ReadableStream, UrlSearchParams};

use super::config::{ApiHeaders, entries};
use super::request::to_text;
use crate::browser::fetch::OutgoingBody;

const CONTENT_TYPE: &str = "Content-Type";

/// Writes `data`, and the content type where the browser would not say it itself.
///
/// # Errors
/// What `JSON.stringify` threw.
pub fn serialise(data: &JsValue, method: &str, headers: &ApiHeaders) -> Result<OutgoingBody, JsValue> {
    if data.is_undefined() || data.is_null() || matches!(method, "GET" | "HEAD") {
        headers.delete(CONTENT_TYPE);
        return Ok(OutgoingBody::None);
    }
    if let Some(make) = data.dyn_ref::<Function>() {
        return Ok(OutgoingBody::Made(make.clone()));
    }
    if data.is_instance_of::<ReadableStream>() {
        return Ok(OutgoingBody::Stream(data.clone()));
    }
    if data.is_instance_of::<FormData>() {
        // Only the browser knows the boundary.
        headers.delete(CONTENT_TYPE);
        return Ok(OutgoingBody::Kept(data.clone()));
    }
    if data.is_string() {
        set_content_type(headers, "application/x-www-form-urlencoded");
        return Ok(OutgoingBody::Kept(data.clone()));
    }
    if is_sent_as_it_is(data) {
        return Ok(OutgoingBody::Kept(data.clone()));
    }
    let wanted = headers.get(CONTENT_TYPE).as_string().unwrap_or_default().to_ascii_lowercase();
    if wanted.starts_with("multipart/form-data") {
        headers.delete(CONTENT_TYPE);
        return form(data).map(|form| OutgoingBody::Kept(form.into()));
    }
    if wanted.starts_with("application/x-www-form-urlencoded") {
        return Ok(OutgoingBody::Kept(super::params::query(data).into()));
    }
    set_content_type(headers, "application/json");
    JSON::stringify(data).map(|json| OutgoingBody::Kept(json.into()))
}

fn set_content_type(headers: &ApiHeaders, content_type: &str) {
    if headers.get(CONTENT_TYPE).is_falsy() {
        headers.set(CONTENT_TYPE, &content_type.into());
    }
}

fn is_sent_as_it_is(data: &JsValue) -> bool {
    data.is_instance_of::<Blob>()
        || data.is_instance_of::<UrlSearchParams>()
        || data.is_instance_of::<ArrayBuffer>()
        || ArrayBuffer::is_view(data)
}

/// An object as a form: nested names as in a query, files as files.
fn form(data: &JsValue) -> Result<FormData, JsValue> {
    let form = FormData::new()?;
    for (name, value) in entries(data) {
        append(&form, &name, &value)?;
    }
    Ok(form)
}

fn append(form: &FormData, name: &str, value: &JsValue) -> Result<(), JsValue> {
    if let Some(blob) = value.dyn_ref::<Blob>() {
        return form.append_with_blob(name, blob);
    }
    if let Some(list) = value.dyn_ref::<Array>() {
        return list.iter().try_for_each(|item| append(form, &[name, "[]"].concat(), &item));
    }
    if let Some(date) = value.dyn_ref::<js_sys::Date>() {
        return form.append_with_str(name, &String::from(date.to_iso_string()));
    }
    if value.is_object() {
        let json = JSON::stringify(value.unchecked_ref::<Object>())?;
        return form.append_with_str(name, &String::from(json));
    }
    let text = if value.is_null() { None } else { to_text(value) };
    form.append_with_str(name, &String::from(text.unwrap_or_else(|| JsString::from(""))))
}
