//! A message, as the list shows it.

use ebox_domain::PartitionId;
use ebox_i18n::Texts;
use jiff::{SignedDuration, Timestamp};

use crate::{
    mail::{ABOUT_TO_EXPIRE_DAYS, Listed, Names},
    pages::{logo, paths, selected},
    show::{Said, said},
};

/// A message, as the list shows it.
pub(in crate::pages) struct Row {
    pub(super) href: String,
    /// By which it is selected.
    pub(super) value: String,
    pub(super) subject: Said,
    pub(super) sender: String,
    pub(super) sender_partition: Option<String>,
    /// To whom the enterprise sent it.
    pub(super) recipient: Option<String>,
    /// The address of the sender's logo.
    pub(super) logo: Option<String>,
    /// What is shown where there is no logo.
    pub(super) initials: String,
    pub(super) message_type: String,
    /// The partition in which it lies, when that is not the general one.
    pub(super) partition: Option<String>,
    pub(super) received: Timestamp,
    /// When it disappears, when that is soon.
    pub(super) expires: Option<Timestamp>,
    /// When its action is due.
    pub(super) due: Option<Timestamp>,
    pub(super) is_read: bool,
    pub(super) is_visible: bool,
    pub(super) is_registered: bool,
    pub(super) has_open_action: bool,
    pub(super) is_reply_authorized: bool,
    pub(super) attachments: usize,
}

impl Row {
    /// The other side: who sent it, or to whom it was sent.
    pub(super) fn whom(&self) -> &str {
        self.recipient.as_deref().unwrap_or(&self.sender)
    }

    pub(super) fn new(listed: &Listed, names: &Names, t: Texts, now: Timestamp) -> Self {
        let (provider, message) = (&listed.provider, &listed.message);
        let sender = names.sender(provider, message, t.language());
        let recipient = names.recipient(provider, message, t.language());
        let soon = now.saturating_add(SignedDuration::from_hours(24 * i64::from(ABOUT_TO_EXPIRE_DAYS)));
        let open_action = message.action.as_ref().filter(|action| !action.is_executed);
        Self {
            href: paths::message(provider, &message.id),
            value: selected::value(provider, &message.id),
            subject: said(&message.subject, t.language()),
            logo: names.logo(provider, message, t.language()).map(|place| logo::path(&place)),
            initials: initials(recipient.as_ref().unwrap_or(&sender)),
            sender,
            recipient,
            sender_partition: not_general(message.sender.partition.as_deref()),
            message_type: names.message_type(provider, &message.message_type, t.language()),
            partition: not_general(message.partition.as_deref()),
            received: message.received,
            expires: soon.is_ok_and(|soon| message.expires <= soon).then_some(message.expires),
            due: open_action.and_then(|action| action.due),
            is_read: message.is_read,
            is_visible: message.is_visible,
            is_registered: message.is_registered,
            has_open_action: open_action.is_some(),
            is_reply_authorized: message.is_reply_authorized,
            attachments: message.attachments.as_ref().map_or(0, Vec::len),
        }
    }
}

fn not_general(partition: Option<&str>) -> Option<String> {
    partition.filter(|id| *id != PartitionId::general().as_str()).map(str::to_owned)
}

/// The first letters of the first two words, where there is no logo.
fn initials(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic));
    words.filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_sender_without_a_logo_has_initials() {
        assert_eq!(initials("Dienst Proefprojecten"), "DP");
        assert_eq!(initials("öffentlicher dienst 3"), "ÖD");
        assert_eq!(initials("0220.916.609"), "");
    }
}
