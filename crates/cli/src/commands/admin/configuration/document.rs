//! A document that an operator has as a file.

use std::path::{Path, PathBuf};

use ebox_credential::{Certificate, signed};
use ebox_domain::{Cause, Causes, Clock as _, Sha256Digest, provider::ProviderId, time::SystemClock};
use ebox_wire::{
    configuration::{Configuration, JOSE, SIGNED_TYPE, SenderConfiguration, SignedConfiguration},
    operator::YAML,
    reference_file::parse,
    routes::operator::Configuration as Route,
};
use jiff::Timestamp;
use serde_json::Value;

use super::super::office::{file, mistakes};
use crate::failure::Failure;

const JSON: &str = "application/json";

/// A document as it is sent.
pub(super) struct Document {
    configuration: Configuration,
    media_type: &'static str,
    bytes: Vec<u8>,
    /// Who signed the file that was unpacked here, and when.
    signature: Option<(Sha256Digest, Timestamp)>,
}

impl Document {
    /// Reads a file. One that is signed by one of `signers` is sent as what they signed; one that is signed where
    /// nobody is named here is sent as it is, for the deployment to judge.
    pub(super) fn read(path: &Path, signers: &[PathBuf], is_unsigned: bool) -> Result<Self, Failure> {
        let bytes = file(path)?;
        let shown = path.display().to_string();
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| Failure::new("file", format!("{shown} is no text in UTF-8")))?;
        if signed::looks_signed(text) {
            return Self::read_signed(&shown, text, signers);
        }
        if !is_unsigned {
            return Err(Failure::new("unsigned", format!("{shown} is not signed"))
                .hint("take the signed file, or say --unsigned when you know yourself where it comes from"));
        }
        let read = parse(text).map_err(Causes::from);
        let configuration = read.and_then(|value| SenderConfiguration::read(&value));
        let configuration = configuration.map_err(|causes| wrong(&shown, &causes))?;
        Ok(Self { configuration, media_type: YAML, bytes, signature: None })
    }

    fn read_signed(shown: &str, text: &str, signers: &[PathBuf]) -> Result<Self, Failure> {
        if signers.is_empty() {
            // Whose signature it is the deployment finds out; its dossier names the address.
            let payload = signed::unverified(text).unwrap_or_default();
            let SignedConfiguration { configuration, .. } = understood(shown, &payload)?;
            let bytes = text.trim().as_bytes().to_vec();
            return Ok(Self { configuration, media_type: JOSE, bytes, signature: None });
        }
        let signers = signers.iter().map(|path| certificate(path)).collect::<Result<Vec<_>, _>>()?;
        let read = signed::verify(text, SIGNED_TYPE, &signers, SystemClock.now())
            .map_err(|error| Failure::new("signature", format!("{shown}: {error}")))?;
        let SignedConfiguration { at, configuration } = understood(shown, read.payload())?;
        let document = serde_json::to_vec(&SenderConfiguration::from(&configuration))
            .map_err(|error| Failure::system("the document cannot be written", &error))?;
        let signature = Some((read.signer(), at));
        Ok(Self { configuration, media_type: JSON, bytes: document, signature })
    }

    /// Where it is put. Of two signed files the later one counts, so the deployment has to know when this one was
    /// signed.
    pub(super) fn path(&self, is_dry: bool) -> String {
        let path = Route { dossier: self.configuration.dossier.as_str() }.path();
        let signature = self
            .signature
            .map(|(signer, at)| format!("signedBy={}&signedAt={}", signer.to_hex(), at.as_second()));
        let query: Vec<String> =
            is_dry.then(|| "dryRun=true".to_owned()).into_iter().chain(signature).collect();
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    /// In whose registry it is applied.
    pub(super) const fn provider(&self) -> &ProviderId {
        &self.configuration.provider
    }

    pub(super) const fn media_type(&self) -> &'static str {
        self.media_type
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

fn understood(shown: &str, payload: &Value) -> Result<SignedConfiguration, Failure> {
    SignedConfiguration::read(payload).map_err(|causes| wrong(shown, &causes))
}

fn certificate(path: &Path) -> Result<Certificate, Failure> {
    Certificate::read(&file(path)?)
        .map_err(|error| Failure::new("signer", format!("{}: {error}", path.display())))
}

/// A file with mistakes.
pub(super) fn wrong(shown: &str, causes: &[Cause]) -> Failure {
    let lines = causes.iter().map(|cause| (cause.field.as_str(), cause.detail.as_str()));
    Failure::new("mistakes", mistakes(shown, lines))
}
