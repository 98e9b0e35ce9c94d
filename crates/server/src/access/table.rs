//! The rows, document by document.

use ebox_credential::permit::{
    Consents, ConsultPartitions, Consultation, Introspection, ListPartitions, ManagePartitions, Notify,
    Operate, OwnSummary, Preferences, Publication, ReadProviderRegistry, ReadReferenceData,
    SuggestRoutingRules,
};
use ebox_wire::routes::{
    Version, document_provider_registry, federation, operator, partition, partition_management,
};

use super::{
    Entry,
    Kept::{self, Attempt, Nothing, Opening, Read},
    Row,
    Sees::{self, LeftOut, NoEntry, NotFound, Refused, Same},
    Table,
};

/// The tables of all documents, in the order of [`api_documents`](crate::api_documents).
pub fn tables() -> Vec<Table> {
    let table = |document, base, rows| Table { document, base, rows };
    vec![
        table("document-provider-registry-v1", document_provider_registry::BASE, PROVIDER_REGISTRY),
        table("federation-v1", federation::BASE, FEDERATION),
        table("message-registry-v2", Version::V2.base(), REGISTRY_V2),
        table("message-registry-v3", Version::V3.base(), REGISTRY_V3),
        table("operator-v1", operator::BASE, OPERATOR),
        table("oauth-v5", "", OAUTH),
        table("partition-management-v1", partition_management::BASE, PARTITION_MANAGEMENT),
        table("partition-v1", partition::BASE, PARTITION),
    ]
}

const fn get(path: &'static str, entry: Entry, sees: [Sees; 2], record: Kept) -> Row {
    row("get", path, entry, sees, record)
}

const fn post(path: &'static str, entry: Entry, sees: [Sees; 2], record: Kept) -> Row {
    row("post", path, entry, sees, record)
}

const fn put(path: &'static str, entry: Entry, sees: [Sees; 2], record: Kept) -> Row {
    row("put", path, entry, sees, record)
}

const fn patch(path: &'static str, entry: Entry, sees: [Sees; 2], record: Kept) -> Row {
    row("patch", path, entry, sees, record)
}

const fn delete(path: &'static str, entry: Entry, sees: [Sees; 2], record: Kept) -> Row {
    row("delete", path, entry, sees, record)
}

/// `sees`: what another enterprise sees, then what a person without the partition sees.
const fn row(method: &'static str, path: &'static str, entry: Entry, sees: [Sees; 2], record: Kept) -> Row {
    let [stranger, person] = sees;
    Row { method, path, entry, stranger, person, record }
}

/// Nothing in it belongs to anybody.
const ALIKE: [Sees; 2] = [Same, Same];
/// Machines only; nothing in it belongs to anybody.
const MACHINES: [Sees; 2] = [Same, NoEntry];
/// Of what is not theirs they see nothing.
const OWN: [Sees; 2] = [LeftOut, LeftOut];
/// About the caller's own, for machines only.
const OWN_MACHINES: [Sees; 2] = [LeftOut, NoEntry];
/// About something of the caller's own, for machines only.
const HIDDEN_MACHINES: [Sees; 2] = [NotFound, NoEntry];
/// What is not theirs is not there.
const HIDDEN: [Sees; 2] = [NotFound, NotFound];

// What the audit rules name for each kind of call.
const LIST: Kept = Read(&["messageIds"]);
const DETAIL: Kept = Read(&["messageId", "paymentDataId?"]);
const ATTACHMENTS: Kept = Read(&["messageId", "attachments"]);
const ATTACHMENT: Kept = Read(&["messageId", "attachmentId", "mediaType", "size", "digest"]);
const CONTENT: Kept = Opening(&["messageId", "attachmentId", "contentId"]);
const BODY: Kept = Opening(&["messageId", "contentId"]);
const PAYMENT: Kept = Read(&["messageId", "paymentDataId"]);
const CHANGE: Kept = Attempt(&["items"]);
const ACTION: Kept = Attempt(&["messageId"]);
const LINK: Kept = Attempt(&["messageId", "originalMessageId"]);
const STATUSES: Kept = Attempt(&["messageIds"]);
const NOTIFIED: Kept = Attempt(&["eventIds"]);
const PUBLISH: Kept = Attempt(&[
    "messageId",
    "originalMessageId",
    "senderEnterpriseNumber",
    "attachments",
    "recipientHasOpened",
    "publication?",
]);

const PROVIDER_REGISTRY: &[Row] =
    &[get("/messageRegistries", Entry::by::<ReadProviderRegistry>(), MACHINES, Nothing)];

