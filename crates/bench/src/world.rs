//! The server under test, with its huge e-Box, on the first core; the load has the other.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Instant,
};

use anyhow::{Context as _, Result, ensure};
use ebox_client::{Credentials, Http, Settings, TokenSource};
use ebox_credential::{PrivateKey, SystemRandom};
use ebox_domain::time::SystemClock;
use ebox_wire::sandbox::{self, Client, Role, Sandbox};

use crate::{Options, table::Table};

/// The core of the server; the load runs on the others.
pub(crate) const CORE: &str = "0";
/// Listens wherever there is room.
const ANY_PORT: &str = "127.0.0.1:0";

/// An e-Box that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ebox {
    /// With as many messages as wanted.
    Huge,
    /// With a thousand.
    Small,
}

pub(crate) struct World {
    pub(crate) options: Options,
    pub(crate) sandbox: Sandbox,
    pub(crate) http: reqwest::Client,
    /// A yardstick that runs on the same core while nothing else does.
    pub(crate) bare: String,
    /// Where sandbox files are.
    folder: PathBuf,
    server: Server,
    _bare_server: Server,
}

/// A process that serves until it is dropped.
pub(crate) struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    /// Starts a sandbox on a folder.
    pub(crate) fn start(ebox: &Path, data: &Path, listen: &str) -> Result<Self> {
        let mut command = Command::new("taskset");
        command.args(["-c", CORE]).arg(ebox).args(["dev", "--listen", listen, "--data"]).arg(data);
        ready(command).map(|(server, _)| server)
    }

    /// Stops it in good order.
    pub(crate) fn stop(mut self) -> Result<()> {
        Command::new("kill").arg(self.0.id().to_string()).status()?;
        self.0.wait()?;
        Ok(())
    }
}

impl World {
    pub(crate) fn open(options: &Options, table: &mut Table) -> Result<Self> {
        if !options.data.join(sandbox::FILE_NAME).exists() {
            fill(options, table)?;
        }
        let server = Server::start(&options.ebox, &options.data, ANY_PORT)?;
        let bare_folder = options.data.join("bare");
        // What an earlier run uploaded.
        if bare_folder.exists() {
            fs_err::remove_dir_all(&bare_folder)?;
        }
        fs_err::create_dir_all(&bare_folder)?;
        let (bare_server, bare) = start_bare(&bare_folder)?;
        Ok(Self {
            options: options.clone(),
            http: reqwest::Client::builder().build()?,
            sandbox: read(options)?,
            bare,
            folder: options.data.join(sandbox::FILE_NAME),
            server,
            _bare_server: bare_server,
        })
    }

    /// The address of the first provider's v3.
    pub(crate) fn v3(&self, path: &str) -> String {
        let base = self.sandbox.message_registries.first().map_or("", |registry| registry.v3.as_str());
        format!("{}{path}", base.trim_end_matches('/'))
    }

    /// Reads an answer whole.
    pub(crate) async fn get(&self, url: &str, ebox: Ebox) -> Result<bytes::Bytes> {
        let response = self.http.get(url).bearer_auth(self.token(ebox).await?).send().await?;
        let status = response.status();
        let body = response.bytes().await?;
        ensure!(status.is_success(), "{url} answered {status}: {}", String::from_utf8_lossy(&body));
        Ok(body)
    }

    pub(crate) fn client(&self, role: Role) -> Result<&Client> {
        self.sandbox.client(role, None).context("no such client in the sandbox")
    }

    pub(crate) fn key_of(&self, client: &Client) -> Result<PrivateKey> {
        key_of(&self.folder, client)
    }

    /// Whose the small e-Box is.
    pub(crate) fn small(&self) -> Result<&Client> {
        consumers(&self.sandbox).map(|[_, small]| small)
    }

    /// A token of an e-Box's consumer: a new one, because they do not hold for the whole of a run.
    pub(crate) async fn token(&self, ebox: Ebox) -> Result<String> {
        let [huge, small] = consumers(&self.sandbox)?;
        let client = if ebox == Ebox::Huge { huge } else { small };
        token(&self.sandbox, &self.folder, client).await
    }

