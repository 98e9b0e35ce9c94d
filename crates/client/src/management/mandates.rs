//! Mandates: who acts for whom.

use ebox_domain::{
    EnterpriseNumber,
    partition::{Mandate, MandateId, Operation},
};
use ebox_wire::{
    partition::{self as wire, MandateStateWanted},
    routes::partition_management as routes,
};
use reqwest::Method;

use super::{PartitionManagement, call, unexpected};
use crate::{error::ClientError, http::Call};

impl PartitionManagement {
    /// The mandates that the caller gave or got, whatever became of them.
    pub async fn mandates(&self) -> Result<Vec<Mandate>, ClientError> {
        let call = call("list mandates");
        let list: wire::Mandates = self.get(call, routes::MANDATES).await?;
        list.items.iter().map(|one| mandate(call, one)).collect()
    }

    /// Proposes a mandate to the other side.
    pub async fn propose_mandate(
        &self,
        principal: EnterpriseNumber,
        mandatary: EnterpriseNumber,
        operation: Operation,
    ) -> Result<Mandate, ClientError> {
        let body = wire::MandateToPropose {
            principal_enterprise_number: principal.to_string(),
            mandatary_enterprise_number: mandatary.to_string(),
            operation: operation.to_string(),
        };
        let call = call("propose a mandate");
        mandate(call, &self.post(call, routes::MANDATES, &body).await?)
    }

    /// Accepts what the other side proposed.
    pub async fn accept_mandate(&self, id: MandateId) -> Result<Mandate, ClientError> {
        self.change_mandate(call("accept a mandate"), id, MandateStateWanted::Accepted).await
    }

    /// Refuses what the other side proposed.
    pub async fn refuse_mandate(&self, id: MandateId) -> Result<Mandate, ClientError> {
        self.change_mandate(call("refuse a mandate"), id, MandateStateWanted::Refused).await
    }

    /// Ends a mandate, or takes one's own proposal back.
    pub async fn end_mandate(&self, id: MandateId) -> Result<Mandate, ClientError> {
        self.change_mandate(call("end a mandate"), id, MandateStateWanted::Ended).await
    }

    async fn change_mandate(
        &self,
        call: Call<'static>,
        id: MandateId,
        state: MandateStateWanted,
    ) -> Result<Mandate, ClientError> {
        let path = routes::Mandate { mandate_id: &id.to_string() }.path();
        // A step that was taken cannot be taken again.
        let body = wire::MandateChange { state };
        mandate(call, &self.once(call, Method::PATCH, &path, &body).await?)
    }
}

fn mandate(call: Call<'_>, one: &wire::Mandate) -> Result<Mandate, ClientError> {
    let odd = |what: &str| unexpected(call, format!("a mandate with a {what} that is none"));
    Ok(Mandate {
        id: one.mandate_id.parse().map_err(|_| odd("identifier"))?,
        principal: one.principal_enterprise_number.parse().map_err(|_| odd("principal"))?,
        mandatary: one.mandatary_enterprise_number.parse().map_err(|_| odd("mandatary"))?,
        operation: one.operation.parse().map_err(|_| odd("operation"))?,
        state: one.state.parse().map_err(|_| odd("state"))?,
        proposed: one.proposed_at.0,
        changed: one.changed_at.0,
    })
}
