//! Routing rules, in their order.

use ebox_domain::{
    PartitionId,
    partition::{Criteria, RoutingRule, RuleId},
};
use ebox_wire::{partition as wire, routes::partition_management as routes};
use reqwest::Method;

use super::{PartitionManagement, call, unexpected};
use crate::{error::ClientError, http::Call};

impl PartitionManagement {
    /// The routing rules, highest priority first.
    pub async fn routing_rules(&self) -> Result<Vec<RoutingRule>, ClientError> {
        let call = call("list routing rules");
        rules(call, &self.get(call, routes::ROUTING_RULES).await?)
    }

    /// Adds a rule, at a place counted from 1, or as the last one.
    pub async fn add_rule(
        &self,
        criteria: &Criteria,
        target: &PartitionId,
        place: Option<u32>,
    ) -> Result<RoutingRule, ClientError> {
        let call = call("add a routing rule");
        rule(call, &self.post(call, routes::ROUTING_RULES, &wanted(criteria, target, place)).await?)
    }

    /// Gives a rule other criteria and another target, and a place unless it keeps its own.
    pub async fn change_rule(
        &self,
        id: RuleId,
        criteria: &Criteria,
        target: &PartitionId,
        place: Option<u32>,
    ) -> Result<RoutingRule, ClientError> {
        let path = routes::RoutingRule { routing_rule_id: &id.to_string() }.path();
        let call = call("change a routing rule");
        rule(call, &self.put(call, Method::PUT, &path, &wanted(criteria, target, place)).await?)
    }

    /// Removes a rule.
    pub async fn remove_rule(&self, id: RuleId) -> Result<(), ClientError> {
        let path = routes::RoutingRule { routing_rule_id: &id.to_string() }.path();
        self.delete(call("remove a routing rule"), &path).await
    }

    /// Puts all rules into another order.
    pub async fn order_rules(&self, order: &[RuleId]) -> Result<Vec<RoutingRule>, ClientError> {
        let body = wire::RoutingRuleOrder { routing_rule_ids: order.iter().map(|id| id.number()).collect() };
        let call = call("order routing rules");
        rules(call, &self.put(call, Method::PUT, routes::ROUTING_RULE_ORDER, &body).await?)
    }
}

fn wanted(criteria: &Criteria, target: &PartitionId, position: Option<u32>) -> wire::RoutingRuleToKeep {
    wire::RoutingRuleToKeep {
        message_type_id: criteria.message_type().map(ToString::to_string),
        sender_application_id: criteria.application().map(ToString::to_string),
        sender_organization_id: criteria.organization().map(|number| number.to_string()),
        target_partition: target.to_string(),
        position,
    }
}

pub(super) fn rule(call: Call<'_>, one: &wire::RoutingRule) -> Result<RoutingRule, ClientError> {
    RoutingRule::try_from(one).map_err(|reason| unexpected(call, reason))
}

fn rules(call: Call<'_>, list: &wire::RoutingRules) -> Result<Vec<RoutingRule>, ClientError> {
    list.items.iter().map(|one| rule(call, one)).collect()
}
