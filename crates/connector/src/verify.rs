//! Checks a package without network: that it holds what its manifest says, unchanged, and nothing else.

mod report;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, BufRead as _, BufReader},
    path::{Component, Path},
};

use ebox_domain::Sha256Digest;
use ebox_wire::manifest::{self, CHECKSUMS, FILE_NAME, File, FileKind, MessageEntry, MessageFile};

pub use report::{Deviation, Report};

use crate::{digest, sums};

/// Checks the package in a folder. It blocks for as long as reading every file takes.
///
/// # Errors
/// When the folder cannot be read at all; whatever is wrong inside it is in the report.
pub fn verify(folder: &Path) -> io::Result<Report> {
    // A folder that is not there is no empty package.
    fs_err::read_dir(folder)?;
    let mut check =
        Check { folder, report: Report::default(), sums: BTreeMap::new(), expected: BTreeSet::new() };
    check.read_checksums()?;
    check.read_manifest()?;
    check.find_extra(folder)?;
    for path in std::mem::take(&mut check.sums).into_keys() {
        check.report.add(Deviation::OnlyInChecksums(path));
    }
    check.report.deviations.sort();
    Ok(check.report)
}

struct Check<'a> {
    folder: &'a Path,
    report: Report,
    /// What the checksums say of files that were not met yet.
    sums: BTreeMap<String, Sha256Digest>,
    /// Every path that belongs to the package: files, and the folders above them.
    expected: BTreeSet<String>,
}

