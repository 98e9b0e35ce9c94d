//! `ebox certificate request`

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use ebox_credential::{PrivateKey, check, make};
use ebox_domain::{Clock as _, time::SystemClock};
use serde_json::json;

use super::{
    check::refuse_errors,
    files::{self, PRIVATE_KEY, Readers, shown},
    subject::SubjectArguments,
};
use crate::{failure::Failure, printer::Printer};

const REQUEST: &str = "request.pem";

/// Make a private key and a request for a certificate (CSR).
///
/// The key stays with you, in DIR/private-key.pem, and only its owner can read it. DIR/request.pem goes to the
/// certificate authority; the integration team checks it before you order. Nothing is overwritten.
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox certificate request --enterprise-number 0123456789 --legal-name 'Example NV' --environment acc \\
      --application employment:job-attest:werkkaart --city Brussels --region Brussels-Capital --out acc")]
pub(super) struct Request {
    #[command(flatten)]
    subject: SubjectArguments,
    /// The folder for the files.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Request {
    pub(super) fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        files::prepare(&self.out, [PRIVATE_KEY, REQUEST])?;
        let expected = check::Expected {
            at: SystemClock.now(),
            environment: Some(self.subject.environment()),
            enterprise: Some(self.subject.enterprise()),
        };
        let subject = self.subject.subject(printer);
        let key =
            PrivateKey::generate_rsa().map_err(|error| Failure::system("the key cannot be made", &error))?;
        let request = make::request(&subject, &key)
            .map_err(|error| Failure::system("the request cannot be made", &error))?;
        refuse_errors(printer, &check::check_request(&request, &expected), &[])?;
        let key = files::write(&self.out.join(PRIVATE_KEY), key.to_pem().as_bytes(), Readers::Owner)?;
        let request = files::write(&self.out.join(REQUEST), request.to_pem().as_bytes(), Readers::Everybody)?;
        if printer.is_json() {
            printer.json(&json!({ "privateKeyFile": shown(&key), "requestFile": shown(&request) }));
        } else {
            printer.data(shown(&key));
            printer.data(shown(&request));
        }
        printer
            .say("Keep the key to yourself and have a copy of it. Order the certificate with the request.");
        Ok(ExitCode::SUCCESS)
    }
}
