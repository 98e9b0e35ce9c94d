//! The criteria of a list, as conditions on rows and on counters.

use std::ops::Range;

use ebox_registry::{list::Filter, search::Search};
use sqlx::{Error, QueryBuilder, Sqlite, SqliteConnection};

use super::{
    boxes::Mailbox,
    calendar::{day_of, is_midnight},
    entry::{FOR_ACTION, READ, REGISTERED, VISIBLE},
    search::push_reference,
};

/// A filter on one e-Box. Days of receipt are a range of places.
pub(super) struct Criteria<'f> {
    pub(super) mailbox: i64,
    pub(super) places: Range<i64>,
    pub(super) filter: &'f Filter,
    /// Only messages that a search finds by their organization, application or type.
    reference: Option<&'f Search>,
}

impl<'f> Criteria<'f> {
    pub(super) async fn new(
        reader: &mut SqliteConnection,
        mailbox: &Mailbox,
        filter: &'f Filter,
    ) -> Result<Self, Error> {
        let mut places = mailbox.places();
        if let Some(from) = filter.received_from {
            places.start = first_place_since(reader, mailbox, from).await?;
        }
        if let Some(until) = filter.received_until {
            places.end = first_place_since(reader, mailbox, until).await?.max(places.start);
        }
        Ok(Self { mailbox: mailbox.number, places, filter, reference: None })
    }

    /// The same, of messages that a search finds by their organization, application or type.
    pub(super) fn by_reference(&self, search: &'f Search) -> Self {
        Self { places: self.places.clone(), reference: Some(search), ..*self }
    }

    /// Another filter on the whole e-Box.
    pub(super) fn alone(&self, mailbox: &Mailbox, filter: &'f Filter) -> Self {
        Self { mailbox: mailbox.number, places: mailbox.places(), filter, reference: None }
    }

    /// Whether anything besides dates is asked for.
    pub(super) fn is_exact(&self) -> bool {
        let filter = self.filter;
        self.reference.is_some()
            || filter.is_read.is_some()
            || filter.is_visible.is_some()
            || filter.is_registered.is_some()
            || filter.is_for_action.is_some()
            || filter.partitions.is_some()
            || filter.message_type.is_some()
            || filter.organization.is_some()
            || filter.application.is_some()
    }

    pub(super) const fn has_receipt(&self) -> bool {
        self.filter.received_from.is_some() || self.filter.received_until.is_some()
    }

    pub(super) const fn has_expiry(&self) -> bool {
        self.filter.expires_from.is_some() || self.filter.expires_until.is_some()
    }

    /// Conditions on a row of `message`, each with `AND` before it.
    pub(super) fn push_row(&self, query: &mut QueryBuilder<Sqlite>) {
        let filter = self.filter;
        for (criterion, moment) in
            [(" AND expires >= ", filter.expires_from), (" AND expires < ", filter.expires_until)]
        {
            if let Some(moment) = moment {
                query.push(criterion).push_bind(moment.as_microsecond());
            }
        }
        match filter.is_read {
            Some(true) => drop(query.push(" AND read_at IS NOT NULL")),
            Some(false) => drop(query.push(" AND read_at IS NULL")),
            None => {}
        }
        let flags = [
            (" AND is_visible = ", filter.is_visible),
            (" AND is_registered = ", filter.is_registered),
            (" AND is_for_action = ", filter.is_for_action),
        ];
        for (criterion, flag) in flags {
            if let Some(flag) = flag {
                // Written out: the condition of a partial index is not met by a value that comes later.
                query.push(criterion).push(if flag { "1" } else { "0" });
            }
        }
        self.push_names(query);
    }

    /// Conditions on a row of `box_cell` of an exact level, each with `AND` before it.
    pub(super) fn push_cell(&self, query: &mut QueryBuilder<Sqlite>) {
        let filter = self.filter;
        let flags = [
            (READ, filter.is_read),
            (VISIBLE, filter.is_visible),
            (REGISTERED, filter.is_registered),
            (FOR_ACTION, filter.is_for_action),
        ];
        for (flag, wanted) in flags {
            if let Some(wanted) = wanted {
                query.push(" AND flags & ").push_bind(flag);
                query.push(if wanted { " <> 0" } else { " = 0" });
            }
        }
        self.push_names(query);
    }

    fn push_names(&self, query: &mut QueryBuilder<Sqlite>) {
        let filter = self.filter;
        let exact = [
            (" AND message_type = ", &filter.message_type),
            (" AND sender = ", &filter.organization),
            (" AND application = ", &filter.application),
        ];
        for (criterion, value) in exact {
            if let Some(value) = value {
                query.push(criterion).push_bind(value.clone());
            }
        }
        if let Some(search) = self.reference {
            query.push(" AND ");
            push_reference(query, search);
        }
        match filter.partitions.as_deref() {
            None => {}
            Some([one]) => drop(query.push(" AND partition = ").push_bind(one.clone())),
            Some(several) => {
                query.push(" AND partition IN (");
                let mut names = query.separated(", ");
                for partition in several {
                    names.push_bind(partition.clone());
                }
                query.push(")");
            }
        }
    }
}

/// The first place that was given out at or after a moment; the end of the e-Box when there is none.
pub(super) async fn first_place_since(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    moment: jiff::Timestamp,
) -> Result<i64, Error> {
    let all = mailbox.places();
    let of_day: Option<i64> = sqlx::query_scalar(
        "SELECT first_place FROM box_day WHERE box = ? AND is_expiry = 0 AND day >= ? ORDER BY day LIMIT 1",
    )
    .bind(mailbox.number)
    .bind(day_of(moment))
    .fetch_optional(&mut *reader)
    .await?;
    let Some(of_day) = of_day else { return Ok(all.end) };
    if is_midnight(moment) {
        return Ok(of_day);
    }
    let exact: Option<i64> = sqlx::query_scalar(
        "SELECT place FROM message WHERE place >= ? AND place < ? AND received >= ? ORDER BY place LIMIT 1",
    )
    .bind(of_day)
    .bind(all.end)
    .bind(moment.as_microsecond())
    .fetch_optional(reader)
    .await?;
    Ok(exact.unwrap_or(all.end))
}
