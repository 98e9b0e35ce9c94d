//! Who may call what, and how.

mod audit;
mod callers;
mod table;
mod traffic;
mod world;
