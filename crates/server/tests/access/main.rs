//! Who may call what, and how.

mod attempts;
mod audit;
mod callers;
mod leaks;
mod right;
mod table;
mod traffic;
mod world;
