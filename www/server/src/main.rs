//! The command: environment → configuration → socket. `PORT=0` takes any free port; a taken one ends with code 2.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _, stderr, stdout};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use evertoken_server::clock::Clock;
use evertoken_server::config::Config;
use evertoken_server::{app, server::Server};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

/// How long answers may still take after Ctrl-C.
const LONGEST_GOODBYE: Duration = Duration::from_secs(3);

enum Failure {
    PortTaken(String),
    Other(String),
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal())
        .init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::PortTaken(address)) => {
            tell(&format!(
                "{address} is taken: stop what listens there, or choose another PORT (0 = any free)"
            ));
            ExitCode::from(2)
        }
        Err(Failure::Other(cause)) => {
            tell(&cause);
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Failure> {
    let config = Config::read(|name| std::env::var(name).ok()).map_err(Failure::Other)?;
    // Before the database is touched: a second server must not get that far.
    let listener = bind(&config).await?;
    let address = listener.local_addr().map_err(other)?;
    let server = Server::start(config, Clock::system()).await.map_err(other)?;
    let mut stop = stop_signal().map_err(other)?;
    let _ = writeln!(stdout(), "listening on http://{address}");

    let router = app(Arc::clone(&server)).into_make_service_with_connect_info::<SocketAddr>();
    let mut stopping = stop.clone();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = stopping.wait_for(|stop| *stop).await;
    });
    tokio::select! {
        served = serving.into_future() => served.map_err(other)?,
        () = goodbye(&mut stop) => tracing::info!("some answers took too long and were given up"),
    }
    server.store.close().await;
    Ok(())
}

async fn bind(config: &Config) -> Result<TcpListener, Failure> {
    let address = format!("{}:{}", config.host, config.port);
    match TcpListener::bind((config.host.as_str(), config.port)).await {
        Ok(listener) => Ok(listener),
        Err(cause) if cause.kind() == ErrorKind::AddrInUse => Err(Failure::PortTaken(address)),
        Err(cause) => Err(Failure::Other(format!("cannot listen on {address}: {cause}"))),
    }
}

/// Becomes true at Ctrl-C or SIGTERM.
fn stop_signal() -> io::Result<watch::Receiver<bool>> {
    let stopped = stopped()?;
    let (told, stop) = watch::channel(false);
    tokio::spawn(async move {
        stopped.await;
        told.send_replace(true);
    });
    Ok(stop)
}

#[cfg(unix)]
fn stopped() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(windows)]
fn stopped() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        let _ = interrupt.recv().await;
    })
}

async fn goodbye(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
    tokio::time::sleep(LONGEST_GOODBYE).await;
}

fn tell(message: &str) {
    let _ = writeln!(stderr(), "evertoken-server: {message}");
}

fn other(cause: impl std::fmt::Display) -> Failure {
    Failure::Other(cause.to_string())
}
