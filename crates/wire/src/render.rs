//! The two renderings of the catalogue of faults ([`ebox_domain::fault`]).
//!
//! One fault, one meaning, two bodies: v2.1 gets the codes and texts that its documentation prints, v3 gets
//! the problem types of the Belgif guide. Neither body ever holds more than the fault does, and a fault
//! holds no internals.

mod status_message;
mod v3;

pub use status_message::{printed, status_message};
pub use v3::problem;

use ebox_domain::{Cause, Rule};

/// The name of a rule in v2.1 details and in audit records: short and stable, for programs.
pub const fn rule_name(rule: &Rule) -> &'static str {
    match rule {
        Rule::Malformed => "malformed",
        Rule::Required => "required",
        Rule::Unknown => "unknown",
        Rule::Null => "null",
        Rule::WrongType => "wrongType",
        Rule::InvalidValue => "invalidValue",
        Rule::OutOfRange => "outOfRange",
        Rule::Recipient(_) => "recipient",
        Rule::MessageConfiguration => "messageConfiguration",
        Rule::SenderMismatch => "senderMismatch",
        Rule::Digest => "digest",
        Rule::SeveralLanguages => "severalLanguages",
        Rule::NoMainContent => "noMainContent",
        Rule::SeveralMainContents => "severalMainContents",
        Rule::MediaType => "mediaType",
        Rule::AttachmentCount => "attachmentCount",
        Rule::AttachmentPart => "attachmentPart",
        Rule::PartHeaders => "partHeaders",
        Rule::FileName(_) => "fileName",
        Rule::NotFound => "notFound",
        Rule::BusinessDataKey => "businessDataKey",
        Rule::NotOffered => "notOffered",
        Rule::NotAllowed => "notAllowed",
    }
}

/// A cause in words: the field, then the fix.
fn sentence(cause: &Cause) -> String {
    if cause.field.is_empty() {
        return cause.detail.clone();
    }
    format!("{}: {}", cause.field, cause.detail)
}
