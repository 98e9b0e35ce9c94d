//! The SDK for everyone who calls a message registry: connector, portal, command, tests.
//!
//! **What.** [`TokenSource`] gets access tokens, [`ProviderRegistry`] says where the message registries are,
//! [`Registry`] speaks with one of them, v2.1 or v3, and answers in one [`Message`] model.
//!
//! **Why here.** Calling well is the same for everybody: time limits, bounded memory, retries only where
//! nothing can happen twice, errors that say what, where, why and what to do ([`ClientError`]). Identifiers are
//! opaque texts: registries of others may use any.
//!
//! **Opening main content is a legal act.** It marks a message read. [`Registry::open_main_content`] and
//! [`Registry::open_main_body`] do it and nothing else does; every other method refuses main content.
//!
//! ```no_run
//! # use std::sync::Arc;
//! # use ebox_client::*;
//! # use ebox_domain::{page::PageRequest, time::SystemClock};
//! # async fn example(credentials: Credentials, list: String) -> Result<(), ClientError> {
//! let http = Http::new(Settings::default(), Arc::new(SystemClock))?;
//! let tokens = Arc::new(TokenSource::new(http.clone(), credentials, Arc::new(ebox_credential::SystemRandom)));
//! let providers = ProviderRegistry::new(http.clone(), Arc::clone(&tokens), list).list().await?;
//! for provider in providers.providers {
//!     let registry = provider.registry(http.clone(), Arc::clone(&tokens));
//!     let page = registry.list(PageRequest::default(), &Filter::default()).await?;
//!     // What a message is about is free to see; opening its main content would be a method of its own.
//!     let subjects: Vec<_> = page.items.iter().map(|message| &message.subject).collect();
//! }
//! # Ok(())
//! # }
//! ```
//!
//! **To add one more** operation: a method in `registry/`, named after what it does, that builds its path from
//! `ebox_wire::routes` and translates both versions' answers.

pub mod error;
mod http;
mod introspection;
pub mod management;
mod message;
mod notifier;
mod operator;
mod partitions;
mod preferences;
mod probe;
mod providers;
mod registry;
pub mod routing;
mod strangers;
mod token;

pub use error::{ClientError, ErrorKind, Refusal, RefusalCause};
pub use http::{Http, Settings};
pub use introspection::Introspection;
pub use management::PartitionManagement;
pub use message::{Action, Attachment, BusinessData, Message, Sender};
pub use notifier::Notifier;
pub use operator::{OperatorApi, OperatorCall};
pub use partitions::PartitionService;
pub use preferences::{EboxDirectory, Preference};
pub use providers::{ListedProvider, ProviderList, ProviderRegistry};
pub use registry::{
    Change, Content, Features, FileSource, Filter, Linked, Logo, LogoImage, LogoOwner, MessageChange,
    MessagePage, News, OutgoingFile, OutgoingPublication, OutgoingReply, Party, Published, ReferenceNames,
    Registry, Resume, SentStatus, Unreadable,
};
pub use token::{AccessToken, Credentials, Granted, SignedIn, TokenSource};
