//! The OAuth server through its endpoints, in process, on a real store.

mod describe;
mod introspect;
mod issue;
mod people;
mod refuse;
mod world;
