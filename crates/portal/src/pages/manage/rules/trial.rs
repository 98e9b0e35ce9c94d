//! `GET` and `POST /manage/rules/{rule}/trial`: which of the messages that are there a rule would have sent to its
//! partition, and moving them. Looking changes nothing; moving marks nothing read, and doing it again moves what is
//! left.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ebox_client::routing::Trial;
use ebox_domain::partition::RuleId;
use ebox_i18n::Texts;
use ebox_partition::{Arrangement, NewRule, Partition};

use super::{SEEN, rule_in, seen_in};
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, ManagerPosted, TOKEN},
    layout::{Layout, Part, page},
    mail::{Absent, Moved, Tried, Why},
    pages::manage::{
        called::{self, Called, Wanted},
        done::Outcome,
        paths,
    },
    show::{self, Said, said},
    visitor::{Manager, Visitor},
};

#[derive(Template)]
#[template(path = "manage_trial.html")]
pub(in crate::pages) struct TrialPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) wanted: Vec<Wanted>,
    pub(in crate::pages) target: String,
    /// How many messages, at all providers that answered.
    pub(in crate::pages) total: u64,
    /// How many at each.
    pub(in crate::pages) counts: Vec<(String, u64)>,
    /// The newest of them.
    pub(in crate::pages) newest: Vec<Newest>,
    pub(in crate::pages) absent: Vec<Absent>,
    /// Entries of lists are not read here.
    pub(in crate::pages) unreadable: usize,
    pub(in crate::pages) next: Next,
    pub(in crate::pages) done: Option<Outcome>,
}

/// What can be done next.
pub(in crate::pages) enum Next {
    /// The rule is there: its messages can be moved, by a form that goes there, for this version.
    Move(String, u64),
    /// The rule is not there yet: it can be added, by a form that says the same once more.
    Add(Vec<(String, String)>),
}

/// A message that would have gone elsewhere.
pub(in crate::pages) struct Newest {
    pub(in crate::pages) href: String,
    pub(in crate::pages) subject: Said,
    pub(in crate::pages) sender: String,
    pub(in crate::pages) received: String,
    /// Where it lies.
    pub(in crate::pages) lies_in: String,
}

/// What was tried.
pub(in crate::pages) struct Rule<'r> {
    pub(in crate::pages) partitions: &'r [Partition],
    pub(in crate::pages) called: &'r Called,
    pub(in crate::pages) trial: &'r Trial,
}

impl TrialPage {
    pub(in crate::pages) fn new(layout: Layout, rule: &Rule<'_>, tried: Tried, next: Next) -> Self {
        let t = layout.t;
        let reader = t.language();
        let total = tried.total();
        let newest = |provider: &str, message: ebox_client::Message| Newest {
            href: crate::pages::paths::message(provider, &message.id),
            subject: said(&message.subject, reader),
            sender: rule.called.organization(&message.sender.enterprise),
            received: t.short_date(message.received),
            lies_in: message
                .partition
                .and_then(|id| id.parse().ok())
                .map(|id| called::partition(t, rule.partitions, &id))
                .unwrap_or_default(),
        };
        Self {
            wanted: rule.called.wanted(t, &rule.trial.criteria),
            target: called::partition(t, rule.partitions, &rule.trial.target),
            total,
            counts: tried.at.iter().map(|one| (show::name(&one.name, reader, &one.id), one.total)).collect(),
            newest: tried
                .at
                .into_iter()
                .flat_map(|one| one.newest.into_iter().map(move |message| (one.id.clone(), message)))
                .map(|(provider, message)| newest(&provider, message))
                .collect(),
            absent: tried.absent,
            unreadable: 0,
            next,
            done: None,
            t,
            layout,
        }
    }

    fn provider(&self, absent: &Absent) -> String {
        show::name(&absent.name, self.t.language(), &absent.id)
    }
}

#[derive(Template)]
#[template(path = "manage_moved.html")]
pub(in crate::pages) struct MovedPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) target: String,
    pub(in crate::pages) total: u64,
    /// How many were moved at each provider, and how many are left there.
    pub(in crate::pages) at: Vec<(String, u64, Option<u64>)>,
    pub(in crate::pages) is_partial: bool,
    pub(in crate::pages) absent: Vec<Absent>,
    /// Entries of lists are not read here.
    pub(in crate::pages) unreadable: usize,
    /// Where the form goes that moves what is left, and for which version.
    pub(in crate::pages) action: String,
    pub(in crate::pages) seen: u64,
}

