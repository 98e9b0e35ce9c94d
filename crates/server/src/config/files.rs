//! What lies where a configuration points: whether it fits, before anything starts.

use std::path::{Path, PathBuf};

use ebox_domain::Environment;
use rustls::{
    crypto::aws_lc_rs::default_provider,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    sign::CertifiedKey,
};

use super::{Tls, reader::Section};
use crate::folder::environment_of;

/// The data folder: there or not, but no file, and of no other environment.
pub(super) fn data(root: &mut Section<'_>, folder: &Path, own: Option<Environment>) -> Option<PathBuf> {
    let data = folder.join(root.path("data", "a folder")?);
    if data.exists() && !data.is_dir() {
        root.mistake(format!("data: {} is no folder; give a folder, there or not", data.display()));
        return Some(data);
    }
    match environment_of(&data) {
        Ok(Some(other)) if own.is_some_and(|own| own != other) => root.mistake(format!(
            "data: {} belongs to the environment {other}; each environment has a folder of its own",
            data.display()
        )),
        Ok(_) => {}
        Err(error) => root.mistake(format!("data: {} cannot be read: {error}", data.display())),
    }
    Some(data)
}

/// The files for HTTPS: both can be read, and belong together.
pub(super) fn tls(mut section: Section<'_>, folder: &Path) -> Option<Tls> {
    let certificate = section.path("certificate", "a PEM file").map(|file| folder.join(file));
    let key = section.path("key", "a PEM file").map(|file| folder.join(file));
    section.finish();
    let read = |name: &str, path: &Path| {
        let read = std::fs::read(path);
        read.map_err(|error| {
            section.mistake_in(name, &format!("{} cannot be read: {error}", path.display()));
        })
        .ok()
    };
    let pem = (
        certificate.as_ref().and_then(|path| read("certificate", path)),
        key.as_ref().and_then(|path| read("key", path)),
    );
    if let (Some(chain), Some(private_key)) = &pem
        && let Err((name, mistake)) = fit(chain, private_key)
    {
        section.mistake_in(name, &mistake);
    }
    Some(Tls { certificate: certificate?, key: key? })
}

/// Whether a chain and a key are ones, and belong together; else of which the mistake is.
fn fit(chain: &[u8], key: &[u8]) -> Result<(), (&'static str, String)> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(chain)
        .collect::<Result<_, _>>()
        .map_err(|error| ("certificate", format!("is no certificate chain in PEM: {error}")))?;
    if chain.is_empty() {
        return Err(("certificate", "has no certificate; give the chain in PEM".to_owned()));
    }
    let key = PrivateKeyDer::from_pem_slice(key)
        .map_err(|error| ("key", format!("has no private key in PEM: {error}")))?;
    let pair = CertifiedKey::from_der(chain, key, &default_provider());
    pair.map(drop).map_err(|error| {
        ("key", format!("does not go with tls.certificate ({error}); give the key of that certificate"))
    })
}
