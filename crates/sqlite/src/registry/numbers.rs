//! An e-Box in numbers, from its counters, and all of them together.

use ebox_domain::message::{Statistics, Summary};
use ebox_registry::{list::Filter, port::Named};
use jiff::Timestamp;
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection};

use super::{boxes::Mailbox, criteria::Criteria, total};
use crate::columns::{count, moment};

pub(super) async fn summary(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    partitions: Option<&[String]>,
) -> Result<Summary, Error> {
    let mut query = match partitions {
        None => QueryBuilder::<Sqlite>::new(
            "SELECT coalesce(sum(n), 0), coalesce(sum(n) FILTER (WHERE flags & 1 = 0), 0), \
             (SELECT received FROM message WHERE place >= b.box << 32 AND place < (b.box + 1) << 32 \
              ORDER BY place DESC LIMIT 1), b.bytes, b.consulted \
             FROM box b LEFT JOIN box_cell c ON c.box = b.box AND c.level = 0 WHERE b.box = ",
        ),
        // A person's part of an e-Box is small, or looked at once.
        Some(partitions) => {
            let mut query = QueryBuilder::new(
                "SELECT count(m.place), count(m.place) FILTER (WHERE m.read_at IS NULL), max(m.received), \
                 coalesce(sum(m.bytes), 0), b.consulted \
                 FROM box b LEFT JOIN message m ON m.box = b.box AND m.partition IN (",
            );
            let mut names = query.separated(", ");
            for partition in partitions {
                names.push_bind(partition.clone());
            }
            query.push(") WHERE b.box = ");
            query
        }
    };
    query.push_bind(mailbox.number).push(" GROUP BY b.box");
    let Some(row) = query.build().fetch_optional(reader).await? else { return Ok(Summary::default()) };
    let optional = |index: usize, name| {
        row.try_get::<Option<i64>, _>(index)?.map(|micros| moment(name, micros)).transpose()
    };
    Ok(Summary {
        messages: count("messages", row.try_get(0)?)?,
        unread: count("unread", row.try_get(1)?)?,
        last_receipt: optional(2, "received")?,
        bytes: count("bytes", row.try_get(3)?)?,
        last_consultation: optional(4, "consulted")?,
    })
}

pub(super) async fn statistics(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    partitions: Option<&[String]>,
    expiring: Timestamp,
) -> Result<Statistics, Error> {
    if partitions.is_some_and(<[String]>::is_empty) {
        return Ok(Statistics::default());
    }
    let all = Filter { partitions: partitions.map(<[String]>::to_vec), ..Filter::default() };
    let filters = [
        all.clone(),
        Filter { is_read: Some(false), ..all.clone() },
        Filter { expires_until: Some(expiring), ..all.clone() },
        Filter { is_for_action: Some(true), ..all.clone() },
        Filter { is_registered: Some(true), ..all },
    ];
    let mut numbers = [0; 5];
    for (number, filter) in numbers.iter_mut().zip(&filters) {
        let criteria = Criteria::new(reader, mailbox, filter).await?;
        *number = count("n", total::total(reader, mailbox, &criteria).await?)?;
    }
    let [total, unread, about_to_expire, for_action, registered] = numbers;
    Ok(Statistics { total, unread, about_to_expire, for_action, registered })
}

/// How many messages name each of these. Each is an index of its own: what no message names costs nothing.
pub(super) async fn naming(reader: &mut SqliteConnection, named: &[Named]) -> Result<Vec<u64>, Error> {
    let mut counts = Vec::with_capacity(named.len());
    for one in named {
        let (query, name) = match one {
            Named::Organization(id) => ("SELECT count(*) FROM message WHERE sender = ?", id.to_string()),
            Named::Application(id) => ("SELECT count(*) FROM message WHERE application = ?", id.to_string()),
            Named::MessageType(id) => ("SELECT count(*) FROM message WHERE message_type = ?", id.to_string()),
        };
        let number: i64 = sqlx::query_scalar(query).bind(name).fetch_one(&mut *reader).await?;
        counts.push(count("n", number)?);
    }
    Ok(counts)
}
