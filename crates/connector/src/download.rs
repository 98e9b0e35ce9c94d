//! One attachment, from its provider to a durable file.
//!
//! Bytes are written as they come and hashed on the way, so memory does not grow with a file. A download that
//! breaks off is taken up where it ended: within a run when the provider vouches for the bytes (a strong `ETag`)
//! or their digest is known; across runs only when their digest is known, because what stands on disk then is
//! proven by the digest at the end.

mod sink;

use std::{path::Path, time::Duration};

use ebox_client::{Attachment, ClientError, Content, Message, Resume};
use ebox_domain::Sha256Digest;
use tokio::time::{Instant, sleep};

use crate::{
    digest,
    durable::{blocking, rename},
    engine::{Engine, Source},
    error::{FetchError, Stop},
    event::Event,
    steps::Step,
};
use sink::Sink;

/// So many new bytes are progress: a provider that cuts off every answer is taken up again as long as they come.
const PROGRESS: u64 = 64 << 10;
/// Over which time slowness is measured.
const WINDOW: Duration = Duration::from_mins(1);
/// The first pause before a download is taken up again; later ones are longer.
const PAUSE: Duration = Duration::from_millis(200);

/// A file that is complete and durable.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Downloaded {
    pub(crate) size: u64,
    pub(crate) digest: Sha256Digest,
    /// Whether the provider gave a digest, and it matched.
    pub(crate) is_verified: bool,
}

/// What to download and where to put it.
pub(crate) struct Download<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) source: &'a Source,
    pub(crate) message: &'a Message,
    pub(crate) attachment: &'a Attachment,
    /// Where its bytes gather.
    pub(crate) part: &'a Path,
    /// Where it stands when it is complete.
    pub(crate) file: &'a Path,
}

/// How one answer ended.
enum End {
    /// With the last byte.
    Complete,
    /// Too early.
    Broken(FetchError),
}

