//! Bytes on their way out.

use std::ops::Range;

use bytes::Bytes;
use ebox_domain::{Sha256Digest, StoreError};
use futures_util::{StreamExt, TryStreamExt, stream, stream::BoxStream};
use object_store::{GetOptions, GetRange, GetResultPayload, ObjectStore};
use tokio::io::{AsyncReadExt, AsyncSeekExt, SeekFrom};
use tokio_util::io::ReaderStream;

use crate::{Content, SMALL, key};

/// Bytes a read from disk: few enough to hold many at once, enough to keep a connection busy.
const CHUNK: usize = 256 * 1024;

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
            GetResultPayload::File(file, _) => {
                let mut file = tokio::fs::File::from_std(file);
                let failed = |error: std::io::Error| StoreError::new("read content", error);
                file.seek(SeekFrom::Start(range.start)).await.map_err(failed)?;
                let bytes = file.take(range.end - range.start);
                Ok(ReaderStream::with_capacity(bytes, CHUNK).map_err(failed).boxed())
            }
            GetResultPayload::Stream(stream) => Ok(stream.map_err(failed).boxed()),
        }
    }

    async fn read_small(
        &self,
        digest: &Sha256Digest,
        range: Range<u64>,
    ) -> Result<ContentStream, StoreError> {
        let bytes = self
            .small
            .small_content(digest)
            .await?
            .ok_or_else(|| StoreError::new("read content", Missing(*digest)))?;
        let end = usize::try_from(range.end).unwrap_or(usize::MAX).min(bytes.len());
        let start = usize::try_from(range.start).unwrap_or(usize::MAX).min(end);
        Ok(stream::once(async move { Ok(bytes.slice(start..end)) }).boxed())
    }
}
