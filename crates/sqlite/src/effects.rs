//! The one way in which events, letters and audit records are written, in the unit of the change that they are about.

use data_encoding::HEXLOWER;
use ebox_audit::{Effects, Record};
use ebox_domain::{Letter, event::Event, notification::Notification};
use ebox_wire::events::CloudEvent;
use sqlx::{Error, SqliteConnection};

use crate::{columns::localized_json, script::Script};

/// Adds effects to the statements of a unit.
pub(crate) fn add(script: &mut Script, effects: &Effects) {
    add_all(script, std::slice::from_ref(effects));
}

/// Adds the effects of many changes, in their order.
pub(crate) fn add_all(script: &mut Script, effects: &[Effects]) {
    add_events(script, effects.iter().flat_map(|one| &one.events));
    for notification in effects.iter().flat_map(|one| &one.notifications) {
        add_notification(script, notification);
    }
    for letter in effects.iter().flat_map(|one| &one.letters) {
        add_letter(script, letter);
    }
    add_records(script, effects.iter().filter_map(|one| one.record.as_ref()));
}

/// Writes the effects of a unit that was done.
pub(crate) async fn write(unit: &mut SqliteConnection, effects: &Effects) -> Result<(), Error> {
    let mut script = Script::default();
    add(&mut script, effects);
    script.run(unit).await
}

fn add_events<'e>(script: &mut Script, events: impl Iterator<Item = &'e Event>) {
    let rows: Vec<_> = events
        .map(|event| {
            (
                event.kind.as_str(),
                event.at.as_microsecond(),
                event.ebox.key(),
                HEXLOWER.encode(event.message.as_uuid().as_bytes()),
                event.received.as_microsecond(),
                event.expires.as_microsecond(),
                event.is_registered,
                event.message_type.as_str(),
                event.organization.as_str(),
                event.application.as_str(),
                localized_json(&event.subject),
            )
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    script
        .add(
            "INSERT INTO outbox_event (kind, at, ebox, message, received, expires, is_registered, message_type, \
             organization, application, subject) \
             SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4, value ->> 5, \
             value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10 FROM jsonb_each(?)",
        )
        .bind_rows(&rows);
}

fn add_notification(script: &mut Script, notification: &Notification) {
    script
        .add("INSERT INTO notification (enterprise, at, event) VALUES (?, ?, ?)")
        .bind(notification.enterprise.to_string())
        .bind(notification.at.as_microsecond())
        .bind(CloudEvent::new(notification).to_json());
}

fn add_letter(script: &mut Script, letter: &Letter) {
    script
        .add("INSERT INTO letter (recipient, language, subject, text, at, due) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(letter.to.to_string())
        .bind(letter.language.as_str())
        .bind(letter.subject().to_owned())
        .bind(letter.text().to_owned())
        .bind(letter.at.as_microsecond())
        // At once.
        .bind(letter.at.as_microsecond());
}

/// Adds many records at once, in their order.
pub(crate) fn add_records<'r>(script: &mut Script, records: impl IntoIterator<Item = &'r Record>) {
    let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
    let rows: Vec<_> = records
        .into_iter()
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
    if rows.is_empty() {
        return;
    }
    script
        .add(
            "INSERT INTO audit_record (at, token, client_id, enterprise, person, ebox, method, url, status, \
             refusal, details) \
             SELECT value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, unhex(value ->> 4), value ->> 5, \
             value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10 FROM jsonb_each(?)",
        )
        .bind_rows(&rows);
}

#[cfg(feature = "conformance")]
impl ebox_audit::conformance::KeepsEffects for crate::Store {
    async fn kept_effects(&self) -> (u64, u64) {
        let mut reader = self.read().await.expect("a reader");
        let counts: (i64, i64) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM outbox_event) + (SELECT count(*) FROM notification) \
                 + (SELECT count(*) FROM letter), (SELECT count(*) FROM audit_record)",
        )
        .fetch_one(&mut *reader)
        .await
        .expect("counted");
        (counts.0.unsigned_abs(), counts.1.unsigned_abs())
    }
}