impl Check<'_> {
    fn read_checksums(&mut self) -> io::Result<()> {
        self.expected.insert(CHECKSUMS.to_owned());
        let Some(file) = self.open(CHECKSUMS)? else { return Ok(()) };
        for (index, line) in BufReader::new(file).lines().enumerate() {
            // A line that is no UTF-8 is no line of ours.
            let read = line.ok().and_then(|line| sums::read_line(&line));
            let is_new = read.is_some_and(|(digest, path)| self.sums.insert(path, digest).is_none());
            if !is_new {
                self.report.add(Deviation::ChecksumLine(index + 1));
            }
        }
        Ok(())
    }

    fn read_manifest(&mut self) -> io::Result<()> {
        self.expected.insert(FILE_NAME.to_owned());
        let Some(file) = self.open(FILE_NAME)? else { return Ok(()) };
        let (_, digest) = digest::of_file(&self.folder.join(FILE_NAME))?;
        self.compare_checksum(FILE_NAME, digest);

        let mut messages = BTreeSet::new();
        let mut failed = Ok(());
        let head = manifest::read(BufReader::new(file), |entry| {
            if failed.is_ok() {
                failed = self.message(&entry, &mut messages);
            }
        });
        failed?;
        match head {
            Ok(head) => {
                let found = (self.report.messages, self.report.bytes);
                if (head.message_count, head.byte_count) != found {
                    self.report.add(Deviation::Totals {
                        messages: head.message_count,
                        bytes: head.byte_count,
                        found_messages: found.0,
                        found_bytes: found.1,
                    });
                }
                self.report.head = Some(head);
            }
            Err(error) => {
                let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
                self.report.add(Deviation::Manifest(format!("{error} {source}").trim().to_owned()));
            }
        }
        Ok(())
    }

    fn message(&mut self, entry: &MessageEntry, messages: &mut BTreeSet<(String, String)>) -> io::Result<()> {
        self.report.messages += 1;
        if !messages.insert((entry.provider.id.clone(), entry.message_id.clone())) {
            self.report.add(Deviation::MessageTwice(entry.folder.clone()));
        }
        self.expected.insert(entry.folder.clone());
        if !entry.files.iter().any(|file| file.kind == FileKind::Message && file.path.is_some()) {
            self.report.add(Deviation::Manifest(format!("{} has no message.json", entry.folder)));
        }
        for file in &entry.files {
            match (&file.path, &file.not_fetched) {
                (Some(path), None) => self.file(entry, file, path)?,
                (None, Some(_)) => self.report.not_fetched += 1,
                _ => self.report.add(Deviation::Manifest(format!(
                    "a file of {} is neither there nor said to be left at its provider",
                    entry.folder
                ))),
            }
        }
        Ok(())
    }

    fn file(&mut self, entry: &MessageEntry, file: &File, path: &str) -> io::Result<()> {
        if !is_inside(path, &entry.folder) {
            self.report.add(Deviation::Path(path.to_owned()));
            return Ok(());
        }
        if !self.expected.insert(path.to_owned()) {
            self.report.add(Deviation::Manifest(format!("{path} is there twice")));
        }
        self.report.files += 1;
        if file.kind != FileKind::Message {
            self.report.bytes += file.size.unwrap_or_default();
        }
        if self.open(path)?.is_none() {
            self.sums.remove(path);
            return Ok(());
        }
        let (size, digest) = digest::of_file(&self.folder.join(path))?;
        if file.size != Some(size) {
            self.report.add(Deviation::Size {
                path: path.to_owned(),
                expected: file.size.unwrap_or_default(),
                found: size,
            });
        }
        if file.sha256.as_deref() != Some(digest.to_hex().as_str()) {
            self.report.add(Deviation::Changed(path.to_owned()));
        }
        self.compare_checksum(path, digest);
        if file.kind == FileKind::Message {
            self.message_file(entry, path)?;
        }
        Ok(())
    }

    fn message_file(&mut self, entry: &MessageEntry, path: &str) -> io::Result<()> {
        let text = fs_err::read(self.folder.join(path))?;
        let agrees = serde_json::from_slice::<MessageFile>(&text).is_ok_and(|message| {
            message.provider == entry.provider
                && message.message_id == entry.message_id
                && message.metadata == entry.metadata
        });
        if !agrees {
            self.report.add(Deviation::MessageFile(path.to_owned()));
        }
        Ok(())
    }

    fn compare_checksum(&mut self, path: &str, found: Sha256Digest) {
        match self.sums.remove(path) {
            None => self.report.add(Deviation::NotInChecksums(path.to_owned())),
            Some(said) if said != found => self.report.add(Deviation::Checksum(path.to_owned())),
            Some(_) => {}
        }
    }

    /// Opens a file of the package; one that is missing or no plain file is a deviation.
    fn open(&mut self, path: &str) -> io::Result<Option<fs_err::File>> {
        let full = self.folder.join(path);
        match fs_err::symlink_metadata(&full) {
            Ok(metadata) if metadata.is_file() => fs_err::File::open(&full).map(Some),
            Ok(_) => {
                self.report.add(Deviation::NotAFile(path.to_owned()));
                Ok(None)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.report.add(Deviation::Missing(path.to_owned()));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Finds what is in a folder and belongs to no message. Links are not followed.
    fn find_extra(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs_err::read_dir(folder)? {
            let entry = entry?;
            let full = entry.path();
            let relative = full.strip_prefix(self.folder).unwrap_or(&full);
            let path = relative.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
            if !self.expected.contains(&path) {
                self.report.add(Deviation::Extra(path));
            } else if entry.file_type()?.is_dir() {
                self.find_extra(&full)?;
            }
        }
        Ok(())
    }
}

/// Whether a path is that of a file directly in a message's folder, which is directly in the package.
fn is_inside(path: &str, folder: &str) -> bool {
    let is_name = |name: &str| {
        let mut components = Path::new(name).components();
        matches!((components.next(), components.next()), (Some(Component::Normal(_)), None))
            && !name.contains(['/', '\\'])
    };
    path.split_once('/').is_some_and(|(first, name)| first == folder && is_name(folder) && is_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_its_folder_is_noticed() {
        assert!(is_inside("a_1/letter.pdf", "a_1"));
        for path in ["/etc/passwd", "a_1/../x", "a_1/b/c", "a_2/x", "a_1", "a_1/", "../a_1/x", r"a_1/..\x"] {
            assert!(!is_inside(path, "a_1"), "{path}");
        }
        assert!(!is_inside("../x", ".."));
    }
}
