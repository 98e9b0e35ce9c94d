//! Mandates: proposed by one side, accepted by the other, ended by either.

use ebox_audit::Effects;
use ebox_domain::{
    Cause, EnterpriseNumber, Fault, Rule, ServiceError,
    partition::{Mandate, MandateId, MandateState, NotPossible, Operation, Side},
};
use serde_json::json;

use crate::{By, Partitions, port::Outcome};

impl Partitions {
    /// Whether an enterprise may act for another one: because both sides said so, and neither took it back.
    pub async fn has_mandate(
        &self,
        principal: EnterpriseNumber,
        mandatary: EnterpriseNumber,
        operation: Operation,
    ) -> Result<bool, ServiceError> {
        Ok(self.0.store.holds(principal, mandatary, operation).await?)
    }

    /// The mandates that the enterprise gave or got, whatever became of them.
    pub async fn mandates(&self, by: &By) -> Result<Vec<Mandate>, ServiceError> {
        self.demand_manager(by).await?;
        Ok(self.0.store.mandates(by.enterprise()).await?)
    }

    /// Proposes a mandate to the other side.
    pub async fn propose_mandate(
        &self,
        by: &By,
        principal: EnterpriseNumber,
        mandatary: EnterpriseNumber,
        operation: Operation,
    ) -> Result<Mandate, ServiceError> {
        self.demand_manager(by).await?;
        let proposer = if by.enterprise() == principal { Side::Principal } else { Side::Mandatary };
        if principal == mandatary {
            let detail = "an enterprise needs no mandate to act for itself; name another one";
            let cause = Cause::body(Rule::InvalidValue, "mandataryEnterpriseNumber", detail);
            return Err(Fault::one(cause).into());
        }
        if by.enterprise() != principal && by.enterprise() != mandatary {
            let why = "an enterprise proposes only mandates that it gives or gets itself";
            return Err(Fault::MissingPermission(why.to_owned()).into());
        }
        let now = self.0.clock.now();
        let id = MandateId::new(now, &*self.0.rng);
        let state = MandateState::Proposed(proposer);
        let mandate = Mandate { id, principal, mandatary, operation, state, proposed: now, changed: now };
        let record =
            self.record(by, now, 201, json!({ "mandateId": id.to_string(), "state": state.as_str() }));
        if self.0.store.propose(mandate.clone(), Effects::recorded(record)).await? {
            return Ok(mandate);
        }
        let why = "there is such a mandate, or a proposal of it; accept, refuse or end that one";
        Err(Fault::Conflict(why.to_owned()).into())
    }

    /// Accepts what the other side proposed.
    pub async fn accept_mandate(&self, by: &By, id: MandateId) -> Result<Mandate, ServiceError> {
        self.advance(by, id, MandateState::accepted).await
    }

    /// Refuses what the other side proposed.
    pub async fn refuse_mandate(&self, by: &By, id: MandateId) -> Result<Mandate, ServiceError> {
        self.advance(by, id, MandateState::refused).await
    }

    /// Ends a mandate, or takes one's own proposal back.
    pub async fn end_mandate(&self, by: &By, id: MandateId) -> Result<Mandate, ServiceError> {
        self.advance(by, id, MandateState::ended).await
    }

    async fn advance(
        &self,
        by: &By,
        id: MandateId,
        step: fn(MandateState, Side) -> Result<MandateState, NotPossible>,
    ) -> Result<Mandate, ServiceError> {
        self.demand_manager(by).await?;
        let missing = || Fault::NotFound { what: "Mandate", name: "mandateId", value: id.to_string() };
        let mandate = self.0.store.mandate(id).await?.ok_or_else(missing)?;
        let side = mandate.side_of(by.enterprise()).ok_or_else(missing)?;
        let state = step(mandate.state, side).map_err(|NotPossible(state)| {
            Fault::Conflict(format!(
                "for this side the mandate is {state}; the step does not follow from that"
            ))
        })?;
        let now = self.0.clock.now();
        let record =
            self.record(by, now, 200, json!({ "mandateId": id.to_string(), "state": state.as_str() }));
        let effects = Effects::recorded(record);
        match self.0.store.advance(id, mandate.state, state, now, effects).await? {
            Outcome::Changed => Ok(Mandate { state, changed: now, ..mandate }),
            Outcome::Meanwhile => {
                let why = "the other side changed the mandate at the same moment; look at it again";
                Err(Fault::Conflict(why.to_owned()).into())
            }
        }
    }
}
