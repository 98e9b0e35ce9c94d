//! What the conformance suites of all ports share: effects to hand over, and a look at those that were kept.

use std::future::Future;

use ebox_domain::Sha256Digest;
use jiff::Timestamp;

use crate::{Effects, Record};

/// A store that can tell how many effects it holds.
pub trait KeepsEffects: Sync {
    /// How many events and audit records the store holds.
    fn kept_effects(&self) -> impl Future<Output = (u64, u64)> + Send;
}

/// The effects of a change that leaves a record and tells nobody.
pub fn one_record() -> Effects {
    Effects::recorded(Record {
        token: Some(Sha256Digest::new([9; 32])),
        client_id: Some("client".to_owned()),
        ..Record::new(Timestamp::UNIX_EPOCH, "PUT", "/", 200)
    })
}
