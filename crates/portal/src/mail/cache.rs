//! What may be the same for a while.

use std::{
    borrow::Borrow,
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

/// Values with the moment from which each is old.
pub(crate) struct Cache<K, V> {
    hold: SignedDuration,
    most: usize,
    kept: Mutex<BTreeMap<K, (V, Timestamp)>>,
}

impl<K: Ord + Clone, V: Clone> Cache<K, V> {
    /// A cache in which values are fresh for a while, and of which there are at most so many.
    pub(crate) const fn new(hold: SignedDuration, most: usize) -> Self {
        Self { hold, most, kept: Mutex::new(BTreeMap::new()) }
    }

    /// A value that is fresh.
    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q, now: Timestamp) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.lock().get(key).filter(|(_, until)| *until > now).map(|(value, _)| value.clone())
    }

    /// A value, fresh or old.
    pub(crate) fn last<Q: Ord + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.lock().get(key).map(|(value, _)| value.clone())
    }

    /// Keeps a value.
    pub(crate) fn put(&self, key: K, value: V, now: Timestamp) {
        let mut kept = self.lock();
        if kept.len() >= self.most {
            kept.retain(|_, (_, until)| *until > now);
        }
        // Full of what is fresh: somebody waits a little longer, and memory does not grow.
        if kept.len() >= self.most {
            kept.clear();
        }
        kept.insert(key, (value, now.saturating_add(self.hold).unwrap_or(Timestamp::MAX)));
    }

    /// A value, made when there is no fresh one; asking for it keeps it fresh.
    pub(crate) fn get_or(&self, key: &K, now: Timestamp, make: impl FnOnce() -> V) -> V {
        let value = self.get(key, now).unwrap_or_else(make);
        self.put(key.clone(), value.clone(), now);
        value
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<K, (V, Timestamp)>> {
        // Values are whole whenever the lock is free, whatever happened to whoever held it.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_fresh_for_a_while_and_known_after() {
        let cache: Cache<u8, &str> = Cache::new(SignedDuration::from_mins(1), 2);
        let start = Timestamp::UNIX_EPOCH;
        let later = start + SignedDuration::from_mins(1);
        cache.put(1, "one", start);
        assert_eq!(cache.get(&1, start), Some("one"));
        assert_eq!(cache.get(&1, later), None);
        assert_eq!(cache.last(&1), Some("one"));
        assert_eq!(cache.get_or(&1, later, || "new"), "new");
    }

    #[test]
    fn memory_does_not_grow() {
        let cache: Cache<u32, u32> = Cache::new(SignedDuration::from_mins(1), 3);
        for number in 0..100 {
            cache.put(number, number, Timestamp::UNIX_EPOCH);
            assert!(cache.lock().len() <= 3);
            assert_eq!(cache.last(&number), Some(number));
        }
    }
}
