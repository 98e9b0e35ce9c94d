//! Reading whole messages.

use ebox_domain::{EboxId, MessageId, message::Message};
use ebox_registry::stored;
use jiff::Timestamp;
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};

use crate::columns::{ebox as read_ebox, moment, text, unreadable};

/// The columns of a whole message, `m` being its row and `d` its document.
pub(super) const COLUMNS: &str = "m.id, m.received, m.expires, m.partition, m.sender, m.application, \
                                  m.message_type, m.read_at, m.is_visible, m.is_registered, \
                                  m.action_executed, d.document";

pub(super) async fn one(
    reader: &mut SqliteConnection,
    ebox: EboxId,
    id: MessageId,
    now: Timestamp,
) -> Result<Option<Message>, Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT ");
    query.push(COLUMNS).push(
        " FROM box b JOIN message m ON m.box = b.box JOIN message_document d ON d.place = m.place \
         WHERE b.ebox = ",
    );
    query.push_bind(ebox.key().to_owned());
    query.push(" AND m.id = ").push_bind(id.as_uuid().as_bytes().to_vec());
    query.push(" AND m.expires > ").push_bind(now.as_microsecond());
    query.build().fetch_optional(reader).await?.map(|row| read(&row, ebox)).transpose()
}

/// The message at a place.
pub(super) async fn at(
    reader: &mut SqliteConnection,
    ebox: EboxId,
    place: i64,
) -> Result<Option<Message>, Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT ");
    query.push(COLUMNS).push(" FROM message m JOIN message_document d ON d.place = m.place WHERE m.place = ");
    query.push_bind(place);
    query.build().fetch_optional(reader).await?.map(|row| read(&row, ebox)).transpose()
}

/// A message from its columns, in the order of [`COLUMNS`].
pub(super) fn read(row: &SqliteRow, ebox: EboxId) -> Result<Message, Error> {
    let optional = |index: usize, name| {
        row.try_get::<Option<i64>, _>(index)?.map(|micros| moment(name, micros)).transpose()
    };
    let id = uuid::Uuid::from_slice(row.try_get(0)?).map_err(|error| unreadable("id", error))?;
    let columns = stored::Columns {
        id: MessageId::from(id),
        ebox,
        received: moment("received", row.try_get(1)?)?,
        expires: moment("expires", row.try_get(2)?)?,
        partition: text("partition", row.try_get(3)?)?,
        sender: text("sender", row.try_get(4)?)?,
        application: text("application", row.try_get(5)?)?,
        message_type: text("message_type", row.try_get(6)?)?,
        read: optional(7, "read_at")?,
        is_visible: row.try_get(8)?,
        is_registered: row.try_get(9)?,
        action_executed: optional(10, "action_executed")?,
    };
    stored::message_from_json(columns, row.try_get(11)?).map_err(|error| Error::Decode(Box::new(error)))
}

/// The e-Box of a row that has its key.
pub(super) fn read_owner(row: &SqliteRow, column: usize) -> Result<EboxId, Error> {
    read_ebox("ebox", row.try_get(column)?)
}
