//! The counters of an e-Box: kept with every change, so that no total is counted row by row.

use std::collections::BTreeMap;

use super::{
    calendar::{day_of, month_of},
    entry::Entry,
};
use crate::script::Script;

/// Which of its properties a cell has: all without months, all with months, or the months alone.
pub(super) const EXACT: i64 = 0;
pub(super) const EXACT_BY_MONTH: i64 = 1;
pub(super) const BY_MONTH: i64 = 2;

/// What a cell counts, in the order of the columns of `box_cell`.
type Cell<'e> = (i64, i64, i64, i64, &'e str, &'e str, &'e str, &'e str, i64);

/// What a unit of work does to counters, summed before it is written.
#[derive(Default)]
pub(super) struct Counts<'e> {
    cells: BTreeMap<Cell<'e>, i64>,
    /// By box, kind and day: how many, and the first place.
    days: BTreeMap<(i64, bool, i64), (i64, i64)>,
}

impl<'e> Counts<'e> {
    /// Counts a message that arrived.
    pub(super) fn arrived(&mut self, entry: &'e Entry) {
        self.cells(entry, &[EXACT, EXACT_BY_MONTH, BY_MONTH], 1);
        self.days(entry, 1);
    }

    /// No longer counts a message that is gone.
    pub(super) fn gone(&mut self, entry: &'e Entry) {
        self.cells(entry, &[EXACT, EXACT_BY_MONTH, BY_MONTH], -1);
        self.days(entry, -1);
    }

    /// Counts a message under its new properties; months never change.
    pub(super) fn changed(&mut self, before: &'e Entry, after: &'e Entry) {
        self.cells(before, &[EXACT, EXACT_BY_MONTH], -1);
        self.cells(after, &[EXACT, EXACT_BY_MONTH], 1);
    }

    fn cells(&mut self, entry: &'e Entry, levels: &[i64], by: i64) {
        let (received, expires) = (month_of(entry.received), month_of(entry.expires));
        for level in levels {
            let (received, expires) = if *level == EXACT { (0, 0) } else { (received, expires) };
            let exact = |value: &'e str| if *level == BY_MONTH { "" } else { value };
            let flags = if *level == BY_MONTH { 0 } else { entry.flags() };
            let cell = (
                entry.mailbox(),
                *level,
                received,
                expires,
                exact(&entry.partition),
                exact(&entry.sender),
                exact(&entry.application),
                exact(&entry.message_type),
                flags,
            );
            *self.cells.entry(cell).or_default() += by;
        }
    }

    fn days(&mut self, entry: &Entry, by: i64) {
        for (is_expiry, moment) in [(false, entry.received), (true, entry.expires)] {
            let day = self.days.entry((entry.mailbox(), is_expiry, day_of(moment)));
            let (count, first) = day.or_insert((0, entry.place));
            *count += by;
            *first = entry.place.min(*first);
        }
    }

    /// Adds the statements that write it.
    pub(super) fn write(&self, script: &mut Script) {
        let cells: Vec<_> = self.cells.iter().filter(|(_, by)| **by != 0).collect();
        if !cells.is_empty() {
            script
                .add(
                    "INSERT INTO box_cell \
                     SELECT value ->> '$[0][0]', value ->> '$[0][1]', value ->> '$[0][2]', value ->> '$[0][3]', \
                     value ->> '$[0][4]', value ->> '$[0][5]', value ->> '$[0][6]', value ->> '$[0][7]', \
                     value ->> '$[0][8]', value ->> 1 FROM jsonb_each(?) WHERE true \
                     ON CONFLICT DO UPDATE SET n = n + excluded.n",
                )
                .bind_rows(&cells);
        }
        let fewer: Vec<_> = cells.into_iter().filter(|(_, by)| **by < 0).map(|(cell, _)| cell).collect();
        if !fewer.is_empty() {
            // Else cells of what was once true would slow every sum.
            script
                .add(
                    "DELETE FROM box_cell WHERE n = 0 AND (box, level, received_month, expiry_month, partition, \
                     sender, application, message_type, flags) IN (SELECT value ->> 0, value ->> 1, value ->> 2, \
                     value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8 \
                     FROM jsonb_each(?))",
                )
                .bind_rows(&fewer);
        }
        let days: Vec<_> = self.days.iter().collect();
        if !days.is_empty() {
            script
                .add(
                    "INSERT INTO box_day (box, is_expiry, day, n, first_place) \
                     SELECT value ->> '$[0][0]', value ->> '$[0][1]', value ->> '$[0][2]', value ->> '$[1][0]', \
                     value ->> '$[1][1]' FROM jsonb_each(?) WHERE true \
                     ON CONFLICT DO UPDATE SET n = n + excluded.n",
                )
                .bind_rows(&days);
        }
    }
}
