//! What a 201 promises, tried on real processes: killed servers, the order of system calls, peak memory.

mod killed;
mod memory;
mod synced;
mod world;
