//! The paths of every service, once: for the server that mounts them, the client that calls them, links in
//! answers, and tests.
//!
//! Paths are those of the real federation, so that moving from a rehearsal to the real thing changes nothing
//! but the host. A path without parameters is a constant; one with parameters is a type with a `TEMPLATE`
//! (as OpenAPI and the router write it) and a `path()` that fills it in. Both are below the base path of
//! their service; [`join`] puts them behind a base address.

use ebox_domain::percent;

/// Defines routes with parameters: a struct whose fields fill in the template, in their order.
macro_rules! routes {
    ($($(#[$doc:meta])* $name:ident { $($field:ident),+ } = $template:literal;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name<'a> {
                $(
                    #[doc = concat!("Stands in the path as `", stringify!($field), "`.")]
                    pub $field: &'a str,
                )+
            }

            impl $name<'_> {
                /// The path with its parameters in braces, below the base path of the service.
                pub const TEMPLATE: &'static str = $template;

                /// The path with its parameters filled in and percent-encoded.
                pub fn path(&self) -> String {
                    super::filled(Self::TEMPLATE, &[$(self.$field),+])
                }
            }
        )+
    };
}

/// OAuth v5.
pub mod oauth {
    /// Where the service lies.
    pub const BASE: &str = "/REST/oauth/v5";
    /// Access tokens.
    pub const TOKEN: &str = "/token";
    /// What a token is worth, for Document Providers.
    pub const INTROSPECT: &str = "/introspect";
    /// **Extension**: the keys that sign what the server signs.
    pub const JWKS: &str = "/jwks";
    /// **Extension**: the server's metadata (RFC 8414), below the root of the host.
    pub const METADATA: &str = "/.well-known/oauth-authorization-server";
}

/// Federation 1.3.
pub mod federation {
    /// Where the service lies.
    pub const BASE: &str = "/REST/ebox/enterprise/federation/v1";
    /// Every Document Provider, as a bare array.
    pub const MESSAGE_PROVIDERS: &str = "/messageProviders";
    /// The preferences of e-Boxes.
    pub const EBOX_PREFERENCES: &str = "/eboxPreferences";
    /// The preferences of several e-Boxes at once.
    pub const EBOX_PREFERENCES_SEARCH: &str = "/eboxPreferences/search";
    /// Whether citizens accepted the terms of the e-Box.
    pub const CITIZEN_CONSENTS_SEARCH: &str = "/citizenEboxConsents/search";

    routes! {
        /// One Document Provider.
        MessageProvider { message_provider_id } = "/messageProviders/{messageProviderId}";
    }
}

/// Document Provider Registry v1, the successor of the provider list in [`federation`].
pub mod document_provider_registry {
    /// Where the service lies.
    pub const BASE: &str = "/REST/ebox/enterprise/federation/documentProviderRegistry/v1";
    /// Every message registry, as a collection.
    pub const MESSAGE_REGISTRIES: &str = "/messageRegistries";

    /// The address of the message registries beside an address of the old list; `None` when the address
    /// is not that of an old list.
    pub fn beside(message_providers: &str) -> Option<String> {
        let host = message_providers
            .trim_end_matches('/')
            .strip_suffix(super::federation::MESSAGE_PROVIDERS)?
            .strip_suffix(super::federation::BASE)?;
        Some(format!("{host}{BASE}{MESSAGE_REGISTRIES}"))
    }
}

/// Partition service v1: what everybody asks. Below [`BASE`](partition::BASE)`/ebox/{enterpriseNumber}`.
pub mod partition {
    /// Where the service lies.
    pub const BASE: &str = "/REST/ebox/enterprise/partition/v1";

    routes! {
        /// The partitions of an e-Box.
        Partitions { enterprise_number } = "/ebox/{enterpriseNumber}/partitions";
        /// What a person may see of an e-Box.
        UserRights { enterprise_number } = "/ebox/{enterpriseNumber}/userRights";
        /// The routing rules of an e-Box.
        RoutingRules { enterprise_number } = "/ebox/{enterpriseNumber}/routingRules";
        /// Whether an enterprise may act for another one.
        HasMandate { enterprise_number } = "/ebox/{enterpriseNumber}/hasMandate";
    }
}

/// Partition management v1: everything about the caller's own e-Box.
pub mod partition_management {
    /// Where the service lies.
    pub const BASE: &str = "/REST/ebox/enterprise/partitionManagement/v1";
    /// The partitions.
    pub const PARTITIONS: &str = "/partitions";
    /// The rights of people.
    pub const USER_RIGHTS: &str = "/userRights";
    /// The routing rules.
    pub const ROUTING_RULES: &str = "/routingRules";
    /// Their order.
    pub const ROUTING_RULE_ORDER: &str = "/routingRuleOrder";
    /// What the caller suggests as a sender.
    pub const SUGGESTIONS: &str = "/routingRuleSuggestions";
    /// What is suggested to the caller as a recipient.
    pub const RECEIVED_SUGGESTIONS: &str = "/receivedRoutingRuleSuggestions";
    /// The mandates that the caller gave or got.
    pub const MANDATES: &str = "/mandates";

