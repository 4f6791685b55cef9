//! `size`: what an app downloads, as its bundler would ship it, against `xtask/size-budget.toml`.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{build, place, shell};

struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

pub fn run() -> Result<()> {
    build::run()?;
    measure()
}

/// Of the package as it lies in `target/npm`.
pub fn measure() -> Result<()> {
    let package = place::package_folder();
    let wasm = Size::of(&place::read_bytes(&package.join("evertoken.wasm"))?)?;
    let slim_script = Size::of(&bundled(&package.join("slim.js"))?)?;
    let inline = Size::of(&bundled(&package.join("index.js"))?)?;
    let slim = wasm.plus(&slim_script);
    println!("{:<30}{:>10}{:>10}{:>10}{:>10}", "bytes", "raw", "gzip -9", "brotli 11", "budget");
    print_row("evertoken.wasm", &wasm, None);
    print_row("evertoken/slim, its JS", &slim_script, None);
    let budget: toml::Table = place::read(&place::at("xtask/size-budget.toml"))?.parse()?;
    let mut over = Vec::new();
    for (entry, size) in [("evertoken/slim", &slim), ("evertoken", &inline)] {
        let limit = budget
            .get(entry)
            .and_then(toml::Value::as_integer)
            .with_context(|| format!("no budget for {entry}"))?;
        let limit = usize::try_from(limit)?;
        let note = if entry == "evertoken" { "wasm inside" } else { "wasm + JS" };
        print_row(&format!("{entry} ({note})"), size, Some(limit));
        if size.brotli > limit {
            over.push(format!("{entry}: {} of {limit} bytes of brotli", size.brotli));
        }
    }
    if !over.is_empty() {
        bail!("over the budget of xtask/size-budget.toml: {}", over.join(", "));
    }
    Ok(())
}

impl Size {
    fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        let quality = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
        brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &quality)?;
        Ok(Self { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }

    fn plus(&self, other: &Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

fn bundled(entry: &Path) -> Result<Vec<u8>> {
    let mut esbuild = shell::node_tool("esbuild");
    esbuild.arg(entry).args([
        "--bundle",
        "--minify",
        "--format=esm",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    Ok(shell::quietly(&mut esbuild)?.into_bytes())
}

fn print_row(name: &str, size: &Size, limit: Option<usize>) {
    let limit = limit.map(|it| it.to_string()).unwrap_or_default();
    println!("{name:<30}{:>10}{:>10}{:>10}{limit:>10}", size.raw, size.gzip, size.brotli);
}
