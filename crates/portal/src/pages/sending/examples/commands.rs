//! Commands to copy: they run in a shell as they are, with the key that the institution made.

use ebox_domain::{EboxId, EboxType, Environment, reference::BusinessDataFormat};
use ebox_dossier::{form::WantedType, port::Recipient};
use serde_json::{Value, json};

use super::LANGUAGE;
use crate::show::word;

/// Where a client calls.
pub(super) struct Place<'p> {
    pub(super) environment: Environment,
    pub(super) client_id: Option<&'p str>,
    pub(super) token_url: Option<&'p str>,
    pub(super) registry: Option<&'p str>,
}

/// What every example begins with: who calls, a token, where.
pub(super) fn profile(place: &Place<'_>) -> String {
    let environment = place.environment;
    let client = word(place.client_id.unwrap_or("CLIENT_ID"));
    let token = place.token_url.map(|url| format!("export EBOX_TOKEN_URL={}\n", word(url)));
    format!(
        "export EBOX_ENVIRONMENT={environment}\nexport EBOX_CLIENT_ID={client}\n\
         export EBOX_PRIVATE_KEY={environment}/private-key.pem\n{}TOKEN=$(ebox token)\nREGISTRY={}\n",
        token.unwrap_or_default(),
        word(place.registry.unwrap_or("https://REGISTRY/")),
    )
}

/// Publishes a message of a type: to an enterprise where that may be, else to a citizen; each with a PDF, which
/// both get.
pub(super) fn publish(wanted: &WantedType, recipients: &[Recipient]) -> String {
    // In the order in which people think of a message.
    let members = [
        ("recipient", recipient(wanted, recipients)),
        ("subject", json!({ LANGUAGE.as_str(): wanted.message_type.name.best(LANGUAGE) })),
        ("messageTypeId", json!(wanted.message_type.id.as_str())),
        ("senderApplicationId", json!(wanted.application.as_str())),
        ("attachments", json!([{ "httpPartName": "upfile1", "isMainContent": true }])),
        ("businessDataList", json!(business_data(wanted))),
    ];
    let members = members.map(|(name, value)| format!("  \"{name}\": {value}"));
    let message = format!("{{\n{}\n}}", members.join(",\n"));
    format!(
        "printf '%%PDF-1.4\\n%%%%EOF\\n' > document.pdf\n\
         cat > message.json <<'JSON'\n{message}\nJSON\n\
         curl -s -i \"${{REGISTRY}}ebox/messages\" -H \"Authorization: Bearer $TOKEN\" \\\n    \
         -H \"Idempotency-Key: \\\"$(date +%s)-$RANDOM\\\"\" \\\n    \
         -F 'messageToPublish=<message.json;type=application/json' \\\n    \
         -F 'upfile1=@document.pdf;type=application/pdf'\n"
    )
}

/// Somebody whom a type reaches and who opened their e-Box, when one is known.
fn recipient(wanted: &WantedType, recipients: &[Recipient]) -> Value {
    let reached = wanted.sector.ebox_types();
    let fits = |one: &&Recipient| reached.contains(&one.ebox.ebox_type());
    let kind = |wanted: EboxType| move |one: &&Recipient| one.ebox.ebox_type() == wanted;
    let known = || recipients.iter().filter(fits);
    let best = known()
        .filter(kind(EboxType::Enterprise))
        .find(|one| one.has_opened)
        .or_else(|| known().find(|one| one.has_opened))
        .or_else(|| known().next());
    match (best.map(|one| one.ebox), reached.first()) {
        (Some(EboxId::Citizen(ssin)), _) => json!({ "eboxType": "citizen", "ssin": ssin.as_str() }),
        (Some(EboxId::Enterprise(number)), _) => {
            json!({ "eboxType": "enterprise", "enterpriseNumber": number.as_str() })
        }
        (None, Some(EboxType::Citizen)) => json!({ "eboxType": "citizen", "ssin": "SSIN" }),
        (None, _) => json!({ "eboxType": "enterprise", "enterpriseNumber": "ENTERPRISE_NUMBER" }),
    }
}

/// A value for each key.
fn business_data(wanted: &WantedType) -> Vec<Value> {
    let value = |format| match format {
        BusinessDataFormat::Text => "2026-0001",
        BusinessDataFormat::Date => "2026-01-31",
        BusinessDataFormat::Decimal => "1250.00",
        BusinessDataFormat::EnterpriseNumber => "0852093431",
        BusinessDataFormat::Ssin => "71022722580",
    };
    let keys = wanted.message_type.business_data_keys.iter();
    keys.map(|key| json!({ "key": key.key, "values": [{ LANGUAGE.as_str(): value(key.format) }] })).collect()
}
