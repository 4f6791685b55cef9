//! The four rooms of `src/` and who may name whom. What a room must not name is said once, in `ROOMS`.
//!
//! `js → {client, browser} → ports → policy → std`; `client` and `browser` never see each other.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

#[path = "architecture/codes.rs"]
mod codes;
#[path = "architecture/faults.rs"]
mod faults;
#[path = "architecture/javascript.rs"]
mod javascript;

struct Room {
    name: &'static str,
    rooms: &'static str,
    crates: &'static str,
    never: &'static str,
}

const ANY: &str = "";
const WEB: &str = "web_sys js_sys JsValue JsCast JsFuture wasm_bindgen gloo_net spawn_local";
const TIME_AND_WAITING: &str = "Instant SystemTime Duration time async await Future";
const BROWSER: &str = "std wasm_bindgen";
const LONGEST_FILE: usize = 250;

#[rustfmt::skip]
const ROOMS: &[Room] = &[
    Room { name: "policy", rooms: "policy", crates: "std", never: TIME_AND_WAITING },
    Room { name: "ports", rooms: "ports policy", crates: "std", never: TIME_AND_WAITING },
    Room { name: "client", rooms: "client ports policy", crates: "std", never: TIME_AND_WAITING },
    Room { name: "browser", rooms: "browser ports policy", crates: BROWSER, never: TIME_AND_WAITING },
    Room { name: "js", rooms: "js browser client ports policy", crates: ANY, never: TIME_AND_WAITING },
];

#[test]
fn src_keeps_to_its_rooms() {
    let found = files(Path::new("src"), "rs");
    let read = |path: &PathBuf| violations(path.to_str().unwrap(), &fs::read_to_string(path).unwrap());
    let broken: Vec<String> = found.iter().flat_map(read).collect();
    assert!(!found.is_empty(), "src/ has no file");
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_file_of_src_is_part_of_the_crate() {
    for path in files(Path::new("src"), "rs") {
        let (folder, name) = (path.parent().unwrap(), path.file_stem().unwrap().to_str().unwrap());
        let (home, name) = match name {
            "lib" => continue,
            "mod" => (folder.parent().unwrap(), folder.file_name().unwrap().to_str().unwrap()),
            _ => (folder, name),
        };
        let sign = if home == Path::new("src") { home.join("lib.rs") } else { home.join("mod.rs") };
        let line = format!("mod {name};");
        let is_named = fs::read_to_string(&sign).unwrap().lines().any(|it| it.trim_end().ends_with(&line));
        assert!(is_named, "{} is no module of {}", path.display(), sign.display());
    }
}

fn violations(path: &str, source: &str) -> Vec<String> {
    let code = code_of(source);
    let mut broken = Vec::new();
    let mut claim = |kept: bool, complaint: String| {
        if !kept {
            broken.push(format!("{path}: {complaint}"));
        }
    };
    claim(source.starts_with("//! "), "a file begins with `//!`: what belongs here and what does not".into());
    let length = source.lines().count();
    claim(length <= LONGEST_FILE, format!("{length} lines: above {LONGEST_FILE} it is two rooms"));
    for leak in ["Closure::forget", "mem::forget"] {
        claim(!code.contains(leak), format!("`{leak}` leaks: a struct owns it and its Drop ends it"));
    }
    if path == "src/lib.rs" {
        let odd = code.lines().map(str::trim).find(|line| !line.is_empty() && !is_signpost(line));
        claim(odd.is_none(), format!("lib.rs is prose and mods, not `{}`", odd.unwrap_or_default()));
        return broken;
    }
    let name = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').next().unwrap();
    let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
        claim(false, "there are five rooms, and this is in none".into());
        return broken;
    };
    for other in ROOMS.iter().filter(|other| !holds(room.rooms, other.name)) {
        claim(!names_room(&code, other.name), format!("{name} must not name {}", other.name));
    }
    let web = if ["browser", "js"].contains(&name) { "" } else { WEB };
    for word in words(room.never).chain(words(web)) {
        claim(!holds(&code, word), format!("{name} must not name `{word}`"));
    }
    for origin in foreign_imports(&code) {
        claim(room.crates == ANY || holds(room.crates, origin), format!("{name} must not use `{origin}`"));
    }
    broken
}

fn is_signpost(line: &str) -> bool {
    line.starts_with('#') || (line.ends_with(';') && holds(line, "mod"))
}

/// `crate::room`, `super::room`, or the room in the braces of `use crate::{…}`.
fn names_room(code: &str, room: &str) -> bool {
    let flat: String = code.split_whitespace().collect();
    let begins = |text: &str| text.strip_prefix(room).is_some_and(|rest| !rest.starts_with(is_word_part));
    let direct = ["crate::", "super::"].iter().any(|root| flat.split(root).skip(1).any(begins));
    direct || flat.split("crate::{").skip(1).any(|group| top_level(group).any(begins))
}

/// The items of a `{…}` that has just been opened.
fn top_level(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 1;
    group
        .split(move |letter| {
            depth += i32::from(letter == '{') - i32::from(letter == '}');
            depth == 0 || (depth == 1 && letter == ',')
        })
        .take_while(|item| !item.is_empty() && !item.starts_with(';'))
}

