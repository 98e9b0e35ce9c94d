//! The criteria of a list, under the names of either version.

use ebox_domain::{Cause, Language, Rule};
use ebox_web::query::Query;

use crate::{consult::Wanted, list::Filter};

/// The most characters of a text to search for.
const MAX_TEXT: usize = 200;

/// Every parameter of a list that does not go with a cursor.
pub(super) const CRITERIA: [&str; 16] = [
    "page",
    "receivedBefore",
    "receivedAfter",
    "expiredBefore",
    "expiredAfter",
    "isRead",
    "isVisible",
    "isRegisteredMail",
    "isForAction",
    "partition",
    "messageTypeId",
    "senderOrganizationId",
    "senderApplicationId",
    "direction",
    "q",
    "qlang",
];

/// The names that changed with the version.
pub(super) struct Names {
    pub(super) read: &'static str,
    pub(super) visible: &'static str,
    pub(super) registered: &'static str,
    /// Whether the criteria of v3 can be asked for: partitions, actions, direction.
    pub(super) is_v3: bool,
}

pub(super) fn read(query: &mut Query, names: &Names) -> Wanted {
    let filter = Filter {
        received_from: query.day("receivedAfter"),
        received_until: query.day("receivedBefore"),
        expires_from: query.day("expiredAfter"),
        expires_until: query.day("expiredBefore"),
        is_read: query.flag(names.read),
        is_visible: query.flag(names.visible),
        is_registered: query.flag(names.registered),
        is_for_action: if names.is_v3 { query.flag("isForAction") } else { None },
        partitions: if names.is_v3 { partitions(query) } else { None },
        message_type: query.text("messageTypeId"),
        organization: query.text("senderOrganizationId"),
        application: query.text("senderApplicationId"),
        search: None,
    };
    let text = text(query);
    let is_sent = names.is_v3 && is_sent(query);
    if is_sent {
        refuse_of_recipients(query, &filter, text.is_some());
    }
    Wanted { filter, text, is_sent }
}

/// The partitions that are named; `None` when none is.
pub(super) fn partitions(query: &mut Query) -> Option<Vec<String>> {
    let wanted = query.all("partition", "a partition");
    (!wanted.is_empty()).then_some(wanted)
}

/// `q` in the language `qlang`: both or none; a language alone is ignored.
fn text(query: &mut Query) -> Option<(String, Language)> {
    let text = query.text("q")?;
    if text.chars().count() > MAX_TEXT {
        let detail = format!("search for at most {MAX_TEXT} characters");
        query.refuse(Cause::query(Rule::OutOfRange, "q", detail));
    }
    let Some(language) = query.text("qlang") else {
        let detail = "give the language of the text: fr, nl or de";
        query.refuse(Cause::query(Rule::Required, "qlang", detail));
        return None;
    };
    let parsed = Language::parse(&language).filter(|language| *language != Language::En);
    if parsed.is_none() {
        query.refuse(Cause::query(Rule::InvalidValue, "qlang", "give fr, nl or de").with_value(&language));
    }
    Some((text, parsed?))
}

fn is_sent(query: &mut Query) -> bool {
    match query.text("direction").as_deref() {
        None | Some("received") => false,
        Some("sent") => true,
        Some(other) => {
            let cause = Cause::query(Rule::InvalidValue, "direction", "give received or sent");
            query.refuse(cause.with_value(other));
            false
        }
    }
}

/// What a recipient did with a message is not the sender's to list: a list that ignored these criteria would be
/// wrong without saying so.
fn refuse_of_recipients(query: &mut Query, filter: &Filter, has_text: bool) {
    let of_recipients = [
        ("isRead", filter.is_read.is_some()),
        ("isVisible", filter.is_visible.is_some()),
        ("isForAction", filter.is_for_action.is_some()),
        ("isRegisteredMail", filter.is_registered.is_some()),
        ("senderOrganizationId", filter.organization.is_some()),
        ("q", has_text),
    ];
    for (name, is_there) in of_recipients {
        if is_there {
            let detail = "sent messages are not listed by it; leave it out";
            query.refuse(Cause::query(Rule::NotOffered, name, detail));
        }
    }
}
