//! Reading whole messages.

use ebox_domain::{EboxId, MessageId, message::Message};
use ebox_registry::stored;
use jiff::Timestamp;
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};

use crate::columns::{ebox as read_ebox, moment, text};

/// The columns of a whole message, `m` being its row and `d` its document. Each costs an allocation or two on
/// SQLite's thread, for every message of a page: what the document has is not asked for again.
pub(super) const COLUMNS: &str =
    "m.received, m.partition, m.read_at, m.is_visible, m.action_executed, d.document";

/// The columns that a subquery named `m` needs when it stands for the row.
pub(super) const ROW: &str = "place, received, partition, read_at, is_visible, action_executed";

/// The column after [`COLUMNS`].
pub(super) const NEXT_COLUMN: usize = 6;

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
    let columns = stored::Columns {
        ebox,
        received: moment("received", row.try_get(0)?)?,
        partition: text("partition", row.try_get(1)?)?,
        read: optional(2, "read_at")?,
        is_visible: row.try_get(3)?,
        action_executed: optional(4, "action_executed")?,
    };
    stored::message_from_document(columns, row.try_get(5)?).map_err(|error| Error::Decode(Box::new(error)))
}

/// The e-Box of a row that has its key.
pub(super) fn read_owner(row: &SqliteRow, column: usize) -> Result<EboxId, Error> {
    read_ebox("ebox", row.try_get(column)?)
}
