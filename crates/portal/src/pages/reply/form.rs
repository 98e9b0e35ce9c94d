//! The form of a reply, as it arrives: files go to the disk while they come, and are gone when it is answered.

use axum::{
    RequestExt as _,
    extract::{DefaultBodyLimit, Multipart, Request, multipart::Field},
};
use ebox_client::{FileSource, OutgoingFile};
use ebox_domain::{
    FileName, Language, file_name::InvalidFileName, ids::Uuid, media::MediaType, publication::MAX_SUBJECT,
};
use subtle::ConstantTimeEq as _;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt as _;

use super::refused::PART;
use crate::{failure::Failure, fields::TOKEN, visitor::SignedIn};

/// The most files of a reply, and the most bytes of each: what registries take by default.
pub(in crate::pages) const MAX_FILES: usize = 6;
pub(in crate::pages) const MAX_FILE: u64 = 100 << 20;
/// The most characters of the text.
pub(super) const MAX_BODY: usize = 10_000;
/// The most bytes of all files that are read, to say of each what is wrong with it.
const MAX_ALL: u64 = (MAX_FILES as u64 + 2) * MAX_FILE;
/// The most bytes of a field that is no file.
const MAX_FIELD: usize = 64 << 10;

/// What was entered, to be shown again.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Entered {
    /// Under which the reply is sent once.
    pub(in crate::pages) key: String,
    pub(in crate::pages) subject: String,
    pub(in crate::pages) body: String,
    pub(in crate::pages) language: Language,
    pub(in crate::pages) executes_action: bool,
}

impl Default for Entered {
    fn default() -> Self {
        Self {
            key: String::new(),
            subject: String::new(),
            body: String::new(),
            language: Language::Nl,
            executes_action: false,
        }
    }
}

/// A file that came.
pub(super) struct ReceivedFile {
    pub(super) outgoing: OutgoingFile,
    /// Deletes it from the disk.
    _on_disk: NamedTempFile,
}

/// What keeps a reply from being sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) enum Wrong {
    /// There is no subject.
    NoSubject,
    /// The subject is too long.
    LongSubject(usize),
    /// The text is too long.
    LongBody(usize),
    /// There is neither a text nor a document.
    Empty,
    /// There are more documents than a message may have.
    TooMany(usize),
    /// A document is too large.
    TooLarge(String),
    /// A document is of no kind that is taken.
    Kind(String),
    /// The name of a document is too long.
    Name(String),
    /// A document has nothing in it.
    EmptyFile(String),
}

impl Wrong {
    /// The field of the form that it is about.
    pub(super) const fn field(&self) -> &'static str {
        match self {
            Self::NoSubject | Self::LongSubject(_) => "subject",
            Self::LongBody(_) | Self::Empty => "body",
            Self::TooMany(_) | Self::TooLarge(_) | Self::Kind(_) | Self::Name(_) | Self::EmptyFile(_) => {
                "files"
            }
        }
    }
}

/// A reply, as it came.
pub(super) struct Received {
    pub(super) entered: Entered,
    pub(super) files: Vec<ReceivedFile>,
    of_files: Vec<Wrong>,
    /// The bytes of all files so far.
    size: u64,
}

impl Received {
    /// Receives a form. Its first field is the token of the session's forms; without it nothing more is read.
    pub(super) async fn read(mut request: Request, signed_in: &SignedIn) -> Result<Self, Failure> {
        DefaultBodyLimit::disable().apply(&mut request);
        let form: Result<Multipart, _> = request.extract().await;
        let mut form = form.map_err(|_| Failure::UnreadableForm)?;
        let first = form.next_field().await.map_err(|_| Failure::UnreadableForm)?;
        let first = first.filter(|field| field.name() == Some(TOKEN)).ok_or(Failure::StaleForm)?;
        let expected = signed_in.token().form_token();
        if !bool::from(text(first).await?.as_bytes().ct_eq(expected.as_bytes())) {
            return Err(Failure::StaleForm);
        }
        let mut received =
            Self { entered: Entered::default(), files: Vec::new(), of_files: Vec::new(), size: 0 };
        let mut files = 0;
        while let Some(field) = form.next_field().await.map_err(|_| Failure::UnreadableForm)? {
            match field.name().unwrap_or_default() {
                "key" => received.entered.key = text(field).await?,
                "subject" => received.entered.subject = text(field).await?,
                // Browsers end lines as e-mail does.
                "body" => received.entered.body = text(field).await?.replace("\r\n", "\n"),
                "language" => {
                    let language = Language::parse(&text(field).await?);
                    let language = language.filter(|one| Language::OF_MESSAGES.contains(one));
                    received.entered.language = language.ok_or(Failure::UnreadableForm)?;
                }
                "execute" => received.entered.executes_action = true,
                // A field without a file comes with an empty name.
                "files" if field.file_name().is_none_or(str::is_empty) => {}
                "files" => {
                    files += 1;
                    received.file(field, files).await?;
                }
                _ => return Err(Failure::UnreadableForm),
            }
        }
        if files > MAX_FILES {
            received.of_files.push(Wrong::TooMany(files));
        }
        // A key of ours, and no other: it goes into a header.
        if received.entered.key.parse::<Uuid>().is_err() {
            return Err(Failure::UnreadableForm);
        }
        Ok(received)
    }