    routes! {
        /// One partition.
        Partition { partition_id } = "/partitions/{partitionId}";
        /// One right of a person.
        UserRight { user_right_id } = "/userRights/{userRightId}";
        /// One routing rule.
        RoutingRule { routing_rule_id } = "/routingRules/{routingRuleId}";
        /// One suggestion of the caller.
        Suggestion { suggestion_id } = "/routingRuleSuggestions/{suggestionId}";
        /// One suggestion to the caller.
        ReceivedSuggestion { suggestion_id } = "/receivedRoutingRuleSuggestions/{suggestionId}";
        /// Making a rule of it.
        Acceptance { suggestion_id } = "/receivedRoutingRuleSuggestions/{suggestionId}/acceptance";
        /// One mandate.
        Mandate { mandate_id } = "/mandates/{mandateId}";
    }
}

/// Message Registry 2.1.
pub mod v2 {
    /// Where the reference provider's registry lies.
    pub const BASE: &str = "/REST/ebox/enterprise/messageRegistry/v2";
    /// The e-Box in numbers.
    pub const EBOX: &str = "/ebox";
    /// The messages.
    pub const MESSAGES: &str = "/ebox/messages";
    /// Publication.
    pub const PUBLISH: &str = "/publishMessage";
    /// The message types.
    pub const MESSAGE_TYPES: &str = "/referenceData/messageTypes";
    /// The applications that send.
    pub const SENDER_APPLICATIONS: &str = "/referenceData/senderApplications";
    /// The organizations that send.
    pub const SENDER_ORGANIZATIONS: &str = "/referenceData/senderOrganizations";
    /// Broadcast.
    pub const LINK: &str = "/linkEboxMessage";
    /// What became of messages.
    pub const STATUS: &str = "/searchMessageStatus";

    routes! {
        /// One message.
        Message { message_id } = "/ebox/messages/{messageId}";
        /// Its body.
        Body { message_id } = "/ebox/messages/{messageId}/body";
        /// Its payment data.
        PaymentData { message_id } = "/ebox/messages/{messageId}/paymentData";
        /// Its attachments.
        Attachments { message_id } = "/ebox/messages/{messageId}/attachments";
        /// One attachment.
        Attachment { message_id, attachment_id } = "/ebox/messages/{messageId}/attachments/{attachmentId}";
        /// The bytes of one attachment.
        Content { message_id, attachment_id } = "/ebox/messages/{messageId}/attachments/{attachmentId}/content";
        /// The bytes of an application's logo.
        ApplicationImage { application_id, image_id } =
            "/referenceData/senderApplications/{senderApplicationId}/images/{imageId}/content";
        /// The bytes of an organization's logo.
        OrganizationImage { organization_id, image_id } =
            "/referenceData/senderOrganizations/{senderOrganizationId}/images/{imageId}/content";
    }
}

/// Message Registry v3.
pub mod v3 {
    /// Where the reference provider's registry lies.
    pub const BASE: &str = "/REST/ebox/enterprise/messageRegistry/v3";
    /// The e-Box in numbers.
    pub const EBOX: &str = "/ebox";
    /// The messages; publication too.
    pub const MESSAGES: &str = "/ebox/messages";
    /// The e-Box in numbers, for those who look after it.
    pub const STATISTICS: &str = "/ebox/statistics";
    /// **Extension**: what became of idempotency keys.
    pub const PUBLICATIONS: &str = "/ebox/publications";
    /// Whether the registry is well, and what it offers.
    pub const HEALTH: &str = "/health";
    /// The message types.
    pub const MESSAGE_TYPES: &str = "/refData/messageTypes";
    /// The applications that send.
    pub const SENDER_APPLICATIONS: &str = "/refData/senderApplications";
    /// The organizations that send.
    pub const SENDER_ORGANIZATIONS: &str = "/refData/senderOrganizations";

    routes! {
        /// The bytes of an application's logo.
        ApplicationImage { application_id, image_id } =
            "/refData/senderApplications/{senderApplicationId}/images/{imageId}/content";
        /// The bytes of an organization's logo.
        OrganizationImage { organization_id, image_id } =
            "/refData/senderOrganizations/{senderOrganizationId}/images/{imageId}/content";
    }
    /// Where a Document Provider is told what changed in how e-Boxes are divided.
    pub const EVENT_NOTIFICATIONS: &str = "/eventNotifications";

    // The paths of one message did not change with the version.
    pub use super::v2::{Attachment, Attachments, Body, Content, LINK, Message, PaymentData, STATUS};

