//! `/contact`: where and in which language whoever is signed in is told by e-mail what is to be done.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_audit::{Effects, Record};
use ebox_domain::{EmailAddress, Language};
use ebox_i18n::Texts;
use ebox_people::Contact;
use http::StatusCode;
use serde_json::json;

use super::done::DONE;
use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, Posted},
    form::{Choice, Field, Form, Kind},
    layout::{Layout, Part, page_with, see},
    visitor::{SignedIn, Visitor},
};

const PATH: &str = "/contact";
const ADDRESS: &str = "address";
const LANGUAGE: &str = "language";

#[derive(Template)]
#[template(path = "contact.html")]
pub(super) struct ContactPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    pub(super) form: Form,
    pub(super) done: Option<Done>,
}

/// What was done just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// An address is kept.
    Kept,
    /// No address is kept.
    Removed,
}

impl Done {
    const ALL: [Self; 2] = [Self::Kept, Self::Removed];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Removed => "removed",
        }
    }

    fn read(query: &Fields) -> Option<Self> {
        let said = query.get(DONE)?;
        Self::ALL.into_iter().find(|done| done.as_str() == said)
    }
}

/// The form, as it is when nothing was said before: letters come in the language of the page.
pub(super) fn form(t: Texts, contact: Option<&Contact>) -> Form {
    let address = contact.map_or("", |contact| contact.address.as_str());
    let language = contact.map_or(t.language(), |contact| contact.language);
    let choices = Language::ALL.map(|language| Choice::new(language.as_str(), language_name(language)));
    Form::of(vec![
        Field::new(ADDRESS, t.say("contact-address"), Kind::Email(EmailAddress::MAX))
            .optional()
            .hint(t.say("contact-address-hint"))
            .value(address),
        Field::new(LANGUAGE, t.say("contact-language"), Kind::Select(choices.into()))
            .value(language.as_str()),
    ])
}

/// What a language calls itself.
const fn language_name(language: Language) -> &'static str {
    match language {
        Language::Nl => "Nederlands",
        Language::Fr => "Français",
        Language::De => "Deutsch",
        Language::En => "English",
    }
}

/// Shows what was said.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
    query: Fields,
) -> Result<Response, Failure> {
    let contact = portal.0.people.contact(signed_in.session().person.ssin).await?;
    answer(&portal, &visitor, form(visitor.t, contact.as_ref()), Done::read(&query))
}

/// Keeps an address and a language; without an address nothing is kept, and no e-mail comes.
pub(super) async fn keep(
    State(portal): State<Portal>,
    visitor: Visitor,
    Posted { signed_in, fields }: Posted,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let address = fields.get(ADDRESS).map(str::parse::<EmailAddress>).transpose();
    let language = fields.get(LANGUAGE).and_then(Language::parse);
    let (Ok(address), Some(language)) = (&address, language) else {
        let mut form = form(t, None).filled(&fields);
        if address.is_err() {
            form.is_wrong_in(ADDRESS, t.say("contact-address-unusable"));
        }
        if language.is_none() {
            form.is_wrong_in(LANGUAGE, t.say("contact-language-missing"));
        }
        return answer(&portal, &visitor, form, None);
    };
    let contact = address.clone().map(|address| Contact { address, language });
    let done = if contact.is_some() { Done::Kept } else { Done::Removed };
    // The record says that there is one, not which: records are kept for ten years.
    let details = json!({ "hasContact": contact.is_some() });
    let session = signed_in.session();
    let record = Record { details, ..portal.record(session, "POST", PATH, 303) };
    portal.0.people.set_contact(session.person.ssin, contact, Effects::recorded(record)).await?;
    Ok(see(&Fields::default().with(DONE, done.as_str()).at(PATH)))
}

fn answer(portal: &Portal, visitor: &Visitor, form: Form, done: Option<Done>) -> Result<Response, Failure> {
    let status = if form.has_mistakes() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let layout = Layout::new(portal, visitor, Part::None);
    page_with(status, &ContactPage { t: visitor.t, layout, form, done })
}
