//! Routing rules that senders suggest. A sender knows which of its messages belong together; only the recipient
//! knows where. So the recipient chooses the target, and a real rule is made.

use ebox_audit::Effects;
use ebox_domain::{
    ApplicationId, Cause, EnterpriseNumber, Fault, MessageTypeId, PartitionId, Rule, ServiceError,
    partition::{Criteria, RoutingRule, SuggestionId},
};
use jiff::Timestamp;
use serde_json::json;

use crate::{By, NewRule, Partitions, rules::added};

/// The most suggestions of one sender.
const MAX_SUGGESTIONS: usize = 200;

/// A routing rule that a sender suggests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its identifier.
    pub id: SuggestionId,
    /// Who suggests it.
    pub sender: EnterpriseNumber,
    /// To whom; everybody when nobody is named.
    pub recipient: Option<EnterpriseNumber>,
    /// What the rule would look for: always messages of the sender.
    pub criteria: Criteria,
    /// When it was made.
    pub made: Timestamp,
}

/// A suggestion as a sender wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSuggestion {
    /// To whom; everybody when nobody is named.
    pub recipient: Option<EnterpriseNumber>,
    /// The type of message that it would look for.
    pub message_type: Option<MessageTypeId>,
    /// The application that it would look for.
    pub application: Option<ApplicationId>,
    /// The sender, who suggests it and need not be named.
    pub organization: Option<EnterpriseNumber>,
}

impl Partitions {
    /// Suggests a rule, as a sender.
    pub async fn suggest(&self, by: &By, new: NewSuggestion) -> Result<Suggestion, ServiceError> {
        self.demand_manager(by).await?;
        let sender = by.enterprise();
        if new.organization.is_some_and(|organization| organization != sender) {
            let detail = "suggest rules for your own messages; leave the property out or name yourself";
            let cause = Cause::body(Rule::SenderMismatch, "senderOrganizationId", detail);
            return Err(Fault::one(cause).into());
        }
        let known = self.0.store.suggestions_by(sender).await?;
        if known.len() >= MAX_SUGGESTIONS {
            let why = format!("a sender has at most {MAX_SUGGESTIONS} suggestions; delete one first");
            return Err(Fault::Conflict(why).into());
        }
        let Some(criteria) = Criteria::new(new.message_type, new.application, Some(sender)) else {
            return Err(Fault::Internal.into());
        };
        let same = |known: &&Suggestion| known.criteria == criteria && known.recipient == new.recipient;
        if let Some(known) = known.iter().find(same) {
            return Ok(known.clone());
        }
        let now = self.0.clock.now();
        let id = SuggestionId::new(now, &*self.0.rng);
        let suggestion = Suggestion { id, sender, recipient: new.recipient, criteria, made: now };
        let record = self.record(by, now, 201, json!({ "suggestionId": id.to_string() }));
        self.0.store.suggest(suggestion.clone(), Effects::recorded(record)).await?;
        Ok(suggestion)
    }

    /// What the sender suggests.
    pub async fn suggestions_by(&self, by: &By) -> Result<Vec<Suggestion>, ServiceError> {
        self.demand_manager(by).await?;
        Ok(self.0.store.suggestions_by(by.enterprise()).await?)
    }

    /// Takes a suggestion back. Rules that were made of it stay; it is proposed to nobody any more.
    pub async fn withdraw_suggestion(&self, by: &By, id: SuggestionId) -> Result<(), ServiceError> {
        self.demand_manager(by).await?;
        let effects = self.answer_effects(by, id);
        let was_there = self.0.store.withdraw_suggestion(by.enterprise(), id, effects).await?;
        if was_there { Ok(()) } else { Err(no_suggestion(id).into()) }
    }

    /// What is suggested to the recipient and was not answered.
    pub async fn suggestions_to(&self, by: &By) -> Result<Vec<Suggestion>, ServiceError> {
        self.demand_manager(by).await?;
        Ok(self.0.store.suggestions_to(by.enterprise()).await?)
    }

    /// Makes a rule of a suggestion, as its recipient, who chooses where such messages belong.
    pub async fn accept_suggestion(
        &self,
        by: &By,
        id: SuggestionId,
        target: PartitionId,
        place: Option<usize>,
    ) -> Result<RoutingRule, ServiceError> {
        self.demand_manager(by).await?;
        let open = self.0.store.suggestions_to(by.enterprise()).await?;
        let suggestion = open.into_iter().find(|suggestion| suggestion.id == id);
        let suggestion = suggestion.ok_or_else(|| no_suggestion(id))?;
        let new = NewRule { criteria: suggestion.criteria, target, place };
        self.rearrange(by, 201, |arrangement, _| added(arrangement, &new, Some(id))).await
    }

    /// Declines a suggestion, as its recipient: it is not proposed again.
    pub async fn decline_suggestion(&self, by: &By, id: SuggestionId) -> Result<(), ServiceError> {
        self.demand_manager(by).await?;
        let effects = self.answer_effects(by, id);
        let was_open = self.0.store.decline_suggestion(by.enterprise(), id, effects).await?;
        if was_open { Ok(()) } else { Err(no_suggestion(id).into()) }
    }

    fn answer_effects(&self, by: &By, id: SuggestionId) -> Effects {
        let details = json!({ "suggestionId": id.to_string() });
        Effects::recorded(self.record(by, self.0.clock.now(), 204, details))
    }
}

fn no_suggestion(id: SuggestionId) -> Fault {
    Fault::NotFound { what: "Suggestion", name: "suggestionId", value: id.to_string() }
}