impl Download<'_> {
    /// Makes the file: from what an earlier run left, or from the provider.
    pub(crate) async fn run(&self) -> Result<Downloaded, Stop> {
        if let Some(done) = self.left_complete().await? {
            return Ok(done);
        }
        let downloaded = match self.gather().await? {
            Some(downloaded) => downloaded,
            // What was gathered is not what the digest says: perhaps by what an earlier run left. Once more.
            None => self.gather().await?.ok_or_else(|| FetchError::Digest(self.name()))?,
        };
        let (part, file) = (self.part.to_owned(), self.file.to_owned());
        blocking(move || rename(&part, &file)).await?;
        self.engine.reached(Step::FileComplete).await;
        Ok(downloaded)
    }

    fn name(&self) -> String {
        self.attachment.file_name.clone()
    }

    /// A complete file that an earlier run left, when its digest proves it.
    async fn left_complete(&self) -> Result<Option<Downloaded>, Stop> {
        let (file, expected) = (self.file.to_owned(), self.attachment.digest);
        let found = blocking(move || {
            if !file.try_exists()? {
                return Ok(None);
            }
            let (size, digest) = digest::of_file(&file)?;
            if expected == Some(digest) {
                return Ok(Some(Downloaded { size, digest, is_verified: true }));
            }
            fs_err::remove_file(&file)?;
            Ok(None)
        });
        Ok(found.await?)
    }

    /// Gathers the bytes; `None` when their digest is not the one that was given.
    async fn gather(&self) -> Result<Option<Downloaded>, Stop> {
        let mut sink = Sink::open(self.part, self.attachment.digest.is_some()).await?;
        let mut etag = None;
        let mut fruitless = 0;
        // An earlier run may have ended between the last byte and the file's name.
        let mut is_complete = sink.written() > 0 && Some(sink.digest()) == self.attachment.digest;
        while !is_complete {
            if self.attachment.digest.is_none() && etag.is_none() {
                sink.restart().await?;
            }
            let before = sink.written();
            match self.one_answer(&mut sink, &mut etag).await? {
                End::Complete => is_complete = true,
                End::Broken(error) => {
                    let progress = sink.written().saturating_sub(before) >= PROGRESS;
                    fruitless = if progress { 0 } else { fruitless + 1 };
                    if fruitless > self.engine.job.settings.attempts || self.source.pulse.is_given_up() {
                        return Err(error.into());
                    }
                    sleep(PAUSE * 2_u32.saturating_pow(u32::try_from(fruitless).unwrap_or(8).min(8))).await;
                }
            }
        }
        self.proven(sink).await
    }

    /// Asks once, from where the bytes end, and writes what comes.
    async fn one_answer(&self, sink: &mut Sink, etag: &mut Option<String>) -> Result<End, Stop> {
        let resume = Resume { offset: sink.written(), etag: etag.clone() };
        let mut content = match self.ask(&resume).await {
            Ok(content) => content,
            // What stands here is no begin of what stands there.
            Err(error) if error.status() == Some(416) && sink.written() > 0 => {
                sink.restart().await?;
                *etag = None;
                return Ok(End::Broken(FetchError::Client(error)));
            }
            Err(error) if error.is_transient() => return Ok(End::Broken(FetchError::Client(error))),
            Err(error) => return Err(error.into()),
        };
        if content.offset() != sink.written() {
            sink.restart().await?;
        }
        *etag = content.etag().map(str::to_owned);
        let (mut since, mut bytes) = (Instant::now(), 0);
        loop {
            let chunk = match self.source.wait("fetch an attachment", content.chunk()).await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => {
                    self.flush(sink).await?;
                    return Ok(End::Complete);
                }
                Err(error) => {
                    self.flush(sink).await?;
                    return Ok(End::Broken(FetchError::Client(error)));
                }
            };
            bytes += chunk.len() as u64;
            self.source.pulse.received(chunk.len() as u64, self.engine.job.settings.slowest);
            if sink.add(&chunk) {
                self.flush(sink).await?;
            }
            self.check_growth(sink)?;
            if since.elapsed() >= WINDOW {
                if bytes < self.engine.job.settings.slowest {
                    self.flush(sink).await?;
                    return Ok(End::Broken(FetchError::TooSlow(self.name())));
                }
                (since, bytes) = (Instant::now(), 0);
            }
        }
    }

    /// The one place that decides between fetching an annex and opening main content.
    async fn ask(&self, resume: &Resume) -> Result<Content, ClientError> {
        let registry = &self.source.registry;
        if self.attachment.is_main {
            let opening = registry.open_main_content(self.message, self.attachment, Some(resume));
            self.source.answer("open the main content", opening).await
        } else {
            let fetching = registry.fetch_annex(self.message, self.attachment, Some(resume));
            self.source.answer("fetch an attachment", fetching).await
        }
    }

    async fn flush(&self, sink: &mut Sink) -> Result<(), Stop> {
        let bytes = sink.flush().await?;
        if bytes > 0 {
            self.engine
                .tell(&Event::Received { provider: self.source.registry.provider().to_owned(), bytes });
            self.engine.reached(Step::BytesWritten).await;
        }
        Ok(())
    }

    /// Stops content that does not end where the provider said.
    fn check_growth(&self, sink: &Sink) -> Result<(), FetchError> {
        match self.attachment.size {
            Some(expected) if sink.written() > expected + tolerance(expected) + (1 << 20) => {
                Err(FetchError::Size { file: self.name(), expected, found: sink.written() })
            }
            _ => Ok(()),
        }
    }

    /// Makes the bytes durable and compares them with what the provider says of them.
    async fn proven(&self, sink: Sink) -> Result<Option<Downloaded>, Stop> {
        let (size, digest) = sink.finish().await?;
        match (self.attachment.digest, self.attachment.size) {
            (Some(expected), _) if expected != digest => {
                let part = self.part.to_owned();
                blocking(move || fs_err::remove_file(&part)).await?;
                return Ok(None);
            }
            // Providers give sizes in kB, and some round or count a thousand bytes for one.
            (None, Some(expected)) if size.abs_diff(expected) > tolerance(expected) => {
                return Err(FetchError::Size { file: self.name(), expected, found: size }.into());
            }
            _ => {}
        }
        Ok(Some(Downloaded { size, digest, is_verified: self.attachment.digest.is_some() }))
    }
}

/// How far a size may be from what a provider says in kB.
const fn tolerance(size: u64) -> u64 {
    1024 + size / 20
}
