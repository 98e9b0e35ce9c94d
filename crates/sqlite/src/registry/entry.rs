//! The narrow row of a message: everything that lists filter by and changes change.

use ebox_domain::{EboxId, message::Message};
use jiff::Timestamp;
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use crate::{
    columns::{moment, signed},
    script::Script,
};

pub(super) const READ: i64 = 1;
pub(super) const VISIBLE: i64 = 2;
pub(super) const REGISTERED: i64 = 4;
pub(super) const FOR_ACTION: i64 = 8;

/// A row of `message`, without its numbers of change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) place: i64,
    pub(super) id: Vec<u8>,
    pub(super) received: Timestamp,
    pub(super) expires: Timestamp,
    pub(super) partition: String,
    pub(super) sender: String,
    pub(super) application: String,
    pub(super) message_type: String,
    pub(super) read_at: Option<i64>,
    pub(super) is_visible: bool,
    pub(super) is_registered: bool,
    pub(super) is_for_action: bool,
    pub(super) action_executed: Option<i64>,
    pub(super) bytes: i64,
}

const COLUMNS: &str = "place, id, received, expires, partition, sender, application, message_type, read_at, \
                       is_visible, is_registered, is_for_action, action_executed, bytes";

impl Entry {
    /// The row of a new message.
    pub(super) fn new(message: &Message, place: i64, received: Timestamp) -> Self {
        let bytes: u64 = message.attachments.iter().map(|attachment| attachment.size).sum();
        let executed = message.action.as_ref().and_then(|action| action.executed);
        Self {
            place,
            id: message.id.as_uuid().as_bytes().to_vec(),
            received,
            expires: message.expires,
            partition: message.partition.to_string(),
            sender: message.sender.enterprise.to_string(),
            application: message.sender.application.to_string(),
            message_type: message.message_type.to_string(),
            read_at: message.read.map(Timestamp::as_microsecond),
            is_visible: message.is_visible,
            is_registered: message.is_registered,
            is_for_action: message.is_for_action(),
            action_executed: executed.map(Timestamp::as_microsecond),
            bytes: signed(bytes),
        }
    }

    /// The number of its e-Box.
    pub(super) const fn mailbox(&self) -> i64 {
        self.place >> 32
    }

    /// Its yes-or-no properties, as counters keep them.
    pub(super) fn flags(&self) -> i64 {
        [
            (self.read_at.is_some(), READ),
            (self.is_visible, VISIBLE),
            (self.is_registered, REGISTERED),
            (self.is_for_action, FOR_ACTION),
        ]
        .into_iter()
        .filter_map(|(is, flag)| is.then_some(flag))
        .sum()
    }

    /// Writes what can change.
    pub(super) fn update(&self, script: &mut Script, changed: i64) {
        script
            .add(
                "UPDATE message SET partition = ?, read_at = ?, is_visible = ?, is_for_action = ?, \
                 action_executed = ?, changed = ? WHERE place = ?",
            )
            .bind(self.partition.clone())
            .bind(self.read_at)
            .bind(self.is_visible)
            .bind(self.is_for_action)
            .bind(self.action_executed)
            .bind(changed)
            .bind(self.place);
    }

    /// The row of a message of an e-Box that is available at a moment.
    pub(super) async fn find(
        unit: &mut SqliteConnection,
        ebox: EboxId,
        id: &[u8],
        now: Timestamp,
    ) -> Result<Option<Self>, Error> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM message \
             WHERE id = ? AND box = (SELECT box FROM box WHERE ebox = ?) AND expires > ?"
        ));
        let row = sqlx::query(sql)
            .bind(id.to_vec())
            .bind(ebox.key().to_owned())
            .bind(now.as_microsecond())
            .fetch_optional(unit)
            .await?;
        row.map(|row| Self::read(&row)).transpose()
    }

    /// Rows that expired until a moment, of one e-Box or of all.
    pub(super) async fn expired(
        unit: &mut SqliteConnection,
        mailbox: Option<i64>,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<Self>, Error> {
        let of = if mailbox.is_some() { "box = ?2 AND" } else { "?2 IS NULL AND" };
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM message WHERE {of} expires <= ?1 ORDER BY expires LIMIT ?3"
        ));
        let rows =
            sqlx::query(sql).bind(now.as_microsecond()).bind(mailbox).bind(most).fetch_all(unit).await?;
        rows.iter().map(Self::read).collect()
    }

    fn read(row: &SqliteRow) -> Result<Self, Error> {
        Ok(Self {
            place: row.try_get(0)?,
            id: row.try_get(1)?,
            received: moment("received", row.try_get(2)?)?,
            expires: moment("expires", row.try_get(3)?)?,
            partition: row.try_get(4)?,
            sender: row.try_get(5)?,
            application: row.try_get(6)?,
            message_type: row.try_get(7)?,
            read_at: row.try_get(8)?,
            is_visible: row.try_get(9)?,
            is_registered: row.try_get(10)?,
            is_for_action: row.try_get(11)?,
            action_executed: row.try_get(12)?,
            bytes: row.try_get(13)?,
        })
    }
}