    pub(crate) async fn token_of(&self, role: Role) -> Result<String> {
        token(&self.sandbox, &self.folder, self.client(role)?).await
    }

    /// Bytes of the server's memory that are resident.
    pub(crate) fn resident_memory(&self) -> Result<u64> {
        let status = fs_err::read_to_string(format!("/proc/{}/status", self.server.0.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kilobytes * 1024)
    }
}

pub(crate) fn consumers(sandbox: &Sandbox) -> Result<[&Client; 2]> {
    let mut consumers = sandbox.clients.iter().filter(|client| client.role == Role::DocumentConsumer);
    Ok([consumers.next().context("no consumer")?, consumers.next().context("no second consumer")?])
}

pub(crate) fn read(options: &Options) -> Result<Sandbox> {
    Ok(serde_json::from_slice(&fs_err::read(options.data.join(sandbox::FILE_NAME))?)?)
}

fn key_of(file: &Path, client: &Client) -> Result<PrivateKey> {
    let pem = fs_err::read_to_string(sandbox::resolve(file, &client.private_key_file))?;
    Ok(PrivateKey::from_pem(&pem)?)
}

async fn token(sandbox: &Sandbox, file: &Path, client: &Client) -> Result<String> {
    let http = Http::new(Settings::default(), Arc::new(SystemClock))?;
    let credentials = Credentials {
        client_id: client.client_id.clone(),
        key: key_of(file, client)?,
        token_url: sandbox.token_url.clone(),
        audience: sandbox.audience.clone(),
        scopes: Vec::new(),
    };
    let token = TokenSource::new(http, credentials, Arc::new(SystemRandom)).token().await?;
    Ok(token.secret().to_owned())
}

/// Makes the e-Boxes and their messages.
fn fill(options: &Options, table: &mut Table) -> Result<()> {
    Server::start(&options.ebox, &options.data, ANY_PORT)?.stop()?;
    let sandbox = read(options)?;
    let [huge, small] = consumers(&sandbox)?;
    let started = Instant::now();
    let provider = &sandbox.message_registries.first().context("no provider")?.id;
    seed(options, provider, huge, options.messages, &PARTITIONS)?;
    let took = format!("{:.0} s", started.elapsed().as_secs_f64());
    table.figure("loading that e-Box", took, "under 300 s for 1 000 000");
    seed(options, provider, small, 1_000, &[])
}

/// The partitions over which the messages of the huge e-Box are spread.
const PARTITIONS: [&str; 4] = ["GENERAL", "WAGES", "INVOICES", "FLEET"];

/// Fills an e-Box at a provider, while no server holds the folder.
pub(crate) fn seed(
    options: &Options,
    provider: &str,
    client: &Client,
    messages: u64,
    partitions: &[&str],
) -> Result<()> {
    // On every core: nothing else runs meanwhile, and the load's own core would be inherited.
    let status = Command::new("taskset")
        .args(["-a", "-c", "0-1023"])
        .arg(&options.ebox)
        .args(["admin", "seed", "--data"])
        .arg(&options.data)
        .args(["--provider", provider, "--ebox", &client.enterprise_number])
        .args(["--messages", &messages.to_string()])
        .args(partitions.iter().flat_map(|partition| ["--partition", partition]))
        .stdout(Stdio::null())
        .status()?;
    ensure!(status.success(), "ebox admin seed failed");
    Ok(())
}

fn start_bare(folder: &Path) -> Result<(Server, String)> {
    let mut command = Command::new("taskset");
    command.args(["-c", CORE]).arg(std::env::current_exe()?).arg("bare").arg(folder);
    ready(command)
}

/// Starts a server that says on its first line that it is ready, and where.
fn ready(mut command: Command) -> Result<(Server, String)> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let output = child.stdout.take().context("no output")?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    let place = line.trim().strip_prefix("ready ").with_context(|| format!("no ready line: {line}"))?;
    Ok((Server(child), place.to_owned()))
}
