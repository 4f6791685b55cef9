//! `docs/faults.md`: where each fault is shown. Each test that it names must stand where it says, and run in the engines that it
//! says, and no fault is left out.

use std::fs;

const TABLE: &str = "docs/faults.md";
const FAULTS: usize = 29;

/// In which engines the tests of a folder run, and the steps of `cargo xtask test` that see to it.
const PLACES: &[(&str, &[Engine])] = &[
    ("tests/policy/", NATIVE),
    ("tests/client/", NATIVE),
    ("www/server/tests/", NATIVE),
    ("tests/js/", BROWSERS),
    ("tests/browser/", BROWSERS),
    ("tests/e2e/specs/", &[Engine { name: "Chromium", step: "e2e", project: Some(("demo", "specs")) }]),
    (
        "tests/e2e/tabs/",
        &[
            Engine { name: "Chromium", step: "e2e", project: Some(("tabs-chromium", "tabs")) },
            Engine { name: "Firefox", step: "e2e-firefox", project: Some(("tabs-firefox", "tabs")) },
        ],
    ),
    ("tests/package/consumers/plain/", &[step("Chromium", "consumers")]),
    ("tests/package/consumers/runtimes/", &[step("Node, Deno, Bun, workerd", "consumers")]),
    ("xtask/package/", &[step("Node", "package")]),
];

const NATIVE: &[Engine] = &[step("native", "host")];
const BROWSERS: &[Engine] =
    &[step("Chromium", "wasm-chromium"), step("Firefox", "wasm-firefox"), step("WebKit", "wasm-webkit")];

struct Engine {
    name: &'static str,
    step: &'static str,
    /// Of Playwright, and the folder that it plays.
    project: Option<(&'static str, &'static str)>,
}

const fn step(name: &'static str, step: &'static str) -> Engine {
    Engine { name, step, project: None }
}

#[test]
fn each_fault_is_shown_where_the_table_says() {
    let table = fs::read_to_string(TABLE).unwrap();
    let broken = complaints(&table, |path| fs::read_to_string(path).ok());
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn the_steps_run_what_the_table_says() {
    let steps = fs::read_to_string("xtask/src/test.rs").unwrap();
    let projects = words_of(&fs::read_to_string("tests/e2e/playwright.config.ts").unwrap());
    for (folder, engines) in PLACES {
        assert!(fs::exists(folder).unwrap(), "{folder} is not there");
        for Engine { name, step, project } in *engines {
            assert!(
                steps.contains(&format!("Step {{ name: \"{step}\",")),
                "no step {step} runs {folder} in {name}"
            );
            let Some((project, played)) = project else { continue };
            assert!(steps.contains(&format!("\"{project}\"")), "no step plays the project {project}");
            let wanted = format!("name: '{project}', testDir: '{played}'");
            assert!(projects.contains(&wanted), "the project {project} does not play {folder}");
        }
    }
}

fn complaints(table: &str, read: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|line| line.starts_with('|')).skip(2).map(cells).collect();
    let mut broken = Vec::new();
    let faults: Vec<&str> = rows.iter().map(|row| row[0]).filter(|fault| !fault.is_empty()).collect();
    let wanted: Vec<String> = (1..=FAULTS).map(|number| format!("F{number:02}")).collect();
    if faults != wanted {
        broken.push(format!("the faults are {faults:?}"));
    }
    for row in &rows {
        let [fault, what, must_hold, path, test, engines] = row[..] else {
            broken.push(format!("{row:?} has other columns"));
            continue;
        };
        if !fault.is_empty() && (what.is_empty() || must_hold.is_empty()) {
            broken.push(format!("{fault} does not say what it is and what must hold"));
        }
        if !read(path).is_some_and(|source| stands_in(&source, path, unquoted(test))) {
            broken.push(format!("{path} has no test {test}"));
        }
        if engines_of(path) != engines {
            broken.push(format!("{path} does not run in {engines}, but in {}", engines_of(path)));
        }
    }
    broken
}

fn cells(row: &str) -> Vec<&str> {
    row.trim_matches('|').split(" |").map(str::trim).collect()
}

fn unquoted(name: &str) -> &str {
    let quote = &name[..name.len() - name.trim_start_matches('`').len()];
    name.strip_prefix(quote).and_then(|name| name.strip_suffix(quote)).unwrap_or_default().trim()
}

/// As each folder names its tests; the stories of the package are told in comments.
fn stands_in(source: &str, path: &str, name: &str) -> bool {
    let begins = match path.rsplit('.').next() {
        Some("rs") => vec![format!("fn {name}(")],
        Some("js") => vec![format!("export const {name} = ")],
        Some("ts") => ['\'', '"', '`'].map(|quote| format!("test({quote}{name}{quote},")).to_vec(),
        Some("mjs") => vec![name.into()],
        _ => vec![],
    };
    !name.is_empty() && begins.iter().any(|begin| source.contains(begin))
}

fn engines_of(path: &str) -> String {
    let place = PLACES.iter().find(|(folder, _)| path.starts_with(folder));
    let engines = place.map_or(&[][..], |(_, engines)| engines);
    engines.iter().map(|engine| engine.name).collect::<Vec<_>>().join(", ")
}

fn words_of(source: &str) -> String {
    source.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The table can be wrong, and then it is seen.
mod each_complaint {
    use super::{FAULTS, complaints};

    /// A table in which all is well but what is changed.
    fn told(text: &str, instead: &str) -> String {
        let row =
            |number| format!("| F{number:02} | what | holds | tests/client/a.rs | `holds` | native |\n");
        let rows: String = (1..=FAULTS).map(row).collect();
        let more = "| | | | tests/e2e/tabs/a.spec.ts | ``${it} `holds` `` | Chromium, Firefox |\n";
        let table = format!("| | a | b | c | d | e |\n|---|---|---|---|---|---|\n{rows}{more}");
        let read = |path: &str| match path {
            "tests/client/a.rs" => Some("fn holds() {}".into()),
            "tests/e2e/tabs/a.spec.ts" => Some("test('${it} `holds`', async".into()),
            _ => None,
        };
        complaints(&table.replacen(text, instead, 1), read).join("\n")
    }

    #[test]
    fn a_table_in_order_has_none() {
        assert_eq!(told("", ""), "");
    }

    #[test]
    fn a_fault_that_is_left_out_is_missed() {
        assert!(told("F07", "").contains("the faults are"));
    }

    #[test]
    fn a_fault_without_words_is_none() {
        assert!(told("| holds |", "| |").contains("F01 does not say"));
    }

    #[test]
    fn a_test_that_is_not_there_is_missed() {
        assert!(told("`holds`", "`hold`").contains("tests/client/a.rs has no test"));
        assert!(told("`holds`", "``").contains("has no test"));
        assert!(told("client/a.rs", "client/b.rs").contains("b.rs has no test"));
        assert!(told("`${it}", "`${that}").contains("a.spec.ts has no test"));
    }

    #[test]
    fn an_engine_too_many_is_seen() {
        assert!(told("native", "Chromium").contains("does not run in Chromium, but in native"));
        assert!(told("Chromium, Firefox", "Firefox").contains("does not run in Firefox,"));
    }
}