const FEDERATION: &[Row] = &[
    get("/messageProviders", Entry::by::<ReadProviderRegistry>(), MACHINES, Nothing),
    get("/messageProviders/{messageProviderId}", Entry::by::<ReadProviderRegistry>(), MACHINES, Nothing),
    patch(
        "/messageProviders/{messageProviderId}",
        Entry::by::<Operate>(),
        MACHINES,
        Attempt(&["messageProviderId"]),
    ),
    post("/eboxPreferences/search", Entry::by::<Preferences>(), MACHINES, Nothing),
    patch("/eboxPreferences", Entry::by::<Preferences>(), [Refused, NoEntry], Attempt(&["exclusivelyEbox"])),
    post("/citizenEboxConsents/search", Entry::by::<Consents>(), MACHINES, Nothing),
];

const REGISTRY_V2: &[Row] = &[
    get("/ebox", Entry::by::<OwnSummary>(), OWN_MACHINES, Nothing),
    get("/ebox/messages", Entry::by::<Consultation>(), OWN, LIST),
    patch("/ebox/messages", Entry::by::<Consultation>(), HIDDEN, CHANGE),
    get("/ebox/messages/{messageId}", Entry::by::<Consultation>(), HIDDEN, DETAIL),
    get("/ebox/messages/{messageId}/paymentData", Entry::by::<Consultation>(), HIDDEN, PAYMENT),
    get("/ebox/messages/{messageId}/body", Entry::by::<Consultation>(), HIDDEN, BODY),
    get("/ebox/messages/{messageId}/attachments", Entry::by::<Consultation>(), HIDDEN, ATTACHMENTS),
    get(
        "/ebox/messages/{messageId}/attachments/{attachmentId}",
        Entry::by::<Consultation>(),
        HIDDEN,
        ATTACHMENT,
    ),
    get(
        "/ebox/messages/{messageId}/attachments/{attachmentId}/content",
        Entry::by::<Consultation>(),
        HIDDEN,
        CONTENT,
    ),
    post("/publishMessage", Entry::by::<Publication>(), [Refused, NoEntry], PUBLISH),
    post("/linkEboxMessage", Entry::by::<Publication>(), HIDDEN_MACHINES, LINK),
    post("/searchMessageStatus", Entry::by::<Publication>(), OWN_MACHINES, STATUSES),
    get("/referenceData/messageTypes", Entry::by::<ReadReferenceData>(), ALIKE, Nothing),
    get("/referenceData/messageTypes/{messageTypeId}", Entry::by::<ReadReferenceData>(), ALIKE, Nothing),
    get("/referenceData/senderApplications", Entry::by::<ReadReferenceData>(), ALIKE, Nothing),
    get(
        "/referenceData/senderApplications/{senderApplicationId}",
        Entry::by::<ReadReferenceData>(),
        ALIKE,
        Nothing,
    ),
    get(
        "/referenceData/senderApplications/{senderApplicationId}/images/{imageId}/content",
        Entry::by::<ReadReferenceData>(),
        ALIKE,
        Nothing,
    ),
    get("/referenceData/senderOrganizations", Entry::by::<ReadReferenceData>(), ALIKE, Nothing),
    get(
        "/referenceData/senderOrganizations/{senderOrganizationId}",
        Entry::by::<ReadReferenceData>(),
        ALIKE,
        Nothing,
    ),
    get(
        "/referenceData/senderOrganizations/{senderOrganizationId}/images/{imageId}/content",
        Entry::by::<ReadReferenceData>(),
        ALIKE,
        Nothing,
    ),
];

