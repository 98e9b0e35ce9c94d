//! The data folder: where everything is kept, and the lock that gives it to one process at a time.

use std::{
    fs::{DirBuilder, File, TryLockError},
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use ebox_domain::provider::ProviderId;

/// A data folder that this process holds. Dropping it lets it go.
#[derive(Debug)]
pub struct DataFolder {
    root: PathBuf,
    // The lock ends with the process, however it ends.
    _lock: File,
}

/// Why a data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Another process has it.
    #[error("another process uses the data folder {0}; stop it first, or choose another folder")]
    InUse(PathBuf),
    /// It cannot be made or read.
    #[error("the data folder {0} cannot be used")]
    Io(PathBuf, #[source] std::io::Error),
}

impl DataFolder {
    /// Takes a folder, which is made when it is not there.
    pub fn take(root: &Path) -> Result<Self, FolderError> {
        let failed = |error| FolderError::Io(root.to_owned(), error);
        // Official mail is nobody else's business: a folder that we make is its owner's alone.
        DirBuilder::new().recursive(true).mode(0o700).create(root).map_err(failed)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(root.join(".lock"))
            .map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { root: root.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(FolderError::InUse(root.to_owned())),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The database of the shared services.
    pub fn federation_database(&self) -> PathBuf {
        self.root.join("federation").join("store.sqlite")
    }

    /// The database of a Document Provider.
    pub fn provider_database(&self, provider: &ProviderId) -> PathBuf {
        self.provider(provider).join("store.sqlite")
    }

    /// The content of a Document Provider.
    pub fn provider_content(&self, provider: &ProviderId) -> PathBuf {
        self.provider(provider).join("content")
    }

    fn provider(&self, provider: &ProviderId) -> PathBuf {
        self.root.join("providers").join(provider.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_process_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = DataFolder::take(folder.path()).expect("free");
        assert!(matches!(DataFolder::take(folder.path()), Err(FolderError::InUse(_))));
        drop(held);
        assert!(DataFolder::take(folder.path()).is_ok());
    }
}
