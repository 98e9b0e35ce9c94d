//! What a deployment has to do with dossiers of senders and providers.

use std::path::{Path, PathBuf};

use ebox_credential::Certificate;

use super::reader::Section;

/// The dossiers of a deployment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossiers {
    /// Whose signature on the file of a configuration counts.
    pub signers: Vec<Certificate>,
}

/// Reads the section `dossiers`.
pub(super) fn read(mut section: Section<'_>, folder: &Path) -> Dossiers {
    let path = |text: &str| (!text.is_empty()).then(|| PathBuf::from(text));
    let files = section.list("signers", "the path of a certificate, PEM", path).unwrap_or_default();
    let mut signers = Vec::new();
    for file in files.into_iter().map(|file| folder.join(file)) {
        let read = std::fs::read(&file).map_err(|error| format!("cannot be read: {error}"));
        let certificate = read.and_then(|bytes| {
            Certificate::read(&bytes).map_err(|error| format!("is no certificate: {error}"))
        });
        match certificate {
            Ok(certificate) => signers.push(certificate),
            Err(mistake) => section.mistake_in("signers", &format!("{} {mistake}", file.display())),
        }
    }
    section.finish();
    Dossiers { signers }
}
