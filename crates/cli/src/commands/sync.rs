//! `ebox sync`

mod report;
mod screen;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use clap::Args;
use ebox_client::ErrorKind;
use ebox_connector::{Connector, Job, Outcome, ProviderOutcome, ProviderState, Settings, SyncError};
use ebox_server::listen::StopSignal;
use ebox_wire::manifest::What;

use crate::{
    failure::{Failure, Status, chain},
    printer::Printer,
    profile::{EboxArguments, with_profile_help},
    session::Session,
    terminal,
};

use screen::Screen;

const JOURNAL: &str = "check that journal.sqlite in --out can be written to, that the disk has room, and that the file \
                       is whole; a damaged one is replaced by a copy, or left behind by using another folder";

const EXAMPLE: &str = "\
Example:
  ebox sync --out mail --what annexes";

/// Retrieve everything that is new, from all providers, into a package.
///
/// A package is a folder below DIR with a manifest, checksums, and a folder for each message. The journal beside
/// the packages remembers what was retrieved: each message is in exactly one package, and a run that was stopped
/// goes on where it ended. A run that finds nothing new makes no package.
///
/// What may be fetched has no default, because fetching main content marks a message read, with legal effect:
/// `metadata` fetches no attachment and no body that is the main content, `annexes` fetches all but the main
/// content, `everything` fetches all and marks messages read.
#[derive(Args)]
#[command(after_help = EXAMPLE, after_long_help = with_profile_help(EXAMPLE))]
pub(crate) struct Sync {
    /// The folder of packages. One folder holds one e-Box of one environment.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// What may be fetched: metadata, annexes or everything; `what` of the profile when left out.
    #[arg(long)]
    what: Option<What>,
    /// Walk the whole list of each provider, not only the days since the last run.
    #[arg(long)]
    whole: bool,
    #[command(flatten)]
    ebox: EboxArguments,
}

impl Sync {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let session = Session::open_patiently(&self.ebox)?;
        let Some(enterprise) = session.enterprise() else {
            return Err(Failure::new("profile", "the profile does not say whose e-Box this is")
                .hint("add enterprise_number to the profile, or set EBOX_ENTERPRISE_NUMBER"));
        };
        let what = match self.what.or(session.profile.what) {
            Some(what) => what,
            None => ask(printer)?,
        };
        let job = Job {
            out: self.out,
            enterprise,
            is_on_behalf: self.ebox.on_behalf_of.is_some(),
            environment: session.profile.environment,
            what,
            settings: Settings { whole_walk: self.whole, ..Settings::default() },
        };
        let stop = StopSignal::new().map_err(|error| Failure::system("cannot wait for signals", &error))?;
        let screen = Arc::new(Screen::new(printer));
        let registry = session.provider_registry();
        let tokens = Arc::clone(&session.tokens);
        let connector = Connector::new(session.http, session.tokens, registry)
            .with_observer(Arc::clone(&screen) as Arc<dyn ebox_connector::Observer>);
        let sync = async {
            // Who is refused leaves no folder behind.
            if !job.out.exists() {
                tokens.token().await.map_err(|error| Failure::call(&error))?;
            }
            connector.sync(&job).await.map_err(|error| failure(&error))
        };
        let synced = tokio::select! {
            synced = sync => Some(synced),
            // Stopped anywhere, the next run goes on from there.
            () = stop.wait() => None,
        };
        screen.finish();
        let synced = synced.unwrap_or_else(|| {
            Err(Failure::new("interrupted", "stopped; what was fetched so far is kept")
                .hint("run the same command again to go on"))
        });
        let outcome: Outcome = synced.map_err(|failure| match screen.recovered() {
            Some(package) => failure.done("recovered", report::package(&package)),
            None => failure,
        })?;
        report::report(printer, &outcome, what);
        Ok(status(&outcome))
    }
}

/// What an outcome means to a script. When nobody at all could be called, and for the same reason, that counts.
fn status(outcome: &Outcome) -> ExitCode {
    if outcome.is_complete() {
        return ExitCode::SUCCESS;
    }
    if !outcome.was_anybody_called() {
        return Status::Unreachable.into();
    }
    let called = |one: &&ProviderOutcome| !matches!(one.state, ProviderState::Skipped(_));
    let why = |one: &ProviderOutcome| match &one.state {
        ProviderState::Failed(error) if one.messages == 0 => Some(Failure::call(error).status),
        _ => None,
    };
    let mut reasons = outcome.providers.iter().filter(called).map(why);
    let first = reasons.next().flatten();
    match first {
        Some(status @ (Status::Refused | Status::Unreachable)) if reasons.all(|other| other == first) => {
            status.into()
        }
        _ => Status::Partial.into(),
    }
}

/// Asks what may be fetched.
fn ask(printer: Printer) -> Result<What, Failure> {
    const WHY: &str = "what may be fetched has no default: fetching main content marks messages read, with legal \
                       effect";
    if terminal::is_there() {
        printer.say("Fetching main content marks messages read, with legal effect. So it has no default:");
        printer.say("  metadata    no attachment, and no body that is the main content");
        printer.say("  annexes     everything but the main content");
        printer.say("  everything  everything; messages become read");
    }
    while let Some(answer) = terminal::ask("What may be fetched?") {
        match answer.parse() {
            Ok(what) => return Ok(what),
            Err(error) => printer.say(format!("{error}.")),
        }
    }
    Err(Failure::new("choice_missing", WHY)
        .hint("use --what metadata, annexes or everything, or `what` in the profile (EBOX_WHAT)")
        .with_status(Status::ChoiceMissing))
}

fn failure(error: &SyncError) -> Failure {
    let (code, hint) = match error {
        SyncError::Providers(error) => {
            let failure = Failure::call(error);
            return match error.kind() {
                ErrorKind::Interrupted(_) | ErrorKind::Late => {
                    failure.hint("try again; what was fetched before is kept")
                }
                _ => failure,
            };
        }
        SyncError::Locked(_) => ("locked", None),
        SyncError::OtherEbox { .. } => ("other_ebox", None),
        SyncError::IsPackage { .. } => ("is_package", None),
        SyncError::JournalMissing(_) => {
            ("journal", Some("packages may be moved away; the journal must stay"))
        }
        SyncError::JournalVersion(_) => {
            ("journal", Some("use the version of ebox that wrote it, or a newer one"))
        }
        SyncError::Journal { .. } => ("journal", Some(JOURNAL)),
        SyncError::Disk(_) => ("disk", Some("check that --out can be written to and that the disk has room")),
    };
    let failure = Failure::new(code, chain(error));
    match hint {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
