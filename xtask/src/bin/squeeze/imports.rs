//! What the wasm imports, as a list in its own order: the wasm asks for numbers, and no function needs a name on either side.

use anyhow::{Context, Result, ensure};
use walrus::Module;

/// The list's name, in the place of the names of files.
const LIST: &str = "_";
const BEGIN: &str = "    const import0 = {\n        __proto__: null,\n";
const END: &str = "    };\n    return {\n        __proto__: null,\n        \"./core_bg.js\": import0,\n";

pub fn list(module: &mut Module, script: &str) -> Result<String> {
    let (before, rest) = script.split_once(BEGIN).context("core.js has no imports of its own")?;
    let (functions, rest) = rest.split_once(END).context("core.js does not return its imports")?;
    let (files, after) = rest.split_once("    };\n}\n").context("the imports of core.js do not end")?;
    let mut functions: Vec<(&str, String)> = entries(functions)?;
    let mut listed = Vec::new();
    for (number, import) in module.imports.iter_mut().enumerate() {
        listed.push(if import.module == "./core_bg.js" {
            let place = functions.iter().position(|(name, _)| *name == import.name);
            functions.swap_remove(place.with_context(|| format!("core.js lacks {}", import.name))?).1
        } else {
            let beginning = format!("        \"{}\": ", import.module);
            let file = files.lines().find_map(|line| line.strip_prefix(&beginning)?.strip_suffix(','));
            format!("{}.{}", file.with_context(|| format!("core.js lacks {}", import.module))?, import.name)
        });
        LIST.clone_into(&mut import.module);
        import.name = number.to_string();
    }
    ensure!(functions.is_empty(), "the wasm does not import {:?}", functions[0].0);
    Ok(format!("{before}    return {{ {LIST}: [\n{},\n    ] }};\n}}\n{after}", listed.join(",\n")))
}

/// Their names and what they become. `handleError` is `guarded` of `glue.rs`.
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
        let guarded = head.strip_prefix("function() { return handleError(function ");
        let parameters =
            guarded.or_else(|| head.strip_prefix("function")).and_then(|it| it.strip_suffix(" {"));
        let parameters = parameters.with_context(|| format!("no function: {first}"))?;
        let end = if guarded.is_some() { "        }, arguments); }," } else { "        }," };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
        let arrow = format!("{parameters} => {{\n{}\n}}", body.join("\n"));
        found.push((name, if guarded.is_some() { format!("guarded({arrow})") } else { arrow }));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn a_function_becomes_an_arrow() {
        let text = "        $panicked: (place) => panicked(place),\n        a: function(arg0) {\n            arg0.b();\n        },\n        \
                    c: function() { return handleError(function (arg0) {\n            arg0.d();\n        }, arguments); },\n";
        let expected = [
            ("$panicked", "(place) => panicked(place)"),
            ("a", "(arg0) => {\n            arg0.b();\n}"),
            ("c", "guarded((arg0) => {\n            arg0.d();\n})"),
        ];
        assert_eq!(entries(text).unwrap(), expected.map(|(name, arrow)| (name, arrow.to_owned())));
    }
}
