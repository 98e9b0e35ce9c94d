//! One publication: the message, its body, its content, its key and its effects, together or not at all.

use ebox_content::Kept;
use ebox_domain::{ApplicationId, EnterpriseNumber, MessageId, Sha256Digest, message::Message};
use ebox_registry::{
    IdempotencyKey,
    port::{NewKey, NewMessage, Outcome},
    stored,
};
use jiff::Timestamp;
use serde_json::json;
use sqlx::{Error, Row, SqliteConnection};

use super::{boxes, change, counters, entry::Entry, texts};
use crate::{
    columns::{digest, moment, signed, unreadable},
    effects,
    script::Script,
};

pub(super) async fn publish(unit: &mut SqliteConnection, new: NewMessage) -> Result<Outcome, Error> {
    let message = &new.message;
    if let Some(key) = &new.key
        && let Some((first, fingerprint)) = use_of_key(
            unit,
            message.sender.enterprise,
            &message.sender.application,
            &key.key,
            message.received,
        )
        .await?
    {
        let mut record = new.duplicate;
        record.details = json!({ "messageId": first.to_string() });
        effects::write(unit, &ebox_audit::Effects::recorded(record)).await?;
        return Ok(Outcome::Duplicate { first, is_same: fingerprint == key.fingerprint });
    }

    let arrival = boxes::arrive(unit, message.ebox, message.received, bytes_of(message)).await?;
    let received = moment("received", arrival.received)?;
    let entry = Entry::new(message, arrival.place, received);
    let mut script = Script::default();
    entry.insert(&mut script, arrival.changed);
    script
        .add("INSERT INTO message_document (place, sender_partition, document) VALUES (?, ?, ?)")
        .bind(entry.place)
        .bind(message.sender.partition.as_ref().map(ToString::to_string))
        .bind(stored::message_to_document(message));
    if let Some(body) = &new.body {
        script
            .add("INSERT INTO message_body (place, body) VALUES (?, ?)")
            .bind(entry.place)
            .bind(stored::text_to_json(body));
    }
    texts::index(&mut script, entry.place, message);
    counters::arrived(&mut script, &entry);
    for content in &new.content {
        name_content(&mut script, content, entry.place, message.received);
    }
    if let Some(key) = &new.key {
        keep_key(&mut script, message, key);
    }
    effects::add(&mut script, &new.effects.received_at(received));
    script.run(unit).await?;
    if let Some((ebox, id)) = new.executes {
        change::execute_action(unit, ebox, id, message.received).await?;
    }
    Ok(Outcome::Stored { received })
}

fn bytes_of(message: &Message) -> i64 {
    signed(message.attachments.iter().map(|attachment| attachment.size).sum())
}

/// The message and the fingerprint of the first use of a key, if there was one.
pub(super) async fn use_of_key(
    reader: &mut SqliteConnection,
    sender: EnterpriseNumber,
    application: &ApplicationId,
    key: &IdempotencyKey,
    now: Timestamp,
) -> Result<Option<(MessageId, Sha256Digest)>, Error> {
    let row = sqlx::query(
        "SELECT message, fingerprint FROM publication_key \
         WHERE sender = ? AND application = ? AND key = ? AND kept_until > ?",
    )
    .bind(sender.to_string())
    .bind(application.to_string())
    .bind(key.as_str().to_owned())
    .bind(now.as_microsecond())
    .fetch_optional(reader)
    .await?;
    row.map(|row| {
        let id = uuid::Uuid::from_slice(row.try_get(0)?).map_err(|error| unreadable("message", error))?;
        Ok((MessageId::from(id), digest("fingerprint", row.try_get(1)?)?))
    })
    .transpose()
}

fn keep_key(script: &mut Script, message: &Message, key: &NewKey) {
    // A key past its time may be used again: its row is replaced.
    script
        .add(
            "INSERT OR REPLACE INTO publication_key (sender, application, key, message, fingerprint, kept_until) \
             VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(message.sender.enterprise.to_string())
        .bind(message.sender.application.to_string())
        .bind(key.key.as_str().to_owned())
        .bind(message.id.as_uuid().as_bytes().to_vec())
        .bind(key.fingerprint.as_bytes().to_vec())
        .bind(key.kept_until.as_microsecond());
}

fn name_content(script: &mut Script, content: &Kept, place: i64, now: Timestamp) {
    script
        .add(
            "INSERT INTO content (digest, size, bytes, touched) VALUES (?, ?, ?, ?) \
             ON CONFLICT (digest) DO UPDATE SET touched = max(touched, excluded.touched)",
        )
        .bind(content.digest.as_bytes().to_vec())
        .bind(signed(content.size))
        .bind(content.small.as_ref().map(|bytes| bytes.to_vec()))
        .bind(now.as_microsecond())
        // Two attachments of one message may have the same bytes.
        .add("INSERT OR IGNORE INTO content_use (digest, place) VALUES (?, ?)")
        .bind(content.digest.as_bytes().to_vec())
        .bind(place);
}
