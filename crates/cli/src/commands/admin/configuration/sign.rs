//! `ebox admin configuration sign`

use std::path::PathBuf;

use clap::Args;
use ebox_credential::{PrivateKey, signed};
use ebox_domain::{Causes, Clock as _, time::SystemClock};
use ebox_wire::{
    configuration::{SIGNED_TYPE, SenderConfiguration, SignedConfiguration},
    reference_file::parse,
};

use super::{super::office::file, document::wrong};
use crate::{failure::Failure, printer::Printer};

/// Sign a document, so that another deployment can apply it as a file. Nothing is called.
#[derive(Args)]
pub(crate) struct Sign {
    /// The document, YAML or JSON.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The signer's private key, PEM.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The file to write; standard output when left out.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Sign {
    pub(super) fn run(self, printer: Printer) -> Result<(), Failure> {
        let shown = self.file.display().to_string();
        let text = String::from_utf8(file(&self.file)?)
            .map_err(|_| Failure::new("file", format!("{shown} is no text in UTF-8")))?;
        let read = parse(&text).map_err(Causes::from);
        let read = read.and_then(|value| SenderConfiguration::read(&value));
        let configuration = read.map_err(|causes| wrong(&shown, &causes))?;
        let pem = String::from_utf8_lossy(&file(&self.key)?).into_owned();
        let key = PrivateKey::from_pem(&pem)
            .map_err(|error| Failure::new("key", format!("{}: {error}", self.key.display())))?;
        let payload =
            SignedConfiguration::payload(&SenderConfiguration::from(&configuration), SystemClock.now());
        let signed = signed::sign(SIGNED_TYPE, &payload, &key)
            .map_err(|error| Failure::new("key", error.to_string()))?;
        match &self.out {
            Some(out) => std::fs::write(out, format!("{signed}\n")).map_err(|error| {
                Failure::new("file", format!("{} cannot be written: {error}", out.display()))
            }),
            None => {
                printer.data(signed);
                Ok(())
            }
        }
    }
}
