//! Webservice accounts.

use ebox_audit::Effects;
use ebox_credential::{
    Certificate, PrivateKey,
    check::{Expected, Severity, check},
};
use ebox_domain::{Cause, Causes, EnterpriseNumber, Fault, Rule, ServiceError, Ssin, unseen::is_blank};

use crate::{Account, AccountCertificate, Onboarding, Permission, Unchanged, client_id, port::Outcome};

/// The most characters (Unicode code points) of a name.
const MAX_NAME: usize = 100;

/// What a person gives to make an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// For which enterprise.
    pub enterprise: EnterpriseNumber,
    /// Who makes it.
    pub by: Ssin,
    /// Its name.
    pub name: String,
    /// What it permits.
    pub permission: Permission,
    /// The file of its certificate, PEM or DER.
    pub certificate: Vec<u8>,
    /// What the person calls the certificate.
    pub certificate_name: String,
}

impl Onboarding {
    /// The accounts of an enterprise, pending ones too.
    pub async fn accounts(&self, enterprise: EnterpriseNumber) -> Result<Vec<Account>, ServiceError> {
        Ok(self.parts.store.accounts(enterprise).await?)
    }

    /// Makes an account: a manager's doing, after the terms were accepted. The account that comes back is
    /// pending when the OAuth server could not be told yet; that happens by itself later.
    pub async fn add_account(&self, new: NewAccount, effects: Effects) -> Result<Account, ServiceError> {
        self.demand_manager(new.by, new.enterprise).await?;
        if self.acceptance(new.enterprise).await?.is_none() {
            let refusal = "the enterprise has not accepted the terms of use; accept them first";
            return Err(Fault::MissingPermission(refusal.to_owned()).into());
        }
        let certificate = self.checked_account(&new)?;
        let sender_number = self.parts.store.sender_number(new.enterprise).await?;
        let at = self.parts.clock.now();
        let account = Account {
            enterprise: new.enterprise,
            name: new.name,
            permission: new.permission,
            client_id: client_id::new(sender_number, &*self.parts.rng),
            certificates: vec![AccountCertificate {
                certificate,
                name: new.certificate_name,
                by: new.by,
                at,
            }],
            by: new.by,
            at,
            is_enabled: true,
            is_deleted: false,
            version: 1,
            told: None,
        };
        match self.parts.store.add_account(account.clone(), effects).await? {
            Outcome::Added => Ok(self.finish(account).await),
            Outcome::NameTaken => Err(Fault::from(Unchanged::NameTaken).into()),
        }
    }

    /// Checks everything about a new account, also before the terms were accepted, and makes nothing. Gives its
    /// certificate back.
    pub async fn rehearse_account(&self, new: &NewAccount) -> Result<Certificate, ServiceError> {
        self.demand_manager(new.by, new.enterprise).await?;
        let certificate = self.checked_account(new)?;
        if self.accounts(new.enterprise).await?.iter().any(|account| account.name == new.name) {
            return Err(Fault::from(Unchanged::NameTaken).into());
        }
        Ok(certificate)
    }

    fn checked_account(&self, new: &NewAccount) -> Result<Certificate, Fault> {
        let names = [("name", new.name.as_str()), ("certificateName", &new.certificate_name)];
        self.checked(new.enterprise, &names, &new.certificate)
    }

    /// A certificate that an enterprise may use, or every mistake in what was given.
    pub(crate) fn checked(
        &self,
        enterprise: EnterpriseNumber,
        names: &[(&'static str, &str)],
        file: &[u8],
    ) -> Result<Certificate, Fault> {
        let mut causes: Causes = names.iter().filter_map(|name| wrong_name(*name)).collect();
        if PrivateKey::is_in(file) {
            let detail = "the file holds a private key, which was sent over the network now and is secret no more; \
                          make a new key and a certificate for it, and upload the certificate alone";
            causes.push(Cause::body(Rule::NotAllowed, "certificate", detail).with_value("private_key"));
            return Err(Fault::Invalid(causes));
        }
        let certificate = Certificate::read(file);
        match &certificate {
            Ok(certificate) => causes.extend(self.deviations(enterprise, certificate)),
            Err(error) => causes.push(Cause::body(Rule::Malformed, "certificate", error.to_string())),
        }
        match certificate {
            Ok(certificate) if causes.is_empty() => Ok(certificate),
            _ => Err(Fault::Invalid(causes)),
        }
    }

    /// Refuses names that nobody could read.
    pub(crate) fn check_names<const N: usize>(names: [(&'static str, &str); N]) -> Result<(), Fault> {
        let causes: Causes = names.into_iter().filter_map(wrong_name).collect();
        if causes.is_empty() { Ok(()) } else { Err(Fault::Invalid(causes)) }
    }

    /// Why a certificate is not accepted: each deviation with its fix.
    fn deviations(&self, enterprise: EnterpriseNumber, certificate: &Certificate) -> Vec<Cause> {
        let expected = Expected {
            at: self.parts.clock.now(),
            environment: Some(self.parts.settings.environment),
            enterprise: Some(enterprise),
        };
        check(certificate, &expected)
            .into_iter()
            .filter(|deviation| deviation.severity == Severity::Error)
            .map(|deviation| {
                let detail = format!("{}; {}", deviation.what, deviation.fix);
                Cause::body(Rule::InvalidValue, "certificate", detail).with_value(deviation.code)
            })
            .collect()
    }
}

fn wrong_name((field, name): (&'static str, &str)) -> Option<Cause> {
    let length = name.chars().count();
    let is_wrong = is_blank(name) || length > MAX_NAME || name.chars().any(char::is_control);
    is_wrong.then(|| {
        let detail = format!("give 1 to {MAX_NAME} characters, none of them a control character");
        Cause::body(Rule::OutOfRange, field, detail)
    })
}
