//! wasm-bindgen's test runner, from the lock file: `.cargo/config.toml` names it for the wasm target.

use std::env;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::process::{self, Command};
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use socket2::{Domain, Socket, Type};

const ADDRESS: &str = "WASM_BINDGEN_TEST_ADDRESS";
const BETWEEN_KNOCKS: Duration = Duration::from_millis(200);

/// The runner serves the page by tiny_http 0.12, whose pool may queue a connection although no thread is free; a browser that
/// opens six at once for a page of many modules then waits for ever. Every connection that ends frees a thread, which takes
/// what is queued: so somebody keeps knocking.
fn main() -> anyhow::Result<()> {
    if env::var_os(ADDRESS).is_some() {
        return wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(env::args_os());
    }
    let reserved = Reserved::any()?;
    let address = reserved.address;
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

/// A port that the system gives to nobody else while this lives. It is bound and not listened on, and may be bound again: so
/// the runner, which comes to it only seconds later, finds it free, however busy the machine is.
struct Reserved {
    address: SocketAddr,
    /// Only Linux lets another one bind it meanwhile; elsewhere it is let go, and is free most of the time.
    _bound: Option<Socket>,
}

impl Reserved {
    fn any() -> anyhow::Result<Self> {
        let bound = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        // Of two sockets on one port both must have said so; std's listener has, and so the runner's.
        bound.set_reuse_address(true)?;
        bound.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())?;
        let address = bound.local_addr()?.as_socket().context("no address")?;
        Ok(Self { address, _bound: cfg!(target_os = "linux").then_some(bound) })
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use socket2::{Domain, Socket, Type};

    use super::Reserved;

    #[test]
    fn a_reserved_port_waits_for_the_one_that_is_told_of_it() {
        let reserved = Reserved::any().unwrap();
        assert!(TcpStream::connect(reserved.address).is_err(), "nobody is there yet");
        let stranger = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        assert!(stranger.bind(&reserved.address.into()).is_err());
        let runner = TcpListener::bind(reserved.address).unwrap();
        assert!(TcpStream::connect(reserved.address).is_ok());
        drop(runner);
    }
}
