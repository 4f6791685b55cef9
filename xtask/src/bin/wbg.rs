//! wasm-bindgen's command line, from the lock file. Not called `wasm-bindgen`: that name would collide with its own bin.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os())
}
