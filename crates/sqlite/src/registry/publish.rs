//! One publication: the message, its body, its content, its key and its effects, together or not at all.

use ebox_audit::{Effects, Record};
use ebox_domain::{ApplicationId, EboxId, EnterpriseNumber, MessageId, Sha256Digest, message::Message};
use ebox_registry::{
    IdempotencyKey,
    port::{Filling, NewKey, NewMessage, Outcome},
    stored,
};
use jiff::Timestamp;
use serde_json::json;
use sqlx::{Error, Row, SqliteConnection};

use super::{
    arrival::{Arriving, arrive},
    change, texts,
};
use crate::{
    columns::{digest, unreadable},
    effects,
    script::Script,
};

/// Blocks of packed texts that are made beside messages that fill an e-Box: more than those fill.
const BLOCKS: u32 = 16;

/// A publication, with what takes time to make before the one writer waits for it.
pub(super) struct Publication {
    arriving: Arriving,
    body: Option<String>,
    key: Option<NewKey>,
    effects: Effects,
    duplicate: Record,
    executes: Option<(EboxId, MessageId)>,
}

impl From<NewMessage> for Publication {
    fn from(new: NewMessage) -> Self {
        Self {
            body: new.body.as_ref().map(stored::text_to_json),
            arriving: Arriving::new(new.message, new.content),
            key: new.key,
            effects: new.effects,
            duplicate: new.duplicate,
            executes: new.executes,
        }
    }
}

pub(super) async fn publish(unit: &mut SqliteConnection, new: Publication) -> Result<Outcome, Error> {
    let message = new.arriving.message();
    let (ebox, now) = (message.ebox, message.received);
    if let Some(key) = &new.key {
        let sender = &message.sender;
        let used = use_of_key(unit, sender.enterprise, &sender.application, &key.key, now).await?;
        if let Some((first, fingerprint)) = used {
            let details = json!({ "messageId": first.to_string() });
            let record = Record { details, ..new.duplicate };
            effects::write(unit, &Effects::recorded(record)).await?;
            return Ok(Outcome::Duplicate { first, is_same: fingerprint == key.fingerprint });
        }
    }
    let mut script = Script::default();
    if let Some(key) = &new.key {
        keep_key(&mut script, message, key);
    }
    let entries = arrive(unit, &mut script, ebox, std::slice::from_ref(&new.arriving)).await?;
    let mut received = now;
    for entry in &entries {
        received = entry.received;
        if let Some(body) = &new.body {
            script
                .add("INSERT INTO message_body (place, body) VALUES (?, ?)")
                .bind(entry.place)
                .bind(body.clone());
        }
    }
    effects::add(&mut script, &new.effects.received_at(received));
    script.run(unit).await?;
    if let Some((ebox, id)) = new.executes {
        change::execute_action(unit, ebox, id, now).await?;
    }
    Ok(Outcome::Stored { received })
}

/// Stores messages that nobody sent, and packs their texts.
pub(super) async fn fill(
    unit: &mut SqliteConnection,
    ebox: EboxId,
    arriving: Vec<Arriving>,
) -> Result<(), Error> {
    let mut script = Script::default();
    arrive(unit, &mut script, ebox, &arriving).await?;
    script.run(unit).await?;
    texts::pack(unit, BLOCKS).await.map(|_| ())
}

pub(super) fn arriving(filling: Vec<Filling>) -> Vec<Arriving> {
    filling.into_iter().map(|one| Arriving::new(one.message, one.content)).collect()
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
