//! The OAuth server through its endpoints, in process, on a real store.

mod describe;
mod introspect;
mod issue;
mod refuse;
mod world;
