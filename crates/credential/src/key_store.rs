//! PKCS#12 key stores: a private key and its certificates behind one password.

use std::fmt;

use p12_keystore::{KeyStore as File, KeyStoreEntry, Pkcs12ImportPolicy, PrivateKeyChain};

use crate::{
    certificate::{Certificate, InvalidCertificate},
    key::{InvalidKey, PrivateKey},
};

/// Why a key store is not taken.
#[derive(Debug, thiserror::Error)]
pub enum InvalidKeyStore {
    /// Not PKCS#12, or another password: the format does not tell which.
    #[error("the key store cannot be opened: the password is wrong, or it is not PKCS#12")]
    Closed(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No private key together with its certificate.
    #[error("the key store has no private key with its certificate")]
    NoKey,
    /// Several private keys, and nothing that tells which.
    #[error("the key store has {0} private keys: keep the one that is meant")]
    SeveralKeys(usize),
    /// A private key of an unsupported kind.
    #[error("the key store's private key cannot be used")]
    Key(#[from] InvalidKey),
    /// A certificate that cannot be read.
    #[error("the key store's certificate cannot be read")]
    Certificate(#[from] InvalidCertificate),
    /// It cannot be written.
    #[error("the key store cannot be written")]
    NotWritten(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A private key with its certificate.
pub struct KeyStore {
    /// The private key.
    pub key: PrivateKey,
    /// Its certificate.
    pub certificate: Certificate,
}

impl KeyStore {
    /// Reads a key store: the forms of Java, OpenSSL and Windows, old and new.
    pub fn read(file: &[u8], password: &str) -> Result<Self, InvalidKeyStore> {
        let store = File::from_pkcs12(file, password, Pkcs12ImportPolicy::Strict)
            .map_err(|error| InvalidKeyStore::Closed(error.into()))?;
        let chains: Vec<&PrivateKeyChain> = store
            .entries()
            .filter_map(|(_, entry)| match entry {
                KeyStoreEntry::PrivateKeyChain(chain) => Some(chain),
                _ => None,
            })
            .collect();
        let chain = match chains.as_slice() {
            [] => return Err(InvalidKeyStore::NoKey),
            [chain] => chain,
            several => return Err(InvalidKeyStore::SeveralKeys(several.len())),
        };
        let own = chain.certs().first().ok_or(InvalidKeyStore::NoKey)?;
        Ok(Self {
            key: PrivateKey::from_der(chain.key().as_der())?,
            certificate: Certificate::from_der(own.as_der())?,
        })
    }

    /// Writes a key store that Java and OpenSSL read: AES-256, HMAC with SHA-256.
    pub fn write(&self, alias: &str, password: &str) -> Result<Vec<u8>, InvalidKeyStore> {
        let not_written = |error: p12_keystore::error::Error| InvalidKeyStore::NotWritten(error.into());
        let key = p12_keystore::PrivateKey::from_der(self.key.to_pkcs8()).map_err(not_written)?;
        let certificate =
            p12_keystore::Certificate::from_der(self.certificate.as_der()).map_err(not_written)?;
        let id = self.certificate.fingerprint();
        let chain = PrivateKeyChain::new(&id.as_bytes()[..], key, [certificate]);
        let mut store = File::new();
        store.add_entry(alias, KeyStoreEntry::PrivateKeyChain(chain));
        store.writer(password).write().map_err(not_written)
    }
}

impl fmt::Debug for KeyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyStore").field("key", &self.key).field("certificate", &self.certificate).finish()
    }
}
