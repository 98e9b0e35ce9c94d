//! The client against a server that follows a script.

mod providers;
mod registry;
mod script;
mod services;
mod tokens;
