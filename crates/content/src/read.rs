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

use crate::{
    Content, SMALL, key,
    wanted::{PIECE, Pieces},
};

/// Bytes a read from disk: few enough to hold many at once, enough to keep a connection busy.
const CHUNK: u64 = 256 * 1024;

/// A stream of content.
pub type ContentStream = BoxStream<'static, Result<Bytes, StoreError>>;

/// Content that somebody reads.
pub enum Reading {
    /// All of it, when it is small.
    Whole(Bytes),
    /// Piece by piece.
    Pieces(ContentStream),
}

impl Reading {
    /// Content as a stream, whatever its size.
    pub fn into_stream(self) -> ContentStream {
        match self {
            Self::Whole(bytes) => stream::once(async { Ok(bytes) }).boxed(),
            Self::Pieces(pieces) => pieces,
        }
    }
}

/// Content that a row names is not there: a failure of ours.
#[derive(Debug, thiserror::Error)]
#[error("content {0} is missing")]
struct Missing(Sha256Digest);

impl Content {
    /// Reads the bytes in `range` of content of `size` bytes. The range must lie within the content.
    pub async fn read(
        &self,
        digest: &Sha256Digest,
        size: u64,
        range: Range<u64>,
    ) -> Result<Reading, StoreError> {
        if size <= SMALL as u64 {
            return self.read_small(digest, range).await.map(Reading::Whole);
        }
        let failed = |error| StoreError::new("read content", error);
        let options = GetOptions { range: Some(GetRange::Bounded(range.clone())), ..GetOptions::default() };
        let result = self.objects.get_opts(&key(digest), options).await.map_err(failed)?;
        match result.payload {
            GetResultPayload::File(file, _) => {
                let file = Arc::new(file);
                Ok(Reading::Pieces(match self.wanted.again(digest, size) {
                    Some(pieces) => of_pieces(pieces, *digest, file, size, range).boxed(),
                    None => of_file(file, range).boxed(),
                }))
            }
            GetResultPayload::Stream(stream) => Ok(Reading::Pieces(stream.map_err(failed).boxed())),
        }
    }

    async fn read_small(&self, digest: &Sha256Digest, range: Range<u64>) -> Result<Bytes, StoreError> {
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
        Ok(bytes.slice(start..end))
    }
}

/// The bytes in a range of a file. Each piece is read by a thread that may block, straight into the memory that is
/// sent: a second copy costs as much as the reading.
fn of_file(
    file: Arc<File>,
    range: Range<u64>,
) -> impl Stream<Item = Result<Bytes, StoreError>> + Send + 'static {
    stream::try_unfold((file, range), |(file, range)| async move {
        if range.is_empty() {
            return Ok(None);
        }
        let end = range.end.min(range.start + CHUNK);
        let piece = read(&file, range.start..end).await?;
        Ok(Some((piece, (file, end..range.end))))
    })
}

/// The same of a file that many want: pieces that somebody read before are in memory.
fn of_pieces(
    pieces: Arc<Pieces>,
    digest: Sha256Digest,
    file: Arc<File>,
    size: u64,
    range: Range<u64>,
) -> impl Stream<Item = Result<Bytes, StoreError>> + Send + 'static {
    stream::try_unfold((pieces, file, range), move |(pieces, file, range)| async move {
        if range.is_empty() {
            return Ok(None);
        }
        let number = range.start / PIECE;
        let (begin, end) = (number * PIECE, size.min((number + 1) * PIECE));
        let piece = match pieces.get(&(digest, number)) {
            Some(piece) => piece,
            None => {
                let piece = read(&file, begin..end).await?;
                pieces.insert((digest, number), piece.clone());
                piece
            }
        };
        let until = range.end.min(end);
        let place = |at: u64| usize::try_from(at - begin).unwrap_or(usize::MAX).min(piece.len());
        let wanted = piece.slice(place(range.start)..place(until));
        Ok(Some((wanted, (pieces, file, until..range.end))))
    })
}

async fn read(file: &Arc<File>, range: Range<u64>) -> Result<Bytes, StoreError> {
    let failed = |error| StoreError::new("read content", error);
    let file = Arc::clone(file);
    // Taken here and not by the thread that reads, which may be another each time: memory that was sent is used again.
    let size = usize::try_from(range.end - range.start).map_err(|error| failed(io::Error::other(error)))?;
    let piece = Vec::with_capacity(size);
    let piece = tokio::task::spawn_blocking(move || read_at(&file, range, piece)).await;
    piece.map_err(io::Error::other).flatten().map_err(failed)
}

fn read_at(mut file: &File, range: Range<u64>, mut piece: Vec<u8>) -> io::Result<Bytes> {
    let size = range.end - range.start;
    // One reader at a time: the next piece is asked for when this one is there.
    file.seek(SeekFrom::Start(range.start))?;
    let read = file.take(size).read_to_end(&mut piece)?;
    if read as u64 == size { Ok(piece.into()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
