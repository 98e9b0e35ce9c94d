//! The way of an institution, through the public face of the service, on a real store and a made-up federation.

mod concurrent;
mod evidence;
mod letters;
mod provider;
mod roles;
mod sender;
mod world;
