//! Reading whole messages.

use ebox_domain::{EboxId, MessageId, message::Message};
use ebox_registry::stored;
use jiff::Timestamp;
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};

use crate::columns::{ebox as read_ebox, moment, text, unreadable};

/// The columns of a whole message, `m` being its row and `d` its document. Each costs an allocation or two on
/// SQLite's thread, for every message of a page: what the document has is not asked for again.
pub(super) const COLUMNS: &str =
    "m.received, m.partition, m.read_at, m.is_visible, m.action_executed, d.document";

/// All whole messages of a query in one value, for [`unpack`]: SQLite hands over every row and value by itself, from its
/// thread to ours, which takes longer than to find them. Of each the columns in another order, separated by spaces, which
/// none of them has; the document, which is last, is as long as the number before it says.
pub(super) const PACKED: &str = "group_concat(concat_ws(' ', m.received, ifnull(m.read_at, ''), m.is_visible, \
                                 ifnull(m.action_executed, ''), m.partition, length(d.document), d.document), '')";

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
    let columns = stored::Columns {
        ebox,
        received: moment("received", row.try_get(0)?)?,
        partition: text("partition", row.try_get(1)?)?,
        read: optional("read_at", row.try_get(2)?)?,
        is_visible: row.try_get(3)?,
        action_executed: optional("action_executed", row.try_get(4)?)?,
    };
    whole(columns, row.try_get(5)?)
}

/// The messages of a value made by [`PACKED`].
pub(super) fn unpack(mut packed: &[u8], ebox: EboxId) -> Result<Vec<Message>, Error> {
    let mut messages = Vec::new();
    while !packed.is_empty() {
        let mut next = || {
            let end = packed.iter().position(|byte| *byte == b' ')?;
            let (field, rest) = packed.split_at(end);
            packed = &rest[1..];
            std::str::from_utf8(field).ok()
        };
        let mut field = |name| next().ok_or_else(|| unreadable(name, "a page that ends too early"));
        let columns = stored::Columns {
            ebox,
            received: moment("received", number("received", field("received")?)?)?,
            read: optional("read_at", number_or_nothing("read_at", field("read_at")?)?)?,
            is_visible: field("is_visible")? == "1",
            action_executed: optional(
                "action_executed",
                number_or_nothing("action_executed", field("action_executed")?)?,
            )?,
            partition: text("partition", field("partition")?)?,
        };
        let length = number("length", field("length")?)?;
        let document = usize::try_from(length).ok().and_then(|length| packed.split_at_checked(length));
        let (document, rest) =
            document.ok_or_else(|| unreadable("document", "a page that ends too early"))?;
        messages.push(whole(columns, document)?);
        packed = rest;
    }
    Ok(messages)
}

fn number(column: &'static str, text: &str) -> Result<i64, Error> {
    text.parse().map_err(|error| unreadable(column, error))
}

fn number_or_nothing(column: &'static str, text: &str) -> Result<Option<i64>, Error> {
    if text.is_empty() { Ok(None) } else { number(column, text).map(Some) }
}

fn optional(column: &'static str, micros: Option<i64>) -> Result<Option<Timestamp>, Error> {
    micros.map(|micros| moment(column, micros)).transpose()
}

fn whole(columns: stored::Columns, document: &[u8]) -> Result<Message, Error> {
    stored::message_from_document(columns, document).map_err(|error| Error::Decode(Box::new(error)))
}

/// The e-Box of a row that has its key.
pub(super) fn read_owner(row: &SqliteRow, column: usize) -> Result<EboxId, Error> {
    read_ebox("ebox", row.try_get(column)?)
}
