//! `ebox certificate new`

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use ebox_credential::{PrivateKey, SystemRandom, check, key_store::KeyStore, make};
use ebox_domain::{Clock as _, time::SystemClock};
use jiff::ToSpan as _;
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    check::refuse_errors,
    files::{self, PRIVATE_KEY, Readers, shown},
    subject::SubjectArguments,
};
use crate::{failure::Failure, printer::Printer, terminal::ask_password};

const CERTIFICATE: &str = "certificate.pem";
const KEY_STORE: &str = "key-store.p12";

/// Make a private key and a self-signed certificate, for tests.
///
/// It has the expected subject format, so a rehearsal or a registration without a certificate authority takes
/// it. Acceptance and production want a certificate of an official issuer: see `ebox certificate request`.
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox certificate new --enterprise-number 0123456789 --legal-name 'Example NV' --environment acc \\
      --application employment:job-attest:werkkaart --city Brussels --region Brussels-Capital --out test")]
pub(super) struct New {
    #[command(flatten)]
    subject: SubjectArguments,
    /// For how many days it is valid.
    #[arg(long, default_value_t = 365, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    days: u16,
    /// Also write both into a PKCS#12 key store (DIR/key-store.p12), as Java wants them.
    #[arg(long)]
    key_store: bool,
    /// The password of the key store; asked for when left out.
    #[arg(long, value_name = "PASSWORD", env = "EBOX_KEY_STORE_PASSWORD", hide_env_values = true)]
    password: Option<Zeroizing<String>>,
    /// The folder for the files.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl New {
    pub(super) fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let store = self.key_store.then_some(KEY_STORE);
        files::prepare(&self.out, [PRIVATE_KEY, CERTIFICATE].into_iter().chain(store))?;
        let password = if self.key_store { Some(password(self.password)?) } else { None };
        let now = SystemClock.now();
        let expected = check::Expected {
            at: now,
            environment: Some(self.subject.environment()),
            enterprise: Some(self.subject.enterprise()),
        };
        let subject = self.subject.subject(printer);
        let key =
            PrivateKey::generate_rsa().map_err(|error| Failure::system("the key cannot be made", &error))?;
        // Clocks of others may be a little behind.
        let (from, until) = (now - 1.hour(), now + (i64::from(self.days) * 24).hours());
        let certificate = make::self_signed(&subject, &key, from, until, &SystemRandom)
            .map_err(|error| Failure::system("the certificate cannot be made", &error))?;
        refuse_errors(printer, &check::check(&certificate, &expected), &["self_signed"])?;

        let key_file = files::write(&self.out.join(PRIVATE_KEY), key.to_pem().as_bytes(), Readers::Owner)?;
        let pem = certificate.to_pem();
        let certificate_file = files::write(&self.out.join(CERTIFICATE), pem.as_bytes(), Readers::Everybody)?;
        let store_file = match password {
            None => None,
            Some(password) => {
                let store = KeyStore { key, certificate }
                    .write("ebox", &password)
                    .map_err(|error| Failure::system("the key store cannot be made", &error))?;
                Some(files::write(&self.out.join(KEY_STORE), &store, Readers::Owner)?)
            }
        };
        if printer.is_json() {
            printer.json(&json!({
                "privateKeyFile": shown(&key_file), "certificateFile": shown(&certificate_file),
                "keyStoreFile": store_file.as_deref().map(shown), "validUntil": until,
            }));
        } else {
            for file in [key_file, certificate_file].into_iter().chain(store_file) {
                printer.data(shown(&file));
            }
        }
        printer.say("Self-signed: for tests only. Order another with `ebox certificate request`.");
        Ok(ExitCode::SUCCESS)
    }
}

fn password(given: Option<Zeroizing<String>>) -> Result<Zeroizing<String>, Failure> {
    given.or_else(|| ask_password("the new key store")).ok_or_else(|| {
        Failure::new("password_missing", "a key store needs a password, and here is no terminal to ask at")
            .hint("give it as --password or as EBOX_KEY_STORE_PASSWORD")
    })
}
