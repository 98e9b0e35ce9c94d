//! `/manage/rules`: into which partition new messages go, in which order the rules are asked, and what a rule would
//! have done to the messages that are there.

pub(in crate::pages) mod new;
pub(in crate::pages) mod trial;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::partition::RuleId;
use ebox_i18n::Texts;
use ebox_partition::{Arrangement, Partition};

use super::{
    called::{self, Called, Wanted},
    confirm::{self, Question},
    done::Outcome,
    is_conflict, is_gone, paths,
};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, ManagerPosted},
    layout::{Layout, Part, page},
    visitor::{Manager, Visitor},
};

/// The field that says which version of the arrangement a form is for.
const SEEN: &str = "seen";

#[derive(Template)]
#[template(path = "manage_rules.html")]
pub(in crate::pages) struct RulesPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) rules: Vec<Row>,
    pub(in crate::pages) version: u64,
    pub(in crate::pages) done: Option<Outcome>,
}

/// A rule in its place.
pub(in crate::pages) struct Row {
    pub(in crate::pages) id: i64,
    pub(in crate::pages) wanted: Vec<Wanted>,
    pub(in crate::pages) target: String,
    pub(in crate::pages) is_first: bool,
    pub(in crate::pages) is_last: bool,
}

impl Row {
    /// Every rule, in their order.
    pub(in crate::pages) fn all(
        t: Texts,
        called: &Called,
        partitions: &[Partition],
        arrangement: &Arrangement,
    ) -> Vec<Self> {
        let last = arrangement.rules.len().saturating_sub(1);
        let rules = arrangement.rules.iter().enumerate();
        rules
            .map(|(place, rule)| Self {
                id: rule.id.number(),
                wanted: called.wanted(t, &rule.criteria),
                target: called::partition(t, partitions, &rule.target),
                is_first: place == 0,
                is_last: place == last,
            })
            .collect()
    }

    /// What it looks for, in one line.
    fn line(&self) -> String {
        let wanted: Vec<_> = self.wanted.iter().map(|one| one.name.as_str()).collect();
        wanted.join(", ")
    }
}

/// Shows the rules.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let called = Called::of(&portal, &manager, t).await;
    page(&RulesPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Manage),
        rules: Row::all(t, &called, &partitions, &arrangement),
        version: arrangement.version,
        done: Outcome::read(&query),
    })
}

/// The rule that a path names.
fn rule_in(path: &str) -> Result<RuleId, Failure> {
    path.parse().map_err(|_| Failure::NotFound)
}

/// The version of the arrangement that a form is for.
fn seen_in(fields: &Fields) -> Result<u64, Failure> {
    fields.get(SEEN).and_then(|seen| seen.parse().ok()).ok_or(Failure::UnreadableForm)
}

/// Moves a rule one place up or down.
pub(in crate::pages) async fn shift(
    State(portal): State<Portal>,
    Path(path): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let (id, seen) = (rule_in(&path)?, seen_in(&fields)?);
    let (_, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let mut order: Vec<RuleId> = arrangement.rules.iter().map(|rule| rule.id).collect();
    let Some(place) = order.iter().position(|one| *one == id) else {
        return Ok(Outcome::GONE.at(paths::RULES));
    };
    if seen != arrangement.version {
        return Ok(Outcome::MEANWHILE.at(paths::RULES));
    }
    let other = match fields.get("to") {
        Some("up") => place.checked_sub(1),
        Some("down") => Some(place + 1).filter(|next| *next < order.len()),
        _ => return Err(Failure::UnreadableForm),
    };
    if let Some(other) = other {
        order.swap(place, other);
    }
    let by = portal.by(&manager, "POST", paths::RULES).having_seen(seen);
    let ordered = portal.0.partitions.order_rules(&by, &order).await;
    if is_conflict(&ordered) {
        return Ok(Outcome::MEANWHILE.at(paths::RULES));
    }
    ordered?;
    Ok(Outcome::RULE_MOVED.at_part(paths::RULES, &format!("rule-{id}")))
}

/// Deletes a rule; asks before.
pub(in crate::pages) async fn delete(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(path): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let (t, id) = (visitor.t, rule_in(&path)?);
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    if !arrangement.rules.iter().any(|rule| rule.id == id) {
        return Ok(Outcome::GONE.at(paths::RULES));
    }
    if !confirm::is_confirmed(&fields) {
        let called = Called::of(&portal, &manager, t).await;
        let rows = Row::all(t, &called, &partitions, &arrangement);
        let row = rows.into_iter().find(|row| row.id == id.number()).ok_or(Failure::NotFound)?;
        let what = t.say("rule-line").with("wanted", row.line()).with("partition", row.target);
        let question = Question {
            title: t.say("rule-delete-title").to_string(),
            means: vec![what.to_string(), t.say("rule-delete-means").to_string()],
            button: t.say("rule-delete").to_string(),
            action: format!("{}/{id}/delete", paths::RULES),
            back: paths::RULES.to_owned(),
        };
        return confirm::ask(&portal, &visitor, fields, question);
    }
    let deleted = portal.0.partitions.remove_rule(&portal.by(&manager, "POST", paths::RULES), id).await;
    if is_gone(&deleted) {
        return Ok(Outcome::GONE.at(paths::RULES));
    }
    deleted?;
    Ok(Outcome::RULE_DELETED.at(paths::RULES))
}
