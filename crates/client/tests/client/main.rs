//! The client against a server that follows a script.

mod changing;
mod following;
mod managing;
mod providers;
mod registry;
mod routing;
mod script;
mod sending;
mod services;
mod tokens;
