//! Large content that is asked for again and again.
//!
//! A document that a sender links to thousands of e-Boxes is stored once and read by all of them; copying it out of
//! the system's memory for each costs more than sending it. Whatever is opened a second time within a while is kept
//! here, in pieces. What is opened once, as most mail is, passes by and takes no memory.

use std::sync::Arc;

use bytes::Bytes;
use ebox_domain::Sha256Digest;
use quick_cache::{
    DefaultHashBuilder, OptionsBuilder,
    sync::{Cache, DefaultLifecycle},
};

use crate::Bytewise;

/// Bytes of a piece.
pub(crate) const PIECE: u64 = 1024 * 1024;
/// How much is kept, in bytes: a few documents, or one of 50 MB. What is larger is never kept.
const MOST: u64 = 56 * PIECE;
/// For how many documents it is remembered that somebody opened them.
const REMEMBERED: usize = 1024;

/// Pieces by the digest of their content and their number. Bytes never change under their digest, so that what is kept
/// is never wrong.
pub(crate) type Pieces = Cache<(Sha256Digest, u64), Bytes, Bytewise>;

/// What was opened lately, and the pieces of what was opened again.
pub(crate) struct Wanted {
    opened: Cache<Sha256Digest, ()>,
    pieces: Arc<Pieces>,
}

impl Default for Wanted {
    fn default() -> Self {
        // In one shard: pieces spread unevenly over several, and the largest document would not find room.
        let mut options = OptionsBuilder::new();
        options.estimated_items_capacity(64).weight_capacity(MOST).shards(1);
        let options = options.build().expect("both capacities are there");
        let pieces = Cache::with_options(
            options,
            Bytewise,
            DefaultHashBuilder::default(),
            DefaultLifecycle::default(),
        );
        Self { opened: Cache::new(REMEMBERED), pieces: Arc::new(pieces) }
    }
}

impl Wanted {
    /// Notes that content of `size` bytes is opened. When it was opened lately, and is not larger than all that is
    /// kept: where its pieces are, and belong.
    pub(crate) fn again(&self, digest: &Sha256Digest, size: u64) -> Option<Arc<Pieces>> {
        if size > MOST {
            return None;
        }
        let is_again = self.opened.get(digest).is_some();
        if !is_again {
            self.opened.insert(*digest, ());
        }
        is_again.then(|| Arc::clone(&self.pieces))
    }
}
