//! Servers of others, beside which ours is measured. They are installed when they are missing, into a folder of
//! their own; nothing of the build needs them, and a figure whose peer is not there says so.

mod nginx;
mod oidc_provider;

use std::{
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, Result, bail, ensure};

pub(crate) use nginx::start as nginx;
pub(crate) use oidc_provider::{ClientOfPeer, start as oidc_provider};

/// A peer that runs on the core of the server until this is dropped.
pub(crate) struct Peer {
    /// Where it answers, without a slash at the end.
    pub(crate) url: String,
    process: Child,
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Peer {
    /// Starts a program that will answer at a port, and waits until it does.
    async fn start(program: &str, arguments: &[&str], folder: &Path, port: u16) -> Result<Self> {
        let process = Command::new("taskset")
            .args(["-c", crate::world::CORE, program])
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("{program} does not start"))?;
        let mut peer = Self { url: format!("http://127.0.0.1:{port}"), process };
        for _ in 0..200 {
            if tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
                return Ok(peer);
            }
            if let Some(status) = peer.process.try_wait()? {
                bail!("{program} ended with {status}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("{program} does not answer")
    }
}

/// A port that nobody uses.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Runs an installer to its end.
fn install(folder: &Path, program: &str, arguments: &[&str]) -> Result<()> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{program} is not here"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    ensure!(output.status.success(), "{program} {}: {last}", arguments.join(" "));
    Ok(())
}
