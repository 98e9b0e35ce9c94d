//! One entry of the provider registry.

use std::collections::{BTreeMap, btree_map::Entry};

use ebox_domain::provider::MaintenanceWindow;
use ebox_wire::{federation::MessageRegistry, routes::Version};
use serde_json::Value;

use super::ListedProvider;

/// The identifier of an entry that may be unreadable otherwise.
pub(super) fn identifier(entry: &Value) -> Option<&str> {
    ["id", "messageProviderId", "messageRegistryId"].iter().find_map(|name| entry.get(name)?.as_str())
}

/// Adds a provider; of two with one identifier the newer version stays, with the maintenance windows of both.
/// Two addresses for one version are a contradiction, and told.
pub(super) fn merge(
    merged: &mut BTreeMap<String, ListedProvider>,
    provider: ListedProvider,
) -> Option<String> {
    match merged.entry(provider.id.clone()) {
        Entry::Vacant(place) => {
            place.insert(provider);
            None
        }
        Entry::Occupied(mut place) => {
            let old = place.get_mut();
            let address = |provider: &ListedProvider| provider.url.trim_end_matches('/').to_owned();
            let differ = provider.version == old.version && address(&provider) != address(old);
            let notice = differ.then(|| {
                let (id, used, other) = (&old.id, &old.url, &provider.url);
                format!("provider {id:?} is listed twice: {used} is called, {other} is not")
            });
            let (mut kept, other) = if provider.version > old.version {
                (provider, old.clone())
            } else {
                (old.clone(), provider)
            };
            for window in other.maintenance {
                if !kept.maintenance.contains(&window) {
                    kept.maintenance.push(window);
                }
            }
            *old = kept;
            notice
        }
    }
}

impl From<MessageRegistry> for ListedProvider {
    fn from(entry: MessageRegistry) -> Self {
        let maintenance = entry
            .planned_maintenances
            .iter()
            // A window that ends before it begins announces nothing.
            .filter_map(|window| MaintenanceWindow::new(window.start_date.0, window.end_date.0).ok())
            .collect();
        Self {
            id: entry.id,
            name: entry.name.into(),
            description: entry.description.into(),
            url: entry.url,
            version: version(&entry.api_supported_version),
            version_text: entry.api_supported_version,
            activation: entry.activation_date,
            deactivation: entry.deactivation_date,
            technical_contact: entry.technical_contact,
            maintenance,
        }
    }
}

/// The contract behind a version text: 3 and above is v3; everything older answers as v2.1 does.
fn version(text: &str) -> Version {
    let major = text.trim_start_matches(['v', 'V']).split('.').next().and_then(|major| major.parse().ok());
    if major.is_some_and(|major: u32| major >= 3) { Version::V3 } else { Version::V2 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn provider(version: &str, url: &str, maintenance: &str) -> ListedProvider {
        let entry: MessageRegistry = serde_json::from_value(json!({
            "messageProviderId": "nsso",
            "messageProviderUrl": url,
            "messageProviderActivationDate": "2026-01-01",
            "messageProviderPlannedMaintenance": [
                {"startDate": format!("{maintenance}T10:00:00Z"), "endDate": format!("{maintenance}T11:00:00Z")},
                {"startDate": "2026-01-02T00:00:00Z", "endDate": "2026-01-01T00:00:00Z"},
            ],
            "apiSupportedVersion": version,
        }))
        .expect("an entry");
        entry.into()
    }

    #[test]
    fn the_newest_version_of_either_list_is_called_and_maintenance_counts_from_both() {
        for order in [[0, 1], [1, 0]] {
            let both = [
                provider("2.1", "https://h/v2/", "2026-03-01"),
                provider("3.0", "https://h/v3/", "2026-03-02"),
            ];
            let mut merged = BTreeMap::new();
            for index in order {
                assert_eq!(merge(&mut merged, both[index].clone()), None);
            }
            let kept = &merged["nsso"];
            assert_eq!((kept.version, kept.url.as_str()), (Version::V3, "https://h/v3/"));
            assert_eq!(kept.maintenance.len(), 2);
        }
    }

    #[test]
    fn two_addresses_for_one_version_are_told() {
        let told = |version: &str, url: &str| {
            let mut merged = BTreeMap::new();
            assert_eq!(merge(&mut merged, provider("3.0", "https://h/v3/", "2026-03-01")), None);
            merge(&mut merged, provider(version, url, "2026-03-01"))
        };
        assert!(told("3.0", "https://other/v3/").is_some_and(|notice| notice.contains("https://other/v3/")));
        assert_eq!(told("3.0", "https://h/v3"), None, "the same address");
        assert_eq!(told("2.1", "https://h/v2/"), None, "another version");
    }

    #[test]
    fn versions_are_read_as_registries_write_them() {
        for (text, expected) in [
            ("3.0", Version::V3),
            ("v3", Version::V3),
            ("3.5.1", Version::V3),
            ("2.1", Version::V2),
            ("1.6", Version::V2),
            ("", Version::V2),
        ] {
            assert_eq!(version(text), expected, "{text}");
        }
    }
}
