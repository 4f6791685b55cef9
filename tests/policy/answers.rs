//! Answers and errors: settling, codes, bodies that can be sent again, options, numbers.

use evertoken::policy::error::{Cause, Code};
use evertoken::policy::millis::Millis;
use evertoken::policy::options::Level;
use evertoken::policy::replay::Body;
use evertoken::policy::settle::{ResponseType, is_success, refused};

#[test]
fn success_is_2xx_and_nothing_else() {
    assert!((0..=999).all(|status| is_success(status) == (status / 100 == 2)));
}

#[test]
fn what_is_refused_is_a_bad_request_only_if_it_is_4xx() {
    for status in [100, 304, 399, 500, 503, 999, 0] {
        assert_eq!(refused(status), Code::BadResponse, "{status}");
    }
    for status in [400, 401, 499] {
        assert_eq!(refused(status), Code::BadRequest, "{status}");
    }
}

#[test]
fn a_response_type_is_known_by_its_name() {
    for name in ["json", "text", "blob", "arraybuffer", "formdata", "stream"] {
        assert_eq!(ResponseType::parse(name).unwrap().name(), name);
    }
    assert_eq!(ResponseType::parse(""), Some(ResponseType::Json));
    for name in ["JSON", "document", "ms-stream", "json "] {
        assert_eq!(ResponseType::parse(name), None, "{name:?}");
    }
}

#[test]
fn head_and_empty_statuses_have_no_body() {
    assert!(!ResponseType::has_body("HEAD", 200));
    for status in [204, 205, 304] {
        assert!(!ResponseType::has_body("GET", status));
    }
    assert!(ResponseType::has_body("GET", 200) && ResponseType::has_body("DELETE", 404));
}

#[test]
fn every_code_has_a_text_of_its_own() {
    let texts: std::collections::BTreeSet<_> = Code::ALL.iter().map(|code| code.text()).collect();
    assert_eq!(texts.len(), Code::ALL.len());
    assert!(texts.iter().all(|text| text.starts_with("ERR_") || *text == "ETIMEDOUT"));
}

#[test]
fn every_cause_is_a_code_and_has_words() {
    let causes = Code::ALL.iter().filter_map(|code| match code {
        Code::Cause(cause) => Some(*cause),
        Code::BadRequest
        | Code::BadResponse
        | Code::Network
        | Code::TimedOut
        | Code::Canceled
        | Code::BadOption
        | Code::InvalidUrl => None,
    });
    let words: Vec<_> = causes.map(Cause::explain).collect();
    assert_eq!(words.len(), 5);
    assert!(words.iter().all(|text| text.split(' ').count() > 3));
}

#[test]
fn only_a_stream_cannot_be_sent_again() {
    assert!(Body::Kept.can_be_sent_again() && Body::Made.can_be_sent_again());
    assert!(!Body::Stream.can_be_sent_again());
}

#[test]
fn an_option_is_known_at_its_own_level_only() {
    assert!(Level::Client.knows("baseURL") && Level::Session.knows("storage"));
    assert!(Level::Refresh.knows("tokenPath") && Level::Endpoint.knows("url"));
    assert!(!Level::Client.knows("storage") && !Level::Session.knows("baseURL"));
    for level in [Level::Client, Level::Session, Level::Refresh, Level::Endpoint] {
        for name in ["", "baseUrl", "URL", "__proto__", "constructor", "toString"] {
            assert!(!level.knows(name), "{name:?}");
        }
        let names: std::collections::BTreeSet<_> = level.known().iter().collect();
        assert_eq!(names.len(), level.known().len(), "none twice");
    }
}

#[test]
fn a_number_of_milliseconds_is_rounded_up_and_never_negative() {
    for (number, meant) in
        [(0.0, 0), (0.1, 1), (1.0, 1), (1.5, 2), (-1.0, 0), (f64::NAN, 0), (f64::NEG_INFINITY, 0)]
    {
        assert_eq!(Millis::from_number(number), Millis(meant), "{number}");
    }
    assert_eq!(Millis::from_number(f64::INFINITY), Millis(u64::MAX));
}

#[test]
fn the_clocks_arithmetic_does_not_wrap() {
    assert_eq!(Millis(u64::MAX) + Millis(1), Millis(u64::MAX));
    assert_eq!((Millis(5).since(Millis(3)), Millis(3).since(Millis(5))), (Millis(2), Millis(0)));
}
