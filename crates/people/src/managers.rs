//! Access managers and co-access managers.

use ebox_audit::Effects;
use ebox_domain::{Cause, EnterpriseNumber, Fault, Rule, ServiceError, Ssin};

use crate::{
    Manager, People, Role,
    port::{Appointer, Appointment, Outcome},
};

impl People {
    /// Who manages access to an enterprise's e-Box.
    pub async fn managers(&self, enterprise: EnterpriseNumber) -> Result<Vec<Manager>, ServiceError> {
        Ok(self.store.managers(enterprise).await?)
    }

    /// Whether a person manages access to an enterprise's e-Box, as access manager or as co-access manager.
    pub async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, ServiceError> {
        Ok(self.store.role(person, enterprise).await?.is_some())
    }

    /// Names the first access manager of an enterprise: the operator's doing. Naming the same person again
    /// changes nothing; naming another one is refused.
    pub async fn name_first_manager(
        &self,
        enterprise: EnterpriseNumber,
        person: Ssin,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        let (role, by) = (Role::AccessManager, Appointer::Operator);
        self.appoint(Appointment { enterprise, person, role, by }, effects).await
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
        let by = Appointer::Person(by);
        self.appoint(Appointment { enterprise, person, role, by }, effects).await
    }

    async fn appoint(&self, appointment: Appointment, effects: Effects) -> Result<(), ServiceError> {
        let refusal = match (self.store.appoint(appointment, effects).await?, appointment.by) {
            (Outcome::Appointed, _) => return Ok(()),
            (Outcome::NotAllowed, Appointer::Operator) => {
                "the enterprise has an access manager, who names the others"
            }
            (Outcome::NotAllowed, Appointer::Person(_)) => {
                "only an access manager of the enterprise names others"
            }
            (Outcome::UnknownPerson, _) => {
                let detail = "nobody is registered under this number; register the person first";
                return Err(Fault::one(Cause::body(Rule::InvalidValue, "ssin", detail)).into());
            }
        };
        Err(Fault::MissingPermission(refusal.to_owned()).into())
    }
}
