//! `ebox certificate check`

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use ebox_credential::{
    Certificate, CertificateRequest, KeyKind, PrivateKey,
    check::{self, Deviation, Expected, Severity},
};
use ebox_domain::{Clock as _, EnterpriseNumber, Environment, time::SystemClock};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::{
    failure::{Failure, Status},
    printer::Printer,
    profile::open_store,
    terminal::ask_password,
};

/// Check a certificate, a request for one (CSR), or a PKCS#12 key store.
///
/// Names everything that deviates from the expected format, the validity, the environment and the enterprise
/// number, each with what to do about it. The exit status is 0 when nothing does, warnings apart.
#[derive(Args)]
#[command(after_help = "\
Example:
  ebox certificate check certificate.pem --environment prd --enterprise-number 0123456789")]
pub(super) struct Check {
    /// The file: PEM, DER or PKCS#12.
    file: PathBuf,
    /// The environment that it is for: prd, acc, sim or int.
    #[arg(long)]
    environment: Option<Environment>,
    /// The enterprise that it is for.
    #[arg(long, value_name = "NUMBER")]
    enterprise_number: Option<EnterpriseNumber>,
    /// The password of a key store; asked for when left out.
    #[arg(long, value_name = "PASSWORD", env = "EBOX_KEY_STORE_PASSWORD", hide_env_values = true)]
    password: Option<Zeroizing<String>>,
}

/// What a file turned out to be.
enum Found {
    Certificate { certificate: Certificate, key: Option<PrivateKey>, kind: &'static str },
    Request(CertificateRequest),
}

impl Check {
    pub(super) fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let found = self.read()?;
        let expected = Expected {
            at: SystemClock.now(),
            environment: self.environment,
            enterprise: self.enterprise_number,
        };
        let mut deviations = match &found {
            Found::Certificate { certificate, .. } => check::check(certificate, &expected),
            Found::Request(request) => check::check_request(request, &expected),
        };
        if let Found::Certificate { certificate, key: Some(key), .. } = &found
            && !key.belongs_to(certificate.key())
        {
            deviations.push(Deviation {
                code: "other_key",
                severity: Severity::Error,
                what: "the private key in the file is not that of the certificate".to_owned(),
                fix: "put the key with which the certificate was requested beside it".to_owned(),
            });
        }
        let has_error = deviations.iter().any(|one| one.severity == Severity::Error);
        if printer.is_json() {
            printer.json(&self.describe(&found, &deviations));
        } else {
            printer.say(format!("{} is {}.", self.file.display(), found.summary()));
            show(printer, &deviations);
            if deviations.is_empty() {
                printer.say("Nothing deviates.");
            }
        }
        Ok(if has_error { Status::Failed.into() } else { ExitCode::SUCCESS })
    }

    fn read(&self) -> Result<Found, Failure> {
        let file = std::fs::read(&self.file).map_err(|error| {
            Failure::new("file", format!("{} cannot be read: {error}", self.file.display()))
        })?;
        let file = Zeroizing::new(file);
        let wrong = |what: String| Failure::new("certificate", format!("{}: {what}", self.file.display()));
        // DER begins with the tag of a sequence, which no text begins with.
        if file.first() == Some(&0x30) {
            return self.read_der(&file);
        }
        let text =
            std::str::from_utf8(&file).map_err(|_| wrong("neither PEM, nor DER, nor PKCS#12".to_owned()))?;
        if text.contains("CERTIFICATE REQUEST-----") {
            let request = CertificateRequest::from_pem(text).map_err(|error| wrong(error.to_string()))?;
            return Ok(Found::Request(request));
        }
        // Some keep both in one file; a key that cannot be read there is not what is checked.
        let key = PrivateKey::from_pem(text).ok();
        let certificate = Certificate::from_pem(text).map_err(|error| {
            let failure = wrong(error.to_string());
            match key {
                Some(_) => failure.hint("this is a private key; name the file of its certificate"),
                None => failure,
            }
        })?;
        Ok(Found::Certificate { certificate, key, kind: "certificate" })
    }