    routes! {
        /// The action of one message.
        Action { message_id } = "/ebox/messages/{messageId}/action";
        /// The replies to one message.
        Replies { message_id } = "/ebox/messages/{messageId}/replies";
    }
}

/// **Extension**: the operator's API, on a listener of its own.
pub mod operator {
    /// Where the service lies.
    pub const BASE: &str = "/operator/v1";
    /// Whether the process is well.
    pub const HEALTH: &str = "/health";
    /// The provider registry.
    pub const PROVIDERS: &str = "/providers";
    /// The directory of e-Boxes.
    pub const EBOXES: &str = "/eboxes";
    /// OAuth clients.
    pub const CLIENTS: &str = "/clients";
    /// Local accounts of people.
    pub const ACCOUNTS: &str = "/accounts";
    /// The staff of the desk.
    pub const STAFF: &str = "/staff";

    routes! {
        /// One provider.
        Provider { provider_id } = "/providers/{providerId}";
        /// All reference data of its registry.
        ReferenceData { provider_id } = "/providers/{providerId}/referenceData";
        /// What senders tried to publish there.
        Publications { provider_id } = "/providers/{providerId}/publications";
        /// One client.
        Client { client_id } = "/clients/{clientId}";
        /// Its certificates.
        Certificates { client_id } = "/clients/{clientId}/certificates";
        /// One of them.
        Certificate { client_id, fingerprint } = "/clients/{clientId}/certificates/{fingerprint}";
        /// The configuration of a sender that was agreed in a dossier.
        Configuration { dossier } = "/configurations/{dossier}";
        /// Who first manages access to an enterprise's e-Box.
        FirstManager { enterprise_number } = "/enterprises/{enterpriseNumber}/firstManager";
        /// Everybody who manages access to it.
        Managers { enterprise_number } = "/enterprises/{enterpriseNumber}/managers";
        /// One of them.
        ManagerOf { enterprise_number, manager_id } = "/enterprises/{enterpriseNumber}/managers/{managerId}";
        /// One account.
        Account { account_number } = "/accounts/{accountNumber}";
        /// Its enrolments.
        AccountEnrolments { account_number } = "/accounts/{accountNumber}/enrolments";
        /// Somebody who works at the desk.
        StaffMember { staff_number } = "/staff/{staffNumber}";
    }
}

/// The simulation registry for Document Consumers: v3, with the paths of [`v3`].
pub mod simulation {
    /// Where the service lies.
    pub const BASE: &str = "/REST/ebox/enterprise/messageRegistry/consultationIntegrationTest/v3";
}

/// A version of the message registry contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 2.1.
    V2,
    /// 3.x.
    V3,
}

impl Version {
    /// The segment in paths (`v2`, `v3`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V2 => "v2",
            Self::V3 => "v3",
        }
    }

    /// Where the reference provider's registry lies.
    pub const fn base(self) -> &'static str {
        match self {
            Self::V2 => v2::BASE,
            Self::V3 => v3::BASE,
        }
    }
}

/// Where the registry of a further provider in the same process lies.
pub fn provider_base(provider_id: &str, version: Version) -> String {
    filled("/providers/{providerId}/messageRegistry/", &[provider_id]) + version.as_str()
}

/// A path behind a base address that ends in `/` or not.
pub fn join(base: &str, path: &str) -> String {
    format!("{}{path}", base.trim_end_matches('/'))
}

/// A template with its parameters filled in, in their order.
fn filled(template: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut path = String::with_capacity(template.len() + 40);
    for (place, segment) in template.split('/').enumerate() {
        if place > 0 {
            path.push('/');
        }
        match values.as_slice().first() {
            Some(value) if segment.starts_with('{') => {
                values.next();
                percent::push_encoded(&mut path, value);
            }
            _ => path.push_str(segment),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_filled_in_with_whatever_an_identifier_holds() {
        let content = v3::Content { message_id: "a/b {c}", attachment_id: "é" };
        assert_eq!(content.path(), "/ebox/messages/a%2Fb%20%7Bc%7D/attachments/%C3%A9/content");
        assert_eq!(join("https://host.example/v3/", v3::MESSAGES), "https://host.example/v3/ebox/messages");
    }

    #[test]
    fn further_providers_lie_below_a_path_of_their_own() {
        assert_eq!(provider_base("second", Version::V3), "/providers/second/messageRegistry/v3");
    }

    #[test]
    fn the_new_provider_list_is_found_beside_the_old_one() {
        assert_eq!(
            document_provider_registry::beside(
                "https://services.example/REST/ebox/enterprise/federation/v1/messageProviders"
            )
            .as_deref(),
            Some(
                "https://services.example/REST/ebox/enterprise/federation/documentProviderRegistry/v1/messageRegistries"
            )
        );
        assert_eq!(document_provider_registry::beside("https://services.example/list"), None);
    }
}
