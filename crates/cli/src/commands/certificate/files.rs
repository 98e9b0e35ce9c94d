//! The files that are made: never over others, keys for their owner only.

use std::{
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// The name of the key's file.
pub(in crate::commands) const PRIVATE_KEY: &str = "private-key.pem";

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::commands) enum Readers {
    /// Its owner: keys.
    Owner,
    /// Whoever the system's own settings let.
    Everybody,
}

/// Makes the folder, and makes sure that none of these files is there.
pub(in crate::commands) fn prepare<'a>(
    folder: &Path,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<(), Failure> {
    fs_err::create_dir_all(folder).map_err(|error| Failure::system("the folder cannot be made", &error))?;
    match names.into_iter().map(|name| folder.join(name)).find(|path| path.symlink_metadata().is_ok()) {
        Some(path) => Err(is_there(&path)),
        None => Ok(()),
    }
}

/// Writes a new file.
pub(in crate::commands) fn write(path: &Path, bytes: &[u8], readers: Readers) -> Result<PathBuf, Failure> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    if readers == Readers::Owner {
        options.mode(0o600);
    }
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        // A key that is lost after its certificate was ordered costs money and days.
        file.sync_all()
    });
    match written {
        Ok(()) => Ok(path.to_owned()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(is_there(path)),
        Err(error) => Err(Failure::system(&format!("{} cannot be written", path.display()), &error)),
    }
}

/// A path as text.
pub(in crate::commands) fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn is_there(path: &Path) -> Failure {
    Failure::new("file_exists", format!("{} is there already and is not overwritten", path.display()))
        .hint("choose another folder with --out; a key that is in use must not get lost")
}
