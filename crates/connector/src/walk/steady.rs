//! The proof that nothing was skipped.

use ebox_client::MessagePage;
use jiff::Timestamp;

/// Whether a list is in the order of the contract, newest first.
#[derive(Debug)]
pub(super) struct Order {
    last: Timestamp,
    pub(super) is_newest_first: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self { last: Timestamp::MAX, is_newest_first: true }
    }
}

impl Order {
    pub(super) fn next(&mut self, received: Timestamp) {
        self.is_newest_first &= received <= self.last;
        self.last = received;
    }
}

/// Whether nothing of a list went while it was walked: it had `total` messages and `top` was the newest; `again` is its
/// first page now.
pub(super) fn is_steady(total: u64, top: Option<&str>, again: &MessagePage) -> bool {
    let place = match top {
        Some(top) => again.order.iter().position(|id| id.as_deref() == Some(top)),
        // It was empty: everything on this page is new, and it must be all.
        None => (total == 0).then_some(again.len()),
    };
    // When the newest of then is no longer on the first page, too much happened to tell.
    place.is_some_and(|new| total + new as u64 == again.total)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use proptest::prelude::*;

    fn page(ids: &[u32], total: usize) -> MessagePage {
        MessagePage {
            items: vec![],
            unreadable: vec![],
            order: ids.iter().map(|id| Some(id.to_string())).collect(),
            total: total as u64,
        }
    }

    proptest! {
        /// A list of numbers, newest first, is walked in pages while messages come and go between pages.
        #[test]
        fn a_walk_that_counts_as_steady_met_every_message_that_stayed(
            begin in 0_u32..12,
            size in 1_usize..5,
            changes in proptest::collection::vec((0_usize..3, 0_usize..12), 0..12),
        ) {
            let mut list: Vec<u32> = (0..begin).rev().collect();
            let before = list.clone();
            let mut next = begin;
            let mut changes = changes.into_iter();
            let mut met = HashSet::new();
            let first = page(&list[..list.len().min(size)], list.len());
            let (mut number, mut highest, mut has_shrunk) = (0, 0, false);
            loop {
                has_shrunk |= list.len() < highest;
                highest = highest.max(list.len());
                let here: Vec<u32> = list.iter().copied().skip(number * size).take(size).collect();
                if here.is_empty() {
                    break;
                }
                met.extend(here);
                number += 1;
                match changes.next() {
                    Some((1, _)) => {
                        list.insert(0, next);
                        next += 1;
                    }
                    Some((2, place)) if !list.is_empty() => {
                        list.remove(place % list.len());
                    }
                    _ => {}
                }
            }
            let again = page(&list[..list.len().min(size)], list.len());
            met.extend(list.iter().copied().take(size));
            let top = first.order.first().cloned().flatten();
            let has_shrunk = has_shrunk || list.len() < highest;
            if !has_shrunk && is_steady(first.total, top.as_deref(), &again) {
                prop_assert!(before.iter().chain(&list).all(|id| met.contains(id)), "{before:?} {list:?} {met:?}");
            }
        }
    }

    #[test]
    fn an_undisturbed_list_is_steady_and_one_that_lost_a_message_is_not() {
        assert!(is_steady(3, Some("9"), &page(&[9, 8], 3)));
        assert!(is_steady(3, Some("9"), &page(&[10, 9], 4)), "one came, and it is on this page");
        assert!(!is_steady(3, Some("9"), &page(&[9, 8], 2)), "one went");
        assert!(!is_steady(3, Some("9"), &page(&[10, 9], 3)), "one came and one went");
        assert!(!is_steady(3, Some("9"), &page(&[12, 11], 6)), "too many came to tell");
        assert!(is_steady(0, None, &page(&[], 0)));
        assert!(is_steady(0, None, &page(&[1], 1)));
    }
}
