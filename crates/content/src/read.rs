//! Bytes on their way out.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom},
    ops::Range,
    sync::Arc,
};

use bytes::Bytes;
use ebox_domain::{Sha256Digest, StoreError};
use futures_util::{Stream, StreamExt, TryStreamExt, stream, stream::BoxStream};
use object_store::{GetOptions, GetRange, GetResultPayload, ObjectStore};

use crate::{Content, SMALL, key};

/// Bytes a read from disk: few enough to hold many at once, enough to keep a connection busy.
const CHUNK: u64 = 256 * 1024;

/// A stream of content.
pub type ContentStream = BoxStream<'static, Result<Bytes, StoreError>>;

/// Content that a row names is not there: a failure of ours.
#[derive(Debug, thiserror::Error)]
#[error("content {0} is missing")]
struct Missing(Sha256Digest);

impl Content {
    /// Streams the bytes in `range` of content of `size` bytes. The range must lie within the content.
    pub async fn read(
        &self,
        digest: &Sha256Digest,
        size: u64,
        range: Range<u64>,
    ) -> Result<ContentStream, StoreError> {
        if size <= SMALL as u64 {
            return self.read_small(digest, range).await;
        }
        let failed = |error| StoreError::new("read content", error);
        let options = GetOptions { range: Some(GetRange::Bounded(range.clone())), ..GetOptions::default() };
        let result = self.objects.get_opts(&key(digest), options).await.map_err(failed)?;
        match result.payload {
            GetResultPayload::File(file, _) => Ok(of_file(file, range).boxed()),
            GetResultPayload::Stream(stream) => Ok(stream.map_err(failed).boxed()),
        }
    }

    async fn read_small(
        &self,
        digest: &Sha256Digest,
        range: Range<u64>,
    ) -> Result<ContentStream, StoreError> {
        let bytes = match self.recent.get(digest) {
            Some(bytes) => bytes,
            None => {
                let bytes = self.small.small_content(digest).await?;
                let bytes = bytes.ok_or_else(|| StoreError::new("read content", Missing(*digest)))?;
                self.recent.insert(*digest, bytes.clone());
                bytes
            }
        };
        let end = usize::try_from(range.end).unwrap_or(usize::MAX).min(bytes.len());
        let start = usize::try_from(range.start).unwrap_or(usize::MAX).min(end);
        Ok(stream::once(async move { Ok(bytes.slice(start..end)) }).boxed())
    }
}

/// The bytes in a range of a file. Each piece is read by a thread that may block, straight into the memory that is
/// sent: a second copy costs as much as the reading.
fn of_file(file: File, range: Range<u64>) -> impl Stream<Item = Result<Bytes, StoreError>> + Send + 'static {
    stream::try_unfold((Arc::new(file), range), |(file, range)| async move {
        if range.is_empty() {
            return Ok(None);
        }
        let end = range.end.min(range.start + CHUNK);
        let reader = Arc::clone(&file);
        let piece = tokio::task::spawn_blocking(move || read_at(&reader, range.start..end)).await;
        let piece = piece.map_err(io::Error::other).flatten();
        let piece = piece.map_err(|error| StoreError::new("read content", error))?;
        Ok(Some((piece, (file, end..range.end))))
    })
}

fn read_at(mut file: &File, range: Range<u64>) -> io::Result<Bytes> {
    let size = range.end - range.start;
    let mut piece = Vec::with_capacity(usize::try_from(size).map_err(io::Error::other)?);
    // One reader at a time: the next piece is asked for when this one is there.
    file.seek(SeekFrom::Start(range.start))?;
    let read = file.take(size).read_to_end(&mut piece)?;
    if read as u64 == size { Ok(piece.into()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
