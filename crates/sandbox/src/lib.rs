//! The rehearsal: a seeded world of the federation, in which everything is real but its people.
//!
//! **What.** [`documents`] makes the genuine files that senders of that world publish. The world itself
//! (enterprises, people, clients, providers, messages, its own clock) is built on the same services that
//! run in operation.
//!
//! **Why.** Becoming a Document Consumer is irreversible and mail has legal weight, so the whole federation
//! must be rehearsed offline, with files that open in the programs that people use.
//!
//! **To add one more** kind of document: see [`documents`].

pub mod documents;
