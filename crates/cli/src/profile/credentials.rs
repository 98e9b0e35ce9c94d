//! The private key and the certificate of a profile.

use std::path::{Path, PathBuf};

use ebox_credential::{
    Certificate, PrivateKey,
    key_store::{InvalidKeyStore, KeyStore},
};
use zeroize::Zeroizing;

use super::{place::Member, read_file, values::Values};
use crate::failure::chain;

/// Asks a person for the password of a file; nothing where no person is.
pub(super) type AskPassword<'a> = &'a dyn Fn(&str) -> Option<Zeroizing<String>>;

/// What proves who one is.
pub(super) struct Credentials {
    pub(super) key: PrivateKey,
    pub(super) key_file: PathBuf,
    pub(super) certificate: Option<Certificate>,
}

impl Credentials {
    /// Reads them. `None`: a mistake is noted.
    pub(super) fn read(
        values: &mut Values,
        member: Option<&Member>,
        ask_password: AskPassword<'_>,
    ) -> Option<Self> {
        let mut credentials = match (values.layer("private_key"), values.layer("key_store")) {
            (Some(key), Some(store)) if key == store => {
                values.wrong("private_key", "given together with key_store; leave one of the two out");
                return None;
            }
            // What a variable says wins over the file, also where it says it in the other way.
            (key, Some(store)) if key.is_none_or(|key| store > key) => from_store(values, ask_password)?,
            (Some(_), _) => {
                let path = values.path("private_key")?;
                from_pem(values, "private_key", path)?
            }
            (None, _) => from_member(values, member?)?,
        };
        if values.layer("certificate").is_some() {
            let path = values.path("certificate")?;
            credentials.certificate = Some(certificate(values, "certificate", &path)?);
        }
        if let Some(certificate) = &credentials.certificate
            && !credentials.key.belongs_to(certificate.key())
        {
            let key = if values.layer("certificate").is_some() { "certificate" } else { "key_store" };
            let what = format!("it is not the certificate of the key in {}", credentials.key_file.display());
            values.wrong(key, &what);
            return None;
        }
        Some(credentials)
    }
}

fn from_store(values: &mut Values, ask_password: AskPassword<'_>) -> Option<Credentials> {
    let path = values.path("key_store")?;
    let file = noted(values, "key_store", read_file(&path))?;
    let password = values.secret("key_store_password").or_else(|| ask_password(&path.display().to_string()));
    let Some(password) = password else {
        values.missing("key_store_password", "the password of the key store; here is no terminal to ask at");
        return None;
    };
    let store = open_store(&path, &file, &password);
    let store = noted(values, "key_store", store)?;
    Some(Credentials { key: store.key, key_file: path, certificate: Some(store.certificate) })
}

/// Opens a key store, or says what is wrong with it.
pub(crate) fn open_store(path: &Path, file: &[u8], password: &str) -> Result<KeyStore, String> {
    KeyStore::read(file, password).map_err(|error| {
        let reason = match &error {
            // The parser's own words below this help nobody.
            InvalidKeyStore::Closed(_) => error.to_string(),
            other => chain(other),
        };
        format!("{}: {reason}", path.display())
    })
}

fn from_member(values: &mut Values, member: &Member) -> Option<Credentials> {
    let mut credentials = from_pem(values, "sandbox", member.private_key.clone())?;
    credentials.certificate = Some(certificate(values, "sandbox", &member.certificate)?);
    Some(credentials)
}

fn from_pem(values: &mut Values, named: &'static str, path: PathBuf) -> Option<Credentials> {
    let file = noted(values, named, read_file(&path))?;
    let text = std::str::from_utf8(&file)
        .map_err(|_| format!("{} is no PEM file; a PKCS#12 file is named with key_store", path.display()));
    let text = noted(values, named, text)?;
    let key = PrivateKey::from_pem(text).map_err(|error| format!("{}: {error}", path.display()));
    let key = noted(values, named, key)?;
    Some(Credentials { key, key_file: path, certificate: None })
}

fn certificate(values: &mut Values, named: &'static str, path: &Path) -> Option<Certificate> {
    let file = noted(values, named, read_file(path))?;
    let certificate = Certificate::read(&file).map_err(|error| format!("{}: {error}", path.display()));
    noted(values, named, certificate)
}

/// The value, or a mistake that is noted.
fn noted<T>(values: &mut Values, key: &'static str, result: Result<T, String>) -> Option<T> {
    result.map_err(|what| values.wrong(key, &what)).ok()
}
