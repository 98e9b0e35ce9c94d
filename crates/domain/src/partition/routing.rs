//! Routing rules: into which partition a new message belongs.

use std::{fmt, str::FromStr};

use crate::{
    enterprise::EnterpriseNumber,
    ids::{ApplicationId, InvalidId, MessageTypeId},
    message::Message,
};

use super::PartitionId;

/// The technical number of a routing rule, unique within one e-Box and never given twice there.
///
/// The contract says no more than that it is an integer, and another service may count from anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(i64);

impl RuleId {
    /// A rule by its number.
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn number(self) -> i64 {
        self.0
    }
}

impl FromStr for RuleId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let canonical = !text.starts_with(['0', '+', '-']);
        text.parse().ok().filter(|_| canonical).map(Self).ok_or(InvalidId)
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a routing rule looks for. All that is there must hold; what is absent holds for every message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Criteria {
    message_type: Option<MessageTypeId>,
    application: Option<ApplicationId>,
    organization: Option<EnterpriseNumber>,
}

impl Criteria {
    /// Criteria, of which at least one is there: a rule for everything would be another name for `GENERAL`.
    pub fn new(
        message_type: Option<MessageTypeId>,
        application: Option<ApplicationId>,
        organization: Option<EnterpriseNumber>,
    ) -> Option<Self> {
        if message_type.is_none() && application.is_none() && organization.is_none() {
            return None;
        }
        Some(Self { message_type, application, organization })
    }

    /// The type of message, if it matters.
    pub const fn message_type(&self) -> Option<&MessageTypeId> {
        self.message_type.as_ref()
    }

    /// The sender's application, if it matters.
    pub const fn application(&self) -> Option<&ApplicationId> {
        self.application.as_ref()
    }

    /// The sender, if it matters.
    pub const fn organization(&self) -> Option<EnterpriseNumber> {
        self.organization
    }

    /// What both look for; nothing when no message can be what both look for.
    pub fn and(&self, other: &Self) -> Option<Self> {
        let is_possible = agree(self.message_type.as_ref(), other.message_type.as_ref())
            && agree(self.application.as_ref(), other.application.as_ref())
            && agree(self.organization.as_ref(), other.organization.as_ref());
        is_possible.then(|| Self {
            message_type: self.message_type.clone().or_else(|| other.message_type.clone()),
            application: self.application.clone().or_else(|| other.application.clone()),
            organization: self.organization.or(other.organization),
        })
    }

    /// Whether a message is one that the rule looks for.
    pub fn hold_for(&self, facts: &Facts<'_>) -> bool {
        self.message_type.as_ref().is_none_or(|wanted| wanted == facts.message_type)
            && self.application.as_ref().is_none_or(|wanted| wanted == facts.application)
            && self.organization.is_none_or(|wanted| wanted == facts.organization)
    }
}

/// Whether two wishes, each of which may not be there, do not contradict each other.
fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// What a message is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'m> {
    /// Its type.
    pub message_type: &'m MessageTypeId,
    /// The sender's application.
    pub application: &'m ApplicationId,
    /// The sender.
    pub organization: EnterpriseNumber,
}

impl<'m> Facts<'m> {
    /// Of a message.
    pub const fn of(message: &'m Message) -> Self {
        Self {
            message_type: &message.message_type,
            application: &message.sender.application,
            organization: message.sender.enterprise,
        }
    }
}

/// A rule: messages for which the criteria hold belong in the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutingRule {
    /// Its number.
    pub id: RuleId,
    /// What it looks for.
    pub criteria: Criteria,
    /// Where such messages belong.
    pub target: PartitionId,
}

/// The partition in which a message belongs: the target of the first rule that holds, else `GENERAL`.
pub fn route(rules: &[RoutingRule], facts: &Facts<'_>) -> PartitionId {
    let first = rules.iter().find(|rule| rule.criteria.hold_for(facts));
    first.map_or_else(PartitionId::general, |rule| rule.target.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, option, prelude::*};

    fn kind() -> impl Strategy<Value = MessageTypeId> {
        "[AB]".prop_map(|text| text.parse().expect("an id"))
    }

    fn application() -> impl Strategy<Value = ApplicationId> {
        "[ab]".prop_map(|text| text.parse().expect("an id"))
    }

    fn organization() -> impl Strategy<Value = EnterpriseNumber> {
        "000000000[01]".prop_map(|text| text.parse().expect("a number"))
    }

    fn rules() -> impl Strategy<Value = Vec<RoutingRule>> {
        let rule = (option::of(kind()), option::of(application()), option::of(organization()), "[xyz]")
            .prop_filter_map("no criterion", |(kind, application, organization, target)| {
                let target = target.parse().expect("an id");
                Some((Criteria::new(kind, application, organization)?, target))
            });
        vec(rule, 0..6).prop_map(|rules| {
            let numbered = (1..).zip(rules);
            numbered
                .map(|(number, (criteria, target))| RoutingRule { id: RuleId::new(number), criteria, target })
                .collect()
        })
    }

    #[test]
    fn a_rule_without_any_criterion_cannot_be_made() {
        assert_eq!(Criteria::new(None, None, None), None);
    }

    proptest! {
        #[test]
        fn the_first_rule_whose_every_criterion_holds_decides(
            rules in rules(),
            kind in kind(),
            application in application(),
            organization in organization(),
        ) {
            let facts = Facts { message_type: &kind, application: &application, organization };
            let holds = |rule: &RoutingRule| {
                rule.criteria.message_type().unwrap_or(&kind) == &kind
                    && rule.criteria.application().unwrap_or(&application) == &application
                    && rule.criteria.organization().unwrap_or(organization) == organization
            };
            let target = route(&rules, &facts);
            match rules.iter().position(holds) {
                Some(first) => {
                    prop_assert_eq!(&target, &rules[first].target);
                    prop_assert_eq!(route(&rules[..first], &facts), PartitionId::general());
                    prop_assert_eq!(route(&rules[..=first], &facts), target);
                }
                None => prop_assert!(target.is_general()),
            }
        }

        #[test]
        fn criteria_hold_together_for_what_each_of_them_holds_for(
            rules in rules(),
            kind in kind(),
            application in application(),
            organization in organization(),
        ) {
            let facts = Facts { message_type: &kind, application: &application, organization };
            for (one, other) in rules.iter().zip(rules.iter().skip(1)) {
                let both = one.criteria.hold_for(&facts) && other.criteria.hold_for(&facts);
                let together = one.criteria.and(&other.criteria);
                prop_assert_eq!(together.is_some_and(|criteria| criteria.hold_for(&facts)), both);
            }
        }

        #[test]
        fn numbers_of_rules_read_back(number in 1_i64..) {
            prop_assert_eq!(RuleId::new(number).to_string().parse(), Ok(RuleId::new(number)));
        }
    }
}
