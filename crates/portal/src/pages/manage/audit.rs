//! `/manage/audit`: who opened what in the own e-Box, and when, at the registries that are run here; as a table and as
//! a file for spreadsheets.

pub(in crate::pages) mod csv;
mod who;

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_domain::{
    EboxId,
    provider::{Provider, ProviderId},
    time::start_of_day,
};
use ebox_i18n::Texts;
use http::StatusCode;
use jiff::{Timestamp, ToSpan as _, civil::Date};

pub(in crate::pages) use who::Who;
use who::Whoever;

use super::paths;
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::{Layout, Part, page_with},
    mail::LookedUp,
    show::{self, Said, said},
    trails::{self, Cursor, Opening, Period},
    visitor::{Manager, Visitor},
};

/// How many openings a page has.
const PAGE: u32 = 25;
const FROM: &str = "from";
const UNTIL: &str = "until";
const AFTER: &str = "after";

#[derive(Template)]
#[template(path = "manage_audit.html")]
pub(in crate::pages) struct AuditPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) rows: Vec<Row>,
    /// What is entered as the first and the last day.
    pub(in crate::pages) from: String,
    pub(in crate::pages) until: String,
    pub(in crate::pages) mistake: Option<Mistake>,
    pub(in crate::pages) older: Option<String>,
    /// The newest ones, for whoever went on from them.
    pub(in crate::pages) newest: Option<String>,
    /// The same as a file.
    pub(in crate::pages) file: String,
    /// The providers whose registries are run here.
    pub(in crate::pages) providers: Vec<String>,
}

/// Something that was opened.
pub(in crate::pages) struct Row {
    pub(in crate::pages) moment: String,
    pub(in crate::pages) who: Who,
    pub(in crate::pages) what: What,
    pub(in crate::pages) provider: String,
}

/// What was opened.
pub(in crate::pages) struct What {
    /// The message: what it is about when it is still there, and where.
    pub(in crate::pages) message: Result<(Said, String), String>,
    /// The document; nothing when it was the text of the message itself.
    pub(in crate::pages) document: Option<String>,
}

/// What is wrong with the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Mistake {
    /// One of them is no day.
    NoDay,
    /// The first is after the last.
    Backwards,
}

/// The days that an address names.
fn period(query: &Fields) -> Result<Period, Mistake> {
    let day = |name| query.get(name).map(|text| text.parse::<Date>().map_err(|_| Mistake::NoDay)).transpose();
    let (from, until) = (day(FROM)?, day(UNTIL)?);
    if from.zip(until).is_some_and(|(from, until)| from > until) {
        return Err(Mistake::Backwards);
    }
    Ok(Period {
        from: from.map_or(Timestamp::MIN, start_of_day),
        // The last day belongs to what is asked for; nothing comes after the last of the calendar.
        until: until.and_then(|until| until.checked_add(1.day()).ok()).map_or(Timestamp::MAX, start_of_day),
        after: query.get(AFTER).and_then(|after| after.parse::<Cursor>().ok()),
    })
}

/// Shows a page of it.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let days = |name: &str| query.get(name).unwrap_or_default().chars().take(10).collect::<String>();
    let (from, until) = (days(FROM), days(UNTIL));
    let given = [(FROM, &from), (UNTIL, &until)].into_iter().filter(|(_, day)| !day.is_empty());
    let chosen = given.fold(Fields::default(), |chosen, (name, day)| chosen.with(name, day.as_str()));
    let (found, mistake) = match period(&query) {
        Ok(period) => {
            let ebox = EboxId::Enterprise(manager.enterprise());
            (trails::openings(&portal.0.histories, ebox, &period, PAGE).await?, None)
        }
        Err(mistake) => ((Vec::new(), false), Some(mistake)),
    };
    let (openings, has_more) = found;
    let last = openings.last().filter(|_| has_more).map(|last| last.cursor().to_string());
    let mut whoever = Whoever::of(&portal, &manager).await?;
    let messages = subjects(&portal, &manager, &openings).await;
    let names = ProviderNames::of_all(&portal, t).await?;
    let mut rows = Vec::with_capacity(openings.len());
    for opening in &openings {
        rows.push(Row {
            moment: t.moment(opening.kept.record.at),
            who: whoever.did(&portal, &opening.kept.record).await?,
            what: what(t, opening, &messages),
            provider: names.of(&opening.provider),
        });
    }
    let status = if mistake.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(
        status,
        &AuditPage {
            t,
            layout: Layout::new(&portal, &visitor, Part::Manage),
            rows,
            older: last.map(|last| chosen.clone().with(AFTER, last).at(paths::AUDIT)),
            newest: query.get(AFTER).map(|_| chosen.at(paths::AUDIT)),
            file: chosen.at(paths::AUDIT_FILE),
            from,
            until,
            mistake,
            providers: portal.0.histories.iter().map(|(provider, _)| names.of(provider)).collect(),
        },
    )
}

/// What the providers are called whose registries are run here.
struct ProviderNames(BTreeMap<ProviderId, String>);

impl ProviderNames {
    async fn of_all(portal: &Portal, t: Texts) -> Result<Self, Failure> {
        let providers = portal.0.federation.registered_providers().await?;
        let name = |one: Provider| (one.id.clone(), show::name(&one.name, t.language(), one.id.as_str()));
        Ok(Self(providers.into_iter().map(name).collect()))
    }

    fn of(&self, id: &ProviderId) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| id.to_string())
    }
}

/// A text of the details of a record.
fn detail<'o>(opening: &'o Opening, name: &str) -> &'o str {
    opening.kept.record.details.get(name).and_then(|value| value.as_str()).unwrap_or_default()
}

/// What the opened messages are about, as far as they are still there.
async fn subjects(portal: &Portal, manager: &Manager, openings: &[Opening]) -> LookedUp {
    let key = |opening: &Opening| (opening.provider.to_string(), detail(opening, "messageId").to_owned());
    let wanted: BTreeSet<_> = openings.iter().map(key).collect();
    match portal.0.mail.open(manager.0.person()).await {
        Ok(ebox) => ebox.look_up(wanted).await,
        Err(error) => {
            tracing::warn!(error = error.chain(), "nobody says what was opened");
            LookedUp::default()
        }
    }
}

fn what(t: Texts, opening: &Opening, messages: &LookedUp) -> What {
    let (provider, id) = (opening.provider.as_str(), detail(opening, "messageId"));
    let message = messages.get(&(provider.to_owned(), id.to_owned()));
    let attachment = detail(opening, "attachmentId");
    let file = |message: &ebox_client::Message| {
        let attachments = message.attachments.iter().flatten();
        attachments.into_iter().find(|one| one.id == attachment).map(|one| one.file_name.clone())
    };
    What {
        message: match message {
            Some(message) => {
                Ok((said(&message.subject, t.language()), crate::pages::paths::message(provider, id)))
            }
            None => Err(id.to_owned()),
        },
        document: (!attachment.is_empty())
            .then(|| message.and_then(file).unwrap_or_else(|| attachment.to_owned())),
    }
}
