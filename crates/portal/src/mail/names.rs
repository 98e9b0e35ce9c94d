//! What the identifiers of every registry are called.

use std::{collections::BTreeMap, sync::Arc};

use ebox_client::{Message, Party, ReferenceNames};
use ebox_domain::{Language, LocalizedText};

use super::LogoPlace;
use crate::show;

/// The names of each provider's identifiers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(BTreeMap<String, Arc<ReferenceNames>>);

impl Names {
    pub(crate) const fn new(names: BTreeMap<String, Arc<ReferenceNames>>) -> Self {
        Self(names)
    }

    /// What a message type is called; its identifier, when nobody says.
    pub(crate) fn message_type(&self, provider: &str, id: &str, reader: Language) -> String {
        let name = self.0.get(provider).and_then(|names| names.message_types.get(id));
        show::name(name.unwrap_or(&LocalizedText::default()), reader, id)
    }

    fn party(&self, provider: &str, enterprise: &str) -> Option<&Party> {
        self.0.get(provider)?.organizations.get(enterprise)
    }

    /// With which application it was sent.
    pub(crate) fn application(&self, provider: &str, message: &Message) -> Option<&Party> {
        self.0.get(provider)?.applications.get(message.sender.application.as_deref()?)
    }

    /// Who sent a message, by name; the number, when nobody says.
    pub(crate) fn sender(&self, provider: &str, message: &Message, reader: Language) -> String {
        self.enterprise(provider, &message.sender.enterprise, reader)
    }

    /// To whom a message was sent, where its registry says so: an enterprise by name or number; of a person, no more than
    /// is needed to tell them from others.
    pub(crate) fn recipient(&self, provider: &str, message: &Message, reader: Language) -> Option<String> {
        let recipient = message.recipient.as_deref()?;
        Some(match recipient.parse() {
            Ok(person) => show::ssin(person),
            Err(_) => self.enterprise(provider, recipient, reader),
        })
    }

    fn enterprise(&self, provider: &str, number: &str, reader: Language) -> String {
        let shown = show::enterprise(number);
        match self.party(provider, number) {
            Some(party) => show::name(&party.name, reader, &shown),
            None => shown,
        }
    }

    /// The logo to show beside a message: of whom it was sent to, where that is said; otherwise of the organization that
    /// sent it, or of its application.
    pub(crate) fn logo(&self, provider: &str, message: &Message, reader: Language) -> Option<LogoPlace> {
        let of = |party: Option<&Party>, owner: &str, is_application| {
            Some(LogoPlace {
                provider: provider.to_owned(),
                is_application,
                owner: owner.to_owned(),
                image: party?.logo(reader)?.id.clone(),
            })
        };
        let of_enterprise = |number: &str| of(self.party(provider, number), number, false);
        if let Some(recipient) = &message.recipient {
            return of_enterprise(recipient);
        }
        of_enterprise(&message.sender.enterprise).or_else(|| {
            let application = message.sender.application.as_deref()?;
            of(self.application(provider, message), application, true)
        })
    }

    /// Everybody who sends, by number and name, in the order of their names.
    pub(crate) fn senders(&self, reader: Language) -> Vec<(String, String)> {
        let all = self.0.values().flat_map(|names| &names.organizations);
        by_name(all.map(|(id, party)| (id.clone(), show::name(&party.name, reader, &show::enterprise(id)))))
    }

    /// Every application that sends, by identifier and name, in the order of their names.
    pub(crate) fn applications(&self, reader: Language) -> Vec<(String, String)> {
        let all = self.0.values().flat_map(|names| &names.applications);
        by_name(all.map(|(id, party)| (id.clone(), show::name(&party.name, reader, id))))
    }

    /// Every message type, by identifier and name, in the order of their names.
    pub(crate) fn message_types(&self, reader: Language) -> Vec<(String, String)> {
        let all = self.0.values().flat_map(|names| &names.message_types);
        by_name(all.map(|(id, name)| (id.clone(), show::name(name, reader, id))))
    }
}

fn by_name(all: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    // Several providers may name the same one.
    let mut named: Vec<_> = all.collect::<BTreeMap<_, _>>().into_iter().collect();
    named.sort_by_key(|(_, name)| name.to_lowercase());
    named
}
