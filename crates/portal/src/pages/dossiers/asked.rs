//! A request or a form, laid out as it is read: every field in the order of its page, filled in or not.

use ebox_domain::Language;
use ebox_dossier::{Dossier, Draft, Kind, Part, form, provider_form, request};
use ebox_i18n::Texts;

use super::words;

/// Fields that belong together: the form itself, or an entry of one of its lists.
pub(in crate::pages) struct Group {
    /// What the entry is called; `None` for the form itself.
    pub(in crate::pages) title: Option<String>,
    pub(in crate::pages) fields: Vec<Asked>,
}

/// A field with what was entered.
pub(in crate::pages) struct Asked {
    /// The field, as the draft calls it.
    pub(in crate::pages) name: String,
    pub(in crate::pages) label: String,
    /// What was entered, in words; empty for a field that was not filled in.
    pub(in crate::pages) value: String,
}

/// What a part of a dossier asks for, as far as it is written.
pub(in crate::pages) fn asked(t: Texts, dossier: &Dossier, part: Part) -> Vec<Group> {
    match (part, dossier.kind()) {
        (Part::Request, _) => {
            vec![group(t, dossier.request(), None, request::fields::ALL.map(str::to_owned).into())]
        }
        (Part::Form, Kind::Sender | Kind::FurtherMessageTypes) => of_sender(t, dossier.form()),
        (Part::Form, Kind::Provider) => vec![group(t, dossier.form(), None, of_provider(dossier))],
    }
}

/// Whether nothing was entered at all.
pub(in crate::pages) fn is_blank(groups: &[Group]) -> bool {
    groups.iter().flat_map(|group| &group.fields).all(|field| field.value.is_empty())
}

fn of_sender(t: Texts, draft: &Draft) -> Vec<Group> {
    use form::fields as f;
    let mut names = vec![f::PROVIDER.to_owned()];
    names.extend(in_languages(f::SHORT_NAME));
    names.extend(in_languages(f::LONG_NAME));
    names.extend([f::SITE, f::LOGO, f::CONTACT_BUSINESS, f::CONTACT_TECHNICAL].map(str::to_owned));
    let mut groups = vec![group(t, draft, None, names)];
    for entry in draft.entries(f::APPLICATIONS) {
        let at = |field: &str| format!("{}.{entry}.{field}", f::APPLICATIONS);
        let mut names = vec![at(f::ID)];
        names.extend(in_languages(&at(f::ENTRY_NAME)));
        let title = words::application(t, &entry.to_string());
        groups.push(group(t, draft, Some(title), names));
    }
    for entry in draft.entries(f::TYPES) {
        let at = |field: &str| format!("{}.{entry}.{field}", f::TYPES);
        let mut names = vec![at(f::ID)];
        names.extend(in_languages(&at(f::ENTRY_NAME)));
        names.extend([f::APPLICATION, f::VALIDITY, f::VALIDITY_UNIT, f::SECTOR].map(at));
        for key in draft.entries(&at(f::KEYS)) {
            let in_key = |field: &str| format!("{}.{key}.{field}", at(f::KEYS));
            names.push(in_key(f::KEY));
            names.extend(in_languages(&in_key(f::ENTRY_NAME)));
            names.push(in_key(f::FORMAT));
        }
        let title = words::message_type(t, &entry.to_string());
        groups.push(group(t, draft, Some(title), names));
    }
    groups
}

fn of_provider(dossier: &Dossier) -> Vec<String> {
    use provider_form::fields as f;
    let mut names = vec![f::ID.to_owned()];
    names.extend(in_languages(f::NAME));
    names.extend(in_languages(f::DESCRIPTION));
    names.extend([f::CONTACT, f::SIGNATORY, f::CONTRACT].map(str::to_owned));
    for environment in dossier.environments() {
        names.extend([f::V2, f::V3].map(|version| format!("{version}.{environment}")));
    }
    names
}

fn in_languages(field: &str) -> [String; 3] {
    Language::OF_MESSAGES.map(|language| format!("{field}.{language}"))
}

fn group(t: Texts, draft: &Draft, title: Option<String>, names: Vec<String>) -> Group {
    let field = |name: String| Asked {
        // Within an entry, the entry stands above.
        label: match name.split('.').collect::<Vec<_>>().as_slice() {
            [form::fields::APPLICATIONS, _, rest @ ..] => words::of_entry(t, rest),
            [form::fields::TYPES, _, rest @ ..] if rest.first() != Some(&form::fields::KEYS) => {
                words::of_entry(t, rest)
            }
            [form::fields::TYPES, _, _, key, rest @ ..] => {
                let key = words::business_data_key(t, key);
                let label = words::of_entry(t, rest);
                t.say("asked-within").with("entry", key).with("label", label).to_string()
            }
            _ => words::field(t, &name),
        },
        value: words::value(t, &name, draft.get(&name)),
        name,
    };
    Group { title, fields: names.into_iter().map(field).collect() }
}
