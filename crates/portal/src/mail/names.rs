//! What the identifiers of every registry are called.

use std::{collections::BTreeMap, sync::Arc};

use ebox_client::{Message, Party, ReferenceNames};
use ebox_domain::{Language, LocalizedText};

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
}
