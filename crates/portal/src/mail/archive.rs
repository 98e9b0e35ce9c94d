//! Messages as a ZIP, written while it is sent: whatever the size of the files, only pieces of them are in memory.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use ebox_client::{Attachment, Message, Registry};
use ebox_domain::{
    LocalizedText,
    safe_name::{safe, safe_with},
};
use futures_util::{Stream, stream};
use tokio::sync::mpsc;
use zip::{
    CompressionMethod, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// A message on its way into an archive.
pub(crate) struct Packed {
    /// Where it is read.
    pub(crate) registry: Registry,
    /// The message.
    pub(crate) message: Message,
    /// Its documents.
    pub(crate) attachments: Vec<Attachment>,
    /// Its folder in the archive; none when it is alone.
    pub(crate) folder: Option<String>,
    /// The name of the file that describes it.
    pub(crate) description_name: String,
    /// What describes it, to which the body is added.
    pub(crate) description: String,
    /// Whether the main content comes along. **Of a message that is not read, this opens it, with legal effect.**
    pub(crate) with_main: bool,
}

/// How many pieces wait for the reader.
const AHEAD: usize = 4;

/// The bytes of an archive, as they come. When a registry fails half-way, so does the stream, and the reader's
/// browser says that the download is broken.
pub(crate) fn archive(packed: Vec<Packed>) -> impl Stream<Item = Result<Bytes, Failed>> + Send {
    let (sender, receiver) = mpsc::channel(AHEAD);
    tokio::spawn(async move {
        let mut writer = Writer::new(sender.clone());
        let written = writer.write(packed).await;
        if let Err(error) = written.and(writer.finish().await) {
            tracing::warn!(error = &*error as &dyn std::error::Error, "an archive broke off");
            // Whoever asked may be gone.
            let _ = sender.send(Err(error)).await;
        }
    });
    stream::unfold(receiver, async |mut receiver| Some((receiver.recv().await?, receiver)))
}

/// What was written and not yet sent.
#[derive(Clone, Default)]
struct Pending(Arc<Mutex<Vec<u8>>>);

impl Pending {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Writer {
    zip: Option<ZipWriter<StreamWriter<Pending>>>,
    pending: Pending,
    sender: mpsc::Sender<Result<Bytes, Failed>>,
    names: BTreeSet<String>,
}

impl Writer {
    fn new(sender: mpsc::Sender<Result<Bytes, Failed>>) -> Self {
        let pending = Pending::default();
        let zip = Some(ZipWriter::new_stream(pending.clone()));
        Self { zip, pending, sender, names: BTreeSet::new() }
    }

    async fn write(&mut self, packed: Vec<Packed>) -> Result<(), Failed> {
        for one in packed {
            let folder = one.folder.as_deref().map(|folder| self.free(None, folder));
            let folder = folder.as_deref();
            for attachment in &one.attachments {
                if attachment.is_main && !one.with_main {
                    continue;
                }
                let mut content = if attachment.is_main {
                    one.registry.open_main_content(&one.message, attachment, None).await?
                } else {
                    one.registry.fetch_annex(&one.message, attachment, None).await?
                };
                self.begin(folder, &attachment.file_name)?;
                while let Some(chunk) = content.chunk().await? {
                    self.add(&chunk).await?;
                }
            }
            let mut description = one.description.clone();
            if let Some(body) = body(&one).await? {
                for (_, text) in body.iter() {
                    description.push('\n');
                    description.push_str(text);
                    description.push('\n');
                }
            }
            self.begin(folder, &one.description_name)?;
            // Programs of Windows read it as they should.
            self.add(description.replace('\n', "\r\n").as_bytes()).await?;
        }
        Ok(())
    }

    fn zip(&mut self) -> Result<&mut ZipWriter<StreamWriter<Pending>>, Failed> {
        self.zip.as_mut().ok_or_else(|| "the archive has ended".into())
    }

    /// Begins a file.
    fn begin(&mut self, folder: Option<&str>, name: &str) -> Result<(), Failed> {
        let name = self.free(folder, name);
        // Documents are compressed in themselves; their size is not known before.
        let options =
            SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
        Ok(self.zip()?.start_file(name, options)?)
    }

    async fn add(&mut self, bytes: &[u8]) -> Result<(), Failed> {
        self.zip()?.write_all(bytes)?;
        self.send().await
    }

    async fn finish(&mut self) -> Result<(), Failed> {
        if let Some(zip) = self.zip.take() {
            zip.finish()?;
        }
        self.send().await
    }

    async fn send(&self) -> Result<(), Failed> {
        let bytes = self.pending.take();
        if bytes.is_empty() {
            return Ok(());
        }
        self.sender.send(Ok(bytes.into())).await.map_err(|_| "nobody reads the archive any more".into())
    }

    /// A safe name, in a folder or in none, that no other of the archive has, whatever the case of its letters.
    fn free(&mut self, folder: Option<&str>, name: &str) -> String {
        let name = safe(name);
        let place = |name: String| match folder {
            Some(folder) => format!("{folder}/{name}"),
            None => name,
        };
        let others = (2..10_000).map(|number| safe_with(&name, &format!(" ({number})")));
        let mut candidates = std::iter::once(name.clone()).chain(others).map(place);
        let names = &mut self.names;
        candidates.find(|one| names.insert(one.to_lowercase())).unwrap_or_default()
    }
}

/// The body that goes along.
async fn body(one: &Packed) -> Result<Option<LocalizedText>, Failed> {
    match (one.message.is_body_main, one.with_main) {
        (false, _) => Ok(one.registry.body(&one.message).await?),
        (true, true) => Ok(Some(one.registry.open_main_body(&one.message).await?)),
        (true, false) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_document_has_a_name_of_its_own_that_every_system_takes() {
        let (sender, mut receiver) = mpsc::channel(10);
        let mut writer = Writer::new(sender);
        let long = format!("{}.csv", "é".repeat(150));
        for name in ["Brief.pdf", "Brief.pdf", "brief.PDF", "con.txt", "../\u{202e}x.txt", &long, &long] {
            writer.begin(Some("a"), name).expect("begun");
            writer.add(b"content").await.expect("added");
        }
        writer.finish().await.expect("finished");
        drop(writer);
        let mut bytes = Vec::new();
        while let Some(piece) = receiver.recv().await {
            bytes.extend_from_slice(&piece.expect("a piece"));
        }
        let archive = zip::ZipArchive::new(io::Cursor::new(bytes)).expect("an archive");
        let names: BTreeSet<_> =
            archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
        for expected in ["a/Brief.pdf", "a/Brief (2).pdf", "a/brief (3).PDF", "a/_con.txt", "a/x.txt"] {
            assert!(names.contains(expected), "{expected}: {names:?}");
        }
        let long: Vec<_> = names.iter().filter(|name| name.contains("éé")).collect();
        assert!(
            long.len() == 2 && long.iter().all(|name| name.len() <= 152 && name.contains(".csv")),
            "{long:?}"
        );
    }
}
