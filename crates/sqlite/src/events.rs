//! The outbox of notifications. Changes fill it through their effects.

use async_trait::async_trait;
use ebox_domain::{StoreError, provider::ProviderId};
use ebox_events::port::{Delivery, Outbox};
use jiff::Timestamp;
use sqlx::{Error, Row, SqliteConnection, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{count, moment, signed, text, unreadable},
};

#[async_trait]
impl Outbox for Store {
    async fn spread(&self, providers: &[ProviderId], now: Timestamp) -> Result<(), StoreError> {
        let ids = listed(providers);
        // Most rounds have nothing to spread, and a look costs no commit.
        let is_due: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM notification WHERE is_spread = 0) OR EXISTS \
             (SELECT 1 FROM notification_delivery WHERE provider NOT IN (SELECT value FROM json_each(?)))",
        )
        .bind(ids.as_str())
        .fetch_one(&mut *self.read().await?)
        .await
        .map_err(|error| StoreError::new("look for notifications", error))?;
        if !is_due {
            return Ok(());
        }
        self.write("spread notifications", move |unit| Box::pin(spread(unit, ids, now))).await
    }

    async fn due(
        &self,
        provider: &ProviderId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let failed = |error| StoreError::new("read deliveries that are due", error);
        let rows = sqlx::query(
            "SELECT one.enterprise, one.notification, one.attempts, event \
             FROM notification_delivery AS one JOIN notification ON number = one.notification \
             WHERE one.provider = ?1 AND one.due <= ?2 AND one.notification = \
             (SELECT min(notification) FROM notification_delivery AS other \
              WHERE other.provider = ?1 AND other.enterprise = one.enterprise) \
             ORDER BY one.notification LIMIT ?3",
        )
        .bind(provider.as_str())
        .bind(now.as_microsecond())
        .bind(i64::from(limit))
        .fetch_all(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        rows.iter().map(|row| read(row, provider)).collect::<Result<_, _>>().map_err(failed)
    }

    async fn delivered(&self, delivery: &Delivery) -> Result<(), StoreError> {
        let (provider, enterprise) = (delivery.provider.to_string(), delivery.enterprise.to_string());
        let number = signed(delivery.number);
        self.write("note a delivery", move |unit| {
            Box::pin(async move {
                sqlx::query(
                    "DELETE FROM notification_delivery WHERE provider = ? AND enterprise = ? AND notification = ?",
                )
                .bind(provider)
                .bind(enterprise)
                .bind(number)
                .execute(&mut *unit)
                .await?;
                sqlx::query(
                    "DELETE FROM notification WHERE number = ?1 AND is_spread = 1 AND NOT EXISTS \
                     (SELECT 1 FROM notification_delivery WHERE notification = ?1)",
                )
                .bind(number)
                .execute(&mut *unit)
                .await
                .map(|_| ())
            })
        })
        .await
    }

    async fn postpone(&self, delivery: &Delivery, until: Timestamp) -> Result<(), StoreError> {
        let (provider, enterprise) = (delivery.provider.to_string(), delivery.enterprise.to_string());
        let number = signed(delivery.number);
        self.write("postpone a delivery", move |unit| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE notification_delivery SET attempts = attempts + 1, due = ? \
                     WHERE provider = ? AND enterprise = ? AND notification = ?",
                )
                .bind(until.as_microsecond())
                .bind(provider)
                .bind(enterprise)
                .bind(number)
                .execute(&mut *unit)
                .await
                .map(|_| ())
            })
        })
        .await
    }

    async fn suspend(&self, provider: &ProviderId, until: Timestamp) -> Result<(), StoreError> {
        let provider = provider.to_string();
        self.write("leave a provider alone", move |unit| {
            Box::pin(async move {
                sqlx::query("UPDATE notification_delivery SET due = max(due, ?) WHERE provider = ?")
                    .bind(until.as_microsecond())
                    .bind(provider)
                    .execute(&mut *unit)
                    .await
                    .map(|_| ())
            })
        })
        .await
    }

    async fn next_due(&self, providers: &[ProviderId]) -> Result<Option<Timestamp>, StoreError> {
        let failed = |error| StoreError::new("read when a delivery is due", error);
        let due: Option<i64> = sqlx::query_scalar(
            "SELECT min(due) FROM notification_delivery AS one \
             WHERE provider IN (SELECT value FROM json_each(?)) AND notification = \
             (SELECT min(notification) FROM notification_delivery AS other \
              WHERE other.provider = one.provider AND other.enterprise = one.enterprise)",
        )
        .bind(listed(providers))
        .fetch_one(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        due.map(|due| moment("due", due)).transpose().map_err(failed)
    }
}

/// Providers as a list in JSON.
fn listed(providers: &[ProviderId]) -> String {
    let ids: Vec<&str> = providers.iter().map(ProviderId::as_str).collect();
    serde_json::json!(ids).to_string()
}

async fn spread(unit: &mut SqliteConnection, providers: String, now: Timestamp) -> Result<(), Error> {
    sqlx::query("DELETE FROM notification_delivery WHERE provider NOT IN (SELECT value FROM json_each(?))")
        .bind(providers.clone())
        .execute(&mut *unit)
        .await?;
    sqlx::query(
        "INSERT INTO notification_delivery (provider, enterprise, notification, due) \
         SELECT value, enterprise, number, ? FROM notification, json_each(?) WHERE is_spread = 0",
    )
    .bind(now.as_microsecond())
    .bind(providers)
    .execute(&mut *unit)
    .await?;
    sqlx::query("UPDATE notification SET is_spread = 1 WHERE is_spread = 0").execute(&mut *unit).await?;
    sqlx::query(
        "DELETE FROM notification WHERE NOT EXISTS \
         (SELECT 1 FROM notification_delivery WHERE notification = number)",
    )
    .execute(&mut *unit)
    .await
    .map(|_| ())
}

fn read(row: &SqliteRow, provider: &ProviderId) -> Result<Delivery, Error> {
    let attempts: i64 = row.try_get("attempts")?;
    Ok(Delivery {
        provider: provider.clone(),
        enterprise: text("enterprise", row.try_get("enterprise")?)?,
        number: count("notification", row.try_get("notification")?)?,
        event: row.try_get("event")?,
        attempts: attempts.try_into().map_err(|error| unreadable("attempts", error))?,
    })
}

#[cfg(feature = "conformance")]
impl ebox_events::conformance::Subject for Store {
    async fn put(&self, notification: ebox_domain::notification::Notification) {
        let effects = ebox_audit::Effects::default().with_notification(notification);
        self.write("keep a notification", move |unit| {
            Box::pin(async move { crate::effects::write(unit, &effects).await })
        })
        .await
        .expect("kept");
    }
}
