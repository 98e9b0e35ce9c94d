//! Routing rules that senders suggest, seen from both sides.

use ebox_domain::{
    ApplicationId, EnterpriseNumber, MessageTypeId, PartitionId,
    partition::{Criteria, RoutingRule, SuggestionId},
};
use ebox_wire::{partition as wire, routes::partition_management as routes};

use super::{PartitionManagement, call, rules::rule, unexpected};
use crate::{error::ClientError, http::Call};

/// A routing rule that a sender suggests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its identifier.
    pub id: SuggestionId,
    /// To whom; everybody when nobody is named.
    pub recipient: Option<EnterpriseNumber>,
    /// What the rule would look for: always messages of the sender.
    pub criteria: Criteria,
}

impl PartitionManagement {
    /// What the caller suggests, as a sender.
    pub async fn suggestions(&self) -> Result<Vec<Suggestion>, ClientError> {
        self.suggested(call("list suggestions"), routes::SUGGESTIONS).await
    }

    /// Suggests a rule for one's own messages, to one recipient or to all.
    pub async fn suggest(
        &self,
        recipient: Option<EnterpriseNumber>,
        message_type: Option<&MessageTypeId>,
        application: Option<&ApplicationId>,
    ) -> Result<Suggestion, ClientError> {
        let body = wire::SuggestionToMake {
            recipient_enterprise_number: recipient.map(|number| number.to_string()),
            message_type_id: message_type.map(ToString::to_string),
            sender_application_id: application.map(ToString::to_string),
            sender_organization_id: None,
        };
        let call = call("suggest a routing rule");
        suggestion(call, &self.post(call, routes::SUGGESTIONS, &body).await?)
    }

    /// Takes a suggestion back. Rules that were made of it stay.
    pub async fn withdraw_suggestion(&self, id: SuggestionId) -> Result<(), ClientError> {
        let path = routes::Suggestion { suggestion_id: &id.to_string() }.path();
        self.delete(call("withdraw a suggestion"), &path).await
    }

    /// What is suggested to the caller, as a recipient, and was not answered.
    pub async fn received_suggestions(&self) -> Result<Vec<Suggestion>, ClientError> {
        self.suggested(call("list received suggestions"), routes::RECEIVED_SUGGESTIONS).await
    }

    /// Makes a rule of a suggestion, with a target, at a place counted from 1 or as the last one.
    pub async fn accept_suggestion(
        &self,
        id: SuggestionId,
        target: &PartitionId,
        place: Option<u32>,
    ) -> Result<RoutingRule, ClientError> {
        let path = routes::Acceptance { suggestion_id: &id.to_string() }.path();
        let body = wire::SuggestionAcceptance { target_partition: target.to_string(), position: place };
        let call = call("accept a suggestion");
        rule(call, &self.post(call, &path, &body).await?)
    }

    /// Declines a suggestion: it is not proposed again.
    pub async fn decline_suggestion(&self, id: SuggestionId) -> Result<(), ClientError> {
        let path = routes::ReceivedSuggestion { suggestion_id: &id.to_string() }.path();
        self.delete(call("decline a suggestion"), &path).await
    }

    async fn suggested(&self, call: Call<'static>, path: &str) -> Result<Vec<Suggestion>, ClientError> {
        let list: wire::Suggestions = self.get(call, path).await?;
        list.items.iter().map(|one| suggestion(call, one)).collect()
    }
}

fn suggestion(call: Call<'_>, one: &wire::Suggestion) -> Result<Suggestion, ClientError> {
    let odd = || unexpected(call, "a suggestion that is none");
    let criteria = Criteria::new(
        one.message_type_id.as_deref().map(str::parse).transpose().map_err(|_| odd())?,
        one.sender_application_id.as_deref().map(str::parse).transpose().map_err(|_| odd())?,
        Some(one.sender_organization_id.parse().map_err(|_| odd())?),
    );
    Ok(Suggestion {
        id: one.suggestion_id.parse().map_err(|_| odd())?,
        recipient: one
            .recipient_enterprise_number
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(|_| odd())?,
        criteria: criteria.ok_or_else(odd)?,
    })
}
