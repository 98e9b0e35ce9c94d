//! One synchronisation at a time in a folder.

use std::{fs::TryLockError, path::Path};

use crate::error::SyncError;

/// Holds the folder until it is dropped, or the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock(
    #[expect(dead_code, reason = "the lock lives as long as the open file")] std::fs::File,
);

impl Lock {
    pub(crate) fn take(file: &Path, out: &Path) -> Result<Self, SyncError> {
        let open =
            fs_err::OpenOptions::new().create(true).truncate(false).write(true).open(file)?.into_file();
        match open.try_lock() {
            Ok(()) => Ok(Self(open)),
            Err(TryLockError::WouldBlock) => Err(SyncError::Locked(out.to_owned())),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
