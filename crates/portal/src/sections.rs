//! The navigation among the pages of "Manage e-Box", and among those of a dossier.
//!
//! **To add one more** page: its place and name in [`SECTIONS`], or in [`OF_DOSSIER`].

use ebox_i18n::{Phrase, Texts};

/// A link of the navigation.
pub(crate) struct Section {
    pub(crate) href: String,
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
    let link = |(place, (href, name)): (usize, (&str, Name))| Section {
        href: href.to_owned(),
        name: name(t),
        is_here: path == href || (place > 0 && is_within(href)),
    };
    SECTIONS.into_iter().enumerate().map(link).collect()
}

/// The pages of a dossier, below it. The first is the dossier itself.
const OF_DOSSIER: [(&str, Name); 5] = [
    ("", |t| t.say("desk-section-overview")),
    ("/asked", |t| t.say("desk-section-asked")),
    ("/conversation", |t| t.say("desk-section-talk")),
    ("/environments", |t| t.say("desk-section-environments")),
    ("/history", |t| t.say("desk-section-history")),
];

/// The links of the dossier that a place belongs to; none where it belongs to no dossier.
pub(crate) fn of_dossier(t: Texts, place: &str) -> Vec<Section> {
    let path = place.split(['?', '#']).next().unwrap_or_default();
    let Some(number) = path.strip_prefix("/desk/").and_then(|rest| rest.split('/').next()) else {
        return Vec::new();
    };
    // One spelling of a number is a dossier's.
    if number.parse::<ebox_dossier::DossierNumber>().is_err() {
        return Vec::new();
    }
    let dossier = format!("/desk/{number}");
    let link = |(below, name): (&str, Name)| {
        let href = format!("{dossier}{below}");
        let is_within = path.strip_prefix(&href).is_some_and(|rest| rest.starts_with('/'));
        Section { is_here: path == href || (!below.is_empty() && is_within), name: name(t), href }
    };
    OF_DOSSIER.into_iter().map(link).collect()
}

#[cfg(test)]
mod tests {
    use ebox_domain::Language;

    use super::*;

    fn here(place: &str) -> Vec<String> {
        let sections = sections(Texts::of(Language::En), place);
        sections.into_iter().filter(|section| section.is_here).map(|section| section.href).collect()
    }

    #[test]
    fn a_page_below_a_section_belongs_to_it() {
        assert_eq!(here("/manage?done=x"), ["/manage"]);
        assert_eq!(here("/manage/partitions/a"), ["/manage/partitions"]);
        assert_eq!(here("/manage/document-consumer/terms"), ["/manage/document-consumer"]);
        assert_eq!(here("/messages"), Vec::<String>::new());
    }

    #[test]
    fn the_pages_of_a_dossier_lead_to_each_other() {
        let of = |place| of_dossier(Texts::of(Language::En), place);
        let here = |place| {
            let sections = of(place).into_iter();
            sections.filter(|section| section.is_here).map(|section| section.href).collect::<Vec<_>>()
        };
        assert_eq!(here("/desk/D-000042?done=agree"), ["/desk/D-000042"]);
        assert_eq!(here("/desk/D-000042/environments/acc/tests"), ["/desk/D-000042/environments"]);
        assert_eq!(here("/desk/D-000042/decide/agree"), Vec::<String>::new());
        assert_eq!(of("/desk/D-000042").len(), 5);
        for elsewhere in ["/desk", "/desk?stage=1", "/desk/D-42", "/manage"] {
            assert!(of(elsewhere).is_empty(), "{elsewhere}");
        }
    }
}
