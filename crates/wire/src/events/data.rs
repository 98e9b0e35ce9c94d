//! The `data` of notifications, one shape for each family of types.

use ebox_domain::{
    EnterpriseNumber, PartitionId, Ssin,
    notification::{Change, Notification, RuleChange},
    partition::{Extent, RoutingRule as Rule, RuleId, UserRight, UserRightId},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::partition::RoutingRule;

/// A partition that was created or deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PartitionEventData {
    /// Whose e-Box.
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub enterprise_number: String,
    /// The partition.
    pub partition_id: String,
}

/// A right of a person that was given or withdrawn.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserRightEventData {
    /// Whose e-Box.
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub enterprise_number: String,
    /// The person.
    #[schema(pattern = r"^\d{11}$")]
    pub ssin: String,
    /// The right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uuid")]
    pub user_right_id: Option<String>,
    /// The partition that it is for; left out for the whole e-Box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_id: Option<String>,
}

/// A routing rule that was added, changed or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoutingRuleEventData {
    /// Whose e-Box.
    #[schema(pattern = r"^[0-1]\d{9}$")]
    pub enterprise_number: String,
    /// The rule.
    pub routing_rule_id: i64,
    /// All rules as they are from now on, highest priority first.
    pub ordered_routing_rules: Vec<RoutingRule>,
}

/// The type, without its prefix, and the data of a notification.
pub(super) fn of(notification: &Notification) -> (&'static str, Value) {
    let number = notification.enterprise.to_string();
    let partition = |id: &PartitionId| {
        json(&PartitionEventData { enterprise_number: number.clone(), partition_id: id.to_string() })
    };
    let right = |right: &UserRight| {
        json(&UserRightEventData {
            enterprise_number: number.clone(),
            ssin: right.person.to_string(),
            user_right_id: Some(right.id.to_string()),
            partition_id: match &right.extent {
                Extent::WholeEbox => None,
                Extent::Partition(id) => Some(id.to_string()),
            },
        })
    };
    let rule = |change: &RuleChange| {
        json(&RoutingRuleEventData {
            enterprise_number: number.clone(),
            routing_rule_id: change.rule.number(),
            ordered_routing_rules: change.rules.iter().map(Into::into).collect(),
        })
    };
    match &notification.change {
        Change::PartitionCreated(id) => ("partition.created", partition(id)),
        Change::PartitionDeleted(id) => ("partition.deleted", partition(id)),
        Change::UserRightCreated(one) => ("partitionUserRight.created", right(one)),
        Change::UserRightDeleted(one) => ("partitionUserRight.deleted", right(one)),
        Change::RuleCreated(change) => ("routingRule.created", rule(change)),
        Change::RuleUpdated(change) => ("routingRule.updated", rule(change)),
        Change::RuleDeleted(change) => ("routingRule.deleted", rule(change)),
    }
}

/// Reads the data of a type; `None` for a type that is not known, the reason when it cannot be read.
pub(super) fn read(kind: &str, data: Option<&Value>) -> Result<Option<(EnterpriseNumber, Change)>, String> {
    match kind {
        "partition.created" | "partition.deleted" => {
            let data: PartitionEventData = typed(data)?;
            let id = parsed(&data.partition_id)?;
            let change = if kind == "partition.created" {
                Change::PartitionCreated(id)
            } else {
                Change::PartitionDeleted(id)
            };
            Ok(Some((parsed(&data.enterprise_number)?, change)))
        }
        "partitionUserRight.created" | "partitionUserRight.deleted" => {
            let data: UserRightEventData = typed(data)?;
            let extent = match &data.partition_id {
                Some(id) => Extent::Partition(parsed(id)?),
                None => Extent::WholeEbox,
            };
            let id = data.user_right_id.as_deref().map(parsed::<UserRightId>).transpose()?;
            let id = id.unwrap_or_else(|| UserRightId::from(Uuid::nil()));
            let right = UserRight { id, person: parsed::<Ssin>(&data.ssin)?, extent };
            let change = if kind == "partitionUserRight.created" {
                Change::UserRightCreated(right)
            } else {
                Change::UserRightDeleted(right)
            };
            Ok(Some((parsed(&data.enterprise_number)?, change)))
        }
        "routingRule.created" | "routingRule.updated" | "routingRule.deleted" => {
            let data: RoutingRuleEventData = typed(data)?;
            let rules = data.ordered_routing_rules.iter().map(Rule::try_from).collect::<Result<_, _>>()?;
            let change = RuleChange { rule: RuleId::new(data.routing_rule_id), rules };
            let change = match kind {
                "routingRule.created" => Change::RuleCreated(change),
                "routingRule.updated" => Change::RuleUpdated(change),
                _ => Change::RuleDeleted(change),
            };
            Ok(Some((parsed(&data.enterprise_number)?, change)))
        }
        _ => Ok(None),
    }
}

fn json(data: &impl Serialize) -> Value {
    // Texts and numbers always serialise.
    serde_json::to_value(data).unwrap_or_default()
}

fn typed<'d, T: Deserialize<'d>>(data: Option<&'d Value>) -> Result<T, String> {
    let data = data.ok_or("data is missing, and is needed as JSON: data_base64 is not read")?;
    T::deserialize(data).map_err(|error| error.to_string())
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, String>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| error.to_string())
}
