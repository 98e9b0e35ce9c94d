//! The folder of a world: kept, temporary, or emptied each time.
//!
//! Nothing is ever removed from a folder that does not carry our marker.

use std::path::{Path, PathBuf};

use crate::WorldError;

/// The file that says that a folder is a world's.
const MARKER: &str = ".ebox-sandbox";

/// Which folder a world lives in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// This one; it survives.
    Kept(PathBuf),
    /// This one, emptied first and removed at the end.
    Ephemeral(PathBuf),
    /// A temporary one, removed at the end.
    Temporary,
}

/// A folder, ready for a world.
#[derive(Debug)]
pub(crate) struct Prepared {
    path: PathBuf,
    is_removed: bool,
    // Removes itself when it is dropped.
    _temporary: Option<tempfile::TempDir>,
}

impl Prepared {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes the folder, when it is one that does not stay.
    pub(crate) fn remove(&self) -> std::io::Result<()> {
        if self.is_removed { fs_err::remove_dir_all(&self.path) } else { Ok(()) }
    }
}

pub(crate) fn prepare(place: &Place) -> Result<Prepared, WorldError> {
    let (path, is_removed, temporary) = match place {
        Place::Kept(path) => (path.clone(), false, None),
        Place::Ephemeral(path) => {
            empty(path)?;
            (path.clone(), true, None)
        }
        Place::Temporary => {
            let folder = tempfile::Builder::new().prefix("ebox-").tempdir()?;
            (folder.path().to_owned(), false, Some(folder))
        }
    };
    fs_err::create_dir_all(&path)?;
    let path = fs_err::canonicalize(path)?;
    // A folder in which somebody keeps other things never gets the marker: it would be emptied one day.
    if fs_err::read_dir(&path)?.next().is_none() {
        let text = "A rehearsed e-Box federation. With --ephemeral this folder is emptied.\n";
        fs_err::write(path.join(MARKER), text)?;
    }
    Ok(Prepared { path, is_removed, _temporary: temporary })
}

fn empty(path: &Path) -> Result<(), WorldError> {
    if !path.exists() || fs_err::read_dir(path)?.next().is_none() {
        return Ok(());
    }
    if !path.join(MARKER).exists() {
        return Err(WorldError::NotOurs(path.to_owned()));
    }
    // Somebody may be working in it.
    drop(ebox_server::DataFolder::take(path)?);
    fs_err::remove_dir_all(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_our_marker_is_never_emptied() {
        let folder = tempfile::tempdir().expect("a folder");
        let precious = folder.path().join("precious");
        std::fs::write(&precious, "x").expect("written");
        let refused = prepare(&Place::Ephemeral(folder.path().to_owned()));
        assert!(matches!(refused, Err(WorldError::NotOurs(_))));
        assert!(precious.exists());
    }

    #[test]
    fn a_folder_with_other_things_in_it_never_becomes_ours() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("precious"), "x").expect("written");
        prepare(&Place::Kept(folder.path().to_owned())).expect("prepared");
        let refused = prepare(&Place::Ephemeral(folder.path().to_owned()));
        assert!(matches!(refused, Err(WorldError::NotOurs(_))));
    }

    #[test]
    fn an_ephemeral_folder_is_emptied_first_and_removed_at_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("world");
        let first = prepare(&Place::Kept(path.clone())).expect("prepared");
        std::fs::write(first.path().join("old"), "x").expect("written");
        let second = prepare(&Place::Ephemeral(path.clone())).expect("prepared");
        assert!(!second.path().join("old").exists());
        second.remove().expect("removed");
        assert!(!path.exists());
    }
}
