//! What a synchronisation brought, as a table or as JSON.

use bytesize::ByteSize;
use ebox_connector::{FailedMessage, Outcome, Package, ProviderOutcome, ProviderState};
use ebox_wire::manifest::What;
use serde_json::{Value, json};

use crate::{failure::chain, printer::Printer, session::availability};

pub(super) fn report(printer: Printer, outcome: &Outcome, what: What) {
    if outcome.with_less > 0 {
        printer.warn(format!(
            "{} messages were retrieved earlier with less than `{what}` includes, and are not fetched again; \
             `ebox messages download` fetches the documents of one message, another folder fetches all anew",
            outcome.with_less
        ));
    }
    if printer.is_json() {
        printer.json(&json!({
            "isComplete": outcome.is_complete(),
            "package": outcome.package.as_ref().map(package),
            "recovered": outcome.recovered.as_ref().map(package),
            "providers": outcome.providers.iter().map(provider).collect::<Vec<_>>(),
            "notices": outcome.notices,
            "retrievedWithLess": outcome.with_less,
        }));
        return;
    }
    let head = ["Provider", "New messages", "Files", "Size", "Digests verified", "Failed messages", "State"];
    printer.table(&head, outcome.providers.iter().map(row).collect());
    for one in &outcome.providers {
        if let ProviderState::Failed(error) = &one.state {
            printer.warn(format!("{}: {}", one.id, error.chain()));
        }
    }
    match &outcome.package {
        Some(package) => printer.data(package.path.display().to_string()),
        None if outcome.is_complete() => printer.say("Nothing new."),
        None => {}
    }
    if !outcome.is_complete() && outcome.was_anybody_called() {
        printer.say("What failed is tried again by the next run.");
    }
}

fn row(one: &ProviderOutcome) -> Vec<String> {
    vec![
        one.id.clone(),
        one.messages.to_string(),
        one.files.to_string(),
        ByteSize(one.bytes).to_string(),
        one.digests_verified.to_string(),
        one.failed.len().to_string(),
        state(one),
    ]
}

fn state(one: &ProviderOutcome) -> String {
    match &one.state {
        ProviderState::Complete if !one.failed.is_empty() => "incomplete".to_owned(),
        ProviderState::Complete => "complete".to_owned(),
        ProviderState::Skipped(now) => availability(*now),
        ProviderState::Unsteady => "changed too quickly".to_owned(),
        ProviderState::Failed(_) => "failed".to_owned(),
    }
}

pub(super) fn package(package: &Package) -> Value {
    json!({
        "path": package.path.display().to_string(), "messages": package.messages, "bytes": package.bytes,
    })
}

fn provider(one: &ProviderOutcome) -> Value {
    let code = match one.state {
        ProviderState::Complete if !one.failed.is_empty() => "incomplete",
        ProviderState::Complete => "complete",
        ProviderState::Skipped(_) => "skipped",
        ProviderState::Unsteady => "unsteady",
        ProviderState::Failed(_) => "failed",
    };
    let error = match &one.state {
        ProviderState::Failed(error) => Some(error.chain()),
        _ => None,
    };
    let failed = |failed: &FailedMessage| json!({ "messageId": failed.message, "error": chain(failed.error.as_ref()) });
    json!({
        "id": one.id, "name": one.name, "version": one.version.as_str(),
        "state": code, "detail": state(one), "error": error,
        "messages": one.messages, "files": one.files, "bytes": one.bytes,
        "digestsVerified": one.digests_verified,
        "failed": one.failed.iter().map(failed).collect::<Vec<_>>(),
        "seconds": one.elapsed.as_secs_f64(),
    })
}
