//! `ebox messages reply`

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{ArgGroup, Args, builder::NonEmptyStringValueParser};
use ebox_client::{ClientError, FileSource, OutgoingFile, OutgoingReply};
use ebox_credential::SystemRandom;
use ebox_domain::{Language, LocalizedText, MediaType, ids::uuid_v7, publication::DraftAttachment};
use serde_json::json;

use super::{find::locate, language};
use crate::{
    failure::Failure,
    printer::Printer,
    profile::{EboxArguments, with_profile_help},
    session::{Session, moment},
};

const EXAMPLE: &str = "\
Examples:
  ebox messages reply 019f0c1e-0000-7000-8000-000000000000 --language nl --subject Antwoord --file answer.pdf
  ebox messages reply 019f0c1e-0000-7000-8000-000000000000 --language fr --subject Réponse --body 'Bien reçu.'";

/// Answer a message, where its sender takes replies.
///
/// The main content is --file or, without one, --body. A reply is sent once. When it is not known whether it
/// arrived, the same command with the --key that is then told sends it at most once more.
#[derive(Args)]
#[command(
    after_help = EXAMPLE,
    after_long_help = with_profile_help(EXAMPLE),
    group(ArgGroup::new("content").args(["file", "body"]).required(true).multiple(true)),
)]
pub(super) struct Reply {
    /// The identifier of the message that is answered.
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    id: String,
    /// The subject.
    #[arg(long, value_name = "TEXT")]
    subject: String,
    /// The language of subject and body: nl, fr or de.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    language: Language,
    /// The document that is the main content.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// A further document; may be repeated.
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    /// The body.
    #[arg(long, value_name = "TEXT")]
    body: Option<String>,
    /// Note that what the message asks for was done, too. It cannot be taken back.
    #[arg(long)]
    execute_action: bool,
    /// A key under which the reply is sent at most once; a new one when left out.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// Which provider has the message; all are asked when left out.
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    #[command(flatten)]
    ebox: EboxArguments,
}

impl Reply {
    pub(super) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let files: Vec<OutgoingFile> =
            self.file.iter().chain(&self.attach).zip(1..).map(outgoing).collect::<Result<_, _>>()?;
        let session = Session::open_ebox(&self.ebox)?;
        let (registry, message) = locate(&session, printer, &self.id, self.provider.as_deref()).await?;
        if !message.is_reply_authorized {
            let what = format!("the sender takes no replies to message {}", message.id);
            return Err(Failure::new("no_replies", what).hint("answer in the way that the message names"));
        }
        let key = self.key.clone().unwrap_or_else(|| uuid_v7(session.clock.now(), &SystemRandom).to_string());
        let reply = self.compose(files, key.clone());
        let (sent, expires) = match registry.reply(&message.id, &reply).await {
            Ok(published) => (published.message_id, Some(published.expires)),
            Err(error) => (repeated(&error).ok_or_else(|| failed(&error, &key))?, None),
        };
        if expires.is_none() {
            printer.say("This reply was sent before.");
        }
        if printer.is_json() {
            printer.json(&json!({
                "providerId": registry.provider(), "messageId": sent,
                "originalMessageId": message.id, "expirationDate": expires, "idempotencyKey": key,
            }));
        } else {
            let mut rows = vec![
                vec!["Reply".to_owned(), sent],
                vec!["To".to_owned(), message.sender.enterprise.clone()],
                vec!["Key".to_owned(), key],
            ];
            rows.extend(expires.map(|expires| vec!["Expires".to_owned(), moment(expires)]));
            printer.pairs(rows);
        }
        Ok(ExitCode::SUCCESS)
    }

    fn compose(&self, files: Vec<OutgoingFile>, key: String) -> OutgoingReply {
        let has_main_file = self.file.is_some();
        let attachment = |(place, file): (usize, &OutgoingFile)| DraftAttachment {
            part: file.part.clone(),
            is_main: has_main_file && place == 0,
            is_signed: false,
            title: None,
            digest: None,
        };
        OutgoingReply {
            subject: LocalizedText::in_one(self.language, &self.subject),
            body: self.body.as_ref().map(|body| LocalizedText::in_one(self.language, body)),
            is_body_main: !has_main_file,
            attachments: files.iter().enumerate().map(attachment).collect(),
            business_data: Vec::new(),
            files,
            executes_action: self.execute_action,
            idempotency_key: Some(key),
        }
    }
}

fn outgoing((path, number): (&PathBuf, u32)) -> Result<OutgoingFile, Failure> {
    let metadata =
        fs_err::metadata(path).map_err(|error| Failure::system("the reply is not sent", &error))?;
    let file_name = path.file_name().filter(|_| metadata.is_file());
    let file_name =
        file_name.ok_or_else(|| Failure::new("file", format!("{} is no file", path.display())))?;
    Ok(OutgoingFile {
        part: format!("upfile{number}"),
        file_name: file_name.to_string_lossy().into_owned(),
        media_type: media_type(path)?,
        source: FileSource::Path(path.clone()),
    })
}

fn media_type(path: &Path) -> Result<MediaType, Failure> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let of = |one: &&MediaType| Some(one.extension()) == extension.as_deref();
    MediaType::ALL.iter().find(of).copied().ok_or_else(|| {
        let all: Vec<&str> = MediaType::ALL.iter().map(|one| one.extension()).collect();
        Failure::new("media_type", format!("e-Boxes take no file such as {}", path.display()))
            .hint(format!("give it one of these extensions, when it is of that kind: {}", all.join(", ")))
    })
}

/// The first reply under the same key, when it was this one.
fn repeated(error: &ClientError) -> Option<String> {
    let refusal = error.refusal().filter(|refusal| refusal.is_same_publication == Some(true))?;
    refusal.message_id.clone()
}

fn failed(error: &ClientError, key: &str) -> Failure {
    let failure = Failure::call(error);
    if error.is_transient() {
        failure.hint(format!(
            "it may have arrived all the same: repeat the command with --key {key}, which sends it only if not"
        ))
    } else if error.status() == Some(409) {
        failure.hint("another reply was sent under this key; leave --key out to send a new one")
    } else {
        failure
    }
}
