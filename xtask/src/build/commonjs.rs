//! What `require` gets: each entry as one file of its own, and a twin of each file of types that says it is CommonJS.

use std::path::Path;

use anyhow::Result;

use crate::{place, shell};

/// The entries that have a `require` condition.
pub const ENTRIES: &[&str] = &["index", "slim", "react", "mobx"];
/// What their types stand upon.
const FOUNDATION: &str = "core";

/// After the ES modules are as they will be packed.
pub fn make(folder: &Path) -> Result<()> {
    let mut esbuild = shell::node_tool("esbuild");
    esbuild.args(ENTRIES.iter().map(|entry| folder.join(format!("{entry}.js"))));
    esbuild.args([
        "--bundle",
        "--format=cjs",
        "--platform=node",
        "--target=es2022",
        "--out-extension:.js=.cjs",
    ]);
    esbuild.args(["--external:react", "--external:mobx", "--minify-whitespace", "--minify-syntax"]);
    esbuild.args([
        "--define:import.meta.url=undefined",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    shell::quietly(esbuild.arg(format!("--outdir={}", folder.display())))?;
    for stem in ENTRIES.iter().chain(&[FOUNDATION]) {
        let types = place::read(&folder.join(format!("{stem}.d.ts")))?;
        place::write(&folder.join(format!("{stem}.d.cts")), twin(&types))?;
    }
    Ok(())
}

/// The names of what is made.
pub fn files() -> impl Iterator<Item = String> {
    let scripts = ENTRIES.iter().map(|entry| format!("{entry}.cjs"));
    scripts.chain(ENTRIES.iter().chain(&[FOUNDATION]).map(|stem| format!("{stem}.d.cts")))
}

/// The same types, from the same kind of file.
fn twin(types: &str) -> String {
    let in_import = |line: &str| line.contains(" from './");
    let lines = types.split_inclusive('\n');
    lines.map(|line| if in_import(line) { line.replace(".js'", ".cjs'") } else { line.to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use super::twin;

    #[test]
    fn the_types_of_commonjs_import_types_of_commonjs() {
        let types = "export {\n  A,\n} from './core.js';\nexport * from './index.js';\n/** as 'a.js' is */\n";
        let expected =
            "export {\n  A,\n} from './core.cjs';\nexport * from './index.cjs';\n/** as 'a.js' is */\n";
        assert_eq!(twin(types), expected);
    }
}
