//! The vocabulary and the rules of the e-Box Enterprise federation.
//!
//! **What.** Enterprise numbers, e-Boxes, messages, reference data, publication rules, and the one
//! catalogue of faults that every service answers with.
//!
//! **Why here.** Everything above speaks in these types, so a value that breaks a rule cannot travel:
//! constructors refuse it. There is no I/O, no async and no serialisation here; published formats are
//! in `ebox-wire`, which translates to and from these types.
//!
//! **To add one more** concept: a module named after the field's own term, private fields, a constructor
//! that returns `Result`, a property test for its rule. To add a refusal: a variant of
//! [`fault::Rule`], then its two renderings in `ebox-wire`.

pub mod digest;
pub mod ebox;
pub mod email;
pub mod enterprise;
pub mod environment;
pub mod event;
pub mod failure;
pub mod fault;
pub mod file_name;
pub mod fold;
pub mod ids;
pub mod language;
pub mod letter;
pub mod media;
pub mod message;
pub mod notification;
pub mod page;
pub mod partition;
pub mod payment;
pub mod percent;
pub mod person;
pub mod provider;
pub mod public_address;
pub mod publication;
pub mod random;
pub mod reference;
pub mod safe_name;
pub mod time;
pub mod unseen;

pub use digest::Sha256Digest;
pub use ebox::{EboxId, EboxType};
pub use email::EmailAddress;
pub use enterprise::EnterpriseNumber;
pub use environment::Environment;
pub use failure::{ServiceError, StoreError};
pub use fault::{Cause, Causes, Fault, Place, Rule};
pub use file_name::FileName;
pub use ids::{ApplicationId, AttachmentId, MessageId, MessageTypeId};
pub use language::{Language, LocalizedText};
pub use letter::Letter;
pub use media::MediaType;
pub use partition::PartitionId;
pub use person::Ssin;
pub use random::Rng;
pub use time::Clock;
