//! Whether reference data holds together as a whole: every mistake at once, each with its field.

use std::collections::BTreeSet;

use super::{ActionDefinition, MessageType, Profile, ReferenceData};
use crate::{
    fault::{Cause, Rule},
    language::{Language, LocalizedText},
    unseen::is_blank,
};

/// The most characters of a name or label.
const MAX_NAME: usize = 400;
/// The most characters of a description, an address or a contact.
const MAX_TEXT: usize = 4_000;

impl ReferenceData {
    /// Every mistake, with the path of its field (`organizations[0220916609].logos[1].language`). None: it may be
    /// used.
    pub fn check(&self) -> Vec<Cause> {
        let mut causes = Causes(Vec::new());
        for (id, organization) in &self.organizations {
            let at = format!("organizations[{id}]");
            causes.name(&at, "shortName", &organization.short_name);
            causes.text(&at, "longName", &organization.long_name, MAX_NAME);
            causes.profile(&at, &organization.profile);
        }
        for (id, application) in &self.applications {
            let at = format!("applications[{id}]");
            causes.name(&at, "name", &application.name);
            causes.text(&at, "description", &application.description, MAX_TEXT);
            causes.profile(&at, &application.profile);
        }
        for (id, message_type) in &self.message_types {
            causes.message_type(&format!("messageTypes[{id}]"), message_type);
        }
        causes.trios(self);
        causes.0
    }
}

struct Causes(Vec<Cause>);

impl Causes {
    fn add(&mut self, rule: Rule, at: &str, field: &str, fix: impl Into<String>) {
        self.0.push(Cause::body(rule, format!("{at}.{field}"), fix));
    }

    fn name(&mut self, at: &str, field: &str, text: &LocalizedText) {
        if text.is_empty() {
            self.add(Rule::Required, at, field, "give it in at least one of nl, fr, de");
        }
        self.text(at, field, text, MAX_NAME);
    }

    /// A text that may be left out.
    fn text(&mut self, at: &str, field: &str, text: &LocalizedText, most: usize) {
        for (language, value) in text.iter() {
            let field = format!("{field}.{language}");
            if language == Language::En {
                self.add(Rule::Unknown, at, &field, "the contract has nl, fr and de; leave English out");
            }
            self.words(at, &field, value, most);
        }
    }

    fn words(&mut self, at: &str, field: &str, value: &str, most: usize) {
        if is_blank(value) {
            self.add(Rule::InvalidValue, at, field, "the text is blank; fill it or leave it out");
        }
        if value.chars().count() > most {
            self.add(Rule::OutOfRange, at, field, format!("use at most {most} characters"));
        }
        if value.chars().any(|c| c.is_control() && c != '\n') {
            self.add(Rule::InvalidValue, at, field, "leave control characters out");
        }
    }

    fn profile(&mut self, at: &str, profile: &Profile) {
        self.text(at, "url", &profile.url, MAX_TEXT);
        for (language, url) in profile.url.iter().filter(|(_, url)| !is_address(url)) {
            let fix = "give an address that begins with https:// or http://";
            self.0.push(Cause::body(Rule::InvalidValue, format!("{at}.url.{language}"), fix).with_value(url));
        }
        let contacts = [
            ("contactBusiness", &profile.contact_business),
            ("contactTechnical", &profile.contact_technical),
        ];
        for (field, contact) in contacts {
            if let Some(contact) = contact {
                self.words(at, field, contact, MAX_TEXT);
            }
        }
        let mut languages = BTreeSet::new();
        for (place, logo) in profile.logos.iter().enumerate() {
            let field = format!("logos[{place}].language");
            if logo.language() == Some(Language::En) {
                self.add(Rule::InvalidValue, at, &field, "the contract has nl, fr and de");
            }
            if !languages.insert(logo.language()) {
                let fix = "another logo is for the same readers; give each language one";
                self.add(Rule::InvalidValue, at, &field, fix);
            }
        }
    }

    fn message_type(&mut self, at: &str, one: &MessageType) {
        self.name(at, "name", &one.name);
        self.text(at, "description", &one.description, MAX_TEXT);
        let mut keys = BTreeSet::new();
        for (place, key) in one.business_data_keys.iter().enumerate() {
            let at = format!("{at}.businessDataKeys[{place}]");
            self.words(&at, "key", &key.key, MAX_NAME);
            self.name(&at, "name", &key.name);
            if !keys.insert(&key.key) {
                self.add(
                    Rule::InvalidValue,
                    &at,
                    "key",
                    "the message type has this key twice; leave one out",
                );
            }
        }
        let mut ids = BTreeSet::new();
        for (place, action) in one.actions.iter().enumerate() {
            let at = format!("{at}.actions[{place}]");
            self.name(&at, "label", &action.label);
            if !ids.insert(&action.id) {
                self.add(
                    Rule::InvalidValue,
                    &at,
                    "id",
                    "the message type has this action twice; leave one out",
                );
            }
            let most = one.validity.fewest_days();
            if action.days_until_due.is_some_and(|days| i32::from(days) > most) {
                let fix = format!("messages of this type may expire after {most} days; give at most as many");
                self.add(Rule::OutOfRange, &at, "daysUntilDue", fix);
            }
            if let Some(fix) = action.url_template.as_deref().and_then(|url| objection(action, url)) {
                self.add(Rule::InvalidValue, &at, "url", fix);
            }
        }
    }

