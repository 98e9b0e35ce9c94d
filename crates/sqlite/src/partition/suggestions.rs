//! Routing rules that senders suggest.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{
    EnterpriseNumber, StoreError,
    partition::{Criteria, SuggestionId},
};
use ebox_partition::{Suggestion, port::SuggestionStore};
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use super::rows::{optional, uuid};
use crate::{
    Store,
    columns::{moment, text, unreadable},
    effects,
};

const COLUMNS: &str = "SELECT id, sender, recipient, message_type, application, made FROM rule_suggestion";

#[async_trait]
impl SuggestionStore for Store {
    async fn suggest(&self, suggestion: Suggestion, effects: Effects) -> Result<(), StoreError> {
        self.write("keep a suggestion", move |unit| {
            Box::pin(async move {
                sqlx::query(
                    "INSERT INTO rule_suggestion (id, sender, recipient, message_type, application, made) \
                     VALUES (?, ?, ?, ?, ?, ?)",
                )
                .bind(bytes(suggestion.id))
                .bind(suggestion.sender.to_string())
                .bind(suggestion.recipient.map(|number| number.to_string()))
                .bind(suggestion.criteria.message_type().map(ToString::to_string))
                .bind(suggestion.criteria.application().map(ToString::to_string))
                .bind(suggestion.made.as_microsecond())
                .execute(&mut *unit)
                .await?;
                effects::write(unit, &effects).await
            })
        })
        .await
    }

    async fn suggestion(&self, id: SuggestionId) -> Result<Option<Suggestion>, StoreError> {
        let failed = |error| StoreError::new("read a suggestion", error);
        let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE id = ?")))
            .bind(bytes(id))
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        row.as_ref().map(read).transpose().map_err(failed)
    }

    async fn suggestions_by(&self, sender: EnterpriseNumber) -> Result<Vec<Suggestion>, StoreError> {
        let failed = |error| StoreError::new("list suggestions", error);
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} WHERE sender = ? ORDER BY id")))
            .bind(sender.as_str())
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    async fn suggestions_to(&self, recipient: EnterpriseNumber) -> Result<Vec<Suggestion>, StoreError> {
        let failed = |error| StoreError::new("list suggestions", error);
        let query = format!(
            "{COLUMNS} WHERE (recipient = ?1 OR recipient IS NULL) AND NOT EXISTS \
             (SELECT 1 FROM rule_suggestion_answer WHERE recipient = ?1 AND suggestion = id) ORDER BY id"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(query))
            .bind(recipient.as_str())
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }

    async fn withdraw_suggestion(
        &self,
        sender: EnterpriseNumber,
        id: SuggestionId,
        effects: Effects,
    ) -> Result<bool, StoreError> {
        self.write("withdraw a suggestion", move |unit| {
            Box::pin(async move {
                let done = sqlx::query("DELETE FROM rule_suggestion WHERE id = ? AND sender = ?")
                    .bind(bytes(id))
                    .bind(sender.to_string())
                    .execute(&mut *unit)
                    .await?;
                if done.rows_affected() == 0 {
                    return Ok(false);
                }
                effects::write(unit, &effects).await.map(|()| true)
            })
        })
        .await
    }

    async fn decline_suggestion(
        &self,
        recipient: EnterpriseNumber,
        id: SuggestionId,
        effects: Effects,
    ) -> Result<bool, StoreError> {
        self.write("decline a suggestion", move |unit| {
            Box::pin(async move {
                let is_open: bool = sqlx::query_scalar(
                    "SELECT EXISTS (SELECT 1 FROM rule_suggestion \
                     WHERE id = ?1 AND (recipient = ?2 OR recipient IS NULL)) AND NOT EXISTS \
                     (SELECT 1 FROM rule_suggestion_answer WHERE recipient = ?2 AND suggestion = ?1)",
                )
                .bind(bytes(id))
                .bind(recipient.to_string())
                .fetch_one(&mut *unit)
                .await?;
                if !is_open {
                    return Ok(false);
                }
                answer(unit, recipient, id).await?;
                effects::write(unit, &effects).await.map(|()| true)
            })
        })
        .await
    }
}

/// Notes that a recipient answered a suggestion, if that is still there.
pub(super) async fn answer(
    unit: &mut SqliteConnection,
    recipient: EnterpriseNumber,
    id: SuggestionId,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT OR IGNORE INTO rule_suggestion_answer (recipient, suggestion) \
         SELECT ?, id FROM rule_suggestion WHERE id = ?",
    )
    .bind(recipient.to_string())
    .bind(bytes(id))
    .execute(unit)
    .await
    .map(|_| ())
}

fn bytes(id: SuggestionId) -> Vec<u8> {
    id.as_uuid().as_bytes().to_vec()
}

fn read(row: &SqliteRow) -> Result<Suggestion, Error> {
    let sender: EnterpriseNumber = text("sender", row.try_get("sender")?)?;
    let criteria = Criteria::new(optional(row, "message_type")?, optional(row, "application")?, Some(sender));
    Ok(Suggestion {
        id: uuid("id", row.try_get("id")?)?.into(),
        sender,
        recipient: optional(row, "recipient")?,
        criteria: criteria.ok_or_else(|| unreadable("sender", "no criterion"))?,
        made: moment("made", row.try_get("made")?)?,
    })
}
