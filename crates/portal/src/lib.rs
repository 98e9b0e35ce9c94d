//! The portal: pages on which people in an enterprise read their mail and look after their e-Box.
//!
//! **What.** [`Portal`] is made of the services that it asks ([`Parts`]) and serves pages ([`Portal::pages`]). Pages
//! are rendered on the server, in four languages, and work without script.
//!
//! **Why like this.** The portal keeps nothing. Who is signed in is known by the service of people; mail is read over
//! HTTP through `ebox-client` with a token of the person, like by any other consumer, from every registry of the
//! provider registry at once ([`mail`]). A provider that is slow or down is named on the page and does not hold it.
//! Opening main content is a legal act: only a form that says so does it, never a link.
//!
//! **Who comes in.** How people show who they are is the deployment's choice ([`SignIn`]). Whoever did so chooses an
//! enterprise, and only then has a session; for another enterprise they show it again.
//!
//! **How a request goes.** [`door`] finds out who visits and in which language, and turns a [`Failure`](failure::Failure)
//! into a page that helps. A page takes [`Visitor`](visitor::Visitor) or [`SignedIn`](visitor::SignedIn), and
//! [`Posted`](fields::Posted) where a form comes in, whose token was then checked. It asks the services, fills in its
//! template, and returns [`page`](layout::page).
//!
//! **To add one more**
//! - page: a file in `src/pages/` with its handler and the struct of its template, the template in `templates/`, its
//!   routes in [`pages`], a sample in `pages/samples.rs` so that it is rendered in every language, and its story in `e2e/`.
//! - text: see `ebox-i18n`. One Fluent file for each language and area; a page usually has an area of its own.
//! - look: `assets/portal.css` alone. It begins with the tokens (colours, sizes); then one part for each component.
//!   A page has no style of its own.
//! - form: `<form method="post">` with `{% call macros::token(layout) %}`, a handler that takes `Posted` and answers
//!   with a redirect ([`see`](layout::see)), so that going back and loading again repeat nothing. Its fields, with what
//!   was entered and what is wrong with it, are a [`Form`](form::Form), which `forms.html` draws.

mod assets;
mod cookies;
mod door;
mod enterprises;
mod failure;
mod fields;
mod form;
mod layout;
pub mod mail;
mod openid;
mod pages;
mod sections;
mod settings;
mod show;
mod trails;
mod uploaded;
mod visitor;

use std::sync::Arc;

use axum::{Router, middleware};
use ebox_audit::{PersonKey, Record};
use ebox_domain::{Clock, EboxId, EnterpriseNumber, ServiceError, Ssin};
use ebox_dossier::Dossiers;
use ebox_federation::Federation;
use ebox_mail::Mailer;
use ebox_onboarding::Onboarding;
use ebox_partition::Partitions;
use ebox_people::{People, Session};
use openid::OpenId;

pub use mail::{Mail, MailParts};
pub use openid::OpenIdSettings;
pub use pages::enrolment_path;
pub use settings::{Settings, SignIn};
pub use trails::Histories;

/// What a portal is made of.
pub struct Parts {
    /// Who people are, and who is signed in.
    pub people: Arc<People>,
    /// What enterprises are called.
    pub federation: Arc<Federation>,
    /// How e-Boxes are divided.
    pub partitions: Arc<Partitions>,
    /// Where mail is read.
    pub mail: Mail,
    /// How an enterprise becomes a Document Consumer.
    pub onboarding: Arc<Onboarding>,
    /// Dossiers of institutions, when the desk is here.
    pub dossiers: Option<Arc<Dossiers>>,
    /// The audit records of the registries that are run here.
    pub histories: Histories,
    /// Who sends letters to people.
    pub mailer: Arc<Mailer>,
    /// The choices of the deployment.
    pub settings: Settings,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Under which key audit records name people.
    pub person_key: PersonKey,
}

/// The portal, with the identity provider when people sign in with one. Clones share it.
#[derive(Clone)]
pub struct Portal(Arc<Parts>, Option<Arc<OpenId>>);

impl Portal {
    /// The portal on its parts.
    pub fn new(parts: Parts) -> Result<Self, ServiceError> {
        let open_id = match &parts.settings.sign_in {
            SignIn::OpenIdConnect(provider) => {
                let url = &parts.settings.public_url;
                let provider = OpenId::new(provider.clone(), url, Arc::clone(&parts.clock));
                Some(Arc::new(provider.map_err(ServiceError::failed)?))
            }
            SignIn::Rehearsal | SignIn::LocalAccounts => None,
        };
        Ok(Self(Arc::new(parts), open_id))
    }

    /// The pages, from `/`. Other paths of the same listener stay free for other services.
    pub fn pages(&self) -> Router {
        pages::router()
            .layer(middleware::from_fn_with_state(self.clone(), door::door))
            .with_state(self.clone())
            .merge(assets::router())
    }

    /// What answers where nothing is: a page for browsers, a problem for everybody else.
    pub fn nothing_there(&self) -> Router {
        Router::new()
            .fallback(pages::nothing_there)
            .layer(middleware::from_fn_with_state(self.clone(), door::door))
            .with_state(self.clone())
    }

    /// The record of something that somebody who is signed in did here.
    fn record(&self, session: &Session, method: &str, path: &str, status: u16) -> Record {
        self.record_of(session.person.ssin, session.enterprise, method, path, status)
    }

    /// The record of something that a person did here for an enterprise.
    fn record_of(
        &self,
        person: Ssin,
        enterprise: EnterpriseNumber,
        method: &str,
        path: &str,
        status: u16,
    ) -> Record {
        Record {
            enterprise: Some(enterprise),
            person: Some(self.0.person_key.hash(person)),
            ebox: Some(EboxId::Enterprise(enterprise)),
            ..Record::new(self.0.clock.now(), method, path, status)
        }
    }
}
