//! `ebox dev`

use std::{collections::BTreeSet, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use bytesize::ByteSize;
use clap::Args;
use ebox_credential::SystemRandom;
use ebox_domain::{Environment, time::SystemClock};
use ebox_sandbox::{Desk, Options, Place, World, WorldError, Worlds};
use ebox_server::{FolderError, config::Log, listen, telemetry};

use crate::{
    failure::{Failure, chain},
    printer::Printer,
};

/// Run a whole federation on this machine, for rehearsing. It stays until Ctrl-C or SIGTERM.
///
/// When it is ready it prints one line, `ready PATH`, for each environment: the path of `sandbox.json`, which says where
/// everything is and has the credentials of every client (docs/sandbox.md).
#[derive(Args)]
pub(crate) struct Dev {
    /// Where to listen; port 0 is any free one.
    #[arg(long, default_value = "127.0.0.1:8480", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// Run several environments, in the order in which senders pass them, as in int,acc,prd; each in the folder of its
    /// name below the data folder. The one named first is at the address above, each other one at the port after it. The
    /// desk that looks after dossiers is in the last one. Left out: acc alone, in the data folder itself.
    #[arg(long, value_name = "ENVIRONMENTS", value_delimiter = ',', num_args = 1, value_parser = environment)]
    environments: Option<Vec<Environment>>,
    /// The folder that keeps everything between runs; a temporary one when left out.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Empty the data folder first and remove it at the end. Only a folder that ebox made is emptied.
    #[arg(long)]
    ephemeral: bool,
    /// Have the senders publish so many made-up letters to each enterprise first, so that the portal has something to
    /// show.
    #[arg(long, default_value_t = 0, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(..=10_000))]
    mail: u16,
    /// The most bytes of one file, as in 2GiB.
    #[arg(long, default_value = "100MiB", value_name = "SIZE", value_parser = size)]
    max_file_size: ByteSize,
    /// What to log to standard error, as in info or debug.
    #[arg(long, default_value = "warn", value_name = "FILTER")]
    log: String,
}

impl Dev {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let log = Log { is_json: false, filter: self.log };
        telemetry::start_logs(&log).map_err(|error| Failure::new("log", error.to_string()))?;
        let place = match (self.data, self.ephemeral) {
            (Some(folder), true) => Place::Ephemeral(folder),
            (Some(folder), false) => Place::Kept(folder),
            (None, _) => Place::Temporary,
        };
        let options = Options {
            place,
            listen: self.listen,
            environment: Environment::Acc,
            desk: Desk::default(),
            max_file_size: self.max_file_size.as_u64(),
            clock: Arc::new(SystemClock),
            rng: Arc::new(SystemRandom),
        };
        // Asked for before the line that says ready: a signal may come right after it.
        let stop =
            listen::StopSignal::new().map_err(|error| Failure::system("cannot wait for signals", &error))?;
        let worlds = match &self.environments {
            Some(environments) => Worlds::open(options, &each_once(environments)?).await,
            None => World::open(options).await.map(Worlds::from),
        };
        let worlds = worlds.map_err(|error| failure(&error))?;
        for world in worlds.all().iter().filter(|_| self.mail > 0) {
            let published = world.publish_mail(self.mail.into()).await;
            published.map_err(|error| Failure::system("the senders could not publish", &error))?;
        }
        for world in worlds.all() {
            printer.data(format!("ready {}", world.sandbox_file().display()));
        }
        say_where(printer, worlds.all());
        stop.wait().await;
        worlds.stop().await.map_err(|error| failure(&error))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn say_where(printer: Printer, worlds: &[World]) {
    for world in worlds {
        let what = match worlds {
            [_] => "The federation".to_owned(),
            _ => world.sandbox().environment.to_uppercase(),
        };
        printer.say(format!(
            "{what} runs at {0}. Read mail in the portal at {0}/, look at the API at {0}/api-docs.",
            world.sandbox().base_url
        ));
    }
    if let [_, .., last] = worlds {
        printer.say(format!("The desk for dossiers is in the portal at {}/.", last.sandbox().base_url));
    }
    printer.say("Stop with Ctrl-C.");
}

/// An environment that has clients and tokens of its own: the simulation belongs to another one.
fn environment(text: &str) -> Result<Environment, &'static str> {
    let environment = text.trim().parse().ok().filter(|one| *one != Environment::Sim);
    environment.ok_or("expected int, acc or prd, separated by commas")
}

fn each_once(environments: &[Environment]) -> Result<Vec<Environment>, Failure> {
    let all: BTreeSet<_> = environments.iter().collect();
    if all.len() == environments.len() {
        return Ok(environments.to_vec());
    }
    Err(Failure::new("environments", "an environment is named twice")
        .hint("name each once, as in int,acc,prd"))
}

/// A size that something can have.
fn size(text: &str) -> Result<ByteSize, &'static str> {
    let size = text.parse::<ByteSize>().ok().filter(|size| size.as_u64() > 0);
    size.ok_or("expected a size such as 100MiB")
}

/// What a user can do about a world that does not open.
pub(crate) fn failure(error: &WorldError) -> Failure {
    let (code, hint) = match error {
        WorldError::NotOurs(_) => ("folder_not_ours", None),
        WorldError::Folder(FolderError::InUse(_)) => ("folder_in_use", None),
        WorldError::Listen(..) => ("address_in_use", Some("use --listen 127.0.0.1:0 for any free port")),
        WorldError::Io(_) | WorldError::Folder(_) => {
            ("folder", Some("check that the folder can be written to and that the disk has room"))
        }
        _ => ("world", None),
    };
    let failure = Failure::new(code, chain(error));
    match hint {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
