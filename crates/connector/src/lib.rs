//! Retrieval: every message of every provider, exactly once, in packages.
//!
//! **What.** [`Connector::sync`] reads the provider registry, walks each provider's list in parallel, fetches what
//! it does not have yet, and seals it into a package: a folder with a manifest, checksums and a folder for each
//! message. [`verify()`] checks a package without network.
//!
//! **Why.** An enterprise must get its official mail into its own systems without missing any and without
//! handling any twice, whatever breaks. The journal (SQLite beside the packages) is what remembers; the order of
//! writing makes it true (`message.rs`, `seal.rs`, `recover.rs` say how, and a test stops the engine at every
//! single step).
//!
//! **Opening main content marks a message read, with legal effect.** [`What`] says what may be fetched, and has no
//! default.
//!
//! The engine prints nothing: it tells an [`Observer`] what happens, and returns an [`Outcome`].
//!
//! ```no_run
//! # use ebox_connector::*;
//! # async fn example(connector: Connector, enterprise: ebox_domain::EnterpriseNumber) -> Result<(), SyncError> {
//! let job = Job {
//!     out: "mail".into(),
//!     enterprise,
//!     is_on_behalf: false,
//!     environment: ebox_domain::Environment::Prd,
//!     what: What::Annexes,
//!     settings: Settings::default(),
//! };
//! let outcome = connector.sync(&job).await?;
//! if let Some(package) = &outcome.package {
//!     assert!(verify(&package.path)?.is_sound());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! **To add one more** kind of file to packages: a `FileKind` in `ebox_wire::manifest`, a line in `plan.rs` that
//! decides whether it may be fetched, and the fetching in `message.rs`.

mod digest;
mod download;
mod durable;
mod engine;
mod entry;
mod error;
mod event;
mod job;
mod journal;
mod layout;
mod lock;
mod message;
mod names;
mod outcome;
mod plan;
mod provider;
mod pulse;
mod recover;
mod seal;
mod steps;
mod sums;
mod sync;
pub mod verify;
mod walk;

pub use ebox_domain::safe_name::safe as safe_file_name;
pub use ebox_wire::manifest::What;
pub use entry::metadata;
pub use error::{FetchError, SyncError};
pub use event::{Event, Observer};
pub use job::{Job, Settings};
pub use outcome::{FailedMessage, Outcome, Package, ProviderOutcome, ProviderState};
pub use steps::{Step, Steps};
pub use sync::Connector;
pub use verify::verify;
