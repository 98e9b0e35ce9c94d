//! Where things stand in the folder of packages.
//!
//! ```text
//! journal.sqlite                  what was retrieved, and into which package
//! journal.lock                    held by the synchronisation that is running
//! .partial/FOLDER/parts/N         the N-th attachment of a message, still coming
//! .partial/FOLDER/files/          complete files of a message that is not committed yet
//! .open-RUN/FOLDER/               committed messages of a run that is not sealed yet
//! RUN/                            a package
//! ```

use std::path::{Path, PathBuf};

use jiff::{Timestamp, tz::TimeZone};

/// The paths of one folder of packages.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    out: PathBuf,
}

impl Layout {
    pub(crate) fn new(out: &Path) -> Self {
        Self { out: out.to_owned() }
    }

    pub(crate) fn out(&self) -> &Path {
        &self.out
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.out.join("journal.sqlite")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.out.join("journal.lock")
    }

    pub(crate) fn partial(&self) -> PathBuf {
        self.out.join(".partial")
    }

    /// Everything about a message that is not committed yet.
    pub(crate) fn partial_message(&self, folder: &str) -> PathBuf {
        self.partial().join(folder)
    }

    /// Its complete files.
    pub(crate) fn files(&self, folder: &str) -> PathBuf {
        self.partial_message(folder).join("files")
    }

    /// Its downloads.
    pub(crate) fn parts(&self, folder: &str) -> PathBuf {
        self.partial_message(folder).join("parts")
    }

    /// The folder of a run that is not sealed.
    pub(crate) fn open_run(&self, run: &str) -> PathBuf {
        self.out.join(format!(".open-{run}"))
    }

    /// The folder of a run that is sealed: the package.
    pub(crate) fn package(&self, run: &str) -> PathBuf {
        self.out.join(run)
    }
}

/// The name of a run and of its package: `2026-11-21T09-00-00Z-0001`.
pub(crate) fn run_id(number: i64, started: Timestamp) -> String {
    format!("{}-{number:04}", started.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H-%M-%SZ"))
}

/// Whether a name is that of a run.
pub(crate) fn is_run_id(name: &str) -> bool {
    let Some((moment, number)) = name.rsplit_once("Z-") else { return false };
    let shape = "dddd-dd-ddTdd-dd-dd";
    let fits = |(c, s): (char, char)| if s == 'd' { c.is_ascii_digit() } else { c == s };
    moment.len() == shape.len()
        && moment.chars().zip(shape.chars()).all(fits)
        && number.len() >= 4
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_named_after_its_run() {
        let started = "2026-11-21T09:00:00.7Z".parse().expect("a moment");
        assert_eq!(run_id(1, started), "2026-11-21T09-00-00Z-0001");
        assert!(is_run_id(&run_id(12_345, started)));
        for other in [
            "",
            "2026-11-21",
            "2026-11-21T09-00-00Z-001",
            "2026-11-21T09-00-00Z-000x",
            "äaaa-11-21T09-00-00Z-0001",
        ] {
            assert!(!is_run_id(other), "{other}");
        }
    }
}
