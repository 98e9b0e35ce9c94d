//! The one way in which events and audit records are written, in the unit of the change that they are about.

use ebox_audit::{Effects, Record};
use ebox_domain::{event::Event, notification::Notification};
use ebox_wire::events::CloudEvent;
use sqlx::{Error, SqliteConnection};

use crate::columns::localized_json;

pub(crate) async fn write(unit: &mut SqliteConnection, effects: &Effects) -> Result<(), Error> {
    for event in &effects.events {
        write_event(unit, event).await?;
    }
    for notification in &effects.notifications {
        write_notification(unit, notification).await?;
    }
    match &effects.record {
        Some(record) => write_record(unit, record).await,
        None => Ok(()),
    }
}

async fn write_event(unit: &mut SqliteConnection, event: &Event) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO outbox_event (kind, at, ebox, message, received, expires, is_registered, message_type, \
         organization, application, subject) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(event.kind.as_str())
    .bind(event.at.as_microsecond())
    .bind(event.ebox.key().to_owned())
    .bind(event.message.as_uuid().as_bytes().to_vec())
    .bind(event.received.as_microsecond())
    .bind(event.expires.as_microsecond())
    .bind(event.is_registered)
    .bind(event.message_type.as_str().to_owned())
    .bind(event.organization.as_str().to_owned())
    .bind(event.application.as_str().to_owned())
    .bind(localized_json(&event.subject))
    .execute(unit)
    .await
    .map(|_| ())
}

async fn write_notification(unit: &mut SqliteConnection, notification: &Notification) -> Result<(), Error> {
    sqlx::query("INSERT INTO notification (enterprise, at, event) VALUES (?, ?, ?)")
        .bind(notification.enterprise.to_string())
        .bind(notification.at.as_microsecond())
        .bind(CloudEvent::new(notification).to_json())
        .execute(unit)
        .await
        .map(|_| ())
}

pub(crate) async fn write_record(unit: &mut SqliteConnection, record: &Record) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO audit_record (at, token, client_id, enterprise, person, ebox, method, url, status, \
         refusal, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(record.at.as_microsecond())
    .bind(record.token.map(|token| token.as_bytes().to_vec()))
    .bind(record.client_id.clone())
    .bind(record.enterprise.map(|number| number.to_string()))
    .bind(record.person.map(|person| person.as_bytes().to_vec()))
    .bind(record.ebox.map(|ebox| ebox.key().to_owned()))
    .bind(record.method.clone())
    .bind(record.url.clone())
    .bind(i64::from(record.status))
    .bind(record.refusal.clone())
    .bind(record.details.to_string())
    .execute(unit)
    .await
    .map(|_| ())
}

#[cfg(feature = "conformance")]
impl ebox_audit::conformance::KeepsEffects for crate::Store {
    async fn kept_effects(&self) -> (u64, u64) {
        let mut reader = self.read().await.expect("a reader");
        let counts: (i64, i64) =
            sqlx::query_as("SELECT (SELECT count(*) FROM outbox_event) + (SELECT count(*) FROM notification), (SELECT count(*) FROM audit_record)")
                .fetch_one(&mut *reader)
                .await
                .expect("counted");
        (counts.0.unsigned_abs(), counts.1.unsigned_abs())
    }
}
