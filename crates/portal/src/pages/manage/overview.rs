//! `GET /manage`: what waits for a manager, and everything that they look after.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_domain::partition::{Mandate, MandateState};
use ebox_i18n::Texts;
use ebox_onboarding::{Account, AccountState};

use super::paths;
use crate::{
    Portal,
    failure::Failure,
    layout::{Layout, Part, page},
    pages::consumer::steps::Ends,
    visitor::{Manager, Visitor},
};

#[derive(Template)]
#[template(path = "manage_overview.html")]
pub(in crate::pages) struct OverviewPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) enterprise: String,
    /// What waits for somebody to do it: what, and where.
    pub(in crate::pages) waiting: Vec<(String, &'static str)>,
    pub(in crate::pages) cards: Vec<Card>,
}

/// Something that managers look after.
pub(in crate::pages) struct Card {
    pub(in crate::pages) href: &'static str,
    pub(in crate::pages) name: String,
    pub(in crate::pages) means: String,
    /// How it stands.
    pub(in crate::pages) state: Option<String>,
}

/// How things stand.
pub(in crate::pages) struct Standing {
    pub(in crate::pages) managers: usize,
    pub(in crate::pages) people: usize,
    pub(in crate::pages) partitions: usize,
    pub(in crate::pages) rules: usize,
    pub(in crate::pages) suggestions: usize,
    pub(in crate::pages) mandates: usize,
    /// Mandates that the other side proposed.
    pub(in crate::pages) proposals: usize,
    pub(in crate::pages) has_accepted_terms: bool,
    pub(in crate::pages) accounts: usize,
    /// Accounts in use that will soon have no certificate that serves, or have none.
    pub(in crate::pages) ending: usize,
}

impl Standing {
    async fn of(portal: &Portal, manager: &Manager) -> Result<Self, Failure> {
        let enterprise = manager.enterprise();
        let parts = &portal.0;
        let by = portal.by(manager, "GET", paths::OVERVIEW);
        let (partitions, arrangement) = parts.partitions.arrangement(enterprise).await?;
        let people: BTreeSet<_> = arrangement.rights.iter().map(|right| right.person).collect();
        let mandates = parts.partitions.mandates(&by).await?;
        let waits = |mandate: &&Mandate| match mandate.state {
            MandateState::Proposed(side) => mandate.side_of(enterprise) != Some(side),
            _ => false,
        };
        let accounts = parts.onboarding.accounts(enterprise).await?;
        let now = parts.clock.now();
        let ends = |account: &&Account| {
            account.state() != AccountState::Disabled && Ends::of_account(account, now) != Ends::Later
        };
        Ok(Self {
            managers: parts.people.managers(enterprise).await?.len(),
            people: people.len(),
            partitions: partitions.len(),
            rules: arrangement.rules.len(),
            suggestions: parts.partitions.suggestions_to(&by).await?.len(),
            mandates: mandates.iter().filter(|mandate| mandate.state.holds()).count(),
            proposals: mandates.iter().filter(waits).count(),
            has_accepted_terms: parts.onboarding.acceptance(enterprise).await?.is_some(),
            ending: accounts.iter().filter(ends).count(),
            accounts: accounts.len(),
        })
    }
}

impl OverviewPage {
    pub(in crate::pages) fn new(layout: Layout, enterprise: String, now: &Standing) -> Self {
        let t = layout.t;
        let mut waiting = Vec::new();
        if now.suggestions > 0 {
            let count = now.suggestions;
            waiting.push((t.say("waiting-suggestions").with("count", count).to_string(), paths::SUGGESTIONS));
        }
        if now.proposals > 0 {
            let count = now.proposals;
            waiting.push((t.say("waiting-mandates").with("count", count).to_string(), paths::MANDATES));
        }
        if now.has_accepted_terms && now.accounts == 0 {
            waiting.push((t.say("waiting-account").to_string(), paths::CONSUMER));
        }
        if now.ending > 0 {
            let count = now.ending;
            waiting.push((t.say("waiting-certificates").with("count", count).to_string(), paths::CONSUMER));
        }
        Self { cards: cards(t, now), t, layout, enterprise, waiting }
    }
}

fn cards(t: Texts, now: &Standing) -> Vec<Card> {
    let card =
        |href, name: ebox_i18n::Phrase, means: ebox_i18n::Phrase, state: Option<ebox_i18n::Phrase>| Card {
            href,
            name: name.to_string(),
            means: means.to_string(),
            state: state.map(|state| state.to_string()),
        };
    let consumer = if now.accounts > 0 {
        t.say("standing-accounts").with("count", now.accounts)
    } else if now.has_accepted_terms {
        t.say("standing-terms-accepted")
    } else {
        t.say("standing-no-consumer")
    };
    let people = t.say("standing-people").with("managers", now.managers).with("people", now.people);
    vec![
        card(paths::PEOPLE, t.say("section-people"), t.say("card-people"), Some(people)),
        card(
            paths::PARTITIONS,
            t.say("section-partitions"),
            t.say("card-partitions"),
            Some(t.say("standing-partitions").with("count", now.partitions)),
        ),
        card(
            paths::RULES,
            t.say("section-rules"),
            t.say("card-rules"),
            Some(t.say("standing-rules").with("count", now.rules)),
        ),
        card(
            paths::SUGGESTIONS,
            t.say("section-suggestions"),
            t.say("card-suggestions"),
            Some(t.say("standing-suggestions").with("count", now.suggestions)),
        ),
        card(
            paths::MANDATES,
            t.say("section-mandates"),
            t.say("card-mandates"),
            Some(t.say("standing-mandates").with("count", now.mandates)),
        ),
        card(paths::PREFERENCES, t.say("section-preferences"), t.say("card-preferences"), None),
        card(paths::CONSUMER, t.say("section-consumer"), t.say("card-consumer"), Some(consumer)),
        card(paths::AUDIT, t.say("section-audit"), t.say("card-audit"), None),
    ]
}

/// Shows it.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
) -> Result<Response, Failure> {
    let now = Standing::of(&portal, &manager).await?;
    let layout = Layout::new(&portal, &visitor, Part::Manage);
    page(&OverviewPage::new(layout, manager.0.enterprise_name().to_owned(), &now))
}
