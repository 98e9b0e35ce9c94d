//! The criteria of a list, under the names of either version.

use ebox_domain::Language;
use ebox_wire::routes::Version;
use jiff::civil::Date;

use crate::error::ErrorKind;

/// Which messages to list. What is left out does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Received on this Brussels day or later. Whether the day itself counts differs between registries.
    pub received_after: Option<Date>,
    /// Received before this Brussels day.
    pub received_before: Option<Date>,
    /// Expiring on this Brussels day or later.
    pub expired_after: Option<Date>,
    /// Expiring before this Brussels day.
    pub expired_before: Option<Date>,
    /// Read or unread.
    pub is_read: Option<bool>,
    /// Shown or hidden.
    pub is_visible: Option<bool>,
    /// With the value of registered mail or without.
    pub is_registered: Option<bool>,
    /// Asking for an action that nobody executed yet, or not (v3).
    pub is_for_action: Option<bool>,
    /// Of this type.
    pub message_type: Option<String>,
    /// From this enterprise.
    pub sender_organization: Option<String>,
    /// From this application.
    pub sender_application: Option<String>,
    /// In one of these partitions (v3); in any when there is none.
    pub partitions: Vec<String>,
    /// With this text, in this language: Dutch, French or German.
    pub search: Option<(String, Language)>,
    /// Those that this enterprise sent instead of those that it received (v3). Read marks, actions, senders and texts
    /// are then no criteria.
    pub is_sent: bool,
}

impl Filter {
    /// The query; why not, when a version has no such criterion.
    pub(super) fn parameters(&self, version: Version) -> Result<Vec<(&'static str, String)>, ErrorKind> {
        let needs_v3 = self.is_for_action.is_some() || !self.partitions.is_empty() || self.is_sent;
        let [read, visible, registered] = match version {
            Version::V2 if needs_v3 => {
                return Err(ErrorKind::NotOffered(
                    "a v2.1 registry lists neither by partition, nor by action, nor what was sent",
                ));
            }
            Version::V2 => ["readStatus", "visible", "registeredMail"],
            Version::V3 => ["isRead", "isVisible", "isRegisteredMail"],
        };
        let mut query = Vec::new();
        let mut add = |name, value: Option<String>| query.extend(value.map(|value| (name, value)));
        add("receivedAfter", self.received_after.map(|day| day.to_string()));
        add("receivedBefore", self.received_before.map(|day| day.to_string()));
        add("expiredAfter", self.expired_after.map(|day| day.to_string()));
        add("expiredBefore", self.expired_before.map(|day| day.to_string()));
        add(read, self.is_read.map(|yes| yes.to_string()));
        add(visible, self.is_visible.map(|yes| yes.to_string()));
        add(registered, self.is_registered.map(|yes| yes.to_string()));
        add("isForAction", self.is_for_action.map(|yes| yes.to_string()));
        add("messageTypeId", self.message_type.clone());
        add("senderOrganizationId", self.sender_organization.clone());
        add("senderApplicationId", self.sender_application.clone());
        for partition in &self.partitions {
            add("partition", Some(partition.clone()));
        }
        add("q", self.search.as_ref().map(|(text, _)| text.clone()));
        add("qlang", self.search.as_ref().map(|(_, language)| language.to_string()));
        add("direction", self.is_sent.then(|| "sent".to_owned()));
        Ok(query)
    }
}
