//! Publications: of each the message, its body, its content, its key and its effects, together or not at all.

use std::{collections::HashMap, sync::Arc};

use data_encoding::HEXLOWER;
use ebox_audit::{Effects, Record};
use ebox_domain::{ApplicationId, EboxId, EnterpriseNumber, MessageId};
use ebox_registry::{
    IdempotencyKey,
    port::{Filling, NewKey, NewMessage, Outcome, UseOfKey},
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
    columns::{digest, text, unreadable},
    effects,
    script::Script,
};

/// Blocks of packed texts that are made beside messages that fill an e-Box: more than those fill.
const BLOCKS: u32 = 16;

/// A publication, with what takes time to make before the one writer waits for it.
pub(crate) struct Publication {
    arriving: Arriving,
    publisher: EnterpriseNumber,
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
            arriving: Arriving::new(new.message, new.publisher, new.content),
            publisher: new.publisher,
            key: new.key,
            effects: new.effects,
            duplicate: new.duplicate,
            executes: new.executes,
        }
    }
}

impl Publication {
    /// The e-Box of the message whose action it executes.
    pub(super) fn changes(&self) -> Option<EboxId> {
        self.executes.map(|(ebox, _)| ebox)
    }
}

/// Publishes what came at the same time, with one statement for the rows of all; says of each, in their order, what
/// became of it.
pub(super) async fn publish(
    unit: &mut SqliteConnection,
    publications: &[Arc<Publication>],
) -> Result<Vec<Outcome>, Error> {
    let uses = uses_of_keys(unit, publications).await?;
    let mut script = Script::default();
    let (mut effects, mut stored, mut outcomes) = (Vec::new(), Vec::new(), Vec::new());
    for (new, used) in publications.iter().zip(uses) {
        match (used, &new.key) {
            (Some(UseOfKey { message: first, fingerprint, .. }), Some(key)) => {
                let is_same = fingerprint == key.fingerprint;
                let mut duplicate = new.duplicate.clone();
                duplicate.details["messageId"] = json!(first.to_string());
                duplicate.details["isSamePublication"] = json!(is_same);
                effects.push(Effects::recorded(duplicate));
                outcomes.push(Some(Outcome::Duplicate { first, is_same }));
            }
            _ => {
                stored.push(new);
                outcomes.push(None);
            }
        }
    }
    let arriving: Vec<&Arriving> = stored.iter().map(|new| &new.arriving).collect();
    keep_keys(&mut script, &stored);
    let entries = if arriving.is_empty() { Vec::new() } else { arrive(unit, &mut script, &arriving).await? };
    let bodies: Vec<_> = stored
        .iter()
        .zip(&entries)
        .filter_map(|(new, entry)| Some((entry.place, new.body.as_deref()?)))
        .collect();
    if !bodies.is_empty() {
        script
            .add(
                "INSERT INTO message_body (place, body) \
                 SELECT value ->> 0, value ->> 1 FROM jsonb_each(?)",
            )
            .bind_rows(&bodies);
    }
    for (new, entry) in stored.iter().zip(&entries) {
        effects.push(new.effects.clone().received_at(entry.received));
    }
    effects::add_all(&mut script, &effects);
    script.run(unit).await?;
    for new in &stored {
        if let Some((ebox, id)) = new.executes {
            change::execute_action(unit, ebox, id, new.arriving.message().received).await?;
        }
    }
    let mut received = entries.into_iter().map(|entry| Outcome::Stored { received: entry.received });
    let outcomes = outcomes.into_iter().map(|outcome| outcome.or_else(|| received.next()));
    outcomes.collect::<Option<_>>().ok_or_else(|| unreadable("message", "a message without a row"))
}

/// Publishes a copy for a recipient who does not have the message yet: others may bring it at the same time.
pub(super) async fn link(unit: &mut SqliteConnection, copy: Publication) -> Result<(), Error> {
    let message = copy.arriving.message();
    let is_there: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM message m JOIN box b ON b.box = m.box WHERE m.id = ? AND b.ebox = ?)",
    )
    .bind(message.id.as_uuid().as_bytes().to_vec())
    .bind(message.ebox.key().to_owned())
    .fetch_one(&mut *unit)
    .await?;
    if !is_there {
        publish(unit, &[Arc::new(copy)]).await?;
    }
    Ok(())
}

/// What is known of the key of each publication: used before, or by one that stands before it here.
async fn uses_of_keys(
    unit: &mut SqliteConnection,
    publications: &[Arc<Publication>],
) -> Result<Vec<Option<UseOfKey>>, Error> {
    let mut here = HashMap::new();
    let mut known = Vec::with_capacity(publications.len());
    for new in publications {
        let Some(key) = &new.key else {
            known.push(None);
            continue;
        };
        let message = new.arriving.message();
        let sender = &message.sender;
        let name = (sender.enterprise, &sender.application, &key.key);
        let used = match here.get(&name) {
            Some(used) => Some(*used),
            None => use_of_key(unit, name.0, name.1, name.2, message.received).await?,
        };
        if used.is_none() {
            let (message, fingerprint) = (message.id, key.fingerprint);
            here.insert(name, UseOfKey { message, publisher: new.publisher, fingerprint });
        }
        known.push(used);
    }
    Ok(known)
}

/// Stores messages that nobody sent, and packs their texts.
pub(super) async fn fill(unit: &mut SqliteConnection, arriving: Vec<Arriving>) -> Result<(), Error> {
    let mut script = Script::default();
    let all: Vec<&Arriving> = arriving.iter().collect();
    arrive(unit, &mut script, &all).await?;
    script.run(unit).await?;
    texts::pack(unit, BLOCKS).await.map(|_| ())
}

pub(super) fn arriving(filling: Vec<Filling>) -> Vec<Arriving> {
    let arriving = |one: Filling| {
        let sender = one.message.sender.enterprise;
        Arriving::new(one.message, sender, one.content)
    };
    filling.into_iter().map(arriving).collect()
}

/// The first use of a key, if there was one.
pub(super) async fn use_of_key(
    reader: &mut SqliteConnection,
    sender: EnterpriseNumber,
    application: &ApplicationId,
    key: &IdempotencyKey,
    now: Timestamp,
) -> Result<Option<UseOfKey>, Error> {
    let row = sqlx::query(
        "SELECT message, fingerprint, publisher FROM publication_key \
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
        Ok(UseOfKey {
            message: MessageId::from(id),
            fingerprint: digest("fingerprint", row.try_get(1)?)?,
            publisher: text("publisher", row.try_get(2)?)?,
        })
    })
    .transpose()
}

fn keep_keys(script: &mut Script, publications: &[&Arc<Publication>]) {
    let rows: Vec<_> = publications
        .iter()
        .filter_map(|new| {
            let (message, key) = (new.arriving.message(), new.key.as_ref()?);
            Some((
                message.sender.enterprise.to_string(),
                message.sender.application.to_string(),
                key.key.as_str(),
                HEXLOWER.encode(message.id.as_uuid().as_bytes()),
                HEXLOWER.encode(key.fingerprint.as_bytes()),
                key.kept_until.as_microsecond(),
                new.publisher.to_string(),
            ))
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    // A key past its time may be used again: its row is replaced.
    script
        .add(
            "INSERT OR REPLACE INTO publication_key (sender, application, key, message, fingerprint, kept_until, \
             publisher) \
             SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3), unhex(value ->> 4), value ->> 5, \
             value ->> 6 FROM jsonb_each(?)",
        )
        .bind_rows(&rows);
}
