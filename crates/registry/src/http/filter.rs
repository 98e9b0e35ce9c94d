//! The criteria of a list, under the names of either version.

use ebox_domain::{Cause, Rule};
use ebox_web::query::Query;

use crate::list::Filter;

/// The names that changed with the version.
pub(super) struct Names {
    pub(super) is_read: &'static str,
    pub(super) is_visible: &'static str,
    pub(super) is_registered: &'static str,
    /// Whether partitions can be asked for.
    pub(super) has_partitions: bool,
    /// Parameters of the contract that this registry does not offer. They are refused: an answer that
    /// ignored them would be wrong without saying so.
    pub(super) not_offered: &'static [&'static str],
}

pub(super) fn read(query: &mut Query, names: &Names) -> Filter {
    let filter = Filter {
        received_from: query.day("receivedAfter"),
        received_until: query.day("receivedBefore"),
        expires_from: query.day("expiredAfter"),
        expires_until: query.day("expiredBefore"),
        is_read: query.flag(names.is_read),
        is_visible: query.flag(names.is_visible),
        is_registered: query.flag(names.is_registered),
        is_for_action: None,
        partitions: partitions(query, names),
        message_type: query.text("messageTypeId"),
        organization: query.text("senderOrganizationId"),
        application: query.text("senderApplicationId"),
        search: None,
    };
    for name in names.not_offered {
        if query.text(name).is_some() {
            query.refuse(Cause::query(
                Rule::NotOffered,
                *name,
                "this registry does not offer it; leave it out",
            ));
        }
    }
    filter
}

fn partitions(query: &mut Query, names: &Names) -> Option<Vec<String>> {
    let wanted = if names.has_partitions { query.all("partition", "a partition") } else { Vec::new() };
    (!wanted.is_empty()).then_some(wanted)
}
