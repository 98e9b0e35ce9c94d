//! Queries for whole messages, the newest first.

use std::cmp::Reverse;

use ebox_domain::{EboxId, message::Message};
use sqlx::{Error, QueryBuilder, Row as _, Sqlite, SqliteConnection};

use super::message;

/// A query for whole messages under construction: whoever makes it adds the conditions.
pub(super) struct Selection {
    query: QueryBuilder<Sqlite>,
    place: &'static str,
    rest: &'static str,
}

impl Selection {
    /// Rows of `message` in the order of their places, up to `WHERE`.
    pub(super) fn of_rows() -> Self {
        let mut query = QueryBuilder::new("SELECT ");
        query.push(message::PACKED).push(" FROM (SELECT ").push(message::ROW);
        query.push(" FROM message NOT INDEXED WHERE ");
        Self { query, place: "place", rest: ") m" }
    }

    /// Rows of `message` whose places a query begins to select, under this name.
    pub(super) fn of_places(select: &str, place: &'static str) -> Self {
        let mut query = QueryBuilder::new("SELECT ");
        query.push(message::PACKED).push(" FROM (").push(select);
        Self { query, place, rest: ") p CROSS JOIN message m ON m.place = p.place" }
    }

    pub(super) const fn query(&mut self) -> &mut QueryBuilder<Sqlite> {
        &mut self.query
    }

    /// The newest messages, `size` after `offset`.
    pub(super) async fn fetch(
        self,
        reader: &mut SqliteConnection,
        ebox: EboxId,
        size: u32,
        offset: i64,
    ) -> Result<Vec<Message>, Error> {
        let Self { mut query, place, rest } = self;
        // SQLite plans a statement again whenever a bare parameter of its limit gets a value, and not for a sum.
        query.push(" ORDER BY ").push(place).push(" DESC LIMIT 0 + ").push_bind(i64::from(size));
        query.push(" OFFSET ").push_bind(offset).push(rest);
        query.push(" CROSS JOIN message_document d ON d.place = m.place");
        let row = query.build().fetch_one(reader).await?;
        // As text, which it is not, because that is what SQLite puts together.
        let packed: Option<&[u8]> = row.try_get(0)?;
        let mut messages = message::unpack(packed.unwrap_or_default(), ebox)?;
        // SQLite would sort them with their documents, although it finds them in this order: places are given out
        // in the order of receipt.
        messages.sort_by_key(|message| Reverse(message.received));
        Ok(messages)
    }
}
