//! The one way in which events and audit records are written, in the unit of the change that they are about.

use data_encoding::HEXLOWER;
use ebox_audit::{Effects, Record};
use ebox_domain::{event::Event, notification::Notification};
use ebox_wire::events::CloudEvent;
use sqlx::{Error, SqliteConnection};

use crate::{columns::localized_json, script::Script};

/// Adds effects to the statements of a unit.
pub(crate) fn add(script: &mut Script, effects: &Effects) {
    for event in &effects.events {
        add_event(script, event);
    }
    for notification in &effects.notifications {
        add_notification(script, notification);
    }
    if let Some(record) = &effects.record {
        add_record(script, record);
    }
}

/// Writes the effects of a unit that was done.
pub(crate) async fn write(unit: &mut SqliteConnection, effects: &Effects) -> Result<(), Error> {
    let mut script = Script::default();
    add(&mut script, effects);
    script.run(unit).await
}

fn add_event(script: &mut Script, event: &Event) {
    script
        .add(
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
        .bind(localized_json(&event.subject));
}

fn add_notification(script: &mut Script, notification: &Notification) {
    script
        .add("INSERT INTO notification (enterprise, at, event) VALUES (?, ?, ?)")
        .bind(notification.enterprise.to_string())
        .bind(notification.at.as_microsecond())
        .bind(CloudEvent::new(notification).to_json());
}

fn add_record(script: &mut Script, record: &Record) {
    script
        .add(
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
        .bind(record.details.to_string());
}

/// Adds many records at once, in their order.
pub(crate) fn add_records(script: &mut Script, records: &[Record]) {
    let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
    let rows: Vec<_> = records
        .iter()
        .map(|record| {
            (
                record.at.as_microsecond(),
                record.token.map(|token| hex(token.as_bytes())),
                record.client_id.as_deref(),
                record.enterprise.map(|number| number.to_string()),
                record.person.map(|person| hex(person.as_bytes())),
                record.ebox.map(|ebox| ebox.key().to_owned()),
                record.method.as_str(),
                record.url.as_str(),
                record.status,
                record.refusal.as_deref(),
                record.details.to_string(),
            )
        })
        .collect();
    script
        .add(
            "INSERT INTO audit_record (at, token, client_id, enterprise, person, ebox, method, url, status, \
             refusal, details) \
             SELECT value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, unhex(value ->> 4), value ->> 5, \
             value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10 FROM json_each(?)",
        )
        .bind_rows(&rows);
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
