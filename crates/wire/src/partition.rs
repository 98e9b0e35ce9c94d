//! The Partition service, v1: what everybody asks, and the partition management, v1.
//!
//! Neither document is public. The names follow the public pages about them and the Belgif guide: collections are
//! `items` with `total`. **Extension**: `asOf` says which moment of the e-Box an answer shows, so that a cache
//! knows which notifications are newer.

mod management;
pub mod read;

use ebox_domain::{
    LocalizedText, PartitionId,
    partition::{Criteria, Rights, RoutingRule as Rule, RuleId},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::TranslatedStringWithEnglish;

pub use management::{
    Mandate, MandateChange, MandateStateWanted, MandateToPropose, Mandates, PartitionToCreate,
    PartitionToRename, RoutingRuleOrder, RoutingRuleToKeep, Suggestion, SuggestionAcceptance,
    SuggestionToMake, Suggestions, UserRight, UserRightToGrant, UserRightsGiven,
};

/// A partition of an e-Box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Partition {
    /// Its identifier, unique within its e-Box.
    #[schema(pattern = "^[A-Za-z0-9_-]{1,50}$", example = "GENERAL")]
    pub partition_id: String,
    /// What people call it.
    #[serde(default)]
    #[schema(required = true)]
    pub name: TranslatedStringWithEnglish,
}

impl Partition {
    /// Translates a partition.
    pub fn new(id: &PartitionId, name: &LocalizedText) -> Self {
        Self { partition_id: id.to_string(), name: name.into() }
    }
}

/// Every partition of an e-Box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Partitions {
    /// All of them, `GENERAL` first.
    pub items: Vec<Partition>,
    /// How many there are.
    #[serde(default)]
    #[schema(required = true)]
    pub total: u64,
    /// The moment of the e-Box that this shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Timestamp>,
}

/// What a person may see of an e-Box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserRights {
    /// Whether the person sees the whole e-Box, partitions that come later included.
    pub is_whole_ebox: bool,
    /// The partitions that the person sees otherwise.
    #[serde(default)]
    #[schema(required = true)]
    pub partition_ids: Vec<String>,
    /// The moment of the e-Box that this shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Timestamp>,
}

impl UserRights {
    /// Translates rights.
    pub fn new(rights: &Rights, as_of: Timestamp) -> Self {
        let (is_whole_ebox, partition_ids) = match rights {
            Rights::All => (true, Vec::new()),
            Rights::Only(partitions) => (false, partitions.iter().map(ToString::to_string).collect()),
        };
        Self { is_whole_ebox, partition_ids, as_of: Some(as_of) }
    }

    /// Translates back; the reason when an identifier is none.
    pub fn rights(&self) -> Result<Rights, String> {
        if self.is_whole_ebox {
            return Ok(Rights::All);
        }
        let parse = |id: &String| id.parse().map_err(|_| format!("{id} is no partition identifier"));
        self.partition_ids.iter().map(parse).collect::<Result<_, _>>().map(Rights::Only)
    }
}

/// A routing rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoutingRule {
    /// Its number, unique within its e-Box.
    pub routing_rule_id: i64,
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
}

impl From<&Rule> for RoutingRule {
    fn from(rule: &Rule) -> Self {
        Self {
            routing_rule_id: rule.id.number(),
            message_type_id: rule.criteria.message_type().map(ToString::to_string),
            sender_application_id: rule.criteria.application().map(ToString::to_string),
            sender_organization_id: rule.criteria.organization().map(|number| number.to_string()),
            target_partition: rule.target.to_string(),
        }
    }
}

impl TryFrom<&RoutingRule> for Rule {
    type Error = String;

    fn try_from(rule: &RoutingRule) -> Result<Self, String> {
        fn parsed<T: std::str::FromStr>(text: Option<&String>) -> Result<Option<T>, String>
        where
            T::Err: std::fmt::Display,
        {
            text.map(|text| text.parse().map_err(|error: T::Err| error.to_string())).transpose()
        }
        let criteria = Criteria::new(
            parsed(rule.message_type_id.as_ref())?,
            parsed(rule.sender_application_id.as_ref())?,
            parsed(rule.sender_organization_id.as_ref())?,
        );
        Ok(Self {
            id: RuleId::new(rule.routing_rule_id),
            criteria: criteria.ok_or("a routing rule has at least one criterion")?,
            target: rule.target_partition.parse().map_err(|_| "the target is no partition identifier")?,
        })
    }
}

/// The routing rules of an e-Box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoutingRules {
    /// All of them, highest priority first.
    pub items: Vec<RoutingRule>,
    /// How many there are.
    #[serde(default)]
    #[schema(required = true)]
    pub total: u64,
    /// The moment of the e-Box that this shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Timestamp>,
}

impl RoutingRules {
    /// Translates the list.
    pub fn new(rules: &[Rule], as_of: Timestamp) -> Self {
        let items: Vec<RoutingRule> = rules.iter().map(Into::into).collect();
        Self { total: items.len() as u64, items, as_of: Some(as_of) }
    }
}

/// Whether an enterprise may act for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HasMandate {
    /// Whether it may.
    pub has_mandate: bool,
}

#[cfg(test)]
mod tests;
