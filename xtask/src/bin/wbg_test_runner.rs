//! wasm-bindgen's test runner, from the lock file: `.cargo/config.toml` names it for the wasm target.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
