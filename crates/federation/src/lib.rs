//! The federation service: which Document Providers there are, and where.
//!
//! **What.** The provider registry: every provider with its addresses, its first and last day and its
//! maintenance windows. And the directory of e-Boxes: which exist, are active, were ever opened, and are the only
//! channel of their enterprise.
//!
//! **Why like this.** A list shows every provider that is registered, callable or not, because clients plan
//! with future days and windows; whether one may be called now is the client's decision, by the rule of
//! `ebox_domain::provider::availability`.
//!
//! **To add one more** operation: a use case in a file of its own; what it needs kept in [`port`] with its test
//! in the conformance suite; a handler in `http/`.

#[cfg(feature = "conformance")]
pub mod conformance;
mod eboxes;
pub mod http;
mod managed;
pub mod port;
mod preferences;
mod providers;

use std::sync::Arc;

pub use eboxes::{Ebox, Imported, Listed};
use port::Stores;
pub use preferences::Preference;

/// The federation service.
pub struct Federation {
    store: Arc<dyn Stores>,
}

impl Federation {
    /// The service on its store.
    pub fn new(store: Arc<dyn Stores>) -> Self {
        Self { store }
    }
}
