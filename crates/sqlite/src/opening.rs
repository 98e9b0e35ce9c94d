//! Why a file is not opened, and what an operator does about it.

use std::path::{Path, PathBuf};

use ebox_domain::StoreError;
use sqlx::{Error, migrate::MigrateError};

/// SQLite's codes for a damaged file, and for one that is no database.
const DAMAGED: [&str; 2] = ["11", "26"];

#[derive(Debug, thiserror::Error)]
enum NotOpened {
    #[error("{0} was made by a newer ebox; use that version, or put back the backup")]
    Newer(PathBuf),
    #[error("{0} is damaged; put back the backup")]
    Damaged(PathBuf, #[source] Error),
    #[error("{0} cannot be used")]
    Other(PathBuf, #[source] Error),
}

/// What is said of a file that is not opened.
pub(crate) fn not_opened(file: &Path, error: Error) -> StoreError {
    let file = file.to_owned();
    let reason = match error {
        Error::Migrate(migration) if matches!(*migration, MigrateError::VersionMissing(_)) => {
            NotOpened::Newer(file)
        }
        error if is_damage(&error) => NotOpened::Damaged(file, error),
        error => NotOpened::Other(file, error),
    };
    StoreError::new("open the database", reason)
}

fn is_damage(error: &Error) -> bool {
    match error {
        Error::Migrate(migration) => match &**migration {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => is_damage(error),
            _ => false,
        },
        // The lower byte of a code is its kind, what is above it says more.
        Error::Database(error) => error
            .code()
            .and_then(|code| code.parse::<u32>().ok())
            .is_some_and(|code| DAMAGED.contains(&(code & 0xff).to_string().as_str())),
        _ => false,
    }
}
