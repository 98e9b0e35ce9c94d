//! Finding one message, whoever keeps it.

use ebox_client::{Attachment, Message, Registry};
use futures_util::future::join_all;

use crate::{failure::Failure, printer::Printer, session::Session};

/// A message at its provider.
pub(super) struct Found {
    pub(super) registry: Registry,
    pub(super) message: Message,
    pub(super) attachments: Vec<Attachment>,
}

/// Asks every provider, or the one that is named, for a message.
pub(super) async fn find(
    session: &Session,
    printer: Printer,
    id: &str,
    provider: Option<&str>,
) -> Result<Found, Failure> {
    let providers = session.callable(printer, provider).await?;
    let registries: Vec<Registry> = providers.iter().map(|provider| session.registry(provider)).collect();
    let answers = join_all(registries.iter().map(|registry| registry.message(id))).await;
    let (mut found, mut failed) = (Vec::new(), Vec::new());
    for (registry, answer) in registries.into_iter().zip(answers) {
        match answer {
            Ok(message) => found.push((registry, message)),
            // An identifier of another provider may not even look like one here.
            Err(error) if matches!(error.status(), Some(400 | 404 | 410)) => {}
            Err(error) => failed.push(error),
        }
    }
    for error in &failed {
        printer.warn(error.chain());
    }
    if found.len() > 1 {
        let keepers: Vec<&str> = found.iter().map(|(registry, _)| registry.provider()).collect();
        let message = format!("several providers have a message {id}: {}", keepers.join(", "));
        return Err(Failure::new("several_messages", message).hint("name one with --provider"));
    }
    let Some((registry, message)) = found.pop() else {
        return Err(match failed.first() {
            Some(error) => Failure::call(error),
            None => Failure::new("not_found", format!("no provider has a message {id} for this e-Box")).hint(
                "it may have expired, or belong to another e-Box; `ebox messages list` shows what is there",
            ),
        });
    };
    let attachments = match &message.attachments {
        Some(attachments) => attachments.clone(),
        None => registry.attachments(&message.id).await.map_err(|error| Failure::call(&error))?,
    };
    Ok(Found { registry, message, attachments })
}
