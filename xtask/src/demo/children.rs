//! Processes that end when we do. Each has a process group of its own: Ctrl-C reaches only us, and we end them in order.

use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

const POLL: Duration = Duration::from_millis(100);
/// After that a process is killed.
const PATIENCE: Duration = Duration::from_secs(5);

pub struct Children {
    running: Vec<(&'static str, Child)>,
    stop: Receiver<()>,
}

impl Children {
    pub fn new() -> Result<Self> {
        let (sender, stop) = channel();
        ctrlc::set_handler(move || {
            // Nobody listens any more when we are ending already.
            let _ = sender.send(());
        })?;
        Ok(Self { running: Vec::new(), stop })
    }

    pub fn start(&mut self, name: &'static str, mut command: Command) -> Result<()> {
        let child = command.process_group(0).spawn().with_context(|| format!("cannot start {name}"))?;
        self.running.push((name, child));
        Ok(())
    }

    pub fn await_port(&mut self, name: &str, port: u16, limit: Duration) -> Result<()> {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if self.stopped()? {
                bail!("stopped");
            }
            if start.elapsed() > limit {
                bail!("{name} does not answer on port {port} after {} s", limit.as_secs());
            }
        }
        Ok(())
    }

    /// Until somebody stops us or one of them ends.
    pub fn wait(mut self) -> Result<()> {
        while !self.stopped()? {}
        eprintln!("\nstopping");
        Ok(())
    }

    /// Waits a moment. An error if one of them has ended by itself.
    fn stopped(&mut self) -> Result<bool> {
        match self.stop.recv_timeout(POLL) {
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return Ok(true),
            Err(RecvTimeoutError::Timeout) => {}
        }
        for (name, child) in &mut self.running {
            if let Some(status) = child.try_wait()? {
                bail!("{name} has ended ({status})");
            }
        }
        Ok(false)
    }
}

impl Drop for Children {
    fn drop(&mut self) {
        for (_, child) in &self.running {
            signal(child, Signal::SIGTERM);
        }
        let start = Instant::now();
        for (_, child) in &mut self.running {
            while matches!(child.try_wait(), Ok(None)) && start.elapsed() < PATIENCE {
                std::thread::sleep(POLL);
            }
            signal(child, Signal::SIGKILL);
            let _ = child.wait();
        }
    }
}

/// To the whole group: Vite has children of its own. A group that has ended already is what we want.
fn signal(child: &Child, signal: Signal) {
    if let Ok(id) = i32::try_from(child.id()) {
        let _ = killpg(Pid::from_raw(id), signal);
    }
}
