//! `ebox messages download`

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, builder::NonEmptyStringValueParser};
use ebox_client::Attachment;
use ebox_domain::{Language, LocalizedText};
use ebox_server::listen::StopSignal;
use serde_json::{Value, json};

use super::{
    find::{Found, find},
    save::{self, Opened, Saved},
};
use crate::{
    failure::{Failure, Status},
    printer::Printer,
    profile::{EboxArguments, with_profile_help},
    session::Session,
    terminal,
};

const EXAMPLE: &str = "\
Example:
  ebox messages download 019f0c1e-0000-7000-8000-000000000000 --all --out letters";

/// Download documents of one message.
///
/// Fetching the main content of a message marks it read, with legal effect: terms may begin to run. So it is
/// asked first, unless --yes says that this is meant. Other attachments mark nothing, and are fetched before it.
#[derive(Args)]
#[command(after_help = EXAMPLE, after_long_help = with_profile_help(EXAMPLE))]
pub(super) struct Download {
    /// The message's identifier.
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    id: String,
    /// Which attachment, by its identifier or its file name; may be left out when there is only one.
    #[arg(conflicts_with_all = ["all", "body"])]
    attachment: Option<String>,
    /// All attachments, and the body.
    #[arg(long)]
    all: bool,
    /// The body.
    #[arg(long)]
    body: bool,
    /// The folder for the files; nothing in it is overwritten.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Which provider has the message; all are asked when left out.
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    /// Open main content without asking: the message becomes read, with legal effect.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    ebox: EboxArguments,
}

/// What is to be downloaded.
struct Wanted<'a> {
    attachments: Vec<&'a Attachment>,
    body: bool,
}

impl Download {
    pub(super) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let session = Session::open_ebox(&self.ebox)?;
        let found = find(&session, printer, &self.id, self.provider.as_deref()).await?;
        let wanted = self.choose(&found)?;
        self.consent(&found, &wanted)?;
        fs_err::create_dir_all(&self.out)
            .map_err(|error| Failure::system("the folder cannot be made", &error))?;
        let mut work = Work { printer, found: &found, out: &self.out, files: Vec::new(), opened: Opened::No };
        // Not before: at the question above, a signal ends the program.
        let stop = StopSignal::new().map_err(|error| Failure::system("cannot wait for signals", &error))?;
        let fetched = tokio::select! {
            fetched = work.fetch(&wanted) => fetched,
            () = stop.wait() => Err(Failure::new("interrupted", "stopped; files that are whole are kept")),
        };
        if let Err(failure) = fetched {
            return Err(work.halted(failure));
        }
        if work.files.is_empty() {
            printer.say("The message has no body.");
        }
        if printer.is_json() {
            printer.json(&json!({
                "providerId": found.registry.provider(), "messageId": found.message.id,
                "isRead": work.is_read(), "files": work.files,
            }));
        }
        Ok(ExitCode::SUCCESS)
    }

    fn choose<'a>(&self, found: &'a Found) -> Result<Wanted<'a>, Failure> {
        let all: Vec<&Attachment> = found.attachments.iter().collect();
        if self.all {
            return Ok(Wanted { attachments: all, body: true });
        }
        if self.body {
            return Ok(Wanted { attachments: Vec::new(), body: true });
        }
        let names = || -> String {
            let name = |one: &&Attachment| format!("{} ({})", one.id, one.file_name);
            all.iter().map(name).collect::<Vec<_>>().join(", ")
        };
        let chosen: Vec<&Attachment> = match &self.attachment {
            None => all.clone(),
            Some(wanted) => match all.iter().find(|one| one.id == *wanted) {
                Some(one) => vec![one],
                None => all.iter().copied().filter(|one| one.file_name == *wanted).collect(),
            },
        };
        match (chosen.as_slice(), &self.attachment) {
            ([_], _) => Ok(Wanted { attachments: chosen, body: false }),
            ([], None) => Err(Failure::new("no_attachment", "the message has no attachment")
                .hint("its body is downloaded with --body")),
            ([], Some(wanted)) => {
                Err(Failure::new("no_attachment", format!("the message has no attachment {wanted}"))
                    .hint(format!("it has {}", names())))
            }
            (several, None) => Err(Failure::new(
                "which_attachment",
                format!("the message has {} attachments: {}", several.len(), names()),
            )
            .hint("name one, or use --all")),
            (several, Some(wanted)) => Err(Failure::new(
                "which_attachment",
                format!("{} attachments are called {wanted}", several.len()),
            )
            .hint(format!("use the identifier: {}", names()))),
        }
    }

    /// Makes sure that whoever opens main content means it.
    fn consent(&self, found: &Found, wanted: &Wanted<'_>) -> Result<(), Failure> {
        let main = wanted.attachments.iter().find(|one| one.is_main).map(|one| one.file_name.as_str());
        let main = main.or_else(|| (wanted.body && found.message.is_body_main).then_some("the body"));
        // A message that is read already does not become so.
        let Some(main) = main.filter(|_| !found.message.is_read && !self.yes) else {
            return Ok(());
        };
        let what = format!(
            "{main} is the main content of message {}: fetching it marks the message read, with legal effect",
            found.message.id
        );
        match terminal::confirm(&format!("{what}. Fetch it?")) {
            Some(true) => Ok(()),
            Some(false) => Err(Failure::new("declined", "nothing was fetched; the message stays unread")),
            None => Err(Failure::new("choice_missing", what)
                .hint("use --yes when this is meant; here is no terminal to ask at")
                .with_status(Status::ChoiceMissing)),
        }
    }
}

