//! Saving what comes from a provider: hashed on the way, under a safe name, never over another file.

use std::{
    fs::{File, Permissions},
    io::{ErrorKind, Write as _},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use aws_lc_rs::digest::{Context, SHA256};
use ebox_client::{Attachment, ClientError, Content, ErrorKind as Why, Resume};
use ebox_connector::safe_file_name;
use ebox_domain::Sha256Digest;
use indicatif::ProgressBar;
use tempfile::NamedTempFile;

use super::find::Found;
use crate::failure::Failure;

/// How often a download that broke off is taken up again.
const ATTEMPTS: u32 = 4;

/// A file that was saved.
#[derive(Debug)]
pub(super) struct Saved {
    pub(super) path: PathBuf,
    pub(super) size: u64,
    pub(super) digest: Sha256Digest,
    /// Whether the provider gave a digest, and it matched.
    pub(super) is_verified: bool,
}

/// Whether the main content of a message was opened, by which it counts as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Opened {
    No,
    /// The provider was asked for it, and what it did is not known.
    Perhaps,
    Yes,
}

impl Opened {
    /// What a call for main content that failed leaves behind.
    pub(super) fn after(error: &ClientError) -> Self {
        match error.kind() {
            Why::Interrupted(_) | Why::Late | Why::Unexpected(_) => Self::Perhaps,
            Why::Refused(refusal) if refusal.status >= 500 => Self::Perhaps,
            _ => Self::No,
        }
    }
}

/// A file on its way: it has no name that anybody looks for before it is whole.
struct Draft {
    file: NamedTempFile,
    hash: Context,
    size: u64,
}

impl Draft {
    fn new(folder: &Path) -> std::io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        // As any new file of this person, not as a secret of this program.
        builder.prefix(".ebox-").permissions(Permissions::from_mode(0o666));
        Ok(Self { file: builder.tempfile_in(folder)?, hash: Context::new(&SHA256), size: 0 })
    }

    fn add(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.file.write_all(bytes)?;
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        Ok(())
    }

    /// Gives it its name, or one beside it when that is taken.
    fn finish(self, folder: &Path, original: &str) -> std::io::Result<Saved> {
        let mut digest = [0; 32];
        digest.copy_from_slice(self.hash.finish().as_ref());
        self.file.as_file().sync_all()?;
        let name = safe_file_name(original);
        let (mut file, mut number) = (self.file, 1_u32);
        loop {
            let path = folder.join(numbered(&name, number));
            match file.persist_noclobber(&path) {
                Ok(_) => {
                    File::open(folder)?.sync_all()?;
                    let digest = Sha256Digest::new(digest);
                    return Ok(Saved { path, size: self.size, digest, is_verified: false });
                }
                Err(error) if error.error.kind() == ErrorKind::AlreadyExists => file = error.file,
                Err(error) => return Err(error.error),
            }
            number += 1;
        }
    }
}

/// A name with a number before its extension; the first has none.
fn numbered(name: &str, number: u32) -> String {
    match (number, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, extension))) if !stem.is_empty() => format!("{stem}~{number}.{extension}"),
        _ => format!("{name}~{number}"),
    }
}

/// Saves an attachment. Whether it may be opened was asked before; `opened` is told whether it was, when it is the
/// main content.
pub(super) async fn attachment(
    found: &Found,
    attachment: &Attachment,
    folder: &Path,
    bar: &ProgressBar,
    opened: &mut Opened,
) -> Result<Saved, Failure> {
    let cannot = |error: std::io::Error| Failure::system("the file cannot be written", &error);
    let mut draft = Draft::new(folder).map_err(cannot)?;
    let mut etag = None;
    for attempt in 1.. {
        // Without a tag that vouches for what is there, it begins anew.
        let resume = Resume { offset: draft.size, etag };
        let resume = (resume.etag.is_some() && resume.offset > 0).then_some(resume);
        let before = *opened;
        if attachment.is_main {
            *opened = before.max(Opened::Perhaps);
        }
        let content = open(found, attachment, resume.as_ref()).await;
        if attachment.is_main {
            *opened = content.as_ref().map_or_else(Opened::after, |_| Opened::Yes).max(before);
        }
        let mut content = content.map_err(|error| Failure::call(&error))?;
        if content.offset() != draft.size {
            draft = Draft::new(folder).map_err(cannot)?;
        }
        bar.set_position(draft.size);
        etag = content.etag().map(str::to_owned);
        match pump(&mut content, &mut draft, bar).await {
            Ok(()) => break,
            Err(Broken::Call(error)) if error.is_transient() && attempt < ATTEMPTS => {}
            Err(Broken::Call(error)) => return Err(Failure::call(&error)),
            Err(Broken::Disk(error)) => return Err(cannot(error)),
        }
    }
    let mut digest = [0; 32];
    digest.copy_from_slice(draft.hash.clone().finish().as_ref());
    if attachment.digest.is_some_and(|expected| expected != Sha256Digest::new(digest)) {
        let message =
            format!("what came for {} does not have the digest that the provider gives", attachment.id);
        return Err(Failure::new("digest", message)
            .hint("the file was not saved; try again, and tell the provider's helpdesk if it stays"));
    }
    let saved = draft.finish(folder, &attachment.file_name).map_err(cannot)?;
    Ok(Saved { is_verified: attachment.digest.is_some(), ..saved })
}

/// Saves a text.
pub(super) fn text(text: &str, folder: &Path, name: &str) -> Result<Saved, Failure> {
    let saved = Draft::new(folder).and_then(|mut draft| {
        draft.add(text.as_bytes())?;
        draft.finish(folder, name)
    });
    saved.map_err(|error| Failure::system("the file cannot be written", &error))
}

async fn open(
    found: &Found,
    attachment: &Attachment,
    resume: Option<&Resume>,
) -> Result<Content, ClientError> {
    if attachment.is_main {
        found.registry.open_main_content(&found.message, attachment, resume).await
    } else {
        found.registry.fetch_annex(&found.message, attachment, resume).await
    }
}

enum Broken {
    Call(ClientError),
    Disk(std::io::Error),
}

async fn pump(content: &mut Content, draft: &mut Draft, bar: &ProgressBar) -> Result<(), Broken> {
    while let Some(chunk) = content.chunk().await.map_err(Broken::Call)? {
        draft.add(&chunk).map_err(Broken::Disk)?;
        bar.set_position(draft.size);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays_and_the_new_one_stands_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let names: Vec<PathBuf> =
            ["../letter.pdf", "letter.pdf", "letter.pdf", "no extension", "no extension"]
                .map(|name| text("x", folder.path(), name).expect("saved").path)
                .to_vec();
        let expected = ["letter.pdf", "letter~2.pdf", "letter~3.pdf", "no extension", "no extension~2"];
        assert_eq!(names, expected.map(|name| folder.path().join(name)));
    }
}
