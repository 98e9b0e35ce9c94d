//! Who visits, and in which language.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Request},
    http::request::Parts,
};
use ebox_client::SignedIn as SignedInPerson;
use ebox_domain::{EboxId, Language, ServiceError};
use ebox_i18n::{Texts, preferred};
use ebox_people::{Session, SessionToken, StaffRole};
use http::{HeaderMap, Method, header};

use crate::{Portal, cookies, enterprises::Capacity, failure::Failure, layout::own_path};

/// Somebody at the door, signed in or not.
#[derive(Clone)]
pub(crate) struct Visitor {
    /// What is said to them.
    pub(crate) t: Texts,
    /// Who it is, when signed in.
    pub(crate) signed_in: Option<SignedIn>,
    /// Whether the browser has the token of a session that no longer holds.
    pub(crate) had_session: bool,
    /// Where they are: path and query. When they send a form, the page that it is on.
    pub(crate) place: String,
    /// Whether they send a form.
    pub(crate) is_sending: bool,
}

/// Somebody who is signed in. A page that takes this cannot be seen by anybody else.
#[derive(Clone)]
pub(crate) struct SignedIn(Arc<Inner>);

struct Inner {
    session: Session,
    token: SessionToken,
    enterprise_name: String,
    capacity: Capacity,
}

impl SignedIn {
    pub(crate) fn new(
        session: Session,
        token: SessionToken,
        enterprise_name: String,
        capacity: Capacity,
    ) -> Self {
        Self(Arc::new(Inner { session, token, enterprise_name, capacity }))
    }

    pub(crate) fn session(&self) -> &Session {
        &self.0.session
    }

    pub(crate) fn token(&self) -> &SessionToken {
        &self.0.token
    }

    /// The name of the enterprise for which they act.
    pub(crate) fn enterprise_name(&self) -> &str {
        &self.0.enterprise_name
    }

    /// As what they act for it.
    pub(crate) fn capacity(&self) -> Capacity {
        self.0.capacity
    }

    /// In whose name mail is read, by somebody who may still read it.
    pub(crate) fn reader(&self) -> Result<SignedInPerson, Failure> {
        if self.0.capacity.reads_mail() { Ok(self.person()) } else { Err(Failure::NoMail) }
    }

    /// In whose name registries are asked.
    pub(crate) fn person(&self) -> SignedInPerson {
        SignedInPerson { person: self.0.session.person.ssin, enterprise: self.0.session.enterprise }
    }
}

/// Somebody who is signed in and manages access to the e-Box of the enterprise. A page that takes this cannot be
/// seen by anybody else.
#[derive(Clone)]
pub(crate) struct Manager(pub(crate) SignedIn);

/// Somebody who is signed in for the enterprise of the desk and works there. A page that takes this cannot be seen by
/// anybody else.
#[derive(Clone)]
pub(crate) struct Staff {
    pub(crate) signed_in: SignedIn,
    /// For which party.
    pub(crate) role: StaffRole,
}

impl Visitor {
    /// Finds out who it is, by the session of the browser.
    pub(crate) async fn recognized(self, portal: &Portal, headers: &HeaderMap) -> Result<Self, ServiceError> {
        let Some(token) = cookies::session(&portal.0.settings, headers) else { return Ok(self) };
        let (now, lifetime) = (portal.0.clock.now(), portal.0.settings.lifetime);
        let Some(session) = portal.0.people.session(&token, now, lifetime).await? else {
            return Ok(Self { had_session: true, ..self });
        };
        let ebox = portal.0.federation.ebox(EboxId::Enterprise(session.enterprise)).await?;
        if let Some(ebox) = &ebox
            && let Err(error) = portal.0.federation.entered(ebox, now).await
        {
            // Whoever comes to read is not kept out for this.
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "that an e-Box was opened could not be noted"
            );
        }
        let name = ebox.map(|ebox| ebox.name).unwrap_or_default();
        let capacity = portal.capacity(session.person.ssin, session.enterprise, session.role).await?;
        Ok(Self { signed_in: Some(SignedIn::new(session, token, name, capacity)), ..self })
    }

    /// Whoever makes a request, without asking who it is.
    pub(crate) fn stranger(portal: &Portal, request: &Request) -> Self {
        let is_sending = !matches!(*request.method(), Method::GET | Method::HEAD);
        let place = if is_sending {
            let from = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
            from.and_then(|address| portal.0.settings.own_place(address)).unwrap_or("/messages")
        } else {
            request.uri().path_and_query().and_then(|place| own_path(place.as_str())).unwrap_or("/")
        };
        let t = Texts::of(language(request.headers()));
        Self { t, signed_in: None, had_session: false, place: place.to_owned(), is_sending }
    }
}

/// The language of a visitor: as chosen before, else as the browser says, else Dutch.
pub(crate) fn language(headers: &HeaderMap) -> Language {
    let of_browser = || preferred(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?);
    cookies::language(headers).or_else(of_browser).unwrap_or(Language::Nl)
}

impl FromRequestParts<Portal> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Portal) -> Result<Self, Failure> {
        // Put there at the door, through which every page is reached.
        parts.extensions.get::<Self>().cloned().ok_or(Failure::NoVisitor)
    }
}

impl FromRequestParts<Portal> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Failure> {
        let visitor = Visitor::from_request_parts(parts, portal).await?;
        visitor.signed_in.ok_or(Failure::NotSignedIn)
    }
}

impl FromRequestParts<Portal> for Manager {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, portal).await?;
        if signed_in.session().role.is_none() {
            return Err(Failure::NotAllowed);
        }
        Ok(Self(signed_in))
    }
}

impl FromRequestParts<Portal> for Staff {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Failure> {
        // Where no desk is, nothing is there.
        if portal.0.dossiers.is_none() {
            return Err(Failure::NotFound);
        }
        let signed_in = SignedIn::from_request_parts(parts, portal).await?;
        let role = signed_in.capacity().staff.ok_or(Failure::NotStaff)?;
        Ok(Self { signed_in, role })
    }
}