const REGISTRY_V3: &[Row] = &[
    get("/health", Entry::Anyone, ALIKE, Nothing),
    get("/ebox", Entry::by::<OwnSummary>(), OWN_MACHINES, Nothing),
    get("/ebox/statistics", Entry::by::<Consultation>(), OWN, Nothing),
    get("/ebox/messages", Entry::by::<Consultation>(), OWN, LIST),
    patch("/ebox/messages", Entry::by::<Consultation>(), HIDDEN, CHANGE),
    post("/ebox/messages", Entry::by::<Publication>(), [Refused, NoEntry], PUBLISH),
    get("/ebox/publications", Entry::by::<Publication>(), HIDDEN_MACHINES, Nothing),
    post("/linkEboxMessage", Entry::by::<Publication>(), HIDDEN_MACHINES, LINK),
    post("/searchMessageStatus", Entry::by::<Publication>(), OWN_MACHINES, STATUSES),
    post("/eventNotifications", Entry::by::<Notify>(), MACHINES, NOTIFIED),
    get("/ebox/messages/{messageId}", Entry::by::<Consultation>(), HIDDEN, DETAIL),
    patch("/ebox/messages/{messageId}", Entry::by::<Consultation>(), HIDDEN, CHANGE),
    patch("/ebox/messages/{messageId}/action", Entry::by::<Consultation>(), HIDDEN, ACTION),
    post("/ebox/messages/{messageId}/replies", Entry::by::<Consultation>(), HIDDEN, PUBLISH),
    get("/ebox/messages/{messageId}/paymentData", Entry::by::<Consultation>(), HIDDEN, PAYMENT),
    get("/ebox/messages/{messageId}/body", Entry::by::<Consultation>(), HIDDEN, BODY),
    get("/ebox/messages/{messageId}/attachments", Entry::by::<Consultation>(), HIDDEN, ATTACHMENTS),
    get(
        "/ebox/messages/{messageId}/attachments/{attachmentId}",
        Entry::by::<Consultation>(),
        HIDDEN,
        ATTACHMENT,
    ),
    get(
        "/ebox/messages/{messageId}/attachments/{attachmentId}/content",
        Entry::by::<Consultation>(),
        HIDDEN,
        CONTENT,
    ),
    get("/refData/messageTypes", Entry::by::<ReadReferenceData>(), ALIKE, Nothing),
    get("/refData/messageTypes/{messageTypeId}", Entry::by::<ReadReferenceData>(), ALIKE, Nothing),
    get("/refData/senderApplications", Entry::by::<ReadReferenceData>(), ALIKE, Nothing),
    get(
        "/refData/senderApplications/{senderApplicationId}",
        Entry::by::<ReadReferenceData>(),
        ALIKE,
        Nothing,
    ),
    get(
        "/refData/senderApplications/{senderApplicationId}/images/{imageId}/content",
        Entry::by::<ReadReferenceData>(),
        ALIKE,
        Nothing,
    ),
    get("/refData/senderOrganizations", Entry::by::<ReadReferenceData>(), ALIKE, Nothing),
    get(
        "/refData/senderOrganizations/{senderOrganizationId}",
        Entry::by::<ReadReferenceData>(),
        ALIKE,
        Nothing,
    ),
    get(
        "/refData/senderOrganizations/{senderOrganizationId}/images/{imageId}/content",
        Entry::by::<ReadReferenceData>(),
        ALIKE,
        Nothing,
    ),
];

const OAUTH: &[Row] = &[
    get("/.well-known/oauth-authorization-server", Entry::Anyone, ALIKE, Nothing),
    get("/REST/oauth/v5/jwks", Entry::Anyone, ALIKE, Nothing),
    post("/REST/oauth/v5/token", Entry::Assertion, ALIKE, Nothing),
    post("/REST/oauth/v5/introspect", Entry::by::<Introspection>(), MACHINES, Nothing),
];

const OPERATES: Entry = Entry::by::<Operate>();
const CLIENT: Kept = Attempt(&["client", "enterprise?", "scope?", "certificates?", "certificate?"]);

// The services that a configuration spans keep a record each.
const REMOVAL: Kept = Attempt(&["enterprise", "person"]);
const CONFIGURATION: Kept = Attempt(&[
    "dossier?",
    "enterprise?",
    "added?",
    "changed?",
    "removed?",
    "client?",
    "scope?",
    "certificates?",
    "certificate?",
]);

const OPERATOR: &[Row] = &[
    get("/health", Entry::Anyone, ALIKE, Nothing),
    get("/providers", OPERATES, MACHINES, Nothing),
    put("/providers/{providerId}", OPERATES, MACHINES, Attempt(&["provider", "maintenanceWindows"])),
    get("/providers/{providerId}/referenceData", OPERATES, MACHINES, Nothing),
    put(
        "/providers/{providerId}/referenceData",
        OPERATES,
        MACHINES,
        Attempt(&["provider", "replaced", "evenIfUsed"]),
    ),
    get("/providers/{providerId}/publications", OPERATES, MACHINES, Nothing),
    get("/eboxes", OPERATES, MACHINES, Nothing),
    post("/eboxes", OPERATES, MACHINES, Attempt(&["entered"])),
    get("/clients", OPERATES, MACHINES, Nothing),
    post("/clients", OPERATES, MACHINES, CLIENT),
    get("/clients/{clientId}", OPERATES, MACHINES, Nothing),
    patch("/clients/{clientId}", OPERATES, MACHINES, CLIENT),
    post("/clients/{clientId}/certificates", OPERATES, MACHINES, CLIENT),
    delete("/clients/{clientId}/certificates/{fingerprint}", OPERATES, MACHINES, CLIENT),
    get("/configurations/{dossier}", OPERATES, MACHINES, Nothing),
    put("/configurations/{dossier}", OPERATES, MACHINES, CONFIGURATION),
    delete("/configurations/{dossier}", OPERATES, MACHINES, CONFIGURATION),
    put("/enterprises/{enterpriseNumber}/firstManager", OPERATES, MACHINES, Attempt(&["enterprise"])),
    get("/enterprises/{enterpriseNumber}/managers", OPERATES, MACHINES, Nothing),
    delete("/enterprises/{enterpriseNumber}/managers/{managerId}", OPERATES, MACHINES, REMOVAL),
    get("/staff", OPERATES, MACHINES, Nothing),
    put("/staff", OPERATES, MACHINES, Attempt(&["person", "role"])),
    delete("/staff/{staffNumber}", OPERATES, MACHINES, Attempt(&["staffMember", "person"])),
    get("/accounts", OPERATES, MACHINES, Nothing),
    post("/accounts", OPERATES, MACHINES, Attempt(&["person"])),
    post("/accounts/{accountNumber}/enrolments", OPERATES, MACHINES, Attempt(&["account"])),
    delete("/accounts/{accountNumber}", OPERATES, MACHINES, Attempt(&["account"])),
];

