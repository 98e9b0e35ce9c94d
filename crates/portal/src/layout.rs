//! What stands around every page, and how pages and redirects are answered.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use ebox_domain::{Environment, Language};
use ebox_i18n::{Phrase, Texts};
use http::{HeaderValue, StatusCode, header};

use crate::{
    Portal, assets,
    door::{LANGUAGE, SEE_OTHER},
    enterprises::Capacity,
    failure::Failure,
    fields::Fields,
    sections::{Section, of_dossier, sections},
    settings::SignIn,
    show,
    visitor::Visitor,
};

/// A part of the portal, as the navigation has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The messages.
    Messages,
    /// What access managers look after.
    Manage,
    /// What the desk works on.
    Desk,
    /// How an institution becomes a sender.
    Sending,
    /// None of them.
    None,
}

/// What stands around a page.
pub(crate) struct Layout {
    /// What is said.
    pub(crate) t: Texts,
    /// Where the reader is.
    pub(crate) part: Part,
    /// Who reads, when signed in.
    pub(crate) reader: Option<Reader>,
    /// The pages beside this one, where the reader looks after the e-Box.
    pub(crate) sections: Vec<Section>,
    /// The languages, with links that choose them.
    pub(crate) languages: Vec<LanguageLink>,
    /// Whether this is the rehearsal.
    pub(crate) is_rehearsal: bool,
    /// The environment, when it is not production.
    pub(crate) environment: Option<&'static str>,
    /// The address of the style.
    pub(crate) style: &'static str,
    /// The address of the script.
    pub(crate) script: &'static str,
    /// The address of the portal's mark.
    pub(crate) mark: &'static str,
}

/// Who reads.
pub(crate) struct Reader {
    pub(crate) person: String,
    pub(crate) enterprise: String,
    pub(crate) number: String,
    /// As what they act for it.
    pub(crate) capacity: Capacity,
    /// Whether the desk is here, at which institutions become senders.
    pub(crate) has_desk: bool,
    /// The token of the reader's forms.
    pub(crate) form_token: String,
}

impl Reader {
    /// Whether dossiers of the enterprise may be theirs to work on.
    pub(crate) const fn has_dossiers(&self) -> bool {
        self.has_desk && (self.capacity.role.is_some() || self.capacity.is_colleague)
    }
}

/// A link that chooses a language.
pub(crate) struct LanguageLink {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) href: String,
    pub(crate) is_chosen: bool,
}

impl Layout {
    pub(crate) fn new(portal: &Portal, visitor: &Visitor, part: Part) -> Self {
        let settings = &portal.0.settings;
        let reader = visitor.signed_in.as_ref().map(|signed_in| Reader {
            person: signed_in.session().person.name.clone(),
            enterprise: signed_in.enterprise_name().to_owned(),
            number: show::enterprise(signed_in.session().enterprise.as_str()),
            capacity: signed_in.capacity(),
            has_desk: portal.0.dossiers.is_some(),
            form_token: signed_in.token().form_token(),
        });
        Self {
            is_rehearsal: settings.sign_in == SignIn::Rehearsal,
            environment: (settings.environment != Environment::Prd).then(|| settings.environment.as_str()),
            ..Self::around(visitor.t, part, reader, &visitor.place)
        }
    }

    /// What stands around a page in production.
    pub(crate) fn around(t: Texts, part: Part, reader: Option<Reader>, place: &str) -> Self {
        Self {
            t,
            part,
            reader,
            sections: match part {
                Part::Manage => sections(t, place),
                Part::Desk => of_dossier(t, place),
                Part::Messages | Part::Sending | Part::None => Vec::new(),
            },
            languages: languages(t.language(), place),
            is_rehearsal: false,
            environment: None,
            style: assets::style(),
            script: assets::script(),
            mark: assets::mark(),
        }
    }

    /// Whether the reader is among the messages.
    pub(crate) fn is_in_messages(&self) -> bool {
        self.part == Part::Messages
    }

    /// Whether the reader looks after the e-Box.
    pub(crate) fn is_in_manage(&self) -> bool {
        self.part == Part::Manage
    }

    /// Whether the reader works on dossiers at the desk.
    pub(crate) fn is_in_desk(&self) -> bool {
        self.part == Part::Desk
    }

    /// What the pages beside this one belong to.
    pub(crate) fn sections_of(&self) -> Phrase {
        if self.is_in_desk() { self.t.say("desk-dossier") } else { self.t.say("part-manage") }
    }

    /// Whether the reader is among the dossiers of the enterprise.
    pub(crate) fn is_in_sending(&self) -> bool {
        self.part == Part::Sending
    }

    /// The token of the reader's forms; nothing for somebody who is not signed in.
    pub(crate) fn form_token(&self) -> &str {
        self.reader.as_ref().map_or("", |reader| &reader.form_token)
    }
}

/// Links that choose a language and stay at a place.
fn languages(chosen: Language, place: &str) -> Vec<LanguageLink> {
    let (path, query) = place.split_once('?').unwrap_or((place, ""));
    let fields = Fields::parse(query.as_bytes());
    Language::ALL
        .into_iter()
        .map(|language| LanguageLink {
            code: language.as_str(),
            name: match language {
                Language::Nl => "Nederlands",
                Language::Fr => "Français",
                Language::De => "Deutsch",
                Language::En => "English",
            },
            href: fields.clone().with(LANGUAGE, language.as_str()).at(path),
            is_chosen: language == chosen,
        })
        .collect()
}

/// The answer with a page.
pub(crate) fn page(template: &impl Template) -> Result<Response, Failure> {
    page_with(StatusCode::OK, template)
}

/// The answer with a page and a status.
pub(crate) fn page_with(status: StatusCode, template: &impl Template) -> Result<Response, Failure> {
    Ok((status, Html(template.render()?)).into_response())
}

/// Sends the browser to a path of the portal, where it gets a page.
pub(crate) fn see(path: &str) -> Response {
    // Paths are made of encoded parts, which are always header values; the list is always there.
    let location = HeaderValue::from_str(path).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// A path of this portal that a visitor names; `None` for one that would lead elsewhere.
pub(crate) fn own_path(path: &str) -> Option<&str> {
    let rest = path.strip_prefix('/')?;
    let leads_elsewhere = rest.starts_with(['/', '\\']) || path.chars().any(char::is_control);
    (!leads_elsewhere).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_is_sent_nowhere_else() {
        for fine in ["/", "/messages?a=b", "/messages/x//y"] {
            assert_eq!(own_path(fine), Some(fine));
        }
        for elsewhere in ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a\nb"] {
            assert_eq!(own_path(elsewhere), None, "{elsewhere:?}");
        }
    }

    #[test]
    fn choosing_a_language_stays_at_the_place() {
        let links = languages(Language::Fr, "/messages?unread=yes&lang=de");
        assert_eq!(links[0].href, "/messages?unread=yes&lang=nl");
        assert!(links[1].is_chosen && !links[0].is_chosen);
    }
}
