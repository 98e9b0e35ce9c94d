//! SHA-256, of bytes in memory and of files.

use std::{
    io::{self, Read as _},
    path::Path,
};

use aws_lc_rs::digest::{Context, SHA256};
use ebox_domain::Sha256Digest;

/// A SHA-256 in the making.
#[derive(Clone)]
pub(crate) struct Hasher(Context);

impl Hasher {
    pub(crate) fn new() -> Self {
        Self(Context::new(&SHA256))
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn finish(self) -> Sha256Digest {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.finish().as_ref());
        Sha256Digest::new(bytes)
    }
}

pub(crate) fn of_bytes(bytes: &[u8]) -> Sha256Digest {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.finish()
}

/// Reads a file through a hasher; returns how many bytes it has.
pub(crate) fn feed(path: &Path, hasher: &mut Hasher) -> io::Result<u64> {
    let mut file = fs_err::File::open(path)?;
    let mut buffer = vec![0; 256 << 10];
    let mut size = 0;
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(size),
            read => {
                hasher.update(&buffer[..read]);
                size += read as u64;
            }
        }
    }
}

/// A file's size and SHA-256.
pub(crate) fn of_file(path: &Path) -> io::Result<(u64, Sha256Digest)> {
    let mut hasher = Hasher::new();
    let size = feed(path, &mut hasher)?;
    Ok((size, hasher.finish()))
}
