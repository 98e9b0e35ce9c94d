//! Routing rules: adding, changing, removing and ordering them.

use ebox_domain::{
    Cause, Fault, PartitionId, Rule, ServiceError,
    notification::{self, RuleChange},
    partition::{Criteria, RoutingRule, RuleId, SuggestionId},
};
use serde_json::json;

use crate::{Arrangement, By, Partitions, arrangement::Step, port::Change};

/// The most rules of one e-Box: all of them travel with every notification.
const MAX_RULES: usize = 500;

/// A rule as it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRule {
    /// What it looks for.
    pub criteria: Criteria,
    /// Where such messages belong.
    pub target: PartitionId,
    /// Its place, counted from 1; last when it is not said.
    pub place: Option<usize>,
}

impl Partitions {
    /// Adds a rule.
    pub async fn add_rule(&self, by: &By, new: NewRule) -> Result<RoutingRule, ServiceError> {
        self.demand_manager(by).await?;
        self.rearrange(by, 201, |arrangement, _| added(arrangement, &new, None)).await
    }

    /// Gives a rule other criteria, another target or another place.
    pub async fn change_rule(&self, by: &By, id: RuleId, new: NewRule) -> Result<RoutingRule, ServiceError> {
        self.demand_manager(by).await?;
        self.rearrange(by, 200, |arrangement, _| {
            let from = place_of(arrangement, id)?;
            demand_target(arrangement, &new.target)?;
            let rule = RoutingRule { id, criteria: new.criteria.clone(), target: new.target.clone() };
            let mut rules = arrangement.rules.clone();
            rules.remove(from);
            let place = new.place.map_or(from, |place| place.saturating_sub(1)).min(rules.len());
            rules.insert(place, rule.clone());
            if rules == arrangement.rules {
                return Ok(Step::none(rule));
            }
            Ok(replaced(arrangement, rules, id, notification::Change::RuleUpdated, rule))
        })
        .await
    }

    /// Removes a rule.
    pub async fn remove_rule(&self, by: &By, id: RuleId) -> Result<(), ServiceError> {
        self.demand_manager(by).await?;
        self.rearrange(by, 204, |arrangement, _| {
            let mut rules = arrangement.rules.clone();
            rules.remove(place_of(arrangement, id)?);
            Ok(replaced(arrangement, rules, id, notification::Change::RuleDeleted, ()))
        })
        .await
    }

    /// Puts all rules into another order.
    pub async fn order_rules(&self, by: &By, order: &[RuleId]) -> Result<Vec<RoutingRule>, ServiceError> {
        self.demand_manager(by).await?;
        self.rearrange(by, 200, |arrangement, _| {
            let rules: Vec<RoutingRule> = order
                .iter()
                .filter_map(|id| arrangement.rules.iter().find(|rule| rule.id == *id).cloned())
                .collect();
            let is_each_once = arrangement.rules.iter().all(|rule| rules.contains(rule));
            if rules.len() != order.len() || rules.len() != arrangement.rules.len() || !is_each_once {
                let detail =
                    "name every rule of the e-Box exactly once, in the order in which they shall hold";
                return Err(Fault::one(Cause::body(Rule::InvalidValue, "routingRuleIds", detail)));
            }
            let moved = rules.iter().zip(&arrangement.rules).find(|(new, old)| new.id != old.id);
            let Some(first) = moved.map(|(new, _)| new.id) else { return Ok(Step::none(rules)) };
            let change = notification::Change::RuleUpdated;
            let order: Vec<i64> = rules.iter().map(|rule| rule.id.number()).collect();
            let step = replaced(arrangement, rules.clone(), first, change, rules);
            Ok(Step { details: Some(json!({ "orderedRoutingRules": order })), ..step })
        })
        .await
    }
}

/// The step that adds a rule, and answers a suggestion by it.
pub(crate) fn added(
    arrangement: &Arrangement,
    new: &NewRule,
    answered: Option<SuggestionId>,
) -> Result<Step<RoutingRule>, Fault> {
    demand_target(arrangement, &new.target)?;
    if arrangement.rules.len() >= MAX_RULES {
        let why = format!("an e-Box has at most {MAX_RULES} routing rules; remove one first");
        return Err(Fault::Conflict(why));
    }
    let id = RuleId::new(arrangement.last_rule.number().saturating_add(1));
    let rule = RoutingRule { id, criteria: new.criteria.clone(), target: new.target.clone() };
    let mut rules = arrangement.rules.clone();
    let place = new.place.map_or(rules.len(), |place| place.saturating_sub(1)).min(rules.len());
    rules.insert(place, rule.clone());
    let told = RuleChange { rule: id, rules: rules.clone() };
    Ok(Step {
        change: Some(Change::Rules { rules, last: id, answered }),
        told: vec![notification::Change::RuleCreated(told)],
        details: Some(
            json!({ "routingRuleId": id.number(), "suggestionId": answered.map(|id| id.to_string()) }),
        ),
        answer: rule,
    })
}

fn replaced<T>(
    arrangement: &Arrangement,
    rules: Vec<RoutingRule>,
    rule: RuleId,
    change: impl Fn(RuleChange) -> notification::Change,
    answer: T,
) -> Step<T> {
    Step {
        change: Some(Change::Rules { rules: rules.clone(), last: arrangement.last_rule, answered: None }),
        told: vec![change(RuleChange { rule, rules })],
        details: Some(json!({ "routingRuleId": rule.number() })),
        answer,
    }
}

fn place_of(arrangement: &Arrangement, id: RuleId) -> Result<usize, Fault> {
    let missing = || Fault::NotFound { what: "Routing rule", name: "routingRuleId", value: id.to_string() };
    arrangement.rules.iter().position(|rule| rule.id == id).ok_or_else(missing)
}

fn demand_target(arrangement: &Arrangement, target: &PartitionId) -> Result<(), Fault> {
    if arrangement.takes(target) {
        return Ok(());
    }
    let detail = "the e-Box has no such partition; create it first";
    Err(Fault::one(Cause::body(Rule::NotFound, "targetPartition", detail).with_value(target)))
}
