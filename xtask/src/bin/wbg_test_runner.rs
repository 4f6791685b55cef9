//! wasm-bindgen's test runner, from the lock file: `.cargo/config.toml` names it for the wasm target.

use std::env;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{self, Command};
use std::thread;
use std::time::Duration;

const ADDRESS: &str = "WASM_BINDGEN_TEST_ADDRESS";
const BETWEEN_KNOCKS: Duration = Duration::from_millis(200);

/// The runner serves the page by tiny_http 0.12, whose pool may queue a connection although no thread is free; a browser that
/// opens six at once for a page of many modules then waits for ever. Every connection that ends frees a thread, which takes
/// what is queued: so somebody keeps knocking.
fn main() -> anyhow::Result<()> {
    if env::var_os(ADDRESS).is_some() {
        return wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(env::args_os());
    }
    let address = free_address()?;
    thread::spawn(move || {
        loop {
            thread::sleep(BETWEEN_KNOCKS);
            drop(TcpStream::connect(address));
        }
    });
    let runner = Command::new(env::current_exe()?)
        .args(env::args_os().skip(1))
        .env(ADDRESS, address.to_string())
        .status()?;
    process::exit(runner.code().unwrap_or(1));
}

fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}
