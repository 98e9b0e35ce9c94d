//! One message, from its provider into the folder of the run.
//!
//! The order of writing is what makes "exactly once" true:
//!
//! 1. every file is written below `.partial`, synced, and its folder synced;
//! 2. the journal commits the message to the run: **from here on it is retrieved**;
//! 3. its folder moves into the folder of the run.
//!
//! Stopped before 2, the message is fetched again, from where its downloads ended. Stopped between 2 and 3, the
//! next start moves the folder (`recover.rs`). Nothing in between can be seen from outside.

use std::path::PathBuf;

use ebox_client::{Attachment, Message};
use ebox_domain::{LocalizedText, Sha256Digest};
use ebox_wire::manifest::{File, FileKind, MessageEntry};

use crate::{
    digest,
    download::{Download, Downloaded},
    durable::{self, blocking},
    engine::{Engine, Source},
    entry,
    error::{Stop, SyncError},
    names,
    plan::{AttachmentPlan, BodyPlan, MESSAGE_FILE, Plan},
    steps::Step,
};

/// What was fetched of a message.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Fetched {
    /// Files, `message.json` included.
    pub(crate) files: u64,
    /// Bytes of bodies and attachments.
    pub(crate) bytes: u64,
    /// Bodies and attachments.
    pub(crate) contents: u64,
    /// Digests that were given and matched.
    pub(crate) digests_verified: u64,
}

/// Fetches what may be fetched of a message, and commits it.
pub(crate) async fn fetch(engine: &Engine, source: &Source, message: &Message) -> Result<Fetched, Stop> {
    if source.pulse.is_given_up() {
        return Err(source.registry.late("fetch a message").into());
    }
    let asked;
    let attachments = match &message.attachments {
        Some(attachments) => attachments,
        None => {
            asked = source.answer("list attachments", source.registry.attachments(&message.id)).await?;
            &asked
        }
    };
    let fetching =
        Fetching { engine, source, message, folder: names::folder(&source.provider.id, &message.id) };
    let files = fetching.files(attachments).await?;
    fetching.commit(files).await
}

struct Fetching<'a> {
    engine: &'a Engine,
    source: &'a Source,
    message: &'a Message,
    folder: String,
}

