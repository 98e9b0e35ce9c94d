//! Changing an entry of the provider registry by a merge patch (RFC 7396).

use ebox_domain::{
    Causes, LocalizedText, Rule,
    provider::{MaintenanceWindow, Provider},
};
use serde_json::Value;

use super::{MessageProvider, VERSION_2};
use crate::read::{Collected, Field, Object, parse};

/// The form of a day.
const DAY: &str = "write a day as 2026-03-01";
/// The form of a moment.
const MOMENT: &str = "a date-time has the form 2026-03-01T10:00:00+01:00";

/// The provider as a merge patch leaves it, or every reason why not. What this version of the contract does not know
/// of a provider, its v3 address, stays; so do its identifier and its version. Where the entry is (`_links`) may be
/// sent back as it was got.
pub fn patched(provider: &Provider, body: &[u8]) -> Result<Provider, Causes> {
    let patch = parse(body, "body").map_err(Causes::from)?;
    // What is changed are the languages that the provider has, without those that answers fill in.
    let entry_as_it_is = MessageProvider {
        message_provider_name: (&provider.name).into(),
        message_provider_description: (&provider.description).into(),
        ..MessageProvider::new(provider, "")
    };
    let mut whole = serde_json::to_value(entry_as_it_is).unwrap_or_default();
    merge(&mut whole, patch);
    let causes = Collected::default();
    let read = Field::body(&whole, &causes).object().and_then(|object| entry(provider, object));
    causes.into_result(read)
}

fn entry(provider: &Provider, mut object: Object<'_, '_>) -> Option<Provider> {
    for (name, kept) in [("messageProviderId", provider.id.as_str()), ("apiSupportedVersion", VERSION_2)] {
        if let Some(field) = object.required(name, "what it was: an entry keeps it")
            && field.string().is_some_and(|given| given != kept)
        {
            field.refuse_value(Rule::InvalidValue, format!("an entry keeps {kept}; leave it out"));
        }
    }
    let name = object.required("messageProviderName", "a name");
    let name = name.and_then(|field| field.text_with_english());
    let description = object.optional("messageProviderDescription");
    let description = description.map(|field| field.text_with_english());
    let v2_url = object.required("messageProviderUrl", "the base address of its message registry");
    let v2_url = v2_url.and_then(|field| field.string());
    let activation = object.required("messageProviderActivationDate", "a day");
    let activation = activation.and_then(|field| field.parsed(DAY));
    let deactivation = object.optional("messageProviderDeactivationDate");
    let deactivation = deactivation.map(|field| field.parsed(DAY));
    let technical_contact = object.optional("messageProviderTechnicalContact");
    let technical_contact = technical_contact.map(|field| field.string());
    let maintenance = object.optional("messageProviderPlannedMaintenance");
    let maintenance = maintenance.map(|field| field.each_in_its_place(window));
    object.optional("_links");
    object.finish();
    // What stands in an `Option` of its own may be left out.
    Some(Provider {
        id: provider.id.clone(),
        name: name?,
        description: description.unwrap_or_else(|| Some(LocalizedText::default()))?,
        v2_url: v2_url?.to_owned(),
        v3_url: provider.v3_url.clone(),
        activation: activation?,
        deactivation: deactivation.map_or(Some(None), |day| day.map(Some))?,
        technical_contact: technical_contact.unwrap_or(Some(""))?.to_owned(),
        maintenance: maintenance
            .unwrap_or_else(|| Some(Vec::new()))?
            .into_iter()
            .collect::<Option<Vec<_>>>()?,
    })
}

fn window(field: &Field<'_, '_>) -> Option<MaintenanceWindow> {
    let mut object = field.object()?;
    let start = object.required("startDate", "the moment from which it does not answer");
    let start = start.and_then(|field| field.parsed(MOMENT));
    let end = object.required("endDate", "the moment from which it answers again");
    let until = end.as_ref().and_then(|field| field.parsed(MOMENT));
    object.finish();
    match MaintenanceWindow::new(start?, until?) {
        Ok(window) => Some(window),
        Err(error) => {
            end?.refuse(Rule::InvalidValue, error.to_string());
            None
        }
    }
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
        let fields = |causes: Causes| causes.into_iter().map(|cause| cause.field).collect();
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
    fn an_entry_can_be_sent_back_as_it_was_got() {
        let entry = serde_json::to_value(MessageProvider::new(&provider(), "https://registry.example"));
        let shown = LocalizedText::untranslated("Tout");
        assert_eq!(
            with(&entry.expect("serialisable")),
            Ok(Provider { description: shown, ..provider() }),
            "with the languages that the answer filled in"
        );
    }

    #[test]
    fn what_cannot_be_is_refused_by_its_name() {
        let refused = |patch: Value| with(&patch).expect_err("refused");
        assert_eq!(refused(json!({"messageProviderId": "other"})), ["messageProviderId"]);
        assert_eq!(refused(json!({"apiSupportedVersion": "3.0"})), ["apiSupportedVersion"]);
        assert_eq!(refused(json!({"messageProviderUrl": 5})), ["messageProviderUrl"]);
        assert_eq!(refused(json!({"messageProviderUrl": null})), ["messageProviderUrl"]);
        assert_eq!(
            refused(json!({"foo": 1, "messageProviderName": {"es": "Todo"}})),
            ["messageProviderName.es", "foo"]
        );
        assert_eq!(
            refused(json!({
                "messageProviderActivationDate": "tomorrow",
                "messageProviderDeactivationDate": "2027-02-30",
                "messageProviderPlannedMaintenance": [{"startDate": "2026-12-25T18:00:00+01:00", "endDate": "later"}],
            })),
            [
                "messageProviderActivationDate",
                "messageProviderDeactivationDate",
                "messageProviderPlannedMaintenance[0].endDate",
            ]
        );
        let backwards = json!({"messageProviderPlannedMaintenance":
            [{"startDate": "2026-12-25T18:00:00+01:00", "endDate": "2026-12-24T06:00:00+01:00"}]});
        assert_eq!(refused(backwards), ["messageProviderPlannedMaintenance[0].endDate"]);
    }
}
