//! The application: what it is told of, and with what.

use evertoken::policy::refresh::Event;
use evertoken::ports::Announcer;
use js_sys::JSON;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

#[wasm_bindgen_test]
fn a_change_is_told_without_a_name_and_an_event_by_its_own_each_with_what_is_shown() {
    let stage = Stage::with_core("{}");
    stage.outside().changed();
    for event in [Event::Login, Event::Refreshed, Event::Over, Event::Logout, Event::UserChanged] {
        stage.outside().announce(event);
    }
    let names = ["null", "\"login\"", "\"refreshed\"", "\"over\"", "\"logout\"", "\"userChanged\""];
    let told = names.map(|name| format!(r#"[{name},{{"status":"unknown","isRefreshing":false}}]"#));
    let announced = String::from(JSON::stringify(&stage.announced()).unwrap());
    assert_eq!(announced, format!("[{}]", told.join(",")));
}
