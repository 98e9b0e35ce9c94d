//! Access managers and co-access managers.

use ebox_audit::Effects;
use ebox_domain::{Cause, EnterpriseNumber, Fault, Rule, ServiceError, Ssin};

use crate::{
    Manager, Membership, People, Person, Role,
    persons::check_name,
    port::{Appointment, Dismissal, Dismissed, Outcome},
};

/// The most memberships that are listed: more than a page can show.
const MOST_MEMBERSHIPS: u32 = 500;

/// Why the last access manager stays one.
const LAST_ONE: &str = "an enterprise keeps one access manager at least; name another one first";

impl People {
    /// Who manages access to an enterprise's e-Box.
    pub async fn managers(&self, enterprise: EnterpriseNumber) -> Result<Vec<Manager>, ServiceError> {
        Ok(self.store.managers(enterprise).await?)
    }

    /// Whether a person manages access to an enterprise's e-Box, as access manager or as co-access manager.
    pub async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, ServiceError> {
        Ok(self.role(person, enterprise).await?.is_some())
    }

    /// What a person is to the access management of an enterprise.
    pub async fn role(
        &self,
        person: Ssin,
        enterprise: EnterpriseNumber,
    ) -> Result<Option<Role>, ServiceError> {
        Ok(self.store.role(person, enterprise).await?)
    }

    /// The enterprises whose access a person manages, by number.
    pub async fn memberships(&self, person: Ssin) -> Result<Vec<Membership>, ServiceError> {
        Ok(self.store.memberships(Some(person), MOST_MEMBERSHIPS).await?)
    }

    /// Who manages access to which enterprise, by name: the first of them, for the rehearsal's sign-in.
    pub async fn first_memberships(&self) -> Result<Vec<Membership>, ServiceError> {
        Ok(self.store.memberships(None, MOST_MEMBERSHIPS).await?)
    }

    /// Names the first access manager of an enterprise, and registers the person: the operator's doing. Naming the
    /// same person again changes nothing but the name; naming another one is refused.
    pub async fn name_first_manager(
        &self,
        enterprise: EnterpriseNumber,
        person: Person,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        check_name(&person)?;
        if self.store.appoint_first(enterprise, person, effects).await? {
            self.tell_at_once().await;
            return Ok(());
        }
        let refusal = "the enterprise has an access manager, who names the others; one who was named by mistake has to \
                       be removed first";
        Err(Fault::Conflict(refusal.to_owned()).into())
    }

    /// Names a further manager: the doing of an access manager of the enterprise.
    pub async fn name_manager(
        &self,
        by: Ssin,
        enterprise: EnterpriseNumber,
        person: Ssin,
        role: Role,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        match self.store.appoint(Appointment { enterprise, person, role, by }, effects).await? {
            Outcome::Appointed => {
                self.tell_at_once().await;
                Ok(())
            }
            Outcome::NotAllowed => {
                let refusal = "only an access manager of the enterprise names others";
                Err(Fault::MissingPermission(refusal.to_owned()).into())
            }
            Outcome::UnknownPerson => {
                let detail = "nobody is registered under this number; register the person first";
                Err(Fault::one(Cause::body(Rule::InvalidValue, "ssin", detail)).into())
            }
            Outcome::LastOne => Err(Fault::Conflict(LAST_ONE.to_owned()).into()),
        }
    }

    /// Takes a manager's role away: the doing of an access manager of the enterprise, who may also step down, but not
    /// as the last one.
    pub async fn dismiss_manager(
        &self,
        by: Ssin,
        enterprise: EnterpriseNumber,
        person: Ssin,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        let refused = |fault: Fault| Err(fault.into());
        match self.store.dismiss(Dismissal { enterprise, person, by }, effects).await? {
            Dismissed::Dismissed => {
                self.tell_at_once().await;
                Ok(())
            }
            Dismissed::NotAllowed => {
                let why = "only an access manager of the enterprise takes roles away";
                refused(Fault::MissingPermission(why.to_owned()))
            }
            Dismissed::NoManager => refused(Fault::Absent("the person does not manage this e-Box")),
            Dismissed::LastOne => refused(Fault::Conflict(LAST_ONE.to_owned())),
        }
    }

    /// Tells whose access began or ended and was not told yet.
    pub async fn reconcile(&self) -> Result<(), ServiceError> {
        for change in self.store.untold().await? {
            self.access.access_changed(change.enterprise, change.person).await?;
            self.store.told(change).await?;
        }
        Ok(())
    }

    /// The change is kept, and so is that it has to be told: what fails now is told later.
    pub(crate) async fn tell_at_once(&self) {
        if let Err(error) = self.reconcile().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "changed access is told later");
        }
    }
}
