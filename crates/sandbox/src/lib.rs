//! The rehearsal: a seeded world of the federation, in which everything is real but its people.
//!
//! **What.** A [`World`] has enterprises, people, clients and providers, on the same services that run in
//! operation, and [`Worlds`] are several, for the environments of one federation; [`documents`] makes the genuine files that its senders publish;
//! [`demo`] shows the whole way of a message from one command.
//!
//! **Why.** Becoming a Document Consumer is irreversible and mail has legal weight, so the whole federation
//! must be rehearsed offline, with files that open in the programs that people use.
//!
//! **To add one more** kind of document: see [`documents`].

pub mod demo;
pub mod documents;
mod mail;
mod world;
mod worlds;

pub use mail::MailError;
pub use world::{Desk, FIRST_PROVIDER, Options, Place, SECOND_PROVIDER, World, WorldError};
pub use worlds::Worlds;
