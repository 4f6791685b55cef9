//! What the wasm imports, as a list in its own order: the wasm asks for numbers, and no function needs a name on either side. Of
//! two that do the same wasm-opt makes one.

use anyhow::{Context, Result, ensure};
use walrus::Module;

/// The list's name, in the place of the names of files.
const LIST: &str = "_";
const BEGIN: &str = "    const import0 = {\n        __proto__: null,\n";
const END: &str =
    "    };\n    return {\n        __proto__: null,\n        \"./core_bg.js\": import0,\n    };\n}\n";

pub fn list(module: &mut Module, script: &str) -> Result<String> {
    let (before, rest) = script.split_once(BEGIN).context("core.js has no imports of its own")?;
    let (functions, after) =
        rest.split_once(END).context("core.js does not return its imports, and only those")?;
    let mut functions = entries(functions)?;
    let mut listed: Vec<String> = Vec::new();
    for import in module.imports.iter_mut() {
        let place = functions.iter().position(|(name, _)| *name == import.name);
        let (_, function) =
            functions.swap_remove(place.with_context(|| format!("core.js lacks {}", import.name))?);
        let number = listed.iter().position(|known| *known == function).unwrap_or(listed.len());
        if number == listed.len() {
            listed.push(function);
        }
        LIST.clone_into(&mut import.module);
        import.name = number.to_string();
    }
    ensure!(functions.is_empty(), "the wasm does not import {:?}", functions[0].0);
    Ok(format!("{before}    return {{ {LIST}: [\n{},\n    ] }};\n}}\n{after}", listed.join(",\n")))
}

/// Their names and what they become.
fn entries(text: &str) -> Result<Vec<(&str, String)>> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(first) = lines.next() {
        let (name, head) =
            first.trim_start().split_once(": ").with_context(|| format!("no import: {first}"))?;
        if let Some(whole) = head.strip_suffix(',') {
            found.push((name, whole.to_owned()));
            continue;
        }
        let parameters = head.strip_prefix("function").and_then(|it| it.strip_suffix(" {"));
        let parameters = parameters.with_context(|| format!("no function: {first}"))?;
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "        },").collect();
        found.push((name, format!("{parameters} => {{\n{}\n}}", body.join("\n"))));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn a_function_becomes_an_arrow() {
        let text = "        $panicked: (place) => panicked(place),\n        a: function(arg0) {\n            arg0.b();\n        },\n";
        let expected =
            [("$panicked", "(place) => panicked(place)"), ("a", "(arg0) => {\n            arg0.b();\n}")];
        assert_eq!(entries(text).unwrap(), expected.map(|(name, arrow)| (name, arrow.to_owned())));
    }
}
