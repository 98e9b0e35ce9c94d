//! What an enterprise sent: a list, a message to copy, and what became of messages.

use std::collections::BTreeSet;

use ebox_domain::{
    EboxId, EnterpriseNumber, MessageId,
    message::Message,
    page::{Page, PageRequest},
};
use ebox_registry::{
    list::Filter,
    port::{Original, Status},
    stored,
};
use jiff::Timestamp;
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection};

use super::message;
use crate::columns::{count, ebox, moment, signed};

pub(super) async fn page(
    reader: &mut SqliteConnection,
    sender: EnterpriseNumber,
    filter: &Filter,
    request: PageRequest,
    now: Timestamp,
) -> Result<Page<Message>, Error> {
    let mut counting = QueryBuilder::<Sqlite>::new("SELECT count(*) ");
    push_sent(&mut counting, sender, filter, now);
    let total: i64 = counting.build_query_scalar().fetch_one(&mut *reader).await?;

    let mut listing = QueryBuilder::<Sqlite>::new("SELECT ");
    listing.push(message::COLUMNS).push(", b.ebox ");
    push_sent(&mut listing, sender, filter, now);
    listing.push(" ORDER BY m.received DESC, m.id DESC LIMIT 0 + ").push_bind(i64::from(request.size()));
    listing.push(" OFFSET ").push_bind(signed(request.offset()));
    let rows = listing.build().fetch_all(reader).await?;
    let items = rows.iter().map(|row| message::read(row, message::read_owner(row, message::NEXT_COLUMN)?));
    Ok(Page { items: items.collect::<Result<_, _>>()?, total: count("total", total)?, request })
}

fn push_sent(query: &mut QueryBuilder<Sqlite>, sender: EnterpriseNumber, filter: &Filter, now: Timestamp) {
    query.push(
        "FROM message m INDEXED BY message_sent JOIN message_document d ON d.place = m.place \
         JOIN box b ON b.box = m.place >> 32 WHERE m.sender = ",
    );
    query.push_bind(sender.to_string());
    query.push(" AND m.expires > ").push_bind(now.as_microsecond());
    let moments = [
        (" AND m.received >= ", filter.received_from),
        (" AND m.received < ", filter.received_until),
        (" AND m.expires >= ", filter.expires_from),
        (" AND m.expires < ", filter.expires_until),
    ];
    for (criterion, moment) in moments {
        if let Some(moment) = moment {
            query.push(criterion).push_bind(moment.as_microsecond());
        }
    }
    let exact =
        [(" AND m.message_type = ", &filter.message_type), (" AND m.application = ", &filter.application)];
    for (criterion, value) in exact {
        if let Some(value) = value {
            query.push(criterion).push_bind(value.clone());
        }
    }
    if let Some(partitions) = &filter.partitions {
        query.push(" AND coalesce(d.sender_partition, 'GENERAL') IN (");
        let mut names = query.separated(", ");
        for partition in partitions {
            names.push_bind(partition.clone());
        }
        query.push(")");
    }
}

pub(super) async fn original(
    reader: &mut SqliteConnection,
    publisher: EnterpriseNumber,
    id: MessageId,
    now: Timestamp,
) -> Result<Option<Original>, Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT ");
    query.push(message::COLUMNS).push(
        ", b.ebox, t.body FROM message m JOIN message_document d ON d.place = m.place \
         JOIN box b ON b.box = m.place >> 32 LEFT JOIN message_body t ON t.place = m.place WHERE m.id = ",
    );
    query.push_bind(id.as_uuid().as_bytes().to_vec());
    query.push(" AND (m.sender = ").push_bind(publisher.to_string());
    query.push(" OR d.mandatary = ").push_bind(publisher.to_string());
    query.push(") AND m.expires > ").push_bind(now.as_microsecond());
    query.push(" ORDER BY m.received LIMIT 1");
    let Some(row) = query.build().fetch_optional(reader).await? else { return Ok(None) };
    let body: Option<String> = row.try_get(message::NEXT_COLUMN + 1)?;
    Ok(Some(Original {
        message: message::read(&row, message::read_owner(&row, message::NEXT_COLUMN)?)?,
        body: body
            .map(|json| stored::text_from_json(&json).map_err(|error| Error::Decode(Box::new(error))))
            .transpose()?,
    }))
}

pub(super) async fn recipients(
    reader: &mut SqliteConnection,
    publisher: EnterpriseNumber,
    id: MessageId,
    most: usize,
    now: Timestamp,
) -> Result<Vec<EboxId>, Error> {
    let keys: Vec<String> = sqlx::query_scalar(
        "SELECT b.ebox FROM message m JOIN box b ON b.box = m.place >> 32 \
         WHERE m.id = ?1 AND m.expires > ?3 AND (m.sender = ?2 OR EXISTS \
         (SELECT 1 FROM message_document d WHERE d.place = m.place AND d.mandatary = ?2)) \
         ORDER BY m.received, b.ebox LIMIT ?4",
    )
    .bind(id.as_uuid().as_bytes().to_vec())
    .bind(publisher.to_string())
    .bind(now.as_microsecond())
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .fetch_all(reader)
    .await?;
    keys.iter().map(|key| ebox("ebox", key)).collect()
}

pub(super) async fn status(
    reader: &mut SqliteConnection,
    publisher: EnterpriseNumber,
    questions: &[(MessageId, EboxId)],
    now: Timestamp,
) -> Result<Vec<Option<Status>>, Error> {
    // Asked one by one, each by its key; the same question twice is asked once.
    let mut answers = std::collections::BTreeMap::new();
    for (id, ebox) in questions.iter().copied().collect::<BTreeSet<_>>() {
        let row = sqlx::query(
            "SELECT m.expires, m.read_at IS NOT NULL, m.is_visible FROM box b JOIN message m ON m.box = b.box \
             WHERE b.ebox = ?1 AND m.id = ?2 AND m.expires > ?4 AND (m.sender = ?3 OR EXISTS \
             (SELECT 1 FROM message_document d WHERE d.place = m.place AND d.mandatary = ?3))",
        )
        .bind(ebox.key().to_owned())
        .bind(id.as_uuid().as_bytes().to_vec())
        .bind(publisher.to_string())
        .bind(now.as_microsecond())
        .fetch_optional(&mut *reader)
        .await?;
        let status = row
            .map(|row| {
                Ok::<_, Error>(Status {
                    expires: moment("expires", row.try_get(0)?)?,
                    is_read: row.try_get(1)?,
                    is_visible: row.try_get(2)?,
                })
            })
            .transpose()?;
        answers.insert((id, ebox), status);
    }
    Ok(questions.iter().map(|question| answers.get(question).copied().flatten()).collect())
}
