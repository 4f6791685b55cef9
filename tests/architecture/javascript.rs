//! The half of `js` that is JavaScript (see `src/js/mod.rs`), and the half of `browser`.
//!
//! `index, slim, workerd → api_client → … → session_core → outside → fetch, tabs, token_store → … → values`: the wasm is named by
//! the entries alone. What the browser is touched with sees no more of `js` than its Rust does: errors, the net under the wasm,
//! how an address is read, and what is shown of a session.

use std::fs;
use std::path::Path;

use super::{LONGEST_FILE, files, holds};

/// They start the wasm, each in its way.
const ENTRIES: &[&str] = &["index.js", "slim.js", "workerd.js"];
/// What the browser is touched with, and what that may import beside itself. `browser` binds no other.
const TOUCHING: &[&str] = &["fetch.js", "outside.js", "storage.js", "tabs.js", "token_store.js", "values.js"];
const SEEN_BY_IT: &[&str] = &["error.js", "fault.js", "session.js", "url.js"];
/// Every request leaves by the one; the other loads the wasm.
const CALLING: &[&str] = &["fetch.js", "slim.js"];

/// What Chrome 103, Firefox 113 or Safari 16.4 lack, or a page that is not served securely.
const ABOVE_THE_FLOOR: &[&str] = &[
    ".difference(",
    ".intersection(",
    ".isSubsetOf(",
    ".toReversed(",
    ".toSorted(",
    ".toSpliced(",
    ".union(",
    "AbortSignal.any",
    "Array.fromAsync",
    "Error.isError",
    "Iterator.",
    "Promise.try",
    "Promise.withResolvers",
    "ReadableStream.from",
    "Response.json",
    "Symbol.asyncDispose",
    "URL.canParse",
    "URL.parse",
    "await using ",
    "crypto.subtle",
    "for await",
    "groupBy(",
    "randomUUID",
    "scheduler.",
];

