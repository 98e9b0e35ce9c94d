//! The engine against providers that misbehave on purpose.

mod crash;
mod fake;
mod faults;
mod packages;
mod policy;
mod stragglers;
mod walks;
