//! The Partition service on the embedded store.

mod mandates;
mod partitions;
mod rights;
mod rules;
mod suggestions;
mod world;
