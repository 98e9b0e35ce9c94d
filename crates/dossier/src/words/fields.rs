//! What the fields of requests and forms are called, in the reader's language: on pages, and in letters that say why
//! something was sent back.

use ebox_domain::Environment;
use ebox_i18n::{Phrase, Texts};

use crate::{form, provider_form, request};

/// What a field of a request or of a form is called, as the draft names it; an empty name is the whole.
pub fn field(t: Texts, name: &str) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        [""] => t.say("asked-whole").to_string(),
        [form::fields::APPLICATIONS, entry, rest @ ..] => within(t, &application(t, entry), rest),
        [form::fields::TYPES, entry, form::fields::KEYS, key, rest @ ..] => {
            let of_type = message_type(t, entry);
            let of_key = business_data_key(t, key);
            within(t, &inside(t, &of_type, &of_key), rest)
        }
        [form::fields::TYPES, entry, rest @ ..] => within(t, &message_type(t, entry), rest),
        rest => of_form(t, rest),
    }
}

/// What an entry of the list of applications is called.
pub fn application(t: Texts, entry: &str) -> String {
    t.say("asked-entry-application").with("number", place(entry)).to_string()
}

/// What an entry of the list of message types is called.
pub fn message_type(t: Texts, entry: &str) -> String {
    t.say("asked-entry-type").with("number", place(entry)).to_string()
}

/// What an entry of a list of business data keys is called.
pub fn business_data_key(t: Texts, entry: &str) -> String {
    t.say("asked-entry-key").with("number", place(entry)).to_string()
}

/// The place of an entry, for people: it counts from 1.
fn place(entry: &str) -> u64 {
    entry.parse::<u64>().map_or(0, |place| place.saturating_add(1))
}

fn within(t: Texts, entry: &str, rest: &[&str]) -> String {
    if rest.is_empty() { entry.to_owned() } else { inside(t, entry, &of_entry(t, rest)) }
}

fn inside(t: Texts, entry: &str, label: &str) -> String {
    t.say("asked-within").with("entry", entry).with("label", label).to_string()
}

/// A field within an entry of a list.
pub fn of_entry(t: Texts, parts: &[&str]) -> String {
    let said = match parts {
        [form::fields::ID] => t.say("asked-id"),
        [form::fields::ENTRY_NAME, language] => return in_language(t, &t.say("asked-entry-name"), language),
        [form::fields::APPLICATION] => t.say("asked-application"),
        [form::fields::VALIDITY] => t.say("asked-validity"),
        [form::fields::VALIDITY_UNIT] => t.say("asked-validity-unit"),
        [form::fields::SECTOR] => t.say("asked-sector"),
        [form::fields::KEYS] => t.say("asked-keys"),
        [form::fields::KEY] => t.say("asked-key"),
        [form::fields::FORMAT] => t.say("asked-format"),
        other => return other.join("."),
    };
    said.to_string()
}

fn of_form(t: Texts, parts: &[&str]) -> String {
    let whole = parts.join(".");
    let said = match whole.as_str() {
        request::fields::NAME => t.say("asked-name"),
        request::fields::USE_CASES => t.say("asked-use-cases"),
        request::fields::VOLUME => t.say("asked-volume"),
        request::fields::PEAKS => t.say("asked-peaks"),
        request::fields::PLANNING => t.say("asked-planning"),
        request::fields::NETWORK => t.say("asked-network"),
        form::fields::PROVIDER => t.say("asked-provider"),
        form::fields::SITE => t.say("asked-site"),
        form::fields::LOGO => t.say("asked-logo"),
        form::fields::CONTACT_BUSINESS => t.say("asked-contact-business"),
        form::fields::CONTACT_TECHNICAL => t.say("asked-contact-technical"),
        form::fields::APPLICATIONS => t.say("asked-applications"),
        form::fields::TYPES => t.say("asked-types"),
        provider_form::fields::ID => t.say("asked-provider-id"),
        provider_form::fields::CONTACT => t.say("asked-helpdesk"),
        provider_form::fields::SIGNATORY => t.say("asked-signatory"),
        provider_form::fields::CONTRACT => t.say("asked-contract"),
        _ => return of_several(t, &whole),
    };
    said.to_string()
}

/// A field that is there in several languages, or for several environments.
fn of_several(t: Texts, name: &str) -> String {
    let Some((name, which)) = name.rsplit_once('.') else { return name.to_owned() };
    let said = match name {
        form::fields::SHORT_NAME => t.say("asked-short-name"),
        form::fields::LONG_NAME => t.say("asked-long-name"),
        provider_form::fields::NAME => t.say("asked-entry-name"),
        provider_form::fields::DESCRIPTION => t.say("asked-description"),
        provider_form::fields::V2 => t.say("asked-v2"),
        provider_form::fields::V3 => t.say("asked-v3"),
        other => return format!("{other}.{which}"),
    };
    in_language(t, &said, which)
}

fn in_language(t: Texts, said: &Phrase, which: &str) -> String {
    let which = match which.parse::<Environment>() {
        Ok(environment) => environment.in_certificates().to_owned(),
        Err(_) => which.to_uppercase(),
    };
    t.say("asked-in").with("label", said.to_string()).with("language", which).to_string()
}

#[cfg(test)]
mod tests {
    use ebox_domain::Language;

    use super::*;

    #[test]
    fn every_field_of_every_form_has_a_name() {
        let t = Texts::of(Language::En);
        for (name, expected) in [
            ("", "The whole"),
            ("useCases", "Use cases"),
            ("organization.shortName.nl", "Short name (NL)"),
            ("applications.0.id", "Application 1: Identifier"),
            ("types.1.name.de", "Message type 2: Name (DE)"),
            ("types.0.keys.2.format", "Message type 1: Key 3: Format"),
            ("v2.acc", "Address of the registry v2.1 (ACC)"),
            ("types", "Message types"),
        ] {
            assert_eq!(field(t, name), expected);
        }
        // What no form has is shown as it is, and nothing fails.
        for odd in ["types.x.y", "nothing", "types.99999999999999999999.id", "a.b.c"] {
            assert!(!field(t, odd).is_empty(), "{odd}");
        }
    }
}
