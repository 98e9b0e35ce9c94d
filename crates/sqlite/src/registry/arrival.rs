//! Messages that arrive in an e-Box: their rows, by the same few statements however many they are.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use ebox_content::Kept;
use ebox_domain::{EboxId, EnterpriseNumber, Sha256Digest, message::Message};
use ebox_registry::{search::Texts, stored};
use jiff::Timestamp;
use sqlx::{Error, SqliteConnection};

use super::{boxes, counters::Counts, entry::Entry, numerals};
use crate::{
    columns::{moment, signed, unreadable},
    script::Script,
};

/// A message on its way, with what takes time to make before the one writer waits for it.
pub(super) struct Arriving {
    message: Message,
    mandatary: Option<EnterpriseNumber>,
    content: Vec<Kept>,
    document: Vec<u8>,
    texts: Texts,
}

impl Arriving {
    pub(super) fn new(message: Message, publisher: EnterpriseNumber, content: Vec<Kept>) -> Self {
        let (document, texts) = (stored::message_to_document(&message), Texts::of(&message));
        let mandatary = Some(publisher).filter(|publisher| *publisher != message.sender.enterprise);
        Self { message, mandatary, content, document, texts }
    }

    pub(super) const fn message(&self) -> &Message {
        &self.message
    }
}

/// Gives messages their places in their e-Boxes, one after another, and adds the statements that write their rows.
pub(super) async fn arrive(
    unit: &mut SqliteConnection,
    script: &mut Script,
    arriving: &[&Arriving],
) -> Result<Vec<Entry>, Error> {
    let eboxes = arriving.iter().map(|one| one.message.ebox).collect();
    let mut last = boxes::last(unit, &eboxes).await?;
    let mut grown = BTreeMap::<EboxId, i64>::new();
    let mut changes = Vec::with_capacity(arriving.len());
    let mut entries = Vec::with_capacity(arriving.len());
    for one in arriving {
        let ebox = one.message.ebox;
        let last = last.get_mut(&ebox).ok_or_else(|| unreadable("ebox", "an e-Box without a number"))?;
        last.advance(one.message.received);
        let received = moment("received", last.receipt)?;
        let entry = Entry::new(&one.message, last.number << 32 | last.place, received);
        *grown.entry(ebox).or_default() += entry.bytes;
        entries.push(entry);
        changes.push(last.change);
    }
    for (ebox, last) in &last {
        last.note(script, grown.get(ebox).copied().unwrap_or_default());
    }
    write_rows(script, &entries, &changes);
    write_documents(script, &entries, arriving);
    let mut counts = Counts::default();
    for entry in &entries {
        counts.arrived(entry);
    }
    counts.write(script);
    name_content(script, &entries, arriving);
    Ok(entries)
}

fn write_rows(script: &mut Script, entries: &[Entry], changes: &[i64]) {
    let rows: Vec<_> = entries
        .iter()
        .zip(changes)
        .map(|(entry, changed)| {
            (
                entry.place,
                HEXLOWER.encode(&entry.id),
                entry.received.as_microsecond(),
                entry.expires.as_microsecond(),
                &entry.partition,
                &entry.sender,
                &entry.application,
                &entry.message_type,
                entry.read_at,
                entry.is_visible,
                entry.is_registered,
                entry.is_for_action,
                entry.action_executed,
                entry.bytes,
                changed,
            )
        })
        .collect();
    script
        .add(
            "INSERT INTO message (place, id, received, expires, partition, sender, application, message_type, \
             read_at, is_visible, is_registered, is_for_action, action_executed, bytes, changed) \
             SELECT value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, \
             value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, \
             value ->> 13, value ->> 14 FROM jsonb_each(?)",
        )
        .bind_rows(&rows);
}

/// What lists do not filter by, and what searches look through.
fn write_documents(script: &mut Script, entries: &[Entry], arriving: &[&Arriving]) {
    let documents: Vec<_> = entries
        .iter()
        .zip(arriving)
        .map(|(entry, one)| {
            let partition = one.message.sender.partition.as_ref().map(ToString::to_string);
            let mandatary = one.mandatary.map(|mandatary| mandatary.to_string());
            (entry.place, partition, mandatary, HEXLOWER.encode(&one.document))
        })
        .collect();
    script
        .add(
            "INSERT INTO message_document (place, sender_partition, mandatary, document) \
             SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3) FROM jsonb_each(?)",
        )
        .bind_rows(&documents);
    let texts: Vec<_> = entries
        .iter()
        .zip(arriving)
        .map(|(entry, one)| {
            let Texts { by_language: [nl, fr, de], every } = &one.texts;
            let [nl, fr, de, every] = [nl, fr, de, every].map(|text| numerals::indexed(text));
            (entry.place, nl, fr, de, every)
        })
        .collect();
    script
        .add(
            "INSERT INTO message_text (rowid, nl, fr, de, every) \
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM jsonb_each(?)",
        )
        .bind_rows(&texts);
}

fn name_content(script: &mut Script, entries: &[Entry], arriving: &[&Arriving]) {
    // The same bytes are written once, and count as touched by the last that names them.
    let mut content = BTreeMap::<Sha256Digest, (&Kept, Timestamp)>::new();
    let mut uses = Vec::new();
    for (entry, one) in entries.iter().zip(arriving) {
        for kept in &one.content {
            content.insert(kept.digest, (kept, one.message.received));
            uses.push((HEXLOWER.encode(kept.digest.as_bytes()), entry.place));
        }
    }
    for (kept, touched) in content.values() {
        script
            .add(
                "INSERT INTO content (digest, size, bytes, touched) VALUES (?, ?, ?, ?) \
                 ON CONFLICT (digest) DO UPDATE SET touched = max(touched, excluded.touched)",
            )
            .bind(kept.digest.as_bytes().to_vec())
            .bind(signed(kept.size))
            .bind(kept.small.as_ref().map(|bytes| bytes.to_vec()))
            .bind(touched.as_microsecond());
    }
    // Two attachments of one message may have the same bytes.
    script
        .add(
            "INSERT OR IGNORE INTO content_use (digest, place) \
             SELECT unhex(value ->> 0), value ->> 1 FROM jsonb_each(?)",
        )
        .bind_rows(&uses);
}
