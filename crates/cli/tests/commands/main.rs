//! The commands as a user runs them: the real program against a federation in a process of its own.

mod access;
mod certificates;
mod dev;
mod mail;
mod sync;
