//! Webservice accounts.

use ebox_audit::Effects;
use ebox_credential::{
    Certificate,
    check::{Expected, Severity, check},
};
use ebox_domain::{Cause, EnterpriseNumber, Fault, Rule, ServiceError, Ssin};

use crate::{Account, AccountState, Onboarding, Permission, client_id, port::Outcome};

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
        let certificate = self.checked(&new)?;
        let sender_number = self.parts.store.sender_number(new.enterprise).await?;
        let account = Account {
            enterprise: new.enterprise,
            name: new.name,
            permission: new.permission,
            client_id: client_id::new(sender_number, &*self.parts.rng),
            certificate,
            certificate_name: new.certificate_name,
            by: new.by,
            at: self.parts.clock.now(),
            state: AccountState::Pending,
        };
        match self.parts.store.add_account(account.clone(), effects).await? {
            Outcome::Added => Ok(self.finish(account).await),
            Outcome::NameTaken => {
                let detail = "the enterprise has an account of this name; choose another one";
                let cause = Cause::body(Rule::InvalidValue, "name", detail).with_value(account.name);
                Err(Fault::one(cause).into())
            }
        }
    }

    /// The certificate of a new account, or every mistake in what was given.
    fn checked(&self, new: &NewAccount) -> Result<Certificate, Fault> {
        let mut causes = Vec::new();
        for (field, name) in [("name", &new.name), ("certificateName", &new.certificate_name)] {
            let length = name.chars().count();
            if name.trim().is_empty() || length > MAX_NAME || name.chars().any(char::is_control) {
                let detail = format!("give 1 to {MAX_NAME} characters, none of them a control character");
                causes.push(Cause::body(Rule::OutOfRange, field, detail));
            }
        }
        let certificate = Certificate::read(&new.certificate);
        match &certificate {
            Ok(certificate) => causes.extend(self.deviations(new.enterprise, certificate)),
            Err(error) => causes.push(Cause::body(Rule::Malformed, "certificate", error.to_string())),
        }
        match certificate {
            Ok(certificate) if causes.is_empty() => Ok(certificate),
            _ => Err(Fault::Invalid(causes)),
        }
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
