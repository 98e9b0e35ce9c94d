//! The data folder: where everything is kept, and the lock that gives it to one process at a time.

use std::{
    fs::{DirBuilder, File, TryLockError},
    io::{ErrorKind, Write as _},
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use ebox_domain::{Environment, provider::ProviderId};

/// Which environment a folder belongs to, in one word.
const ENVIRONMENT: &str = "environment";
/// Where Document Providers have their folders.
const PROVIDERS: &str = "providers";
/// Where the shared services have theirs.
const FEDERATION: &str = "federation";
/// What a database is called in its folder.
const DATABASE: &str = "store.sqlite";

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
    /// It belongs to another environment.
    #[error("the data folder {0} belongs to the environment {1}; each environment has a folder of its own")]
    OtherEnvironment(PathBuf, Environment),
    /// What should name its environment does not.
    #[error(
        "{0} names no environment; write int, acc, sim or prd into it when you are sure whose data lies there"
    )]
    NoEnvironment(PathBuf),
    /// It has databases, and nothing says of which environment.
    #[error(
        "{0} is missing beside databases; write int, acc, sim or prd into it when you are sure whose data they are"
    )]
    Unmarked(PathBuf),
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

    /// The environment that the folder belongs to, once it was used.
    pub fn environment(&self) -> Result<Option<Environment>, FolderError> {
        environment_of(&self.root)
    }

    /// The Document Providers that have something in the folder, by identifier.
    pub fn providers(&self) -> Result<Vec<ProviderId>, FolderError> {
        let failed = |error| FolderError::Io(self.root.clone(), error);
        let entries = match fs_err::read_dir(self.root.join(PROVIDERS)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut providers = Vec::new();
        for entry in entries {
            providers.extend(entry.map_err(failed)?.file_name().to_str().and_then(|name| name.parse().ok()));
        }
        providers.sort();
        Ok(providers)
    }

    /// Makes the folder one of an environment, the first time it is used; refuses when it is another's. Tokens and
    /// keys of two environments must never lie in one folder. Whether it was used before.
    pub(crate) fn settle(&self, environment: Environment) -> Result<bool, FolderError> {
        match self.environment()? {
            Some(own) if own == environment => Ok(true),
            Some(own) => Err(FolderError::OtherEnvironment(self.root.clone(), own)),
            None => {
                self.mark(environment).map_err(|error| FolderError::Io(self.root.clone(), error))?;
                Ok(false)
            }
        }
    }

    /// Writes down whose folder it is: all of it, or nothing.
    fn mark(&self, environment: Environment) -> std::io::Result<()> {
        let new = self.root.join(".environment.new");
        let mut file = fs_err::File::create(&new)?;
        writeln!(file, "{environment}")?;
        file.sync_all()?;
        fs_err::rename(&new, self.root.join(ENVIRONMENT))?;
        fs_err::File::open(&self.root)?.sync_all()
    }

    /// The database of the shared services.
    pub fn federation_database(&self) -> PathBuf {
        self.root.join(FEDERATION).join(DATABASE)
    }

    /// The days of the simulation registry.
    pub(crate) fn simulation(&self) -> PathBuf {
        self.root.join("simulation")
    }

    /// The database of a Document Provider.
    pub fn provider_database(&self, provider: &ProviderId) -> PathBuf {
        self.provider(provider).join(DATABASE)
    }

    /// The content of a Document Provider.
    pub fn provider_content(&self, provider: &ProviderId) -> PathBuf {
        self.provider(provider).join("content")
    }

    fn provider(&self, provider: &ProviderId) -> PathBuf {
        self.root.join(PROVIDERS).join(provider.as_str())
    }
}

/// The environment that a folder belongs to, whoever holds it; none where nothing was used yet.
pub(crate) fn environment_of(root: &Path) -> Result<Option<Environment>, FolderError> {
    let marker = root.join(ENVIRONMENT);
    match fs_err::read(&marker) {
        Ok(text) => {
            let environment = str::from_utf8(&text).ok().and_then(|text| text.trim().parse().ok());
            environment.map(Some).ok_or(FolderError::NoEnvironment(marker))
        }
        Err(error) if error.kind() == ErrorKind::NotFound && has_databases(root) => {
            Err(FolderError::Unmarked(marker))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(FolderError::Io(root.to_owned(), error)),
    }
}

/// Whether something was ever kept in a folder.
fn has_databases(root: &Path) -> bool {
    let providers = fs_err::read_dir(root.join(PROVIDERS)).into_iter().flatten().flatten();
    let folders = providers.map(|provider| provider.path());
    folders.chain([root.join(FEDERATION)]).any(|folder| folder.join(DATABASE).exists())
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

    #[test]
    fn a_folder_belongs_to_one_environment() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = DataFolder::take(folder.path()).expect("free");
        assert_eq!(held.environment().expect("read"), None);
        for _ in 0..2 {
            held.settle(Environment::Acc).expect("its own");
        }
        assert_eq!(held.environment().expect("read"), Some(Environment::Acc));
        assert!(matches!(held.settle(Environment::Prd), Err(FolderError::OtherEnvironment(..))));
    }

    #[test]
    fn a_folder_whose_environment_nobody_knows_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = DataFolder::take(folder.path()).expect("free");
        let marker = folder.path().join(ENVIRONMENT);
        for garbage in [&b""[..], b"production\n", b"\xff\0\0"] {
            fs_err::write(&marker, garbage).expect("written");
            let refused = held.settle(Environment::Acc).expect_err("garbage");
            assert!(refused.to_string().starts_with(&marker.display().to_string()), "{refused}");
            assert_eq!(fs_err::read(&marker).expect("read"), garbage);
        }
        fs_err::remove_file(&marker).expect("removed");
        fs_err::create_dir_all(folder.path().join("providers/nsso")).expect("made");
        fs_err::write(folder.path().join("providers/nsso/store.sqlite"), "").expect("written");
        assert!(matches!(held.settle(Environment::Acc), Err(FolderError::Unmarked(_))));
        assert!(!marker.exists());
        fs_err::write(&marker, "acc\n").expect("written");
        assert!(held.settle(Environment::Acc).expect("its own"), "it was used before");
    }
}
