//! `/manage/suggestions`: rules that senders suggest. A sender knows which of its messages belong together, the
//! manager knows where.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_domain::{Fault, PartitionId, ServiceError, partition::SuggestionId};
use ebox_i18n::Texts;

use super::{
    called::{Called, Wanted, targets},
    done::Outcome,
    is_gone, paths,
};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, ManagerPosted},
    form::Choice,
    layout::{Layout, Part, page},
    visitor::{Manager, Visitor},
};

#[derive(Template)]
#[template(path = "manage_suggestions.html")]
pub(in crate::pages) struct SuggestionsPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) suggestions: Vec<Row>,
    /// The partitions to choose from.
    pub(in crate::pages) targets: Vec<Choice>,
    pub(in crate::pages) done: Option<Outcome>,
}

/// A suggestion.
pub(in crate::pages) struct Row {
    pub(in crate::pages) id: String,
    pub(in crate::pages) sender: String,
    pub(in crate::pages) made: String,
    pub(in crate::pages) wanted: Vec<Wanted>,
}

/// Shows what is suggested and was not answered.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let by = portal.by(&manager, "GET", paths::SUGGESTIONS);
    let suggestions = portal.0.partitions.suggestions_to(&by).await?;
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let called = Called::of(&portal, &manager, t).await;
    let row = |one: ebox_partition::Suggestion| Row {
        id: one.id.to_string(),
        sender: called.organization(one.sender.as_str()),
        made: t.date(one.made),
        wanted: called.wanted(t, &one.criteria),
    };
    page(&SuggestionsPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Manage),
        suggestions: suggestions.into_iter().map(row).collect(),
        targets: targets(t, &partitions, &arrangement),
        done: Outcome::read(&query),
    })
}

/// Answers a suggestion: makes a rule of it, or declines it.
pub(in crate::pages) async fn answer(
    State(portal): State<Portal>,
    Path(path): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let id: SuggestionId = path.parse().map_err(|_| Failure::NotFound)?;
    let by = portal.by(&manager, "POST", paths::SUGGESTIONS);
    let partitions = &portal.0.partitions;
    match fields.get("do") {
        Some("accept") => {
            let target = fields.get("target").and_then(|id| id.parse::<PartitionId>().ok());
            let accepted =
                partitions.accept_suggestion(&by, id, target.ok_or(Failure::UnreadableForm)?, None).await;
            match accepted {
                Ok(rule) => Ok(Outcome::RULE_ADDED.at(&paths::trial(rule.id))),
                // The partition went, or there are as many rules as there may be.
                Err(ServiceError::Refused(Fault::Invalid(_) | Fault::Conflict(_))) => {
                    Ok(Outcome::NOT_ACCEPTED.at(paths::SUGGESTIONS))
                }
                refused if is_gone(&refused) => Ok(Outcome::GONE.at(paths::SUGGESTIONS)),
                Err(error) => Err(error.into()),
            }
        }
        Some("decline") => {
            let declined = partitions.decline_suggestion(&by, id).await;
            if is_gone(&declined) {
                return Ok(Outcome::GONE.at(paths::SUGGESTIONS));
            }
            declined?;
            Ok(Outcome::DECLINED.at(paths::SUGGESTIONS))
        }
        _ => Err(Failure::UnreadableForm),
    }
}