    fn trios(&mut self, data: &ReferenceData) {
        for trio in &data.trios {
            let at = format!("trios[{}, {}, {}]", trio.organization, trio.application, trio.message_type);
            let named = [
                ("organization", data.organizations.contains_key(&trio.organization)),
                ("application", data.applications.contains_key(&trio.application)),
                ("messageType", data.message_types.contains_key(&trio.message_type)),
            ];
            for (field, is_there) in named {
                let cause = Cause::body(
                    Rule::NotFound,
                    format!("{at}.{field}"),
                    "nothing above has this identifier; describe it there or correct it here",
                );
                // A trio for both sectors is one mistake.
                if !is_there && !self.0.contains(&cause) {
                    self.0.push(cause);
                }
            }
        }
    }
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// What is wrong with the address of an action.
fn objection(action: &ActionDefinition, url: &str) -> Option<&'static str> {
    let names = action.parameter_names();
    let (opened, closed) = (url.matches('{').count(), url.matches('}').count());
    if !is_address(url) {
        Some("give an address that begins with https:// or http://")
    } else if opened != names.len() || closed != names.len() || names.iter().any(|name| name.is_empty()) {
        Some("each parameter is a name between braces, as in {dossier}")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        EboxType,
        reference::{
            BusinessDataFormat, BusinessDataKey, Logo, SenderApplication, SenderOrganization, Trio,
            ValidityPeriod, ValidityUnit,
        },
    };

    fn fields(data: &ReferenceData) -> Vec<String> {
        data.check().into_iter().map(|cause| cause.field).collect()
    }

    fn named(text: &str) -> LocalizedText {
        LocalizedText::in_one(Language::Nl, text)
    }

    fn data() -> ReferenceData {
        let mut data = ReferenceData::default();
        let trio = Trio {
            organization: "0220916609".parse().expect("a number"),
            application: "app".parse().expect("an id"),
            message_type: "TYPE".parse().expect("an id"),
            sector: EboxType::Enterprise,
        };
        let organization = SenderOrganization {
            id: trio.organization,
            short_name: named("Dienst"),
            long_name: LocalizedText::default(),
            profile: Profile::default(),
            may_register: false,
            is_mandatary: false,
        };
        let application = SenderApplication {
            id: trio.application.clone(),
            name: named("App"),
            description: LocalizedText::default(),
            profile: Profile::default(),
        };
        let message_type = MessageType {
            id: trio.message_type.clone(),
            name: named("Brief"),
            description: LocalizedText::default(),
            validity: ValidityPeriod::new(1, ValidityUnit::Year).expect("a period"),
            business_data_keys: Vec::new(),
            actions: Vec::new(),
        };
        data.organizations.insert(trio.organization, organization);
        data.applications.insert(trio.application.clone(), application);
        data.message_types.insert(trio.message_type.clone(), message_type);
        data.trios.insert(trio);
        data
    }

    #[test]
    fn what_holds_together_has_no_mistakes_and_is_related_by_its_trios() {
        let data = data();
        assert_eq!(fields(&data), [""; 0]);
        let related = data.related(|trio| trio.message_type.as_str() == "TYPE");
        assert_eq!(related.applications.len() + related.organizations.len(), 2);
        assert_eq!(data.related(|_| false), crate::reference::Related::default());
    }

    #[test]
    fn every_mistake_is_named_at_once_by_its_field() {
        let mut data = data();
        let logo = |language| {
            let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20".to_vec();
            Logo::new(language, png).expect("a logo")
        };
        for organization in data.organizations.values_mut() {
            organization.short_name = LocalizedText::default();
            organization.profile.url = named("ftp://x");
            organization.profile.logos = vec![logo(None), logo(Some(Language::En)), logo(None)];
        }
        for application in data.applications.values_mut() {
            application.name = named(" ").with(Language::En, "App");
            application.profile.contact_business = Some(String::new());
        }
        for message_type in data.message_types.values_mut() {
            let key =
                BusinessDataKey { key: "K".to_owned(), name: named("K"), format: BusinessDataFormat::Text };
            message_type.business_data_keys = vec![key.clone(), key];
            message_type.actions = vec![ActionDefinition {
                id: "sign".parse().expect("an id"),
                label: named("Teken"),
                url_template: Some("https://sign.example/{dossier".to_owned()),
                days_until_due: Some(366),
            }];
        }
        for sector in [EboxType::Enterprise, EboxType::Citizen] {
            let mut trio = data.trios.first().cloned().expect("one");
            trio.application = "other".parse().expect("an id");
            trio.sector = sector;
            data.trios.insert(trio);
        }
        assert_eq!(
            fields(&data),
            [
                "organizations[0220916609].shortName",
                "organizations[0220916609].url.nl",
                "organizations[0220916609].logos[1].language",
                "organizations[0220916609].logos[2].language",
                "applications[app].name.nl",
                "applications[app].name.en",
                "applications[app].contactBusiness",
                "messageTypes[TYPE].businessDataKeys[1].key",
                "messageTypes[TYPE].actions[0].daysUntilDue",
                "messageTypes[TYPE].actions[0].url",
                "trios[0220916609, other, TYPE].application",
            ]
        );
    }
}
