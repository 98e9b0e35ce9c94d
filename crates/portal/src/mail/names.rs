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

    /// Who sent a message.
    pub(crate) fn organization(&self, provider: &str, message: &Message) -> Option<&Party> {
        self.0.get(provider)?.organizations.get(&message.sender.enterprise)
    }

    /// With which application it was sent.
    pub(crate) fn application(&self, provider: &str, message: &Message) -> Option<&Party> {
        self.0.get(provider)?.applications.get(message.sender.application.as_deref()?)
    }

    /// Who sent a message, by name; the number, when nobody says.
    pub(crate) fn sender(&self, provider: &str, message: &Message, reader: Language) -> String {
        let number = show::enterprise(&message.sender.enterprise);
        match self.organization(provider, message) {
            Some(party) => show::name(&party.name, reader, &number),
            None => number,
        }
    }

    /// The logo to show beside a message: of the organization that sent it, or of its application.
    pub(crate) fn logo(&self, provider: &str, message: &Message, reader: Language) -> Option<LogoPlace> {
        let of = |party: Option<&Party>, owner: &str, is_application| {
            Some(LogoPlace {
                provider: provider.to_owned(),
                is_application,
                owner: owner.to_owned(),
                image: party?.logo(reader)?.id.clone(),
            })
        };
        of(self.organization(provider, message), &message.sender.enterprise, false).or_else(|| {
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
