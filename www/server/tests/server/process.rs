//! The command itself: its line, its codes, its end.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Output, Stdio};

#[test]
fn it_says_where_it_listens_and_ends_cleanly_at_ctrl_c_and_at_sigterm() {
    for signal in ["INT", "TERM"] {
        let mut server = Running::start();
        assert!(server.address.starts_with("127.0.0.1:"), "{}", server.address);
        // An open connection that says nothing must not hold the end up.
        let _idle = std::net::TcpStream::connect(&server.address).unwrap();
        let kill = Command::new("kill").args(["-s", signal, &server.child.id().to_string()]).status();
        assert!(kill.unwrap().success());
        assert_eq!(server.child.wait().unwrap().code(), Some(0), "{signal}");
        let mut log = String::new();
        server.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert!(log.contains("JWT_SECRET is not set: using a random one"), "{log}");
    }
}

#[test]
fn a_taken_port_is_said_plainly_with_code_two() {
    let server = Running::start();
    let port = server.address.rsplit(':').next().unwrap();
    let second = run(&[("PORT", port)]);
    assert_eq!(second.status.code(), Some(2));
    let message = String::from_utf8(second.stderr).unwrap();
    assert!(message.contains(&format!("127.0.0.1:{port} is taken")), "{message}");
    assert!(second.stdout.is_empty());
}

#[test]
fn a_wrong_variable_ends_it_before_it_listens() {
    let output = run(&[("ACCESS_TTL_SECONDS", "soon")]);
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(message, "evertoken-server: ACCESS_TTL_SECONDS must be a whole number of at least 1\n");
    assert!(output.stdout.is_empty());
}

struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start() -> Self {
        let mut child =
            command(&[("PORT", "0")]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on http://").unwrap().to_owned();
        Self { child, address }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(variables: &[(&str, &str)]) -> Output {
    command(variables).output().unwrap()
}

fn command(variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evertoken-server"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("DATABASE_FILE", ":memory:");
    command.envs(variables.iter().copied());
    command
}
