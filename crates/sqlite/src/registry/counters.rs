//! The counters of an e-Box: kept with every change, so that no total is counted row by row.

use super::{
    calendar::{day_of, month_of},
    entry::Entry,
};
use crate::script::Script;

/// Which of its properties a cell has: all without months, all with months, or the months alone.
pub(super) const EXACT: i64 = 0;
pub(super) const EXACT_BY_MONTH: i64 = 1;
pub(super) const BY_MONTH: i64 = 2;

/// Counts a message that arrived.
pub(super) fn arrived(script: &mut Script, entry: &Entry) {
    cells(script, entry, &[EXACT, EXACT_BY_MONTH, BY_MONTH], 1);
    days(script, entry, 1);
}

/// No longer counts a message that is gone.
pub(super) fn gone(script: &mut Script, entry: &Entry) {
    cells(script, entry, &[EXACT, EXACT_BY_MONTH, BY_MONTH], -1);
    days(script, entry, -1);
}

/// Counts a message under its new properties; months never change.
pub(super) fn changed(script: &mut Script, before: &Entry, after: &Entry) {
    cells(script, before, &[EXACT, EXACT_BY_MONTH], -1);
    cells(script, after, &[EXACT, EXACT_BY_MONTH], 1);
}

fn cells(script: &mut Script, entry: &Entry, levels: &[i64], by: i64) {
    let months = (month_of(entry.received), month_of(entry.expires));
    for level in levels {
        script.add(
            "INSERT INTO box_cell VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
             ON CONFLICT DO UPDATE SET n = n + excluded.n",
        );
        bind_cell(script, entry, *level, months);
        script.bind(by);
        if by < 0 {
            // Else cells of what was once true would slow every sum.
            script.add(
                "DELETE FROM box_cell WHERE box = ? AND level = ? AND received_month = ? AND expiry_month = ? \
                 AND partition = ? AND sender = ? AND application = ? AND message_type = ? AND flags = ? \
                 AND n = 0",
            );
            bind_cell(script, entry, *level, months);
        }
    }
}

/// The key of the cell in which a message is counted.
fn bind_cell(script: &mut Script, entry: &Entry, level: i64, (received, expires): (i64, i64)) {
    let has_months = level != EXACT;
    let exact = |value: &str| if level == BY_MONTH { String::new() } else { value.to_owned() };
    script
        .bind(entry.mailbox())
        .bind(level)
        .bind(if has_months { received } else { 0 })
        .bind(if has_months { expires } else { 0 })
        .bind(exact(&entry.partition))
        .bind(exact(&entry.sender))
        .bind(exact(&entry.application))
        .bind(exact(&entry.message_type))
        .bind(if level == BY_MONTH { 0 } else { entry.flags() });
}

fn days(script: &mut Script, entry: &Entry, by: i64) {
    for (is_expiry, moment) in [(false, entry.received), (true, entry.expires)] {
        script
            .add(
                "INSERT INTO box_day (box, is_expiry, day, n, first_place) VALUES (?, ?, ?, ?, ?) \
                 ON CONFLICT DO UPDATE SET n = n + excluded.n",
            )
            .bind(entry.mailbox())
            .bind(is_expiry)
            .bind(day_of(moment))
            .bind(by)
            .bind(entry.place);
    }
}
