//! The codes that an error can carry: what the two halves say is what the types promise, no more and no less.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::files;

/// Where the codes are documented, as a union of texts.
const PROMISED: &str = "src/js/error.rs";
/// Where the session has its own.
const OF_THE_SESSION: &str = "src/browser/fetch.rs";
/// Where each of those has its words.
const EXPLAINED: &str = "pkg-template/error.js";

#[test]
fn every_code_is_promised_and_every_promise_is_kept() {
    let promise = fs::read_to_string(PROMISED).unwrap();
    let union = promise.split_once("export type ErrorCode =").unwrap().1.split_once("\n\n").unwrap().0;
    let javascript = files(Path::new("pkg-template"), "js");
    let sources = javascript.iter().map(|path| fs::read_to_string(path).unwrap());
    let said: BTreeSet<String> = sources.flat_map(|source| codes(&source, '\'')).collect();
    let of_the_session = codes(&fs::read_to_string(OF_THE_SESSION).unwrap(), '"');
    assert_eq!(codes(union, '\''), &said | &of_the_session);
    let explained = fs::read_to_string(EXPLAINED).unwrap();
    let wordless = of_the_session.iter().find(|code| !explained.contains(&format!("  {code}: '")));
    assert_eq!(wordless, None, "{EXPLAINED} has no words for it");
}

/// The quoted texts that look like a code.
fn codes(source: &str, quote: char) -> BTreeSet<String> {
    source.split(quote).filter(|text| is_code(text)).map(Into::into).collect()
}

fn is_code(text: &str) -> bool {
    let is_upper = text.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_');
    is_upper && (text.starts_with("ERR_") || text == "ETIMEDOUT")
}

#[test]
fn a_code_that_nobody_promised_is_seen() {
    let found = codes("throw new ApiError('text', 'ERR_NEW', config); // 'ERR_' and ERR_OTHER", '\'');
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["ERR_", "ERR_NEW"]);
}
