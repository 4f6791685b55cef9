//! `demo`: the reference server with short tokens, and the page with the packed tarball in it, until Ctrl-C.

mod children;

use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{build, npm, place, shell, tools};
use children::Children;

/// So short that it expires while one looks.
const ACCESS_TTL_SECONDS: &str = "15";

pub struct Ports {
    pub page: u16,
    pub server: u16,
}

impl Default for Ports {
    fn default() -> Self {
        Self { page: 5173, server: 5000 }
    }
}

pub fn run(ports: &Ports) -> Result<()> {
    demand_free(ports.page, "the page", "--port")?;
    demand_free(ports.server, "the server", "--server-port")?;
    build::run()?;
    npm::bring_page()?;
    shell::heading("the reference server");
    let server = tools::build_server()?;
    let mut children = Children::new()?;
    start_server(&mut children, &server, ports)?;
    start_page(&mut children, ports)?;
    println!("\n  the page    http://localhost:{}", ports.page);
    println!(
        "  the server  http://localhost:{}/api, access tokens live {ACCESS_TTL_SECONDS} seconds",
        ports.server
    );
    println!("  Ctrl-C stops both\n");
    children.wait()
}

fn start_server(children: &mut Children, binary: &Path, ports: &Ports) -> Result<()> {
    let origins = format!("http://localhost:{0},http://127.0.0.1:{0}", ports.page);
    let mut server = shell::command(binary);
    server.env("PORT", ports.server.to_string()).env("HOST", "127.0.0.1").env("CLIENT_ORIGINS", origins);
    server.env("LAB", "1").env("ACCESS_TTL_SECONDS", ACCESS_TTL_SECONDS);
    server.env("DATABASE_FILE", place::scratch().join("demo.sqlite"));
    server.env("JWT_SECRET", random_secret()?).env("REFRESH_SECRET", random_secret()?);
    children.start("the server", server)?;
    children.await_port("the server", ports.server, Duration::from_secs(20))
}

fn start_page(children: &mut Children, ports: &Ports) -> Result<()> {
    let mut vite = shell::command("node");
    vite.arg(place::at("node_modules/vite/bin/vite.js")).current_dir(place::at("www"));
    vite.args([
        "--host",
        "127.0.0.1",
        "--strictPort",
        "--clearScreen",
        "false",
        "--logLevel",
        "warn",
        "--port",
    ]);
    vite.arg(ports.page.to_string());
    vite.env("VITE_API_URL", format!("http://localhost:{}/api", ports.server));
    children.start("the page", vite)?;
    children.await_port("the page", ports.page, Duration::from_secs(60))
}

fn demand_free(port: u16, who: &str, option: &str) -> Result<()> {
    if TcpListener::bind(("127.0.0.1", port)).is_err() {
        bail!(
            "port {port}, which is for {who}, is taken: free it or choose another, cargo xtask demo {option} <port>"
        );
    }
    Ok(())
}

fn random_secret() -> Result<String> {
    use std::io::Read;
    let mut bytes = [0_u8; 32];
    std::fs::File::open("/dev/urandom")
        .and_then(|mut it| it.read_exact(&mut bytes))
        .context("no randomness")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