/// The crates that `use` names; modules that the file declares are its own.
fn foreign_imports(code: &str) -> impl Iterator<Item = &str> {
    let after = |keyword: &str| -> Vec<&str> {
        let statements = code.lines().map(|line| words(line).skip_while(|it| ["pub", "crate"].contains(it)));
        statements.filter_map(|mut it| it.next().filter(|word| *word == keyword).and(it.next())).collect()
    };
    let (declared, used) = (after("mod"), after("use"));
    used.into_iter().filter(move |it| !["crate", "self", "super"].contains(it) && !declared.contains(it))
}

fn holds(text: &str, wanted: &str) -> bool {
    words(text).any(|word| word == wanted)
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|letter| !is_word_part(letter)).filter(|word| !word.is_empty())
}

fn is_word_part(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Without comments and without the contents of strings.
fn code_of(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let skipped = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '\'' if rest.starts_with("'\"'") => 3,
            '"' => 1 + end_of_string(&rest[1..]),
            'r' if rest.starts_with("r#\"") => rest.find("\"#").map_or(rest.len(), |end| end + 2),
            _ => 0,
        };
        if skipped == 0 {
            code.push(letter);
        }
        rest = &rest[skipped.max(letter.len_utf8())..];
    }
    code
}

fn end_of_string(rest: &str) -> usize {
    let closes = |(at, _): &(usize, &str)| (at - rest[..*at].trim_end_matches('\\').len()).is_multiple_of(2);
    rest.match_indices('"').find(closes).map_or(rest.len(), |(at, _)| at + 1)
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Each rule can fail: a made-up source that breaks it, and the complaint.
mod each_rule_bites {
    use super::violations;

    #[track_caller]
    fn broken(path: &str, body: &str, complaint: &str) {
        let found = violations(path, &format!("//! A head.\n\n{body}\n"));
        assert!(found.iter().any(|it| it.contains(complaint)), "expected «{complaint}», found {found:?}");
    }

    #[track_caller]
    fn kept(path: &str, body: &str) {
        assert_eq!(violations(path, &format!("//! A head.\n\n{body}\n")), Vec::<String>::new());
    }

    #[test]
    fn a_file_says_what_belongs_in_it() {
        assert_eq!(violations("src/policy/a.rs", "use std::mem;\n").len(), 1);
    }

    #[test]
    fn a_long_file_is_two_rooms() {
        broken("src/policy/a.rs", &"fn a() {}\n".repeat(249), "above 250");
        kept("src/policy/a.rs", &"fn a() {}\n".repeat(247));
    }

    #[test]
    fn lib_is_prose_and_mods() {
        kept("src/lib.rs", "#[cfg(test)]\npub mod policy;\nmod js;");
        broken("src/lib.rs", "pub fn two() -> u8 {", "lib.rs is prose and mods");
    }

    #[test]
    fn there_is_no_sixth_room() {
        broken("src/utils/a.rs", "", "in none");
    }

    #[test]
    fn policy_knows_no_time_and_nobody_waits() {
        broken("src/policy/a.rs", "use std::time::Instant;", "must not name `Instant`");
        broken("src/policy/a.rs", "async fn a() {}", "must not name `async`");
        broken("src/client/a.rs", "async fn a() {}", "must not name `async`");
        broken("src/browser/a.rs", "promise.await", "must not name `await`");
        broken("src/policy/a.rs", "use crate::ports::Request;", "policy must not name ports");
        broken("src/policy/a.rs", "use futures_util::select;", "policy must not use `futures_util`");
    }

    #[test]
    fn ports_and_client_know_no_web() {
        broken("src/ports.rs", "fn a(value: &JsValue) {}", "must not name `JsValue`");
        broken("src/client/a.rs", "fn a() { web_sys::window(); }", "must not name `web_sys`");
        broken("src/client/mod.rs", "use wasm_bindgen::prelude::*;", "must not use `wasm_bindgen`");
        broken("src/client/mod.rs", "use futures_channel::oneshot;", "must not use `futures_channel`");
        broken("src/client/a.rs", "use futures_util::future;", "must not use `futures_util`");
    }

    #[test]
    fn client_and_browser_never_see_each_other() {
        broken("src/client/a.rs", "use crate::browser::fetch;", "client must not name browser");
        broken("src/browser/a.rs", "use crate::{client, ports};", "browser must not name client");
        broken("src/browser/a.rs", "use super::super::client::Client;", "browser must not name client");
        broken("src/client/a.rs", "use crate::{policy::{a, b}, js::c};", "client must not name js");
        kept("src/client/a.rs", "use crate::{policy::{browser, js}, ports};");
    }

    #[test]
    fn nothing_is_leaked() {
        broken("src/browser/a.rs", "closure.map(Closure::forget);", "leaks");
    }

    #[test]
    fn prose_and_texts_may_name_anything() {
        kept(
            "src/policy/a.rs",
            "// No `async` here.\nconst A: &str = \"a \\\" JsValue\"; const B: &str = r#\"await\"#;",
        );
        kept("src/policy/mod.rs", "mod url;\nuse url::join;\nconst QUOTE: char = '\"';");
    }
}
