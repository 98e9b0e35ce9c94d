//! The schemas name the same required members and lists of values as the public documents do.

use ebox_domain::MediaType;
use ebox_wire::{StatusMessage, TranslatedString, federation, v2};
use serde_json::Value;
use utoipa::PartialSchema;

fn schema<T: PartialSchema>() -> Value {
    serde_json::to_value(T::schema()).expect("serialisable")
}

#[track_caller]
fn requires<T: PartialSchema>(expected: &[&str]) {
    let schema = schema::<T>();
    let mut required: Vec<&str> = schema["required"]
        .as_array()
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    required.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(required, expected, "{}", std::any::type_name::<T>());
}

#[test]
fn v2_requires_what_the_public_document_requires() {
    requires::<v2::Ebox>(&["numberOfMessages"]);
    requires::<v2::EboxId>(&["eboxType", "eboxIdValue"]);
    requires::<v2::Message>(&[
        "expirationDate",
        "messageId",
        "messageTypeId",
        "readStatus",
        "receiptDate",
        "registeredMail",
        "senderOrganizationId",
        "subject",
        "bodyMainContent",
        "replyAuthorized",
    ]);
    requires::<v2::Messages>(&[]);
    requires::<v2::Attachment>(&["size", "mainContent", "mediaType", "fileName"]);
    requires::<v2::Attachments>(&[]);
    requires::<v2::ForTheAttentionOf>(&[]);
    requires::<v2::BusinessData>(&["key", "name", "values"]);
    requires::<v2::BusinessDataList>(&[]);
    requires::<v2::MessageToPublish>(&["recipient", "subject", "bodyMainContent", "replyAuthorized"]);
    requires::<v2::AttachmentToPublish>(&["mainContent", "httpPartName"]);
    requires::<v2::BusinessDataToPublish>(&["key", "values"]);
    requires::<v2::PublicationStatusMessage>(&["messageId", "expirationDate"]);
    requires::<v2::MessageType>(&["messageTypeId", "messageTypeName"]);
    requires::<v2::MessageTypes>(&[]);
    requires::<v2::ValidityPeriod>(&["validityPeriodNumber", "validityPeriodUnit"]);
    requires::<v2::SenderApplication>(&["applicationId", "applicationName"]);
    requires::<v2::SenderApplications>(&[]);
    requires::<v2::SenderOrganization>(&["organizationId", "organizationShortName"]);
    requires::<v2::SenderOrganizations>(&[]);
    requires::<v2::Image>(&["imageId", "size", "mediaType", "contentHref"]);
    requires::<ebox_wire::Digest>(&["digestMethod", "digestValue"]);
    requires::<StatusMessage>(&["code", "id", "message"]);
    requires::<ebox_wire::Detail>(&[]);
    requires::<TranslatedString>(&[]);
}

#[test]
fn the_provider_registry_requires_what_the_public_document_requires() {
    requires::<federation::MessageProvider>(&[
        "messageProviderActivationDate",
        "messageProviderDescription",
        "messageProviderId",
        "messageProviderName",
        "messageProviderTechnicalContact",
        "messageProviderUrl",
        "apiSupportedVersion",
    ]);
    requires::<federation::PlannedMaintenance>(&["endDate", "startDate"]);
    requires::<federation::HalLink>(&["href"]);
    requires::<federation::HalLinks>(&[]);
    requires::<federation::FederationStatusMessage>(&["code", "id", "message"]);
}

#[test]
fn closed_lists_are_those_of_the_public_document() {
    let media: Vec<&str> = MediaType::ALL.iter().map(|media| media.as_str()).collect();
    assert_eq!(schema::<v2::Attachment>()["properties"]["mediaType"]["enum"], Value::from(media));
    assert_eq!(
        schema::<v2::EboxId>()["properties"]["eboxType"]["enum"],
        Value::from(vec!["enterprise", "citizen"])
    );
    assert_eq!(
        schema::<ebox_wire::Digest>()["properties"]["digestMethod"]["enum"],
        Value::from(vec!["sha_256"])
    );
    assert_eq!(
        schema::<ebox_wire::status_message::EnvironmentName>()["enum"],
        Value::from(vec!["development", "test", "integration", "acceptation", "simulation", "production"])
    );
}