const MANAGES: Entry = Entry::by::<ManagePartitions>();
const SUGGESTS: Entry = Entry::by::<SuggestRoutingRules>();
const RULE: Kept = Attempt(&["routingRuleId", "suggestionId?"]);
const SUGGESTION: Kept = Attempt(&["suggestionId"]);
const MANDATE: Kept = Attempt(&["mandateId", "state"]);

const PARTITION_MANAGEMENT: &[Row] = &[
    get("/partitions", MANAGES, OWN_MACHINES, Nothing),
    post("/partitions", MANAGES, OWN_MACHINES, Attempt(&["partitionId"])),
    patch("/partitions/{partitionId}", MANAGES, HIDDEN_MACHINES, Attempt(&["partitionId"])),
    delete("/partitions/{partitionId}", MANAGES, HIDDEN_MACHINES, Attempt(&["partitionId", "isClosed?"])),
    get("/userRights", MANAGES, OWN_MACHINES, Nothing),
    post("/userRights", MANAGES, OWN_MACHINES, Attempt(&["userRightId"])),
    delete("/userRights/{userRightId}", MANAGES, HIDDEN_MACHINES, Attempt(&["userRightId"])),
    get("/routingRules", MANAGES, OWN_MACHINES, Nothing),
    post("/routingRules", MANAGES, OWN_MACHINES, RULE),
    put("/routingRules/{routingRuleId}", MANAGES, HIDDEN_MACHINES, RULE),
    delete("/routingRules/{routingRuleId}", MANAGES, HIDDEN_MACHINES, RULE),
    put("/routingRuleOrder", MANAGES, OWN_MACHINES, Attempt(&["orderedRoutingRules"])),
    get("/routingRuleSuggestions", SUGGESTS, OWN_MACHINES, Nothing),
    post("/routingRuleSuggestions", SUGGESTS, OWN_MACHINES, SUGGESTION),
    delete("/routingRuleSuggestions/{suggestionId}", SUGGESTS, HIDDEN_MACHINES, SUGGESTION),
    get("/receivedRoutingRuleSuggestions", MANAGES, OWN_MACHINES, Nothing),
    delete("/receivedRoutingRuleSuggestions/{suggestionId}", MANAGES, HIDDEN_MACHINES, SUGGESTION),
    post("/receivedRoutingRuleSuggestions/{suggestionId}/acceptance", MANAGES, HIDDEN_MACHINES, RULE),
    get("/mandates", MANAGES, OWN_MACHINES, Nothing),
    post("/mandates", MANAGES, OWN_MACHINES, MANDATE),
    patch("/mandates/{mandateId}", MANAGES, HIDDEN_MACHINES, MANDATE),
];

const CONSULTS: Entry = Entry::by::<ConsultPartitions>();

// Which partitions there are is nobody's secret; the rest is for Document Providers, and for who manages.
const PARTITION: &[Row] = &[
    get("/ebox/{enterpriseNumber}/partitions", Entry::by::<ListPartitions>(), ALIKE, Nothing),
    get("/ebox/{enterpriseNumber}/userRights", CONSULTS, ALIKE, Nothing),
    get("/ebox/{enterpriseNumber}/routingRules", CONSULTS, [Same, Refused], Nothing),
    get("/ebox/{enterpriseNumber}/hasMandate", CONSULTS, [Same, Refused], Nothing),
];
