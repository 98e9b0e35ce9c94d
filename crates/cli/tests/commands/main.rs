//! The commands as a user runs them: the real program against a federation in a process of its own.

mod access;
mod answers;
mod certificates;
mod dev;
mod environments;
mod follow;
mod mail;
mod order;
mod reroute;
mod sync;
