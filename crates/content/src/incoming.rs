//! Bytes on their way in.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use ebox_domain::{Sha256Digest, StoreError};
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, path::Path as Key};

use crate::{SMALL, finished, key};

/// The folder of content that is still arriving.
pub(crate) const STAGING: &str = "staging";

/// Bytes a part: what is held in memory of a large content.
const PART: usize = 1024 * 1024;

/// Content that is arriving. Dropping it, or [`discard`](Self::discard), leaves nothing behind that is ever
/// read.
pub struct Incoming {
    objects: Arc<dyn ObjectStore>,
    staging: Key,
    hash: Context,
    size: u64,
    held: Vec<Bytes>,
    held_size: usize,
    upload: Option<Box<dyn MultipartUpload>>,
    is_full: Arc<AtomicBool>,
}

/// Content that has arrived and is not kept yet: nobody can read it. It becomes [`Kept`] once its message is
/// accepted; dropping it, or [`discard`](Self::discard), leaves nothing behind that is ever read.
pub struct Staged {
    objects: Arc<dyn ObjectStore>,
    staging: Key,
    digest: Sha256Digest,
    size: u64,
    small: Option<Bytes>,
}

/// Content that is kept: durable already, or small and to be committed with the row that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its SHA-256.
    pub digest: Sha256Digest,
    /// Its size in bytes.
    pub size: u64,
    /// The bytes, when it is small.
    pub small: Option<Bytes>,
}

impl Incoming {
    pub(crate) fn new(objects: Arc<dyn ObjectStore>, name: uuid::Uuid, is_full: Arc<AtomicBool>) -> Self {
        Self {
            objects,
            staging: Key::from(format!("{STAGING}/{}", name.simple())),
            hash: Context::new(&SHA256),
            size: 0,
            held: Vec::new(),
            held_size: 0,
            upload: None,
            is_full,
        }
    }

    /// How many bytes have come so far.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Takes the next bytes.
    pub async fn write(&mut self, chunk: Bytes) -> Result<(), StoreError> {
        self.hash.update(&chunk);
        self.size += chunk.len() as u64;
        self.held_size += chunk.len();
        self.held.push(chunk);
        if self.held_size >= PART { self.flush().await } else { Ok(()) }
    }

    async fn flush(&mut self) -> Result<(), StoreError> {
        let written = self.write_part().await;
        self.is_full.store(matches!(&written, Err(error) if error.is_out_of_room()), Ordering::Relaxed);
        written
    }

    async fn write_part(&mut self) -> Result<(), StoreError> {
        let failed = |error| StoreError::new("write content", error);
        if self.upload.is_none() {
            self.upload = Some(self.objects.put_multipart(&self.staging).await.map_err(failed)?);
        }
        // Held until it is written, and let go here and not by the thread that wrote it: memory that another thread gives back
        // is used again late.
        let held = std::mem::take(&mut self.held);
        self.held_size = 0;
        match &mut self.upload {
            Some(upload) => upload.put_part(held.iter().cloned().collect()).await.map_err(failed),
            None => Ok(()),
        }
    }

    /// Ends the content. When this returns, all its bytes are on disk or held in memory.
    pub async fn finish(mut self) -> Result<Staged, StoreError> {
        let digest = finished(self.hash.clone().finish());
        let is_small = self.upload.is_none() && self.held_size <= SMALL;
        let small = is_small.then(|| joined(&self.held, self.held_size));
        if !is_small && self.held_size > 0 {
            self.flush().await?;
        }
        if let Some(mut upload) = self.upload.take() {
            upload.complete().await.map_err(|error| StoreError::new("keep content", error))?;
        }
        Ok(Staged { objects: self.objects, staging: self.staging, digest, size: self.size, small })
    }

    /// Gives the content up.
    pub async fn discard(mut self) {
        if let Some(mut upload) = self.upload.take() {
            // What cannot be removed now is removed when the folder is opened next.
            let _ = upload.abort().await;
        }
    }
}

impl Staged {
    /// The SHA-256 of what arrived.
    pub const fn digest(&self) -> Sha256Digest {
        self.digest
    }

    /// How many bytes arrived.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Keeps the content. When this returns, large content is durable under its digest.
    pub async fn keep(self) -> Result<Kept, StoreError> {
        if self.small.is_none() {
            // Renamed even when the content is there already: the newer file replaces the older in one step, so
            // a sweep that looks for old files nobody names never takes one that a message is about to name.
            let moved = self.objects.rename(&self.staging, &key(&self.digest)).await;
            moved.map_err(|error| StoreError::new("keep content", error))?;
        }
        Ok(Kept { digest: self.digest, size: self.size, small: self.small })
    }

    /// Gives the content up.
    pub async fn discard(self) {
        if self.small.is_none() {
            // What cannot be removed now is removed when the folder is opened next.
            let _ = self.objects.delete(&self.staging).await;
        }
    }
}

fn joined(chunks: &[Bytes], size: usize) -> Bytes {
    match chunks {
        [one] => one.clone(),
        _ => {
            let mut all = Vec::with_capacity(size);
            for chunk in chunks {
                all.extend_from_slice(chunk);
            }
            all.into()
        }
    }
}
