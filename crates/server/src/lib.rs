//! Composition: which services run in this process, on which store, behind which listener.
//!
//! **What.** [`Services`] opens the services of one environment on a data folder and gives their router;
//! [`config`] reads an operator's configuration; [`listen`] serves over HTTP or HTTPS and stops gracefully;
//! [`telemetry`] writes logs and keeps metrics.
//!
//! **Why.** Rooms do not know each other: what one asks of another is a small trait of its own, and here the
//! answers are plugged in ([`plugs`]). Whoever wants to see how the federation hangs together reads
//! [`Services::open`].
//!
//! **To add one more** service: open it in [`Services::open`], mount its router in [`Services::router`], add
//! its OpenAPI document to [`api_documents`].

pub mod access;
pub mod config;
mod documents;
mod folder;
pub mod listen;
pub mod operator;
mod plugs;
mod services;
mod simulation;
pub mod telemetry;

pub use documents::api_documents;
pub use ebox_onboarding::TermsVersion;
pub use ebox_registry::{Settings as RegistrySettings, seed::Plan as SeedPlan};
pub use folder::{DataFolder, FolderError};
pub use plugs::RecipientPolicy;
pub use services::{
    DeskSetup, EnvironmentReach, OperatorReach, PortalSetup, ProviderSetup, Role, Services, ServicesLater,
    Setup,
};
