//! ZIP archives, on their own and inside office documents.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::Document;

/// One file of an archive.
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
    /// Stored as it is, which some formats demand of some entries.
    pub(super) is_stored: bool,
}

impl<'a> Entry<'a> {
    /// A compressed file.
    pub(super) const fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, bytes, is_stored: false }
    }
}

/// An archive of documents.
pub(super) fn of_documents(documents: &[Document]) -> Vec<u8> {
    let entries: Vec<Entry<'_>> =
        documents.iter().map(|document| Entry::new(document.file_name.as_str(), &document.bytes)).collect();
    of(&entries)
}

/// An archive of these files, in this order. Its times are fixed: the same files are the same archive.
pub(super) fn of(entries: &[Entry<'_>]) -> Vec<u8> {
    written(entries).expect("an archive of a few files is written to memory")
}

fn written(entries: &[Entry<'_>]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        let method = if entry.is_stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        archive.start_file(entry.name, options)?;
        archive.write_all(entry.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
