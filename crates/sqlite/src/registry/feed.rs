//! The change feed of an e-Box.

use std::collections::BTreeMap;

use ebox_domain::{MessageId, partition::Rights};
use ebox_registry::{
    list,
    port::{Changes, Position, Step},
};
use jiff::Timestamp;
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection};

use super::{boxes::Mailbox, entry::Entry, message};
use crate::{
    columns::{count, signed, unreadable},
    script::Script,
};

/// Notes that a message left its partition. Of two departures from one partition the later counts.
pub(super) fn depart(script: &mut Script, entry: &Entry, changed: i64, at: Timestamp) {
    script
        .add("DELETE FROM departure WHERE box = ? AND id = ? AND partition = ?")
        .bind(entry.mailbox())
        .bind(entry.id.clone())
        .bind(entry.partition.clone())
        .add("INSERT INTO departure (box, changed, id, partition, at) VALUES (?, ?, ?, ?, ?)")
        .bind(entry.mailbox())
        .bind(changed)
        .bind(entry.id.clone())
        .bind(entry.partition.clone())
        .bind(at.as_microsecond());
}

pub(super) async fn changes(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    rights: &Rights,
    from: Option<Position>,
    limit: u32,
) -> Result<Option<Changes>, Error> {
    let last = count("last_change", mailbox.last_change)?;
    let feed = mailbox.feed.cast_unsigned();
    let Position { since, after, .. } = match from {
        Some(from) if from.feed == feed && from.after <= last => from,
        Some(_) => return Ok(None),
        None => Position { feed, since: last, after: 0 },
    };
    let partitions = list::partitions_of(rights);
    // Steps by their number of change; one more than asked for tells whether there are more.
    let mut steps = BTreeMap::new();
    messages(reader, mailbox, partitions.as_deref(), after, limit, &mut steps).await?;
    departures(reader, mailbox, partitions.as_deref(), after.max(since), limit, &mut steps).await?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = steps.len() > wanted;
    let mut next = Position { feed, since, after: last };
    let mut items = Vec::with_capacity(steps.len().min(wanted));
    for (changed, step) in steps.into_iter().take(wanted) {
        if has_more {
            next.after = count("changed", changed)?;
        }
        items.push(step);
    }
    Ok(Some(Changes { items, next, has_more, forgotten: count("forgotten", mailbox.forgotten)? }))
}

async fn messages(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    partitions: Option<&[String]>,
    after: u64,
    limit: u32,
    steps: &mut BTreeMap<i64, Step>,
) -> Result<(), Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT ");
    query.push(message::COLUMNS).push(
        ", m.changed FROM message m INDEXED BY message_by_change CROSS JOIN message_document d \
         ON d.place = m.place WHERE m.box = ",
    );
    query.push_bind(mailbox.number).push(" AND m.changed > ").push_bind(signed(after));
    push_partitions(&mut query, " AND m.partition", partitions);
    query.push(" ORDER BY m.changed LIMIT 0 + ").push_bind(i64::from(limit) + 1);
    for row in query.build().fetch_all(reader).await? {
        steps.insert(
            row.try_get(message::NEXT_COLUMN)?,
            Step::Is(Box::new(message::read(&row, mailbox.ebox)?)),
        );
    }
    Ok(())
}

/// Messages that left what the caller sees and are not in it now. Of each only the last departure counts.
async fn departures(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    partitions: Option<&[String]>,
    after: u64,
    limit: u32,
    steps: &mut BTreeMap<i64, Step>,
) -> Result<(), Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT e.changed, e.id FROM departure e WHERE e.box = ");
    query.push_bind(mailbox.number).push(" AND e.changed > ").push_bind(signed(after));
    push_partitions(&mut query, " AND e.partition", partitions);
    query.push(" AND NOT EXISTS (SELECT 1 FROM message m WHERE m.id = e.id AND m.box = e.box");
    push_partitions(&mut query, " AND m.partition", partitions);
    query.push(") AND NOT EXISTS (SELECT 1 FROM departure l WHERE l.box = e.box AND l.id = e.id");
    query.push(" AND l.changed > e.changed");
    push_partitions(&mut query, " AND l.partition", partitions);
    query.push(") ORDER BY e.changed LIMIT 0 + ").push_bind(i64::from(limit) + 1);
    for row in query.build().fetch_all(reader).await? {
        let id = uuid::Uuid::from_slice(row.try_get(1)?).map_err(|error| unreadable("id", error))?;
        steps.insert(row.try_get(0)?, Step::Gone(MessageId::from(id)));
    }
    Ok(())
}

fn push_partitions(query: &mut QueryBuilder<Sqlite>, column: &'static str, partitions: Option<&[String]>) {
    let Some(partitions) = partitions else { return };
    query.push(column).push(" IN (");
    let mut names = query.separated(", ");
    for partition in partitions {
        names.push_bind(partition.clone());
    }
    query.push(")");
}
