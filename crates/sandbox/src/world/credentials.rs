//! Keys and certificates of the world's clients, as files that any tool can use.
//!
//! They are made once and stay: a client that was registered with a certificate keeps its key.

use std::path::Path;

use ebox_credential::{Certificate, PrivateKey, Subject, key_store::KeyStore, make};
use ebox_domain::{EnterpriseNumber, Environment, Rng};
use jiff::{Timestamp, ToSpan};

use crate::WorldError;

/// The password of every key store of the world: it protects nothing.
pub(crate) const KEY_STORE_PASSWORD: &str = "rehearsal";

/// When a certificate of the world is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Validity {
    /// Now, and for two years.
    Present,
    /// No longer.
    Past,
    /// Not yet.
    Future,
}

impl Validity {
    fn bounds(self, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
        const DAY: i64 = 24;
        let at = |days: i64| now.checked_add((days * DAY).hours()).ok();
        let (from, until) = match self {
            Self::Present => (-1, 730),
            Self::Past => (-730, -1),
            Self::Future => (365, 1095),
        };
        Some((at(from)?, at(until)?))
    }
}

/// Whose credentials are made.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// The folder of the files, below the data folder: `clients/consumer-0852093431`.
    pub(crate) folder: String,
    /// The enterprise that the certificate names.
    pub(crate) enterprise: EnterpriseNumber,
    /// Its legal name.
    pub(crate) legal_name: String,
    /// The application in the certificate's common name.
    pub(crate) application: String,
    /// When the certificate is valid.
    pub(crate) validity: Validity,
}

/// The files of one client, relative to the data folder.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    pub(crate) private_key: String,
    pub(crate) certificate: String,
    pub(crate) key_store: String,
}

impl Files {
    pub(crate) fn of(folder: &str) -> Self {
        Self {
            private_key: format!("{folder}/private-key.pem"),
            certificate: format!("{folder}/certificate.pem"),
            key_store: format!("{folder}/key-store.p12"),
        }
    }
}

/// The certificate of a client; its files are made when they are not there.
pub(crate) fn ensure(
    root: &Path,
    wanted: &Wanted,
    environment: Environment,
    now: Timestamp,
    rng: &dyn Rng,
) -> Result<Certificate, WorldError> {
    let files = Files::of(&wanted.folder);
    let certificate = root.join(&files.certificate);
    if certificate.exists() {
        let file = fs_err::read(&certificate)?;
        return Certificate::read(&file).map_err(WorldError::credential);
    }
    let key = PrivateKey::generate_rsa().map_err(WorldError::credential)?;
    let subject = Subject {
        legal_name: wanted.legal_name.clone(),
        enterprise: wanted.enterprise,
        environment,
        application: wanted.application.clone(),
        city: "Brussels".to_owned(),
        region: "Brussels-Capital".to_owned(),
    };
    let (from, until) = wanted.validity.bounds(now).ok_or(WorldError::Calendar)?;
    let made = make::self_signed(&subject, &key, from, until, rng).map_err(WorldError::credential)?;
    let pem = key.to_pem();
    let store = KeyStore { key, certificate: made.clone() };
    fs_err::create_dir_all(root.join(&wanted.folder))?;
    write_secret(&root.join(&files.private_key), pem.as_bytes())?;
    let bytes = store.write("ebox", KEY_STORE_PASSWORD).map_err(WorldError::credential)?;
    write_secret(&root.join(&files.key_store), &bytes)?;
    // The certificate comes last: where it is, the others are.
    fs_err::write(certificate, made.to_pem())?;
    Ok(made)
}

/// Writes a file that only its owner can read.
fn write_secret(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
    let mut file =
        std::fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(bytes)
}
