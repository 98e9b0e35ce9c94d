//! What the partition management takes and answers.

use ebox_domain::partition::{self, Criteria, Extent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{moment::Moment, text::TranslatedStringWithEnglish};

/// A partition to create.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PartitionToCreate {
    /// Its identifier, unique within the e-Box.
    #[schema(pattern = "^[A-Za-z0-9_-]{1,50}$")]
    pub partition_id: String,
    /// What people shall call it: at least one language.
    pub name: TranslatedStringWithEnglish,
}

/// Another name of a partition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartitionToRename {
    /// What people shall call it. Languages that are left out keep theirs, null takes one away; one has to be left.
    pub name: TranslatedStringWithEnglish,
}

/// A right of a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserRight {
    /// Its identifier.
    #[schema(format = "uuid")]
    pub user_right_id: String,
    /// The person.
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: String,
    /// Whether it is for the whole e-Box.
    pub is_whole_ebox: bool,
    /// The partition that it is for otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_id: Option<String>,
}

impl From<&partition::UserRight> for UserRight {
    fn from(right: &partition::UserRight) -> Self {
        Self {
            user_right_id: right.id.to_string(),
            ssin: right.person.to_string(),
            is_whole_ebox: right.extent == Extent::WholeEbox,
            partition_id: match &right.extent {
                Extent::WholeEbox => None,
                Extent::Partition(id) => Some(id.to_string()),
            },
        }
    }
}

/// Every right of people in an e-Box.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UserRightsGiven {
    /// All of them.
    pub items: Vec<UserRight>,
    /// How many there are.
    pub total: u64,
}

/// A right to give: for the whole e-Box, or for one partition.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserRightToGrant {
    /// The person.
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: String,
    /// `true` for the whole e-Box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_whole_ebox: Option<bool>,
    /// The partition otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_id: Option<String>,
}

/// A routing rule to add, or as it shall be from now on. At least one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoutingRuleToKeep {
    /// The type of message that it looks for; any when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_type_id: Option<String>,
    /// The sender's application that it looks for; any when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_application_id: Option<String>,
    /// The sender that it looks for; any when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub sender_organization_id: Option<String>,
    /// Where such messages belong.
    pub target_partition: String,
    /// Its place, counted from 1. Left out: a new rule comes last, one that is there stays where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    pub position: Option<u32>,
}

/// The order of all routing rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoutingRuleOrder {
    /// The number of every rule, highest priority first.
    pub routing_rule_ids: Vec<i64>,
}

/// A routing rule that a sender suggests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// Its identifier.
    #[schema(format = "uuid")]
    pub suggestion_id: String,
    /// To whom; everybody when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub recipient_enterprise_number: Option<String>,
    /// The type of message that the rule would look for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_type_id: Option<String>,
    /// The application that the rule would look for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_application_id: Option<String>,
    /// The sender, who suggests it.
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub sender_organization_id: String,
}

impl Suggestion {
    /// Translates a suggestion.
    pub fn new(
        id: partition::SuggestionId,
        recipient: Option<ebox_domain::EnterpriseNumber>,
        sender: ebox_domain::EnterpriseNumber,
        criteria: &Criteria,
    ) -> Self {
        Self {
            suggestion_id: id.to_string(),
            recipient_enterprise_number: recipient.map(|number| number.to_string()),
            message_type_id: criteria.message_type().map(ToString::to_string),
            sender_application_id: criteria.application().map(ToString::to_string),
            sender_organization_id: sender.to_string(),
        }
    }
}

/// Suggestions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggestions {
    /// All of them.
    pub items: Vec<Suggestion>,
    /// How many there are.
    pub total: u64,
}

/// A routing rule to suggest. At least one criterion besides the sender is not needed: the rule is about the
/// sender's messages anyway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionToMake {
    /// To whom; everybody when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub recipient_enterprise_number: Option<String>,
    /// The type of message that the rule would look for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_type_id: Option<String>,
    /// The application that the rule would look for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_application_id: Option<String>,
    /// The sender itself; may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub sender_organization_id: Option<String>,
}

/// The acceptance of a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionAcceptance {
    /// Where such messages shall belong.
    pub target_partition: String,
    /// The place of the rule, counted from 1; last when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1)]
    pub position: Option<u32>,
}

/// A mandate, from its proposal to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Mandate {
    /// Its identifier.
    #[schema(format = "uuid")]
    pub mandate_id: String,
    /// The enterprise for which the other acts.
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub principal_enterprise_number: String,
    /// The enterprise that acts.
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub mandatary_enterprise_number: String,
    /// What for: `publish` or `consult`.
    pub operation: String,
    /// `proposedByPrincipal`, `proposedByMandatary`, `accepted`, `refused` or `ended`.
    pub state: String,
    /// When it was proposed.
    #[schema(value_type = String, format = DateTime)]
    pub proposed_at: Moment,
    /// When its state last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Moment,
}

impl From<&partition::Mandate> for Mandate {
    fn from(mandate: &partition::Mandate) -> Self {
        Self {
            mandate_id: mandate.id.to_string(),
            principal_enterprise_number: mandate.principal.to_string(),
            mandatary_enterprise_number: mandate.mandatary.to_string(),
            operation: mandate.operation.to_string(),
            state: mandate.state.to_string(),
            proposed_at: mandate.proposed.into(),
            changed_at: mandate.changed.into(),
        }
    }
}

/// Mandates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mandates {
    /// All of them.
    pub items: Vec<Mandate>,
    /// How many there are.
    pub total: u64,
}

/// A mandate to propose to the other side. The caller is one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MandateToPropose {
    /// The enterprise for which the other shall act.
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub principal_enterprise_number: String,
    /// The enterprise that shall act.
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub mandatary_enterprise_number: String,
    /// What for: `publish` or `consult`.
    pub operation: String,
}

/// What shall become of a mandate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MandateChange {
    /// The state that the caller wants.
    pub state: MandateStateWanted,
}

/// A state that one side can bring about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum MandateStateWanted {
    /// Agree to what the other side proposed.
    Accepted,
    /// Decline what the other side proposed.
    Refused,
    /// End the mandate, or take one's own proposal back.
    Ended,
}
