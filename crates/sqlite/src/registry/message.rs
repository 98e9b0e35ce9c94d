//! Reading messages: one, or a page of a list in the order of its index.

use ebox_domain::{
    EboxId, MessageId,
    message::Message,
    page::{Page, PageRequest},
};
use ebox_registry::{list::Filter, stored};
use jiff::Timestamp;
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};

use crate::columns::{count, ebox as read_ebox, moment, signed, text, unreadable};

const COLUMNS: &str = "SELECT ebox, id, received, expires, partition, sender, application, message_type, read_at, \
                       is_visible, is_registered, action_executed, document FROM message";

pub(super) async fn one(
    reader: &mut SqliteConnection,
    ebox: EboxId,
    id: MessageId,
    now: Timestamp,
) -> Result<Option<Message>, Error> {
    let mut query = QueryBuilder::<Sqlite>::new(COLUMNS);
    query.push(" WHERE ebox = ").push_bind(ebox.key().to_owned());
    query.push(" AND id = ").push_bind(id.as_uuid().as_bytes().to_vec());
    query.push(" AND expires > ").push_bind(now.as_microsecond());
    query.build().fetch_optional(reader).await?.map(|row| read(&row)).transpose()
}

pub(super) async fn page(
    reader: &mut SqliteConnection,
    ebox: EboxId,
    filter: &Filter,
    page: PageRequest,
    now: Timestamp,
) -> Result<Page<Message>, Error> {
    // Both answers come from one snapshot, so that a total never contradicts its page.
    let mut snapshot = sqlx::Connection::begin(reader).await?;
    let mut counting = QueryBuilder::<Sqlite>::new("SELECT count(*) FROM message");
    push_criteria(&mut counting, ebox, filter, now);
    let total: i64 = counting.build_query_scalar().fetch_one(&mut *snapshot).await?;

    let mut listing = QueryBuilder::<Sqlite>::new(COLUMNS);
    push_criteria(&mut listing, ebox, filter, now);
    listing.push(" ORDER BY received DESC, id DESC LIMIT ").push_bind(i64::from(page.size()));
    listing.push(" OFFSET ").push_bind(signed(page.offset()));
    let rows = listing.build().fetch_all(&mut *snapshot).await?;
    let items = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Page { items, total: count("total", total)?, request: page })
}

fn push_criteria(query: &mut QueryBuilder<Sqlite>, ebox: EboxId, filter: &Filter, now: Timestamp) {
    query.push(" WHERE ebox = ").push_bind(ebox.key().to_owned());
    query.push(" AND expires > ").push_bind(now.as_microsecond());
    let moments = [
        (" AND received >= ", filter.received_from),
        (" AND received < ", filter.received_until),
        (" AND expires >= ", filter.expires_from),
        (" AND expires < ", filter.expires_until),
    ];
    for (criterion, moment) in moments {
        if let Some(moment) = moment {
            query.push(criterion).push_bind(moment.as_microsecond());
        }
    }
    match filter.is_read {
        Some(true) => drop(query.push(" AND read_at IS NOT NULL")),
        Some(false) => drop(query.push(" AND read_at IS NULL")),
        None => {}
    }
    for (criterion, flag) in
        [(" AND is_visible = ", filter.is_visible), (" AND is_registered = ", filter.is_registered)]
    {
        if let Some(flag) = flag {
            query.push(criterion).push_bind(flag);
        }
    }
    let exact = [
        (" AND message_type = ", filter.message_type.clone()),
        (" AND sender = ", filter.organization.clone()),
        (" AND application = ", filter.application.clone()),
    ];
    for (criterion, value) in exact {
        if let Some(value) = value {
            query.push(criterion).push_bind(value);
        }
    }
    if !filter.partitions.is_empty() {
        query.push(" AND partition IN (");
        let mut names = query.separated(", ");
        for partition in &filter.partitions {
            names.push_bind(partition.clone());
        }
        query.push(")");
    }
}

fn read(row: &SqliteRow) -> Result<Message, Error> {
    let optional = |name: &'static str| {
        row.try_get::<Option<i64>, _>(name)?.map(|micros| moment(name, micros)).transpose()
    };
    let id = uuid::Uuid::from_slice(row.try_get("id")?).map_err(|error| unreadable("id", error))?;
    let columns = stored::Columns {
        id: MessageId::from(id),
        ebox: read_ebox("ebox", row.try_get("ebox")?)?,
        partition: text("partition", row.try_get("partition")?)?,
        sender: text("sender", row.try_get("sender")?)?,
        application: text("application", row.try_get("application")?)?,
        message_type: text("message_type", row.try_get("message_type")?)?,
        received: moment("received", row.try_get("received")?)?,
        expires: moment("expires", row.try_get("expires")?)?,
        read: optional("read_at")?,
        is_visible: row.try_get("is_visible")?,
        is_registered: row.try_get("is_registered")?,
        action_executed: optional("action_executed")?,
    };
    stored::message_from_json(columns, row.try_get("document")?)
        .map_err(|error| Error::Decode(Box::new(error)))
}
