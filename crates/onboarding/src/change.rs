//! Changing a webservice account: its name, its certificates, whether it works, and its end.

use ebox_audit::Effects;
use ebox_domain::{Cause, EnterpriseNumber, Fault, Rule, ServiceError, Sha256Digest, Ssin, ids::ClientId};

use crate::{Account, AccountCertificate, Onboarding};

/// The most certificates of an account: one in use, the next one, and one by mistake.
const MOST_CERTIFICATES: usize = 3;

/// A change of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountChange {
    /// Gives it another name.
    Rename(String),
    /// Lets its client have tokens, or none.
    Enable(bool),
    /// Adds a certificate beside those that it has.
    AddCertificate(Box<AccountCertificate>),
    /// Removes the certificate with this fingerprint.
    RemoveCertificate(Sha256Digest),
    /// Deletes it, for good.
    Delete,
}

/// Why an account was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unchanged {
    /// The enterprise has no such account.
    NoAccount,
    /// Another account of the enterprise has this name.
    NameTaken,
    /// The account has this certificate.
    CertificateThere,
    /// It has as many certificates as an account may have.
    TooManyCertificates,
    /// It has no such certificate.
    NoCertificate,
    /// Its last certificate stays: whoever wants no tokens disables it.
    LastCertificate,
}

impl Account {
    /// The account after a change: the next version, or the same one when it is so already.
    ///
    /// # Errors
    /// What no account may become. Whether a name is free is known by the store.
    pub fn changed(&self, change: AccountChange) -> Result<Self, Unchanged> {
        let mut changed = self.clone();
        match change {
            AccountChange::Rename(name) => changed.name = name,
            AccountChange::Enable(is_enabled) => changed.is_enabled = is_enabled,
            AccountChange::AddCertificate(new) => {
                if self.certificates.iter().any(|one| one.certificate == new.certificate) {
                    return Err(Unchanged::CertificateThere);
                }
                if self.certificates.len() >= MOST_CERTIFICATES {
                    return Err(Unchanged::TooManyCertificates);
                }
                changed.certificates.push(*new);
            }
            AccountChange::RemoveCertificate(fingerprint) => {
                changed.certificates.retain(|one| one.certificate.fingerprint() != fingerprint);
                if changed.certificates.len() == self.certificates.len() {
                    return Err(Unchanged::NoCertificate);
                }
                if changed.certificates.is_empty() {
                    return Err(Unchanged::LastCertificate);
                }
            }
            AccountChange::Delete => {
                changed.is_enabled = false;
                changed.is_deleted = true;
            }
        }
        if changed != *self {
            changed.version += 1;
        }
        Ok(changed)
    }
}

impl From<Unchanged> for Fault {
    fn from(why: Unchanged) -> Self {
        let (field, detail) = match why {
            Unchanged::NoAccount => return Self::Absent("the enterprise has no such account"),
            Unchanged::NoCertificate => return Self::Absent("the account has no such certificate"),
            Unchanged::NameTaken => {
                ("name", "the enterprise has an account of this name; choose another one")
            }
            Unchanged::CertificateThere => ("certificate", "the account has this certificate already"),
            Unchanged::TooManyCertificates => {
                ("certificate", "an account has three certificates at most; remove one first")
            }
            Unchanged::LastCertificate => (
                "certificate",
                "this is the only certificate; add the next one first, or disable the account",
            ),
        };
        Self::one(Cause::body(Rule::InvalidValue, field, detail).with_value(why.code()))
    }
}

impl Unchanged {
    /// A word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAccount => "no_account",
            Self::NameTaken => "name_taken",
            Self::CertificateThere => "certificate_there",
            Self::TooManyCertificates => "too_many_certificates",
            Self::NoCertificate => "no_certificate",
            Self::LastCertificate => "last_certificate",
        }
    }
}

/// Which account is changed, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'c> {
    /// The enterprise whose account it is.
    pub enterprise: EnterpriseNumber,
    /// Who changes it: a manager.
    pub by: Ssin,
    /// Its client.
    pub client_id: &'c ClientId,
}

impl Onboarding {
    /// Gives an account another name.
    pub async fn rename_account(
        &self,
        choice: Choice<'_>,
        name: String,
        effects: Effects,
    ) -> Result<Account, ServiceError> {
        Self::check_names([("name", name.as_str())])?;
        self.change_account(choice, AccountChange::Rename(name), effects).await
    }

    /// Lets the client of an account have tokens, or none.
    pub async fn enable_account(
        &self,
        choice: Choice<'_>,
        is_enabled: bool,
        effects: Effects,
    ) -> Result<Account, ServiceError> {
        self.change_account(choice, AccountChange::Enable(is_enabled), effects).await
    }

    /// Adds a certificate, PEM or DER, beside those that an account has.
    pub async fn add_certificate(
        &self,
        choice: Choice<'_>,
        (file, name): (&[u8], String),
        effects: Effects,
    ) -> Result<Account, ServiceError> {
        let certificate = self.checked(choice.enterprise, &[("certificateName", &name)], file)?;
        let added = AccountCertificate { certificate, name, by: choice.by, at: self.parts.clock.now() };
        self.change_account(choice, AccountChange::AddCertificate(Box::new(added)), effects).await
    }

    /// Removes a certificate of an account, which has another one. What is signed with its key is refused within
    /// seconds.
    pub async fn remove_certificate(
        &self,
        choice: Choice<'_>,
        fingerprint: Sha256Digest,
        effects: Effects,
    ) -> Result<Account, ServiceError> {
        self.change_account(choice, AccountChange::RemoveCertificate(fingerprint), effects).await
    }

    /// Deletes an account. Its client gets no tokens ever again, and those that it has stop within seconds; its name
    /// is free.
    pub async fn delete_account(
        &self,
        choice: Choice<'_>,
        effects: Effects,
    ) -> Result<Account, ServiceError> {
        self.change_account(choice, AccountChange::Delete, effects).await
    }

    async fn change_account(
        &self,
        choice: Choice<'_>,
        change: AccountChange,
        effects: Effects,
    ) -> Result<Account, ServiceError> {
        let Choice { enterprise, by, client_id } = choice;
        self.demand_manager(by, enterprise).await?;
        match self.parts.store.change_account(enterprise, client_id, change, effects).await? {
            Ok(account) => Ok(self.finish(account).await),
            Err(why) => Err(Fault::from(why).into()),
        }
    }
}
