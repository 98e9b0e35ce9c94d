//! Who may call what, and how.

mod audit;
mod callers;
mod leaks;
mod table;
mod traffic;
mod world;