/// A download under way: what was saved so far, and whether the message counts as read by it.
struct Work<'a> {
    printer: Printer,
    found: &'a Found,
    out: &'a Path,
    files: Vec<Value>,
    opened: Opened,
}

impl Work<'_> {
    /// Fetches what is wanted, the main content last: whatever fails before it, the message stays unread.
    async fn fetch(&mut self, wanted: &Wanted<'_>) -> Result<(), Failure> {
        let (main, annexes): (Vec<&Attachment>, Vec<&Attachment>) =
            wanted.attachments.iter().copied().partition(|one| one.is_main);
        for annex in annexes {
            self.attachment(annex).await?;
        }
        // A body that is the main content has no attachment after it.
        if wanted.body {
            let body = self.body().await?;
            for (name, text) in texts(&body) {
                let saved = save::text(text, self.out, &name)?;
                self.files.push(tell(self.printer, &saved, None));
            }
        }
        for main in main {
            self.attachment(main).await?;
        }
        Ok(())
    }

    async fn attachment(&mut self, attachment: &Attachment) -> Result<(), Failure> {
        let bar = self.printer.transfer(attachment.size, &attachment.file_name);
        let saved = save::attachment(self.found, attachment, self.out, &bar, &mut self.opened).await;
        bar.finish_and_clear();
        self.files.push(tell(self.printer, &saved?, Some(attachment)));
        Ok(())
    }

    async fn body(&mut self) -> Result<LocalizedText, Failure> {
        let Found { registry, message, .. } = self.found;
        let body = if message.is_body_main {
            self.opened = Opened::Perhaps;
            let body = registry.open_main_body(message).await;
            self.opened = body.as_ref().map_or_else(Opened::after, |_| Opened::Yes);
            body.map(Some)
        } else {
            registry.body(message).await
        };
        body.map(Option::unwrap_or_default).map_err(|error| Failure::call(&error))
    }

    /// Whether the message counts as read now; nothing when that is not known.
    const fn is_read(&self) -> Option<bool> {
        match self.opened {
            _ if self.found.message.is_read => Some(true),
            Opened::No => Some(false),
            Opened::Perhaps => None,
            Opened::Yes => Some(true),
        }
    }

    /// A failure, with what was done before it.
    fn halted(self, mut failure: Failure) -> Failure {
        let is_read = self.is_read();
        if !self.found.message.is_read && is_read != Some(false) {
            let verb = if is_read.is_some() { "counts" } else { "may count" };
            failure.message = format!("{}; the message {verb} as read now", failure.message);
        }
        failure.done("isRead", is_read.into()).done("files", self.files.into())
    }
}

/// The body as files, as packages have it: one for each language, or one for all when all say the same.
fn texts(body: &LocalizedText) -> Vec<(String, &str)> {
    let texts: Vec<(Language, &str)> = body.iter().collect();
    // A text that its sender wrote in one language stands under each.
    match texts.as_slice() {
        [(_, first), _, ..] if texts.iter().all(|(_, text)| text == first) => {
            vec![("body.txt".to_owned(), *first)]
        }
        several => several.iter().map(|(language, text)| (format!("body.{language}.txt"), *text)).collect(),
    }
}

fn tell(printer: Printer, saved: &Saved, attachment: Option<&Attachment>) -> Value {
    let path = saved.path.display().to_string();
    if !printer.is_json() {
        printer.data(&path);
    }
    json!({
        "path": path, "size": saved.size, "sha256": saved.digest.to_hex(),
        "isDigestVerified": saved.is_verified,
        "attachmentId": attachment.map(|one| &one.id),
        "isMainContent": attachment.is_some_and(|one| one.is_main),
    })
}