    /// Takes a file to the disk. What cannot be sent is read to its end all the same, so that the browser gets an
    /// answer; only what is far too large together is cut off.
    async fn file(&mut self, mut field: Field<'_>, number: usize) -> Result<(), Failure> {
        let told = field.file_name().unwrap_or_default().to_owned();
        let name = FileName::new(&told);
        let media_type = media_type(&told);
        let keeps = number <= MAX_FILES && name.is_ok() && media_type.is_some();
        let on_disk = NamedTempFile::new().map_err(|_| Failure::Disk)?;
        let writer = on_disk.reopen().map_err(|_| Failure::Disk)?;
        let mut writer = tokio::fs::File::from_std(writer);
        let mut size = 0_u64;
        while let Some(chunk) = field.chunk().await.map_err(|_| Failure::UnreadableForm)? {
            size += chunk.len() as u64;
            self.size += chunk.len() as u64;
            if self.size > MAX_ALL {
                return Err(Failure::TooLarge);
            }
            if keeps && size <= MAX_FILE {
                writer.write_all(&chunk).await.map_err(|_| Failure::Disk)?;
            }
        }
        writer.flush().await.map_err(|_| Failure::Disk)?;
        let wrong = match (&name, media_type) {
            _ if size > MAX_FILE => Some(Wrong::TooLarge(told.clone())),
            _ if size == 0 => Some(Wrong::EmptyFile(told.clone())),
            (Err(InvalidFileName::TooLong), Some(_)) => Some(Wrong::Name(told.clone())),
            (Err(_), _) | (_, None) => Some(Wrong::Kind(told.clone())),
            (Ok(_), Some(_)) => None,
        };
        self.of_files.extend(wrong);
        if let (true, Ok(name), Some(media_type)) = (keeps, name, media_type) {
            let source = FileSource::Path(on_disk.path().to_owned());
            let part = format!("{PART}{number}");
            let outgoing = OutgoingFile { part, file_name: name.to_string(), media_type, source };
            self.files.push(ReceivedFile { outgoing, _on_disk: on_disk });
        }
        Ok(())
    }

    /// Everything that keeps it from being sent.
    pub(super) fn wrong(&self) -> Vec<Wrong> {
        let Entered { subject, body, .. } = &self.entered;
        let (of_subject, of_body) = (subject.chars().count(), body.chars().count());
        let mut wrong = Vec::new();
        if subject.is_empty() {
            wrong.push(Wrong::NoSubject);
        } else if of_subject > MAX_SUBJECT {
            wrong.push(Wrong::LongSubject(of_subject));
        }
        if of_body > MAX_BODY {
            wrong.push(Wrong::LongBody(of_body));
        }
        if body.is_empty() && self.files.is_empty() && self.of_files.is_empty() {
            wrong.push(Wrong::Empty);
        }
        wrong.extend(self.of_files.iter().cloned());
        wrong
    }
}

/// The kind of a file, by its extension: what browsers say differs from machine to machine.
fn media_type(name: &str) -> Option<MediaType> {
    let (_, extension) = name.rsplit_once('.')?;
    MediaType::ALL.iter().copied().find(|one| one.extension().eq_ignore_ascii_case(extension))
}

/// The text of a field.
async fn text(mut field: Field<'_>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| Failure::UnreadableForm)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_FIELD {
            return Err(Failure::UnreadableForm);
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| Failure::UnreadableForm)?;
    Ok(text.trim().to_owned())
}
