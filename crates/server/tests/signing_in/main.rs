//! People sign in to the portal, over HTTP in process: what lets them in, and everything that does not.

mod enrolment;
mod local;
mod openid;
mod sessions;
mod world;