impl MovedPage {
    pub(in crate::pages) fn new(layout: Layout, target: String, moved: Moved, again: (String, u64)) -> Self {
        let reader = layout.t.language();
        let (total, is_partial) = (moved.total(), moved.is_partial());
        let at = moved.at.into_iter();
        let (action, seen) = again;
        Self {
            t: layout.t,
            layout,
            target,
            total,
            at: at.map(|one| (show::name(&one.name, reader, ""), one.moved, one.left)).collect(),
            is_partial,
            absent: moved.absent,
            unreadable: 0,
            action,
            seen,
        }
    }

    fn provider(&self, absent: &Absent) -> String {
        show::name(&absent.name, self.t.language(), &absent.id)
    }
}

/// A rule of the e-Box, tried at its place.
fn trial_of(arrangement: &Arrangement, id: RuleId) -> Option<Trial> {
    let place = arrangement.rules.iter().position(|rule| rule.id == id)?;
    let rule = arrangement.rules.get(place)?;
    let before = arrangement.rules.iter().take(place).map(|rule| rule.criteria.clone()).collect();
    Some(Trial { criteria: rule.criteria.clone(), target: rule.target.clone(), before })
}

/// Shows what a rule would have done.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    Path(path): Path<String>,
    query: Fields,
) -> Result<Response, Failure> {
    let id = rule_in(&path)?;
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let trial = trial_of(&arrangement, id).ok_or(Failure::NotFound)?;
    let next = Next::Move(paths::trial(id), arrangement.version);
    let tried = tried(&portal, &visitor, &manager, (&partitions, &trial), next).await?;
    page(&TrialPage { done: Outcome::read(&query), ..tried })
}

/// Shows what a rule would have done that is not there yet.
pub(super) async fn of_new(
    portal: &Portal,
    visitor: &Visitor,
    manager: &Manager,
    new: &NewRule,
    fields: Fields,
) -> Result<Response, Failure> {
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let before = if new.place == Some(1) { &[] } else { arrangement.rules.as_slice() };
    let trial = Trial {
        criteria: new.criteria.clone(),
        target: new.target.clone(),
        before: before.iter().map(|rule| rule.criteria.clone()).collect(),
    };
    let again = fields.without(TOKEN).without("do");
    let again = again.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    page(&tried(portal, visitor, manager, (&partitions, &trial), Next::Add(again)).await?)
}

async fn tried(
    portal: &Portal,
    visitor: &Visitor,
    manager: &Manager,
    (partitions, trial): (&[Partition], &Trial),
    next: Next,
) -> Result<TrialPage, Failure> {
    let ebox = portal.0.mail.open(manager.0.person()).await?;
    let tried = ebox.try_rule(trial).await;
    let called = Called::new(&ebox.names().await, visitor.t);
    let layout = Layout::new(portal, visitor, Part::Manage);
    Ok(TrialPage::new(layout, &Rule { partitions, called: &called, trial }, tried, next))
}

/// Moves what a rule would have caught.
pub(in crate::pages) async fn make(
    State(portal): State<Portal>,
    visitor: Visitor,
    Path(path): Path<String>,
    ManagerPosted { manager, fields }: ManagerPosted,
) -> Result<Response, Failure> {
    let (id, seen) = (rule_in(&path)?, seen_in(&fields)?);
    let (partitions, arrangement) = portal.0.partitions.arrangement(manager.enterprise()).await?;
    let Some(trial) = trial_of(&arrangement, id) else { return Ok(Outcome::GONE.at(paths::RULES)) };
    // Other rules would have caught other messages than those that were shown.
    if seen != arrangement.version {
        return Ok(Outcome::MEANWHILE.at(paths::RULES));
    }
    let ebox = portal.0.mail.open(manager.0.person()).await?;
    let moved = ebox.move_caught(&trial).await;
    let target = called::partition(visitor.t, &partitions, &trial.target);
    let layout = Layout::new(&portal, &visitor, Part::Manage);
    page(&MovedPage::new(layout, target, moved, (paths::trial(id), seen)))
}
