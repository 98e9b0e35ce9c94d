//! The navigation among the pages of "Manage e-Box".
//!
//! **To add one more** page: its place and name in [`SECTIONS`].

use ebox_i18n::{Phrase, Texts};

/// A link of the navigation.
pub(crate) struct Section {
    pub(crate) href: &'static str,
    pub(crate) name: Phrase,
    pub(crate) is_here: bool,
}

/// What a page is called.
type Name = fn(Texts) -> Phrase;

/// Where each page is, and what it is called. The first is where all others begin.
const SECTIONS: [(&str, Name); 9] = [
    ("/manage", |t| t.say("section-overview")),
    ("/manage/people", |t| t.say("section-people")),
    ("/manage/partitions", |t| t.say("section-partitions")),
    ("/manage/rules", |t| t.say("section-rules")),
    ("/manage/suggestions", |t| t.say("section-suggestions")),
    ("/manage/mandates", |t| t.say("section-mandates")),
    ("/manage/preferences", |t| t.say("section-preferences")),
    ("/manage/document-consumer", |t| t.say("section-consumer")),
    ("/manage/audit", |t| t.say("section-audit")),
];

/// The links, seen from a place.
pub(crate) fn sections(t: Texts, place: &str) -> Vec<Section> {
    let path = place.split(['?', '#']).next().unwrap_or_default();
    let is_within = |href: &str| path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
    let link = |(place, (href, name)): (usize, (&'static str, Name))| Section {
        href,
        name: name(t),
        is_here: path == href || (place > 0 && is_within(href)),
    };
    SECTIONS.into_iter().enumerate().map(link).collect()
}

#[cfg(test)]
mod tests {
    use ebox_domain::Language;

    use super::*;

    fn here(place: &str) -> Vec<&'static str> {
        let sections = sections(Texts::of(Language::En), place);
        sections.into_iter().filter(|section| section.is_here).map(|section| section.href).collect()
    }

    #[test]
    fn a_page_below_a_section_belongs_to_it() {
        assert_eq!(here("/manage?done=x"), ["/manage"]);
        assert_eq!(here("/manage/partitions/a"), ["/manage/partitions"]);
        assert_eq!(here("/manage/document-consumer/terms"), ["/manage/document-consumer"]);
        assert_eq!(here("/messages"), Vec::<&str>::new());
    }
}
