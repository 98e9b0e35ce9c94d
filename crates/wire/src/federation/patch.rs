//! Changing an entry of the provider registry by a merge patch (RFC 7396).

use ebox_domain::{
    Cause, Rule,
    provider::{MaintenanceWindow, Provider},
};
use serde_json::Value;

use super::MessageProvider;
use crate::read::parse;

/// The provider as a merge patch leaves it. What this version of the contract does not know of a provider, its v3
/// address, stays; so do its identifier and its version.
pub fn patched(provider: &Provider, body: &[u8]) -> Result<Provider, Vec<Cause>> {
    let one = |rule, field: &str, fix: &str| vec![Cause::body(rule, field, fix)];
    let patch = parse(body, "body").map_err(|cause| vec![cause])?;
    let given = patch.get("messageProviderId").and_then(Value::as_str);
    if given.is_some_and(|id| id != provider.id.as_str()) {
        return Err(one(
            Rule::InvalidValue,
            "messageProviderId",
            "an entry keeps its identifier; leave it out",
        ));
    }
    let mut whole = serde_json::to_value(MessageProvider::new(provider, "")).unwrap_or_default();
    merge(&mut whole, patch);
    let whole: MessageProvider = serde_json::from_value(whole)
        .map_err(|error| one(Rule::WrongType, "body", &format!("{error}; send what the contract has")))?;
    let mut causes = Vec::new();
    let mut maintenance = Vec::new();
    for (index, window) in whole.message_provider_planned_maintenance.iter().enumerate() {
        match MaintenanceWindow::new(window.start_date.0, window.end_date.0) {
            Ok(window) => maintenance.push(window),
            Err(error) => {
                let field = format!("messageProviderPlannedMaintenance[{index}].endDate");
                causes.push(Cause::body(Rule::InvalidValue, field, error.to_string()));
            }
        }
    }
    if !causes.is_empty() {
        return Err(causes);
    }
    Ok(Provider {
        id: provider.id.clone(),
        name: whole.message_provider_name.into(),
        description: whole.message_provider_description.into(),
        v2_url: whole.message_provider_url,
        v3_url: provider.v3_url.clone(),
        activation: whole.message_provider_activation_date,
        deactivation: whole.message_provider_deactivation_date,
        technical_contact: whole.message_provider_technical_contact,
        maintenance,
    })
}

fn merge(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Some(members) = target.as_object_mut() else { return };
    for (name, value) in patch {
        if value.is_null() {
            members.remove(&name);
        } else {
            merge(members.entry(name).or_insert(Value::Null), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use ebox_domain::{Language, LocalizedText};
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn provider() -> Provider {
        Provider {
            id: "nsso".parse().expect("an identifier"),
            name: LocalizedText::untranslated("Provider"),
            description: LocalizedText::in_one(Language::Fr, "Tout"),
            v2_url: "https://provider.example/v2/".to_owned(),
            v3_url: Some("https://provider.example/v3/".to_owned()),
            activation: date(2026, 1, 1),
            deactivation: Some(date(2027, 1, 1)),
            technical_contact: "helpdesk@provider.example".to_owned(),
            maintenance: Vec::new(),
        }
    }

    fn with(patch: &Value) -> Result<Provider, Vec<String>> {
        let fields = |causes: Vec<Cause>| causes.into_iter().map(|cause| cause.field).collect();
        patched(&provider(), patch.to_string().as_bytes()).map_err(fields)
    }

    #[test]
    fn what_a_patch_does_not_name_stays_and_null_takes_away() {
        assert_eq!(with(&json!({})), Ok(provider()));
        let changed = with(&json!({
            "messageProviderName": {"nl": "Anders", "fr": null, "de": null},
            "messageProviderDeactivationDate": null,
            "messageProviderPlannedMaintenance":
                [{"startDate": "2026-12-24T18:00:00+01:00", "endDate": "2026-12-25T06:00:00+01:00"}],
        }))
        .expect("patched");
        assert_eq!(changed.name, LocalizedText::in_one(Language::Nl, "Anders"));
        assert_eq!((changed.deactivation, changed.maintenance.len()), (None, 1));
        assert_eq!(changed.v3_url, provider().v3_url);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        assert_eq!(with(&json!({"messageProviderId": "other"})), Err(vec!["messageProviderId".to_owned()]));
        assert_eq!(with(&json!({"messageProviderUrl": 5})), Err(vec!["body".to_owned()]));
        assert_eq!(with(&json!({"messageProviderUrl": null})), Err(vec!["body".to_owned()]));
        let backwards = json!({"messageProviderPlannedMaintenance":
            [{"startDate": "2026-12-25T18:00:00+01:00", "endDate": "2026-12-24T06:00:00+01:00"}]});
        assert_eq!(with(&backwards), Err(vec!["messageProviderPlannedMaintenance[0].endDate".to_owned()]));
    }
}
