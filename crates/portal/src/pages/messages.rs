//! `GET /messages`: the mail of every provider as one list.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_client::Filter;
use ebox_i18n::Texts;

use crate::{
    Portal,
    failure::Failure,
    layout::{Layout, Part, page},
    mail::{Absent, Listed, Listing, Names, Why},
    pages::paths,
    show::{self, Said, said},
    visitor::{SignedIn, Visitor},
};

/// How many messages a page has.
const PAGE_SIZE: u32 = 25;

#[derive(Template)]
#[template(path = "messages.html")]
pub(super) struct MessagesPage {
    pub(super) t: Texts,
    pub(super) layout: Layout,
    pub(super) rows: Vec<Row>,
    pub(super) total: u64,
    pub(super) unreadable: usize,
    pub(super) absent: Vec<Absent>,
}

/// A message, as the list shows it.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) subject: Said,
    pub(super) sender: String,
    pub(super) sender_partition: Option<String>,
    pub(super) initials: String,
    pub(super) message_type: String,
    pub(super) received: jiff::Timestamp,
    pub(super) is_read: bool,
    pub(super) is_registered: bool,
    pub(super) has_open_action: bool,
    pub(super) is_reply_authorized: bool,
    pub(super) attachments: usize,
}

impl Row {
    pub(super) fn new(listed: &Listed, names: &Names, t: Texts) -> Self {
        let (provider, message) = (&listed.provider, &listed.message);
        let sender = names.sender(provider, message, t.language());
        Self {
            href: paths::message(provider, &message.id),
            subject: said(&message.subject, t.language()),
            initials: initials(&sender),
            sender,
            sender_partition: message.sender.partition.clone().filter(|id| id != "GENERAL"),
            message_type: names.message_type(provider, &message.message_type, t.language()),
            received: message.received,
            is_read: message.is_read,
            is_registered: message.is_registered,
            has_open_action: message.action.as_ref().is_some_and(|action| !action.is_executed),
            is_reply_authorized: message.is_reply_authorized,
            attachments: message.attachments.as_ref().map_or(0, Vec::len),
        }
    }
}

/// The first letters of the first two words, where there is no logo.
fn initials(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic));
    words.filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}

impl MessagesPage {
    pub(super) fn new(layout: Layout, listing: Listing, names: &Names) -> Self {
        let t = layout.t;
        Self {
            rows: listing.messages.iter().map(|listed| Row::new(listed, names, t)).collect(),
            total: listing.total,
            unreadable: listing.unreadable,
            absent: listing.absent,
            t,
            layout,
        }
    }

    /// What a provider is called.
    fn provider(&self, absent: &Absent) -> String {
        show::name(&absent.name, self.t.language(), &absent.id)
    }
}

/// Shows the newest messages.
pub(super) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let ebox = portal.0.mail.open(signed_in.person()).await?;
    let filter = Filter { is_visible: Some(true), ..Filter::default() };
    let (listing, names) = futures_util::future::join(ebox.newest(&filter, PAGE_SIZE), ebox.names()).await;
    let layout = Layout::new(&portal, &visitor, Part::Messages);
    page(&MessagesPage::new(layout, listing, &names))
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
