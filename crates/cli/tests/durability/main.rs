//! What is promised, tried on real processes: killed servers and retrievals, the order of system calls, peak
//! memory.

mod interrupted;
mod killed;
mod memory;
mod synced;
mod world;
