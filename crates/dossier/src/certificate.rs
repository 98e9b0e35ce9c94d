//! Certificates of an environment (stage 6).

use ebox_credential::{
    Certificate, CertificateRequest,
    check::{Deviation, Expected, Severity, check, check_request},
};
use ebox_domain::{EnterpriseNumber, Environment};
use jiff::Timestamp;

/// A certificate that fits an institution and an environment at the moment it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FittingCertificate {
    pub(crate) environment: Environment,
    pub(crate) enterprise: EnterpriseNumber,
    pub(crate) pem: String,
}

/// What was found out about a certificate, or about a request for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The file is neither; says why.
    Unreadable(String),
    /// Where it differs from the format. None: it fits.
    Deviations(Vec<Deviation>),
}

impl Finding {
    /// Whether nothing stands in the way; there may be warnings.
    pub fn is_fine(&self) -> bool {
        match self {
            Self::Unreadable(_) => false,
            Self::Deviations(deviations) => deviations.iter().all(|one| one.severity == Severity::Warning),
        }
    }
}

impl FittingCertificate {
    /// Checks a file with a certificate: a PEM or DER.
    pub fn check(
        file: &[u8],
        enterprise: EnterpriseNumber,
        environment: Environment,
        applications: &[String],
        at: Timestamp,
    ) -> Result<Self, Finding> {
        let certificate = Certificate::read(file).map_err(|error| Finding::Unreadable(error.to_string()))?;
        let mut deviations = check(&certificate, &expected(enterprise, environment, at));
        deviations.extend(other_application(&certificate.subject().common_names, applications));
        let finding = Finding::Deviations(deviations);
        if finding.is_fine() {
            Ok(Self { environment, enterprise, pem: certificate.to_pem() })
        } else {
            Err(finding)
        }
    }
}

/// Checks a certificate signing request before money is spent on it: a PEM or DER.
pub fn check_signing_request(
    file: &[u8],
    enterprise: EnterpriseNumber,
    environment: Environment,
    applications: &[String],
    at: Timestamp,
) -> Finding {
    let text = std::str::from_utf8(file).ok();
    let request = match text {
        Some(text) => CertificateRequest::from_pem(text),
        None => CertificateRequest::from_der(file),
    };
    match request {
        Ok(request) => {
            let mut deviations = check_request(&request, &expected(enterprise, environment, at));
            deviations.extend(other_application(&request.subject().common_names, applications));
            Finding::Deviations(deviations)
        }
        Err(error) => Finding::Unreadable(error.to_string()),
    }
}

/// A certificate names one of the applications that are asked for; that it names one at all is checked before.
fn other_application(names: &[String], applications: &[String]) -> Option<Deviation> {
    let [name] = names else { return None };
    (!name.is_empty() && !applications.contains(name)).then(|| Deviation {
        code: "common_name",
        severity: Severity::Error,
        what: format!("CN is `{name}`, which is not in the form"),
        fix: format!("set CN to {}", applications.join(" or ")),
    })
}

fn expected(enterprise: EnterpriseNumber, environment: Environment, at: Timestamp) -> Expected {
    Expected { at, environment: Some(environment), enterprise: Some(enterprise) }
}
