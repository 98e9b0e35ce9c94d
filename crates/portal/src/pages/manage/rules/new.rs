//! `GET` and `POST /manage/rules/.new`: a new rule, which can be tried before it is added.

use axum::{extract::State, response::Response};
use ebox_domain::{Fault, PartitionId, ServiceError, partition::Criteria};
use ebox_i18n::Texts;
use ebox_partition::NewRule;

use super::trial;
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, ManagerPosted},
    form::{Choice, Field, Form, Kind},
    pages::manage::{
        called::{Called, targets},
        done::Outcome,
        form_page,
        form_page::Around,
        paths,
    },
    visitor::{Manager, Visitor},
};

/// The most characters of an identifier.
const MAX_ID: usize = 200;
/// The place of a rule that is asked before all others.
const FIRST: &str = "first";
const LAST: &str = "last";

/// The form, with what can be chosen.
pub(in crate::pages) fn form(t: Texts, called: &Called, targets: Vec<Choice>) -> Form {
    let suggested = |name, label: ebox_i18n::Phrase, choices| {
        Field::new(name, label, Kind::Suggested(MAX_ID, choices)).optional().hint(t.say("rule-hint"))
    };
    let places = vec![
        Choice::new(LAST, t.say("rule-place-last").to_string()),
        Choice::new(FIRST, t.say("rule-place-first").to_string()),
    ];
    Form::of(vec![
        suggested("type", t.say("message-type"), called.message_types()),
        suggested("organization", t.say("rule-organization"), called.organizations()),
        suggested("application", t.say("rule-application"), called.applications()),
        Field::new("target", t.say("rule-target"), Kind::Select(targets)),
        Field::new("place", t.say("rule-place"), Kind::Select(places)).hint(t.say("rule-place-hint")),
    ])
}

pub(in crate::pages) fn around(t: Texts) -> Around {
    Around {
        title: t.say("rule-new").to_string(),
        lead: Some(t.say("rule-new-lead").to_string()),
        back: (paths::RULES, t.say("section-rules").to_string()),
        action: paths::NEW_RULE.to_owned(),
        hidden: Vec::new(),
        button: t.say("rule-add").to_string(),
        also: Some(("try", t.say("rule-try").to_string())),
        other: None,
    }
}

/// Shows the form.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let called = Called::of(&portal, &manager, t).await;
    form_page::show(&portal, &visitor, around(t), form(t, &called, targets(t, &partitions, &arrangement)))
}

/// What a form wants; what is wrong with it is noted there.
fn wanted(t: Texts, fields: &Fields, form: &mut Form) -> Option<NewRule> {
    let message_type = fields.get("type").map(str::parse).transpose();
    if message_type.is_err() {
        form.is_wrong_in("type", t.say("rule-id-unusable"));
    }
    let application = fields.get("application").map(str::parse).transpose();
    if application.is_err() {
        form.is_wrong_in("application", t.say("rule-id-unusable"));
    }
    // As people write it: 0852.093.431.
    let number = fields.get("organization").map(|number| number.replace(['.', ' '], ""));
    let organization = number.as_deref().map(str::parse).transpose();
    if organization.is_err() {
        form.is_wrong_in("organization", t.say("rule-number-unusable"));
    }
    let target = fields.get("target").and_then(|id| id.parse::<PartitionId>().ok());
    if target.is_none() {
        form.is_wrong_in("target", t.say("rule-target-missing"));
    }
    let criteria = Criteria::new(message_type.ok()?, application.ok()?, organization.ok()?);
    if criteria.is_none() {
        form.is_wrong_in("type", t.say("rule-nothing-wanted"));
    }
    let place = (fields.get("place") == Some(FIRST)).then_some(1);
    Some(NewRule { criteria: criteria?, target: target?, place })
}

/// Adds the rule, or tries it.
pub(in crate::pages) async fn add(
    State(portal): State<Portal>,
    visitor: Visitor,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let called = Called::of(&portal, &manager, t).await;
    let mut form = form(t, &called, targets(t, &partitions, &arrangement)).filled(&fields);
    let Some(new) = wanted(t, &fields, &mut form) else {
        return form_page::show(&portal, &visitor, around(t), form);
    };
    if !arrangement.takes(&new.target) {
        form.is_wrong_in("target", t.say("rule-target-gone"));
        return form_page::show(&portal, &visitor, around(t), form);
    }
    if fields.get("do") == Some("try") {
        return trial::of_new(&portal, &visitor, &manager, &new, fields).await;
    }
    // Sent twice, it is added once: a second one like it would never be asked.
    let same = |rule: &&ebox_domain::partition::RoutingRule| {
        rule.criteria == new.criteria && rule.target == new.target
    };
    if let Some(rule) = arrangement.rules.iter().find(same) {
        return Ok(Outcome::RULE_ADDED.at(&paths::trial(rule.id)));
    }
    match portal.0.partitions.add_rule(&portal.by(&manager, "POST", paths::RULES), new).await {
        Ok(rule) => Ok(Outcome::RULE_ADDED.at(&paths::trial(rule.id))),
        Err(ServiceError::Refused(Fault::Invalid(_))) => {
            form.is_wrong_in("target", t.say("rule-target-gone"));
            form_page::show(&portal, &visitor, around(t), form)
        }
        Err(ServiceError::Refused(Fault::Conflict(_))) => {
            form.is_wrong_in("type", t.say("rule-too-many"));
            form_page::show(&portal, &visitor, around(t), form)
        }
        Err(error) => Err(error.into()),
    }
}
