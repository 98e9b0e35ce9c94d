//! What dossiers want, as the operator's API takes it, and what that answers, as dossiers understand it.

use ebox_domain::{
    EboxType, LocalizedText,
    provider::{MaintenanceWindow, Provider},
};
use ebox_dossier::{
    configuration::{Difference, Purpose, Report, Touched, Wanted},
    evidence::{Attempt, Refused},
};
use ebox_wire::{
    configuration::{Role, SenderClient, SenderConfiguration},
    operator::{ConfigurationReport, Kind, ProviderEntry, PublicationAttempt},
    reference_file::ReferenceFile,
};
use serde_json::Value;

/// The document of a sender or a provider.
pub(super) fn document(wanted: &Wanted) -> SenderConfiguration {
    let (role, provider, reference) = match &wanted.purpose {
        Purpose::Send { provider, reference } => {
            (Role::Sender, provider.to_string(), ReferenceFile::from(&**reference))
        }
        Purpose::Provide { name } => (Role::Provider, name.clone(), ReferenceFile::default()),
    };
    let name = match role {
        Role::Sender => format!("Document Sender {}", wanted.institution),
        Role::Provider => format!("Document Provider {provider}"),
    };
    SenderConfiguration {
        dossier: wanted.dossier.to_string(),
        environment: wanted.environment.to_string(),
        role,
        provider,
        enterprise_number: wanted.institution.to_string(),
        reference,
        client: wanted.certificate.as_ref().map(|pem| SenderClient {
            name,
            scopes: Vec::new(),
            certificates: vec![pem.clone()],
        }),
    }
}

/// What changes or changed.
pub(super) fn report(report: &ConfigurationReport) -> Report {
    let touched = report.changes.iter().map(|change| Touched {
        what: named(&change.what),
        id: change.id.clone(),
        difference: match change.change {
            Kind::Added => Difference::Added,
            Kind::Changed => Difference::Changed,
            Kind::Removed => Difference::Removed,
            Kind::Unchanged | Kind::Kept => Difference::Unchanged,
        },
        fields: change
            .fields
            .iter()
            .map(|field| (field.field.clone(), field.before.clone(), field.after.clone()))
            .collect(),
    });
    Report {
        touched: touched.collect(),
        client_id: report.client_id.clone(),
        is_in_force: report.is_in_force,
    }
}

/// The spelling of a value in the API.
fn named(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// What a sender's client tried.
pub(super) fn attempt(attempt: &PublicationAttempt) -> Attempt {
    let is_pdf = |media_type: &String| media_type == "application/pdf";
    Attempt {
        at: attempt.at.0,
        status: attempt.status,
        message: attempt.message_id.as_ref().and_then(|id| id.parse().ok()),
        message_type: attempt.message_type_id.as_ref().and_then(|id| id.parse().ok()),
        application: attempt.sender_application_id.as_ref().and_then(|id| id.parse().ok()),
        recipient: attempt.ebox_type.as_deref().and_then(|kind| match kind {
            "enterprise" => Some(EboxType::Enterprise),
            "citizen" => Some(EboxType::Citizen),
            _ => None,
        }),
        files: attempt.files,
        is_body_main: attempt.is_body_main_content,
        is_pdf: !attempt.media_types.is_empty() && attempt.media_types.iter().all(is_pdf),
        has_digest: attempt.digests > 0,
        has_business_data: attempt.business_data > 0,
        is_repeated: attempt.is_same_publication == Some(true),
        never_opened: attempt.recipient_has_opened == Some(false),
        refused: attempt.causes.iter().filter_map(|cause| refused(&cause.rule)).collect(),
    }
}

/// The refusal that a broken rule is to a sender.
fn refused(rule: &str) -> Option<Refused> {
    Some(match rule {
        "recipient" => Refused::Recipient,
        "messageConfiguration" => Refused::Configuration,
        "senderMismatch" => Refused::Sender,
        "digest" => Refused::Digest,
        "severalLanguages" => Refused::Languages,
        "noMainContent" => Refused::NoMainContent,
        "severalMainContents" => Refused::SeveralMainContents,
        "mediaType" => Refused::MediaType,
        "attachmentCount" => Refused::Count,
        "attachmentPart" => Refused::Part,
        "partHeaders" => Refused::PartHeaders,
        "businessDataKey" => Refused::BusinessDataKey,
        "malformed" | "required" | "unknown" | "null" | "wrongType" | "invalidValue" | "outOfRange" => {
            Refused::Schema
        }
        _ => return None,
    })
}

/// A Document Provider, as the provider registry has it.
pub(super) fn provider(entry: ProviderEntry) -> Option<Provider> {
    Some(Provider {
        id: entry.id?.parse().ok()?,
        name: LocalizedText::from(entry.name),
        description: LocalizedText::from(entry.description),
        v2_url: entry.v2_url.unwrap_or_default(),
        v3_url: entry.v3_url,
        activation: entry.activation_date,
        deactivation: entry.deactivation_date,
        technical_contact: entry.technical_contact,
        maintenance: entry
            .planned_maintenances
            .iter()
            .filter_map(|window| MaintenanceWindow::new(window.start_date.0, window.end_date.0).ok())
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use ebox_domain::Rule;
    use ebox_wire::render::rule_name;

    use super::*;

    #[test]
    fn every_refusal_that_a_sender_has_to_understand_is_a_rule_of_publications() {
        let rules = [
            Rule::Recipient(String::new()),
            Rule::MessageConfiguration,
            Rule::SenderMismatch,
            Rule::Digest,
            Rule::SeveralLanguages,
            Rule::NoMainContent,
            Rule::SeveralMainContents,
            Rule::MediaType,
            Rule::AttachmentCount,
            Rule::AttachmentPart,
            Rule::PartHeaders,
            Rule::Unknown,
            Rule::BusinessDataKey,
        ];
        assert_eq!(rules.map(|rule| refused(rule_name(&rule))), Refused::ALL.map(Some));
    }
}
