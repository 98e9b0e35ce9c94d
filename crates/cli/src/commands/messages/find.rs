//! Finding messages, whoever keeps them.

use ebox_client::{Attachment, ClientError, Message, Registry};
use futures_util::future::join_all;

use crate::{
    failure::Failure,
    printer::Printer,
    session::{Session, reading},
};

/// A message at its provider.
pub(super) struct Found {
    pub(super) registry: Registry,
    pub(super) message: Message,
    pub(super) attachments: Vec<Attachment>,
}

/// Messages that one provider keeps.
pub(super) struct Kept {
    pub(super) registry: Registry,
    pub(super) messages: Vec<Message>,
}

/// Asks every provider, or the one that is named, for a message.
pub(super) async fn find(
    session: &Session,
    printer: Printer,
    id: &str,
    provider: Option<&str>,
) -> Result<Found, Failure> {
    let (registry, message) = locate(session, printer, id, provider).await?;
    let attachments = match &message.attachments {
        Some(attachments) => attachments.clone(),
        None => reading(&registry).attachments(&message.id).await.map_err(|error| Failure::call(&error))?,
    };
    Ok(Found { registry, message, attachments })
}

/// The same, for who does not care about its documents.
pub(super) async fn locate(
    session: &Session,
    printer: Printer,
    id: &str,
    provider: Option<&str>,
) -> Result<(Registry, Message), Failure> {
    Search::new(session, printer, provider).await?.locate(id).await
}

/// Finds several messages, by provider; all of them or, when one cannot be found, none.
pub(super) async fn find_all(
    session: &Session,
    printer: Printer,
    ids: &[String],
    provider: Option<&str>,
) -> Result<Vec<Kept>, Failure> {
    let mut search = Search::new(session, printer, provider).await?;
    let mut kept: Vec<Kept> = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        // Naming one twice means it once.
        if ids[..place].contains(id) {
            continue;
        }
        let (registry, message) = search.locate(id).await?;
        match kept.iter_mut().find(|one| one.registry.provider() == registry.provider()) {
            Some(one) => one.messages.push(message),
            None => kept.push(Kept { registry, messages: vec![message] }),
        }
    }
    Ok(kept)
}

/// Registries that are asked for messages; one that failed is told once and not asked again.
struct Search {
    printer: Printer,
    registries: Vec<Registry>,
    failed: Option<ClientError>,
}

impl Search {
    async fn new(session: &Session, printer: Printer, provider: Option<&str>) -> Result<Self, Failure> {
        let providers = session.callable(printer, provider).await?;
        let registries = providers.iter().map(|provider| session.registry(provider)).collect();
        Ok(Self { printer, registries, failed: None })
    }

    async fn locate(&mut self, id: &str) -> Result<(Registry, Message), Failure> {
        let ask = |registry| async move { reading(registry).message(id).await };
        let answers = join_all(self.registries.iter().map(ask)).await;
        let (mut found, mut answered) = (Vec::new(), Vec::new());
        for (registry, answer) in self.registries.drain(..).zip(answers) {
            match answer {
                Ok(message) => found.push((registry.clone(), message)),
                // An identifier of another provider may not even look like one here.
                Err(error) if matches!(error.status(), Some(400 | 404 | 410)) => {}
                Err(error) => {
                    self.printer.warn(error.chain());
                    self.failed.get_or_insert(error);
                    continue;
                }
            }
            answered.push(registry);
        }
        self.registries = answered;
        if found.len() > 1 {
            let keepers: Vec<&str> = found.iter().map(|(registry, _)| registry.provider()).collect();
            let message = format!("several providers have a message {id}: {}", keepers.join(", "));
            return Err(Failure::new("several_messages", message).hint("name one with --provider"));
        }
        found.pop().ok_or_else(|| match &self.failed {
            Some(error) => Failure::call(error),
            None => Failure::new("not_found", format!("no provider has a message {id} for this e-Box")).hint(
                "it may have expired, or belong to another e-Box; `ebox messages list` shows what is there",
            ),
        })
    }
}
