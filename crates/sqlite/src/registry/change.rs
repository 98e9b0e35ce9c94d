//! Changes of messages: opened, hidden, shown, moved, acted upon. Each gives the message a new number of change.

use ebox_audit::Effects;
use ebox_domain::{EboxId, MessageId, message::Message, partition::Rights};
use ebox_registry::port::{Change, Changed, Opened};
use jiff::Timestamp;
use sqlx::{Error, SqliteConnection};

use super::{boxes::next_change, counters::Counts, entry::Entry, feed, message};
use crate::{columns::text, effects, script::Script};

pub(super) async fn open(
    unit: &mut SqliteConnection,
    ebox: EboxId,
    id: MessageId,
    at: Timestamp,
    effects: Effects,
) -> Result<Option<Opened>, Error> {
    let Some(before) = find(unit, ebox, id, at).await? else { return Ok(None) };
    let mut script = Script::default();
    script
        .add("UPDATE box SET consulted = max(coalesce(consulted, 0), ?) WHERE box = ?")
        .bind(at.as_microsecond())
        .bind(before.mailbox());
    let (opened, effects) = if before.read_at.is_some() {
        (Opened::Again, Effects { events: Vec::new(), ..effects })
    } else {
        let after = Entry { read_at: Some(at.as_microsecond()), ..before.clone() };
        replace(unit, &mut script, &before, &after, at).await?;
        (Opened::FirstTime, effects)
    };
    effects::add(&mut script, &effects);
    script.run(unit).await?;
    Ok(Some(opened))
}

pub(super) async fn change(
    unit: &mut SqliteConnection,
    ebox: EboxId,
    rights: &Rights,
    changes: Vec<Change>,
    at: Timestamp,
    effects: Effects,
) -> Result<Changed, Error> {
    let mut found = Vec::with_capacity(changes.len());
    let mut missing = Vec::new();
    for change in changes {
        match find(unit, ebox, change.message, at).await? {
            Some(entry) if rights.include(&text("partition", &entry.partition)?) => {
                found.push((entry.place, change));
            }
            _ => missing.push(change.message),
        }
    }
    if !missing.is_empty() {
        return Ok(Changed::None(missing));
    }
    let mut messages = Vec::with_capacity(found.len());
    for (place, change) in found {
        // Read again: a message may be named twice.
        let Some(before) = find(unit, ebox, change.message, at).await? else { continue };
        let after = Entry {
            is_visible: change.is_visible.unwrap_or(before.is_visible),
            partition: change.partition.map_or_else(|| before.partition.clone(), |to| to.to_string()),
            ..before.clone()
        };
        if after != before {
            let mut script = Script::default();
            replace(unit, &mut script, &before, &after, at).await?;
            script.run(unit).await?;
        }
        messages.extend(message::at(unit, ebox, place).await?);
    }
    effects::write(unit, &effects).await?;
    Ok(Changed::All(messages))
}

pub(super) async fn execute(
    unit: &mut SqliteConnection,
    ebox: EboxId,
    id: MessageId,
    at: Timestamp,
    effects: Effects,
) -> Result<Option<Message>, Error> {
    let Some(message) = execute_action(unit, ebox, id, at).await? else { return Ok(None) };
    effects::write(unit, &effects).await?;
    Ok(Some(message))
}

/// Executes a message's action, unless it was executed before; `None` when there is none to execute.
pub(super) async fn execute_action(
    unit: &mut SqliteConnection,
    ebox: EboxId,
    id: MessageId,
    at: Timestamp,
) -> Result<Option<Message>, Error> {
    let Some(before) = find(unit, ebox, id, at).await? else { return Ok(None) };
    if !before.is_for_action && before.action_executed.is_none() {
        return Ok(None);
    }
    if before.is_for_action {
        let after =
            Entry { is_for_action: false, action_executed: Some(at.as_microsecond()), ..before.clone() };
        let mut script = Script::default();
        replace(unit, &mut script, &before, &after, at).await?;
        script.run(unit).await?;
    }
    message::at(unit, ebox, before.place).await
}

async fn find(
    unit: &mut SqliteConnection,
    ebox: EboxId,
    id: MessageId,
    at: Timestamp,
) -> Result<Option<Entry>, Error> {
    Entry::find(unit, ebox, id.as_uuid().as_bytes(), at).await
}

/// Adds what puts a row in the place of another; its numbers of change are given out at once.
async fn replace(
    unit: &mut SqliteConnection,
    script: &mut Script,
    before: &Entry,
    after: &Entry,
    at: Timestamp,
) -> Result<(), Error> {
    let mut counts = Counts::default();
    counts.changed(before, after);
    counts.write(script);
    if before.partition != after.partition {
        let changed = next_change(unit, before.mailbox(), at).await?;
        feed::depart(script, before, changed, at);
    }
    let changed = next_change(unit, before.mailbox(), at).await?;
    after.update(script, changed);
    Ok(())
}
