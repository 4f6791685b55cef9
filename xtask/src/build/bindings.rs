//! What bindgen writes, made fit for the package: one folder, no raw exports in the types. Every edit names the text that it
//! expects; another text is an error, not a silent miss.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::place;

const TEMPLATE: &str = "/pkg-template/";

/// Bindgen ships a copy of each JS file that Rust imports. The package has that file already: the import points there. The
/// same path as a key of the wasm's imports stays, since the wasm asks for it by that name.
pub fn import_from_package(script: &str, bound: &Path) -> Result<String> {
    let single = import_quoted(script, '\'', bound)?;
    import_quoted(&single, '"', bound)
}

fn import_quoted(script: &str, quote: char, bound: &Path) -> Result<String> {
    let import = format!("from {quote}./snippets/");
    let mut parts = script.split(&import);
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (snippet, rest) = part.split_once(quote).context("an import of a snippet without an end")?;
        let Some((_, file)) = snippet.split_once(TEMPLATE) else {
            bail!("bindgen made {snippet}: import JS only by #[wasm_bindgen(module = \"/pkg-template/…\")]");
        };
        let copy = place::read(&bound.join("snippets").join(snippet))?;
        let ours = place::read(&place::at("pkg-template").join(file))?;
        ensure!(copy == ours, "{snippet} differs from pkg-template/{file}");
        result.push_str(&format!("from './{file}'{rest}"));
    }
    Ok(result)
}

/// The types that Rust wrote and the two names of what `init` takes; the raw exports stay inside.
pub fn public_types(types: &str) -> Result<String> {
    let input = line_with(types, "export type InitInput = ")?;
    let sync_input = line_with(types, "export type SyncInitInput = ")?;
    let written = &types[..place_of(types, input)?];
    let dispose = "/// <reference lib=\"esnext.disposable\" />\n";
    let head = if written.contains("Symbol.dispose") { dispose } else { "" };
    Ok(format!("{head}{}\n\n{input}\n{sync_input}\n", written.trim()))
}

fn line_with<'text>(text: &'text str, beginning: &str) -> Result<&'text str> {
    let start = place_of(text, beginning)?;
    Ok(text[start..].lines().next().unwrap_or_default())
}

fn place_of(text: &str, wanted: &str) -> Result<usize> {
    let mut places = text.match_indices(wanted).map(|(at, _)| at);
    match (places.next(), places.next()) {
        (Some(place), None) => Ok(place),
        (None, _) => bail!("bindgen's output has changed, it lacks: {wanted}"),
        (Some(_), Some(_)) => bail!("bindgen's output has changed, it repeats: {wanted}"),
    }
}

#[cfg(test)]
mod tests {
    use super::public_types;

    #[test]
    fn the_raw_exports_are_not_in_the_types() {
        let types = "/* x */\nexport interface A { b: 1 }\n\nexport type InitInput = URL;\n\nexport interface InitOutput {\n}\n\n\
                     export type SyncInitInput = Module;\nexport function initSync(): InitOutput;\n";
        let expected = "/* x */\nexport interface A { b: 1 }\n\nexport type InitInput = URL;\nexport type SyncInitInput = Module;\n";
        assert_eq!(public_types(types).unwrap(), expected);
    }
}