impl Fetching<'_> {
    /// Fetches everything that the policy allows; returns all files, those included that were left.
    async fn files(&self, attachments: &[Attachment]) -> Result<Vec<File>, Stop> {
        let (files, parts) = (self.engine.layout.files(&self.folder), self.engine.layout.parts(&self.folder));
        blocking(move || {
            fs_err::create_dir_all(files)?;
            fs_err::create_dir_all(parts)
        })
        .await?;

        let plan = Plan::new(self.message, attachments, self.engine.job.what);
        let mut all = vec![self.message_file().await?];
        // Main content comes last: a message is marked read only when everything else of it is safe.
        if plan.body == BodyPlan::Fetch
            && let Some(body) =
                self.source.answer("get a body", self.source.registry.body(self.message)).await?
        {
            all.extend(self.body_files(&body, false).await?);
        }
        let mut downloaded = vec![None; plan.attachments.len()];
        for wanted in plan.downloads() {
            downloaded[wanted.place] = Some(self.download(wanted).await?);
        }
        match &plan.body {
            BodyPlan::Fetch => {}
            BodyPlan::OpenMain => {
                let body = self.source.registry.open_main_body(self.message);
                let body = self.source.answer("open the body that is the main content", body).await?;
                all.extend(self.body_files(&body, true).await?);
            }
            BodyPlan::Leave(reason) => all.push(File {
                is_main_content: true,
                not_fetched: Some(reason.clone()),
                url: Some(self.body_url()),
                media_type: Some("text/plain".to_owned()),
                ..empty(FileKind::Body)
            }),
        }
        let attachments = plan.attachments.iter().zip(downloaded);
        all.extend(attachments.map(|(plan, downloaded)| self.attachment_file(plan, downloaded)));
        Ok(all)
    }

    /// Writes `message.json`.
    async fn message_file(&self) -> Result<File, Stop> {
        let content = entry::message_file(&self.source.provider, self.message);
        let json = serde_json::to_vec_pretty(&content).map_err(std::io::Error::other)?;
        let (size, digest) = self.write(MESSAGE_FILE, json).await?;
        Ok(File {
            path: Some(self.path(MESSAGE_FILE)),
            size: Some(size),
            sha256: Some(digest.to_hex()),
            media_type: Some("application/json".to_owned()),
            ..empty(FileKind::Message)
        })
    }

    /// Writes the body: one file for each language, or one for all when all say the same.
    async fn body_files(&self, body: &LocalizedText, is_main: bool) -> Result<Vec<File>, Stop> {
        let texts: Vec<(&str, &str)> =
            body.iter().map(|(language, text)| (language.as_str(), text)).collect();
        let is_same = texts.len() > 1 && texts.iter().all(|(_, text)| *text == texts[0].1);
        let pieces: Vec<(String, Vec<String>, &str)> = if is_same {
            let languages = texts.iter().map(|(language, _)| (*language).to_owned()).collect();
            vec![("body.txt".to_owned(), languages, texts[0].1)]
        } else {
            let one = |(language, text): &(&str, _)| {
                (format!("body.{language}.txt"), vec![(*language).to_owned()], *text)
            };
            texts.iter().map(one).collect()
        };
        let mut files = Vec::new();
        for (name, languages, text) in pieces {
            let (size, digest) = self.write(&name, text.as_bytes().to_vec()).await?;
            files.push(File {
                path: Some(self.path(&name)),
                size: Some(size),
                sha256: Some(digest.to_hex()),
                media_type: Some("text/plain; charset=utf-8".to_owned()),
                languages,
                is_main_content: is_main,
                url: Some(self.body_url()),
                ..empty(FileKind::Body)
            });
        }
        Ok(files)
    }

    async fn download(&self, wanted: &AttachmentPlan<'_>) -> Result<Downloaded, Stop> {
        let download = Download {
            engine: self.engine,
            source: self.source,
            message: self.message,
            attachment: wanted.attachment,
            part: &self.engine.layout.parts(&self.folder).join(wanted.place.to_string()),
            file: &self.engine.layout.files(&self.folder).join(&wanted.name),
        };
        download.run().await
    }

    fn attachment_file(&self, plan: &AttachmentPlan<'_>, downloaded: Option<Downloaded>) -> File {
        let attachment = plan.attachment;
        let said = attachment.digest.map(|digest| digest.to_hex());
        File {
            path: downloaded.map(|_| self.path(&plan.name)),
            size: downloaded.map_or(attachment.size, |downloaded| Some(downloaded.size)),
            sha256: downloaded.map_or(said, |downloaded| Some(downloaded.digest.to_hex())),
            media_type: Some(attachment.media_type.clone()),
            original_name: Some(attachment.file_name.clone()),
            attachment_id: Some(attachment.id.clone()),
            is_main_content: attachment.is_main,
            is_signed: attachment.is_signed,
            is_digest_verified: downloaded.is_some_and(|downloaded| downloaded.is_verified),
            url: Some(self.source.registry.content_url(&self.message.id, &attachment.id)),
            not_fetched: plan.leave.clone(),
            ..empty(FileKind::Attachment)
        }
    }

    async fn write(&self, name: &str, contents: Vec<u8>) -> Result<(u64, Sha256Digest), Stop> {
        let path = self.engine.layout.files(&self.folder).join(name);
        let written = blocking(move || {
            durable::write(&path, &contents)?;
            Ok((contents.len() as u64, digest::of_bytes(&contents)))
        })
        .await?;
        self.engine.reached(Step::FileComplete).await;
        Ok(written)
    }

    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }

    fn body_url(&self) -> String {
        self.source.registry.url(&ebox_wire::routes::v3::Body { message_id: &self.message.id }.path())
    }

    /// Commits the message to the run, and moves its folder there.
    async fn commit(&self, files: Vec<File>) -> Result<Fetched, Stop> {
        let (folder, layout) = (self.engine.layout.files(&self.folder), &self.engine.layout);
        let expected: Vec<String> = files.iter().filter_map(|file| file.path.clone()).collect();
        let prefix = format!("{}/", self.folder);
        blocking(move || {
            remove_others(&folder, &expected, &prefix)?;
            durable::sync_folder(&folder)
        })
        .await?;
        self.engine.reached(Step::MessageComplete).await;

        let fetched = totals(&files);
        let run = self.engine.run().await?;
        let entry = MessageEntry {
            provider: self.source.provider.clone(),
            message_id: self.message.id.clone(),
            folder: self.folder.clone(),
            metadata: entry::metadata(self.message),
            files,
        };
        self.engine.journal.commit(run, &entry, fetched.bytes).await?;
        self.engine.reached(Step::MessageCommitted).await;

        let (from, open_run) = (layout.files(&self.folder), layout.open_run(&run.id));
        let (partial, name) = (layout.partial_message(&self.folder), self.folder.clone());
        blocking(move || place(&from, &open_run, &name, &partial)).await.map_err(SyncError::from)?;
        self.engine.reached(Step::MessagePlaced).await;
        Ok(fetched)
    }
}

/// Moves a committed message's folder into that of its run.
pub(crate) fn place(
    from: &std::path::Path,
    open_run: &std::path::Path,
    name: &str,
    partial: &std::path::Path,
) -> std::io::Result<()> {
    fs_err::create_dir_all(open_run)?;
    durable::rename(from, &open_run.join(name))?;
    durable::remove_folder(partial)
}

/// Removes what an earlier attempt left and this one did not make.
fn remove_others(folder: &std::path::Path, expected: &[String], prefix: &str) -> std::io::Result<()> {
    let names: Vec<&str> = expected.iter().filter_map(|path| path.strip_prefix(prefix)).collect();
    for found in fs_err::read_dir(folder)? {
        let found: PathBuf = found?.path();
        let is_expected =
            found.file_name().and_then(|name| name.to_str()).is_some_and(|name| names.contains(&name));
        if !is_expected {
            fs_err::remove_file(&found)?;
        }
    }
    Ok(())
}

fn totals(files: &[File]) -> Fetched {
    let mut fetched = Fetched::default();
    for file in files.iter().filter(|file| file.path.is_some()) {
        fetched.files += 1;
        if file.kind != FileKind::Message {
            fetched.contents += 1;
            fetched.bytes += file.size.unwrap_or_default();
        }
        fetched.digests_verified += u64::from(file.is_digest_verified);
    }
    fetched
}

fn empty(kind: FileKind) -> File {
    File {
        kind,
        path: None,
        size: None,
        media_type: None,
        sha256: None,
        original_name: None,
        attachment_id: None,
        languages: Vec::new(),
        is_main_content: false,
        is_signed: false,
        is_digest_verified: false,
        url: None,
        not_fetched: None,
    }
}
