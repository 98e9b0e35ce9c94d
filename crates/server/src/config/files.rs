//! What lies where a configuration points: whether it fits, before anything starts.

use std::path::{Path, PathBuf};

use ebox_credential::Certificate;
use ebox_domain::{Clock as _, Environment, time::SystemClock};
use rustls::{
    crypto::aws_lc_rs::default_provider,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    sign::CertifiedKey,
};

use super::{Tls, reader::Section};
use crate::{FolderError, folder::environment_of};

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
        Err(FolderError::Io(_, error)) => {
            root.mistake(format!("data: {} cannot be read: {error}", data.display()));
        }
        Err(error) => root.mistake(format!("data: {error}")),
    }
    Some(data)
}

/// The files for HTTPS: both can be read, and belong together.
pub(super) fn tls(mut section: Section<'_>, folder: &Path) -> Option<Tls> {
    let certificate = section.path("certificate", "a PEM file").map(|file| folder.join(file));
    let key = section.path("key", "a PEM file").map(|file| folder.join(file));
    section.finish();
    let pem = (
        certificate.as_ref().and_then(|path| section.noting(read("certificate", path))),
        key.as_ref().and_then(|path| section.noting(read("key", path))),
    );
    if let (Some(chain), Some(private_key)) = &pem {
        section.noting(fit(chain, private_key));
    }
    Some(Tls { certificate: certificate?, key: key? })
}

/// What is wrong with the files for HTTPS as they now lie there, with the file that it is about; an operator may have
/// replaced them since the configuration was read.
pub(crate) fn check_tls(tls: &Tls) -> Result<(), String> {
    let named = |(name, mistake): Mistake| {
        let file = if name == "key" { &tls.key } else { &tls.certificate };
        format!("tls.{name} ({}): {mistake}", file.display())
    };
    let chain = read("certificate", &tls.certificate).map_err(named)?;
    let key = read("key", &tls.key).map_err(named)?;
    fit(&chain, &key).map_err(named)?;
    at_another_time(tls).map_or(Ok(()), Err)
}

/// That the certificate for HTTPS does not hold now, if so.
pub(super) fn at_another_time(tls: &Tls) -> Option<String> {
    // What cannot be read is named elsewhere; of a key of an unusual kind nothing is known here.
    let certificate = Certificate::read(&std::fs::read(&tls.certificate).ok()?).ok()?;
    let (now, from, until) = (SystemClock.now(), certificate.valid_from(), certificate.valid_until());
    let file = tls.certificate.display();
    if now > until {
        return Some(format!("tls.certificate ({file}): expired at {until}; put a new one there"));
    }
    (now < from).then(|| {
        format!("tls.certificate ({file}): does not hold before {from}; put one there that holds now")
    })
}

/// The member that a mistake is about, and what it is.
type Mistake = (&'static str, String);

fn read(name: &'static str, path: &Path) -> Result<Vec<u8>, Mistake> {
    std::fs::read(path).map_err(|error| (name, format!("{} cannot be read: {error}", path.display())))
}

/// Whether a chain and a key are ones, and belong together; else of which the mistake is.
fn fit(chain: &[u8], key: &[u8]) -> Result<(), Mistake> {
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
