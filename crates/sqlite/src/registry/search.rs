//! Pages of messages with a text: by trigrams, or for one and two characters by the packed texts.

use ebox_domain::{
    EboxId,
    language::Language,
    message::Message,
    page::{Page, PageRequest},
};
use ebox_registry::search::Search;
use sqlx::{Error, QueryBuilder, Sqlite, SqliteConnection};

use super::{
    boxes::Mailbox, counted::Counted, criteria::Criteria, numerals, selection::Selection, texts, total,
};
use crate::columns::{count, signed};

/// Up to so many messages are collected and sorted; more are met soon enough in the order of the list.
const FEW: i64 = 5_000;
/// Up to here a page is looked for first: when it is the last one, that is the total, too.
const NEAR: i64 = 500;

/// A page of what a search finds; `None` when nothing is searched for, or when everything that the other
/// criteria let through is found.
pub(super) async fn page(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    counted: &Counted,
    criteria: &Criteria<'_>,
    request: PageRequest,
) -> Result<Option<Page<Message>>, Error> {
    let Some(search) = &criteria.filter.search else { return Ok(None) };
    let by_reference = if search.has_reference() {
        let found = total::total(reader, mailbox, &criteria.by_reference(search)).await?;
        if found == total::total(reader, mailbox, criteria).await? {
            return Ok(None);
        }
        found
    } else {
        0
    };
    if search.text().chars().count() < 3 {
        return texts::page(reader, mailbox, criteria, search, request).await.map(Some);
    }
    let offset = signed(request.offset());
    let end = offset + i64::from(request.size());
    if by_reference == 0 && end <= NEAR {
        let places = first_places(reader, criteria, search, end + 1).await?;
        if signed(places.len() as u64) <= end {
            let items =
                at(reader, mailbox.ebox, places.get(usize::try_from(offset).unwrap_or(usize::MAX)..)).await?;
            return Ok(Some(Page { items, total: places.len() as u64, request }));
        }
    }
    let all = match counted.get(mailbox, criteria.filter) {
        Some(all) => all,
        None => by_reference + by_text(reader, criteria, search).await?,
    };
    counted.put(mailbox, criteria.filter, all);
    let items = if offset >= all {
        Vec::new()
    } else if by_reference == 0 {
        only_text(reader, mailbox.ebox, criteria, search, request).await?
    } else {
        either(reader, mailbox.ebox, criteria, search, request, all).await?
    };
    Ok(Some(Page { items, total: count("total", all)?, request }))
}

/// The places of the newest messages that have the text.
async fn first_places(
    reader: &mut SqliteConnection,
    criteria: &Criteria<'_>,
    search: &Search,
    most: i64,
) -> Result<Vec<i64>, Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT t.rowid ");
    push_text(&mut query, criteria, search);
    query.push(" ORDER BY t.rowid DESC LIMIT 0 + ").push_bind(most);
    query.build_query_scalar().fetch_all(reader).await
}

/// The messages at these places.
async fn at(
    reader: &mut SqliteConnection,
    ebox: EboxId,
    places: Option<&[i64]>,
) -> Result<Vec<Message>, Error> {
    let Some(places) = places.filter(|places| !places.is_empty()) else { return Ok(Vec::new()) };
    let mut selection = Selection::of_rows();
    selection.query().push("place IN (");
    let mut list = selection.query().separated(", ");
    for place in places {
        list.push_bind(*place);
    }
    selection.query().push(")");
    let size = u32::try_from(places.len()).unwrap_or(u32::MAX);
    selection.fetch(reader, ebox, size, 0).await
}

/// How many messages have the text and are not found by reference data already.
async fn by_text(
    reader: &mut SqliteConnection,
    criteria: &Criteria<'_>,
    search: &Search,
) -> Result<i64, Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT count(*) ");
    push_text(&mut query, criteria, search);
    if search.has_reference() {
        query.push(" AND NOT ");
        push_reference(&mut query, search);
    }
    query.build_query_scalar().fetch_one(reader).await
}

async fn only_text(
    reader: &mut SqliteConnection,
    ebox: EboxId,
    criteria: &Criteria<'_>,
    search: &Search,
    request: PageRequest,
) -> Result<Vec<Message>, Error> {
    let mut selection = Selection::of_places("SELECT t.rowid AS place ", "t.rowid");
    push_text(selection.query(), criteria, search);
    selection.fetch(reader, ebox, request.size(), signed(request.offset())).await
}

async fn either(
    reader: &mut SqliteConnection,
    ebox: EboxId,
    criteria: &Criteria<'_>,
    search: &Search,
    request: PageRequest,
    all: i64,
) -> Result<Vec<Message>, Error> {
    let is_few = all <= FEW;
    let mut selection = if is_few {
        Selection::of_places("SELECT place FROM (SELECT place FROM message WHERE ", "place")
    } else {
        Selection::of_rows()
    };
    let query = selection.query();
    query.push("place >= ").push_bind(criteria.places.start);
    query.push(" AND place < ").push_bind(criteria.places.end);
    criteria.push_row(query);
    query.push(" AND (");
    push_reference(query, search);
    if is_few {
        query.push(") UNION SELECT t.rowid ");
        push_text(query, criteria, search);
        query.push(")");
    } else {
        query.push(" OR place IN (SELECT t.rowid FROM message_text t WHERE message_text MATCH ");
        query.push_bind(expression(search));
        query.push(" AND t.rowid >= ").push_bind(criteria.places.start);
        query.push(" AND t.rowid < ").push_bind(criteria.places.end);
        query.push("))");
    }
    selection.fetch(reader, ebox, request.size(), signed(request.offset())).await
}

/// `FROM` and `WHERE` of the messages that have the text and meet the other criteria.
fn push_text(query: &mut QueryBuilder<Sqlite>, criteria: &Criteria<'_>, search: &Search) {
    query.push("FROM message_text t ");
    let needs_row = criteria.is_exact() || criteria.has_expiry() || search.has_reference();
    if needs_row {
        query.push("CROSS JOIN message m ON m.place = t.rowid ");
    }
    query.push("WHERE message_text MATCH ").push_bind(expression(search));
    query.push(" AND t.rowid >= ").push_bind(criteria.places.start);
    query.push(" AND t.rowid < ").push_bind(criteria.places.end);
    if needs_row {
        criteria.push_row(query);
    }
}

/// The condition that a message is found by its organization, application or type.
pub(super) fn push_reference(query: &mut QueryBuilder<Sqlite>, search: &Search) {
    let names = [
        ("sender", search.organizations.iter().map(ToString::to_string).collect::<Vec<_>>()),
        ("application", search.applications.iter().map(ToString::to_string).collect()),
        ("message_type", search.message_types.iter().map(ToString::to_string).collect()),
    ];
    query.push("(");
    let mut is_first = true;
    for (column, values) in names {
        if values.is_empty() {
            continue;
        }
        if !is_first {
            query.push(" OR ");
        }
        is_first = false;
        query.push(column).push(" IN (");
        let mut list = query.separated(", ");
        for value in values {
            list.push_bind(value);
        }
        query.push(")");
    }
    // Nothing is found by a search without reference data.
    query.push(if is_first { "0)" } else { ")" });
}

/// The search as FTS5 reads it, in the texts of the language and those of every language.
fn expression(search: &Search) -> String {
    let language = match search.language() {
        Language::Fr => "fr",
        Language::De => "de",
        Language::Nl | Language::En => "nl",
    };
    format!("{{{language} every}} : {}", numerals::phrases(search.text()))
}
