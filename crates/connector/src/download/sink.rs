//! A file that grows, and its digest.

use std::{
    fs::File,
    io::{self, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use bytes::{Bytes, BytesMut};
use ebox_domain::Sha256Digest;

use crate::{
    digest::{Hasher, feed},
    durable::blocking,
};

/// How many bytes are gathered before they are written.
const BATCH: usize = 256 << 10;

/// A file that grows. Its writing happens beside the asynchronous tasks.
pub(super) struct Sink {
    path: PathBuf,
    gathered: BytesMut,
    written: u64,
    /// There but while it is lent to a write; gone when one failed.
    inner: Option<Inner>,
}

struct Inner {
    file: File,
    hasher: Hasher,
}

impl Sink {
    /// Opens a file at its end, or anew when what is there counts for nothing.
    pub(super) async fn open(path: &Path, keep: bool) -> io::Result<Self> {
        let path = path.to_owned();
        let opened = path.clone();
        let (inner, written) = blocking(move || {
            let mut options = fs_err::OpenOptions::new();
            let mut file =
                options.create(true).truncate(!keep).read(true).write(true).open(&opened)?.into_file();
            let mut hasher = Hasher::new();
            let written = feed(&opened, &mut hasher)?;
            file.seek(SeekFrom::Start(written))?;
            Ok((Inner { file, hasher }, written))
        })
        .await?;
        Ok(Self { path, gathered: BytesMut::with_capacity(BATCH), written, inner: Some(inner) })
    }

    /// How many bytes it has, gathered ones included.
    pub(super) fn written(&self) -> u64 {
        self.written + self.gathered.len() as u64
    }

    /// The digest of what is written.
    pub(super) fn digest(&self) -> Sha256Digest {
        self.inner.as_ref().map_or_else(Hasher::new, |inner| inner.hasher.clone()).finish()
    }

    /// Gathers bytes; whether it is time to flush.
    pub(super) fn add(&mut self, bytes: &Bytes) -> bool {
        self.gathered.extend_from_slice(bytes);
        self.gathered.len() >= BATCH
    }

    /// Writes what is gathered; returns how many bytes that were.
    pub(super) async fn flush(&mut self) -> io::Result<u64> {
        if self.gathered.is_empty() {
            return Ok(0);
        }
        let bytes = self.gathered.split().freeze();
        let size = bytes.len() as u64;
        self.with(move |inner| {
            inner.file.write_all(&bytes)?;
            inner.hasher.update(&bytes);
            Ok(())
        })
        .await?;
        self.written += size;
        Ok(size)
    }

    /// Begins again with nothing.
    pub(super) async fn restart(&mut self) -> io::Result<()> {
        self.gathered.clear();
        self.with(|inner| {
            inner.file.set_len(0)?;
            inner.file.rewind()?;
            inner.hasher = Hasher::new();
            Ok(())
        })
        .await?;
        self.written = 0;
        Ok(())
    }

    /// Makes it durable; returns its size and digest.
    pub(super) async fn finish(mut self) -> io::Result<(u64, Sha256Digest)> {
        self.flush().await?;
        self.with(|inner| inner.file.sync_all()).await?;
        Ok((self.written, self.digest()))
    }

    async fn with(
        &mut self,
        work: impl FnOnce(&mut Inner) -> io::Result<()> + Send + 'static,
    ) -> io::Result<()> {
        let gone = || io::Error::other(format!("writing to {} failed before", self.path.display()));
        let mut inner = self.inner.take().ok_or_else(gone)?;
        let path = self.path.clone();
        let inner = blocking(move || match work(&mut inner) {
            Ok(()) => Ok(inner),
            Err(error) => Err(io::Error::new(error.kind(), format!("{}: {error}", path.display()))),
        })
        .await?;
        self.inner = Some(inner);
        Ok(())
    }
}
