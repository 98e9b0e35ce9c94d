//! The terms of use.

use ebox_audit::Effects;
use ebox_domain::{Cause, EnterpriseNumber, Fault, Rule, ServiceError, Ssin};

use crate::{Acceptance, Onboarding, TermsVersion};

impl Onboarding {
    /// The acceptance of an enterprise, if it gave it.
    pub async fn acceptance(&self, enterprise: EnterpriseNumber) -> Result<Option<Acceptance>, ServiceError> {
        Ok(self.parts.store.acceptance(enterprise).await?)
    }

    /// Accepts the terms for an enterprise: a manager's doing, which cannot be undone. `terms` is the version
    /// that the person read; another one than the present is refused. An enterprise that accepted before keeps
    /// its first acceptance.
    pub async fn accept_terms(
        &self,
        enterprise: EnterpriseNumber,
        by: Ssin,
        terms: TermsVersion,
        effects: Effects,
    ) -> Result<Acceptance, ServiceError> {
        self.demand_manager(by, enterprise).await?;
        if let Some(standing) = self.acceptance(enterprise).await? {
            return Ok(standing);
        }
        if terms != self.parts.settings.terms {
            let detail = format!("read and accept the present terms, {}", self.parts.settings.terms);
            return Err(Fault::one(Cause::body(Rule::InvalidValue, "terms", detail).with_value(terms)).into());
        }
        let acceptance = Acceptance { enterprise, terms, by, at: self.parts.clock.now() };
        Ok(self.parts.store.accept(acceptance, effects).await?)
    }

    /// Refuses whoever does not manage access to the enterprise's e-Box.
    pub(crate) async fn demand_manager(
        &self,
        person: Ssin,
        enterprise: EnterpriseNumber,
    ) -> Result<(), ServiceError> {
        if self.parts.managers.may_manage(person, enterprise).await? {
            return Ok(());
        }
        let refusal = "only an access manager or co-access manager of the enterprise may do this";
        Err(Fault::MissingPermission(refusal.to_owned()).into())
    }
}
