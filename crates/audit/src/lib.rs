//! Audit records, and the effects of a change.
//!
//! **What.** [`Record`] is the proof that a call was made; [`Effects`] is what a change brings about besides
//! itself: events for others, letters to people, and its record. [`ReadTrail`] keeps the records of reads that change nothing, in
//! batches, and [`History`] looks back at them. [`PersonKey`] turns a person's number into what a record may hold. Sealing and proofs join them here.
//!
//! **Why.** A Document Provider keeps an audit trail by law: who did what, when, with which answer, for ten
//! years from the 1 January after the action (`docs/contract.md`, audit trail). A record that travels in the
//! same unit of work as the change cannot be forgotten and cannot survive a change that did not happen. A `GET`
//! that failed leaves none; any other attempt does.
//!
//! **To add one more** kind of effect: a field of [`Effects`]; every store writes it with its one shared
//! function. One more thing to keep of a call: a field of [`Record`], and its column.

#[cfg(feature = "conformance")]
pub mod conformance;
mod effects;
mod history;
mod notes;
mod person;
mod record;
mod trail;

pub use effects::Effects;
pub use history::{Attempts, History, Kept, Place, Wanted};
pub use notes::Notes;
pub use person::{KeepsPersonKey, NoRandomness, PersonHash, PersonKey};
pub use record::Record;
pub use trail::{ReadTrail, RecordSink};
