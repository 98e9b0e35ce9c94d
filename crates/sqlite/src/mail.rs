//! The outbox of letters. Changes fill it through their effects.

use async_trait::async_trait;
use ebox_domain::{Language, Letter, StoreError};
use ebox_mail::port::{Outbox, Waiting};
use jiff::Timestamp;
use sqlx::{Error, Row, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{count, moment, signed, text, unreadable},
};

#[async_trait]
impl Outbox for Store {
    async fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<Waiting>, StoreError> {
        let failed = |error| StoreError::new("read letters that are due", error);
        let rows = sqlx::query(
            "SELECT number, recipient, language, subject, text, at, attempts FROM letter AS one \
             WHERE due <= ? AND number = (SELECT min(number) FROM letter AS other \
             WHERE other.recipient = one.recipient) ORDER BY number LIMIT ?",
        )
        .bind(now.as_microsecond())
        .bind(limit)
        .fetch_all(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        rows.iter().map(waiting).collect::<Result<_, _>>().map_err(failed)
    }

    async fn done(&self, number: u64) -> Result<bool, StoreError> {
        self.write("take out a letter", move |unit| {
            Box::pin(async move {
                let gone = sqlx::query("DELETE FROM letter WHERE number = ?").bind(signed(number));
                Ok(gone.execute(unit).await?.rows_affected() > 0)
            })
        })
        .await
    }

    async fn postpone(&self, number: u64, until: Timestamp) -> Result<(), StoreError> {
        self.write("postpone a letter", move |unit| {
            Box::pin(async move {
                sqlx::query("UPDATE letter SET attempts = attempts + 1, due = ? WHERE number = ?")
                    .bind(until.as_microsecond())
                    .bind(signed(number))
                    .execute(unit)
                    .await
                    .map(|_| ())
            })
        })
        .await
    }

    async fn suspend(&self, until: Timestamp) -> Result<(), StoreError> {
        self.write("leave the mail server alone", move |unit| {
            Box::pin(async move {
                sqlx::query("UPDATE letter SET due = max(due, ?)")
                    .bind(until.as_microsecond())
                    .execute(unit)
                    .await
                    .map(|_| ())
            })
        })
        .await
    }

    async fn forget(&self, written_before: Timestamp) -> Result<u64, StoreError> {
        // Most looks find nothing, and a look costs no commit.
        let is_there: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM letter WHERE at < ?)")
            .bind(written_before.as_microsecond())
            .fetch_one(&mut *self.read().await?)
            .await
            .map_err(|error| StoreError::new("look for old letters", error))?;
        if !is_there {
            return Ok(0);
        }
        self.write("forget old letters", move |unit| {
            Box::pin(async move {
                let old =
                    sqlx::query("DELETE FROM letter WHERE at < ?").bind(written_before.as_microsecond());
                Ok(old.execute(unit).await?.rows_affected())
            })
        })
        .await
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let failed = |error| StoreError::new("read when a letter is due", error);
        let due: Option<i64> = sqlx::query_scalar(
            "SELECT min(due) FROM letter AS one WHERE number = (SELECT min(number) FROM letter AS other \
             WHERE other.recipient = one.recipient)",
        )
        .fetch_one(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        due.map(|due| moment("due", due)).transpose().map_err(failed)
    }

    async fn waiting(&self, before: Option<u64>, limit: u32) -> Result<Vec<Waiting>, StoreError> {
        let failed = |error| StoreError::new("list letters", error);
        let rows = sqlx::query(
            "SELECT number, recipient, language, subject, text, at, attempts FROM letter \
             WHERE number < ? ORDER BY number DESC LIMIT ?",
        )
        .bind(before.map_or(i64::MAX, signed))
        .bind(limit)
        .fetch_all(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        rows.iter().map(waiting).collect::<Result<_, _>>().map_err(failed)
    }
}

fn waiting(row: &SqliteRow) -> Result<Waiting, Error> {
    let attempts: i64 = row.try_get("attempts")?;
    let language = Language::parse(row.try_get("language")?);
    Ok(Waiting {
        number: count("number", row.try_get("number")?)?,
        letter: Letter::new(
            moment("at", row.try_get("at")?)?,
            text("recipient", row.try_get("recipient")?)?,
            language.ok_or_else(|| unreadable("language", "no language"))?,
            row.try_get("subject")?,
            row.try_get("text")?,
        ),
        attempts: attempts.try_into().map_err(|error| unreadable("attempts", error))?,
    })
}

#[cfg(feature = "conformance")]
impl ebox_mail::conformance::Subject for Store {
    async fn put(&self, letters: Vec<Letter>) {
        let effects = ebox_audit::Effects::default().with_letters(letters);
        self.write("keep letters", move |unit| {
            Box::pin(async move { crate::effects::write(unit, &effects).await })
        })
        .await
        .expect("kept");
    }
}
