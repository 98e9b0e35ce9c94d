//! `ebox dev`

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use bytesize::ByteSize;
use clap::Args;
use ebox_credential::SystemRandom;
use ebox_domain::time::SystemClock;
use ebox_sandbox::{Options, Place, World, WorldError};
use ebox_server::{FolderError, config::Log, listen, telemetry};

use crate::{
    failure::{Failure, chain},
    printer::Printer,
};

/// Run a whole federation on this machine, for rehearsing. It stays until Ctrl-C or SIGTERM.
///
/// When it is ready it prints one line, `ready PATH`: the path of `sandbox.json`, which says where everything is
/// and has the credentials of every client (docs/sandbox.md).
#[derive(Args)]
pub(crate) struct Dev {
    /// Where to listen; port 0 is any free one.
    #[arg(long, default_value = "127.0.0.1:8480", value_name = "ADDRESS")]
    listen: SocketAddr,
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
            max_file_size: self.max_file_size.as_u64(),
            clock: Arc::new(SystemClock),
            rng: Arc::new(SystemRandom),
        };
        // Asked for before the line that says ready: a signal may come right after it.
        let stop =
            listen::StopSignal::new().map_err(|error| Failure::system("cannot wait for signals", &error))?;
        let world = World::open(options).await.map_err(|error| failure(&error))?;
        if self.mail > 0 {
            let published = world.publish_mail(self.mail.into()).await;
            published.map_err(|error| Failure::system("the senders could not publish", &error))?;
        }
        printer.data(format!("ready {}", world.sandbox_file().display()));
        printer.say(format!(
            "The federation runs at {0}. Read mail in the portal at {0}/, look at the API at {0}/api-docs, or stop it with \
             Ctrl-C.",
            world.sandbox().base_url
        ));
        stop.wait().await;
        world.stop().await.map_err(|error| failure(&error))?;
        Ok(ExitCode::SUCCESS)
    }
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