    fn read_der(&self, file: &[u8]) -> Result<Found, Failure> {
        if let Ok(certificate) = Certificate::from_der(file) {
            return Ok(Found::Certificate { certificate, key: None, kind: "certificate" });
        }
        if let Ok(request) = CertificateRequest::from_der(file) {
            return Ok(Found::Request(request));
        }
        let name = self.file.display();
        let password =
            self.password.clone().or_else(|| ask_password(&name.to_string())).ok_or_else(|| {
                Failure::new(
                    "password_missing",
                    format!("{name} has a password, and here is no terminal to ask at"),
                )
                .hint("give it as --password or as EBOX_KEY_STORE_PASSWORD")
            })?;
        let store =
            open_store(&self.file, file, &password).map_err(|what| Failure::new("certificate", what))?;
        Ok(Found::Certificate { certificate: store.certificate, key: Some(store.key), kind: "keyStore" })
    }

    fn describe(&self, found: &Found, deviations: &[Deviation]) -> Value {
        let (subject, key) = found.subject_and_key();
        let mut value = json!({
            "file": self.file.display().to_string(),
            "kind": found.kind(),
            "subject": {
                "countries": subject.countries, "organizations": subject.organizations,
                "units": subject.units, "commonNames": subject.common_names,
                "localities": subject.localities, "regions": subject.regions,
            },
            "enterpriseNumber": subject.enterprise().map(|number| number.to_string()),
            "key": key.to_string(),
            "isFine": !deviations.iter().any(|one| one.severity == Severity::Error),
            "deviations": deviations.iter().map(describe).collect::<Vec<_>>(),
        });
        if let Found::Certificate { certificate, .. } = found {
            value["validFrom"] = json!(certificate.valid_from());
            value["validUntil"] = json!(certificate.valid_until());
            value["sha256"] = json!(certificate.fingerprint().to_string());
        }
        value
    }
}

impl Found {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Certificate { kind, .. } => kind,
            Self::Request(_) => "request",
        }
    }

    const fn subject_and_key(&self) -> (&ebox_credential::subject::Name, KeyKind) {
        match self {
            Self::Certificate { certificate, .. } => (certificate.subject(), certificate.key().kind()),
            Self::Request(request) => (request.subject(), request.key().kind()),
        }
    }

    fn summary(&self) -> String {
        let (subject, key) = self.subject_and_key();
        let whose = subject.common_names.first().map_or("nobody", String::as_str);
        match self {
            Self::Certificate { certificate, kind, .. } => {
                let what =
                    if *kind == "keyStore" { "a key store with a certificate" } else { "a certificate" };
                format!("{what} of {whose} ({key}), valid until {}", certificate.valid_until())
            }
            Self::Request(_) => format!("a request for a certificate of {whose} ({key})"),
        }
    }
}

/// Shows deviations; nothing when there are none.
pub(super) fn show(printer: Printer, deviations: &[Deviation]) {
    if deviations.is_empty() {
        return;
    }
    let row = |one: &Deviation| vec![severity(one).to_owned(), one.what.clone(), one.fix.clone()];
    printer.table(&["Severity", "What", "What to do"], deviations.iter().map(row).collect());
}

const fn severity(deviation: &Deviation) -> &'static str {
    match deviation.severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn describe(deviation: &Deviation) -> Value {
    json!({
        "code": deviation.code, "severity": severity(deviation),
        "what": deviation.what, "fix": deviation.fix,
    })
}

/// Refuses to make what would be refused; warns of the rest, except of what is meant.
pub(super) fn refuse_errors(
    printer: Printer,
    deviations: &[Deviation],
    meant: &[&str],
) -> Result<(), Failure> {
    let errors: Vec<String> = deviations
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|one| format!("{}: {}", one.what, one.fix))
        .collect();
    if !errors.is_empty() {
        return Err(Failure::new("subject", format!("nothing was made: {}", errors.join("; "))));
    }
    for one in deviations.iter().filter(|one| !meant.contains(&one.code)) {
        printer.warn(format!("{}: {}", one.what, one.fix));
    }
    Ok(())
}