#[test]
fn its_javascript_keeps_to_its_rooms() {
    let found = files(Path::new("pkg-template"), "js");
    let broken: Vec<String> = found
        .iter()
        .flat_map(|path| {
            violations(path.file_name().unwrap().to_str().unwrap(), &fs::read_to_string(path).unwrap())
        })
        .collect();
    assert!(found.len() > 2, "pkg-template/ has no JavaScript");
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn each_room_binds_its_own_javascript() {
    let broken: Vec<String> = files(Path::new("src"), "rs")
        .iter()
        .flat_map(|path| foreign_bindings(path.to_str().unwrap(), &fs::read_to_string(path).unwrap()))
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// Bindgen copies what Rust binds, and not what that imports. A file that is missing leaves the page at "Loading scripts…".
#[test]
fn the_tests_in_a_browser_bring_every_file_that_another_one_imports() {
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let of_the_crate: Vec<String> =
        files(Path::new("src"), "rs").iter().flat_map(|path| bound(&read(path))).collect();
    for page in ["tests/browser/page.rs", "tests/js/page/files.rs"] {
        let mut brought = of_the_crate.clone();
        brought.extend(bound(&read(Path::new(page))));
        for name in &brought {
            let source = read(&Path::new("pkg-template").join(name));
            let missing =
                source.lines().filter_map(imported).find(|file| !brought.iter().any(|it| it == file));
            assert_eq!(missing, None, "{page} brings {name}, but not what that imports");
        }
    }
}

/// The files of `pkg-template/` that a Rust source names.
fn bound(source: &str) -> Vec<String> {
    let named = source.split("\"/pkg-template/").skip(1);
    named.filter_map(|rest| rest.split('"').next()).map(String::from).collect()
}

fn violations(name: &str, source: &str) -> Vec<String> {
    let code = without_comments(source).replace("  fetch(input, init) {\n", ""); // `api.fetch` itself
    let imports: Vec<&str> = source.lines().filter_map(imported).collect();
    let length = source.lines().count();
    let may_see = |file: &&str| TOUCHING.contains(file) || SEEN_BY_IT.contains(file);
    let too_new = ABOVE_THE_FLOOR.iter().find(|&&it| code.contains(it));
    let asks_for_dispose =
        code.matches("Symbol.dispose").count() == code.matches("Symbol.dispose ??").count();
    let claims = [
        (source.starts_with("// "), "a file begins with `//`: what belongs here".to_owned()),
        (length <= LONGEST_FILE, format!("{length} lines: above {LONGEST_FILE} it is two rooms")),
        (
            CALLING.contains(&name) || !holds(&code.replace("'./fetch.js'", ""), "fetch"),
            "only fetch.js calls `fetch`, and slim.js for the wasm".to_owned(),
        ),
        (
            ENTRIES.contains(&name) || !imports.contains(&"core.js"),
            "only an entry names the wasm: all else gets its `Core`".to_owned(),
        ),
        (too_new.is_none(), format!("{} is above the floor of browsers", too_new.unwrap_or(&""))),
        (asks_for_dispose, "`Symbol.dispose` is not in every engine: ask for it".to_owned()),
        (
            !TOUCHING.contains(&name) || imports.iter().all(may_see),
            "what touches the browser knows nothing of configs and clients".to_owned(),
        ),
    ];
    claims
        .into_iter()
        .filter(|(kept, _)| !kept)
        .map(|(_, complaint)| format!("{name}: {complaint}"))
        .collect()
}

fn imported(line: &str) -> Option<&str> {
    let (_, from) = line.strip_prefix("import ")?.rsplit_once("'./")?;
    from.split_once('\'').map(|(name, _)| name)
}

fn without_comments(source: &str) -> String {
    let outside = source.split("/*").enumerate().map(|(index, part)| match part.split_once("*/") {
        Some((_, rest)) if index > 0 => rest,
        Some(_) | None => part,
    });
    let code: String = outside.collect();
    let before = |line: &str| line.split("// ").next().unwrap_or_default().to_owned();
    code.lines().map(before).collect::<Vec<_>>().join("\n")
}

fn foreign_bindings(path: &str, source: &str) -> Vec<String> {
    let bound = source.split("module = \"/pkg-template/").skip(1).filter_map(|rest| rest.split('"').next());
    let may_bind = |file: &str| match path.split('/').nth(1) {
        Some("browser") => TOUCHING.contains(&file),
        Some("js") => !TOUCHING.contains(&file) && !ENTRIES.contains(&file),
        Some(_) | None => false,
    };
    bound.filter(|file| !may_bind(file)).map(|file| format!("{path} must not bind {file}")).collect()
}

/// Each rule can fail: a made-up source that breaks it.
mod each_rule_bites {
    use super::{foreign_bindings, violations};

    #[track_caller]
    fn broken(name: &str, body: &str, complaint: &str) {
        let found = violations(name, &format!("// A head.\n\n{body}\n"));
        assert!(found.iter().any(|it| it.contains(complaint)), "expected «{complaint}», found {found:?}");
    }

    #[track_caller]
    fn kept(name: &str, body: &str) {
        assert_eq!(violations(name, &format!("// A head.\n\n{body}\n")), Vec::<String>::new());
    }

    #[test]
    fn a_javascript_file_says_what_belongs_in_it_and_is_one_room() {
        assert_eq!(violations("a.js", "export const a = 1;\n").len(), 1);
        broken("a.js", &"a();\n".repeat(249), "above 250");
        kept("a.js", &"a();\n".repeat(247));
    }

    #[test]
    fn one_file_calls_fetch() {
        broken("call.js", "const answer = fetch(url);", "only fetch.js");
        broken("call.js", "a(); /* why */ globalThis.fetch(url);", "only fetch.js");
        kept("fetch.js", "const answer = fetch(url);");
        kept("options.js", "import { asServer } from './fetch.js';");
        broken("api_client.js", "fetch(input, init);", "only fetch.js");
        kept("api_client.js", "class A {\n  fetch(input, init) {\n    through(input, init);\n  }\n}");
        kept("call.js", "/** For `fetch`. */\nprefetch(); // as fetch does\n// fetch");
    }

    #[test]
    fn the_oldest_browsers_can_run_it() {
        broken("call.js", "const { promise, resolve } = Promise.withResolvers();", "above the floor");
        broken("call.js", "const one = AbortSignal.any([a, b]);", "above the floor");
        broken("api_client.js", "class A {\n  [Symbol.dispose]() {}\n}", "ask for it");
        kept("api_client.js", "class A {\n  [Symbol.dispose ?? Symbol('dispose')]() {}\n}");
        kept("call.js", "AbortSignal.timeout(timeout); // AbortSignal.any is not there");
    }

    #[test]
    fn the_wasm_is_named_by_the_entries() {
        broken("session.js", "import { Core } from './core.js';", "only an entry");
        kept("slim.js", "import load, { Core } from './core.js';");
    }

    #[test]
    fn browser_sees_no_more_of_js_than_its_rust_does() {
        broken("outside.js", "import { prepare } from './call.js';", "knows nothing of configs");
        broken("fetch.js", "import { merge } from './config.js';", "knows nothing of configs");
        kept("outside.js", "import { ApiError } from './error.js';\nimport { spend } from './fetch.js';");
        kept(
            "session_core.js",
            "import { settle } from './call.js';\nimport { Outside } from './outside.js';",
        );
        let bound = |path, file: &str| {
            let attribute = format!("#[wasm_bindgen(module = \"/pkg-template/{file}\")]");
            foreign_bindings(path, &attribute).is_empty()
        };
        assert!(bound("src/browser/a.rs", "values.js") && bound("src/js/a.rs", "error.js"));
        assert!(!bound("src/browser/a.rs", "error.js") && !bound("src/js/a.rs", "fetch.js"));
        assert!(!bound("src/client/a.rs", "values.js") && !bound("src/js/a.rs", "index.js"));
    }
}
