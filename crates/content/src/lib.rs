//! The bytes of documents, kept by their SHA-256.
//!
//! **What.** [`Content`] takes bytes as they stream in, hashes them on the way, and gives them back whole or
//! in ranges. Small content (up to 64 KiB) is handed to the store that commits it together with the row that
//! names it; larger content goes to an object store: the data folder today.
//!
//! **Why.** The same bytes are stored once. Content is durable before the row that names it, so a message can
//! never name bytes that a crash took. Memory does not grow with a file: at most one part is held.
//!
//! **Who may use it.** The registry, and the stores that implement [`SmallContent`].
//!
//! **To add one more** place to keep content: another `object_store` behind [`Content::new`].

mod incoming;
mod read;
mod wanted;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use aws_lc_rs::digest;
use bytes::Bytes;
use ebox_domain::{Sha256Digest, StoreError};
use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use object_store::{ObjectStore, ObjectStoreExt as _, local::LocalFileSystem, path::Path as Key};

use quick_cache::{Weighter, sync::Cache};

pub use incoming::{Incoming, Kept, Staged};
pub use read::{ContentStream, Reading};
use wanted::Wanted;

/// Content up to this many bytes is kept in the store, in the same commit as the row that names it.
pub const SMALL: usize = 64 * 1024;

/// How much small content is kept in memory, in bytes: what many open at once is read once. Bytes never change under
/// their digest, so that what is kept is never wrong.
const RECENT: usize = 16 * 1024 * 1024;

/// Weighs content by its bytes.
#[derive(Clone)]
struct Bytewise;

impl<K> Weighter<K, Bytes> for Bytewise {
    fn weight(&self, _: &K, bytes: &Bytes) -> u64 {
        bytes.len().max(1) as u64
    }
}

/// What a store does for small content: it writes it with the row that names it, and reads it here.
#[async_trait::async_trait]
pub trait SmallContent: Send + Sync {
    /// The bytes of small content; `None` when the store does not have it.
    async fn small_content(&self, digest: &Sha256Digest) -> Result<Option<Bytes>, StoreError>;
}

/// The bytes of documents, by digest.
#[derive(Clone)]
pub struct Content {
    objects: Arc<dyn ObjectStore>,
    small: Arc<dyn SmallContent>,
    recent: Arc<Cache<Sha256Digest, Bytes, Bytewise>>,
    wanted: Arc<Wanted>,
    is_full: Arc<AtomicBool>,
}

impl Content {
    /// Content in an object store that survives a crash once a call has returned.
    pub fn new(objects: Arc<dyn ObjectStore>, small: Arc<dyn SmallContent>) -> Self {
        let recent = Arc::new(Cache::with_weighter(RECENT / SMALL, RECENT as u64, Bytewise));
        Self { objects, small, recent, wanted: Arc::default(), is_full: Arc::default() }
    }

    /// Content in a folder that belongs to this process alone. Every file and folder is synced to disk before
    /// a call returns. What an earlier process left half received is removed.
    pub fn in_folder(folder: &Path, small: Arc<dyn SmallContent>) -> Result<Self, StoreError> {
        let failed = |error: std::io::Error| StoreError::new("open the content folder", error);
        fs_err::create_dir_all(folder).map_err(failed)?;
        let staging = folder.join(incoming::STAGING);
        if staging.exists() {
            fs_err::remove_dir_all(&staging).map_err(failed)?;
        }
        let objects = LocalFileSystem::new_with_prefix(folder)
            .map_err(|error| StoreError::new("open the content folder", error))?
            .with_fsync(true);
        Ok(Self::new(Arc::new(objects), small))
    }

    /// Removes what began to arrive before a moment and never became content: senders that went away. Content
    /// that still arrives must be younger than that. Says how much was removed.
    pub async fn sweep_staging(&self, before: Timestamp) -> Result<u64, StoreError> {
        let failed = |error| StoreError::new("sweep staged content", error);
        let mut removed = 0;
        let mut staged = self.objects.list(Some(&Key::from(incoming::STAGING)));
        while let Some(object) = staged.try_next().await.map_err(failed)? {
            if object.last_modified.timestamp() < before.as_second() {
                match self.objects.delete(&object.location).await {
                    Ok(()) => removed += 1,
                    // Its sender ended it, one way or the other, a moment ago.
                    Err(object_store::Error::NotFound { .. }) => {}
                    Err(error) => return Err(failed(error)),
                }
            }
        }
        Ok(removed)
    }

    /// Removes large content. Nothing may name it any more; content that is not there is removed already.
    pub async fn remove(&self, digest: &Sha256Digest) -> Result<(), StoreError> {
        match self.objects.delete(&key(digest)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(StoreError::new("remove content", error)),
        }
    }

    /// Whether the last content that arrived found no room.
    pub fn is_out_of_room(&self) -> bool {
        self.is_full.load(Ordering::Relaxed)
    }

    /// Starts to receive content. `name` must be unique while it arrives; it is never seen again.
    pub fn receive(&self, name: uuid::Uuid) -> Incoming {
        Incoming::new(Arc::clone(&self.objects), name, Arc::clone(&self.is_full))
    }
}

/// The SHA-256 of bytes that are already whole.
pub fn sha256(bytes: &[u8]) -> Sha256Digest {
    finished(digest::digest(&digest::SHA256, bytes))
}

fn finished(digest: digest::Digest) -> Sha256Digest {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest.as_ref());
    Sha256Digest::new(bytes)
}

/// Two characters make the folder, so that no folder grows beyond what a file system likes.
fn key(digest: &Sha256Digest) -> Key {
    let hex = digest.to_hex();
    Key::from(format!("sha256/{}/{}", &hex[..2], &hex[2..]))
}
