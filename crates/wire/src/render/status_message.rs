//! The v2.1 rendering: codes and texts exactly as the senders' documentation prints them.

use ebox_domain::{Cause, Causes, Environment, Fault, Place, Rule, file_name::InvalidFileName};
use uuid::Uuid;

use super::{rule_name, sentence};
use crate::status_message::{Detail, StatusMessage};

/// Renders a fault as the `StatusMessage` of v2.1.
///
/// A `StatusMessage` has one code and one message: those of the first cause. Every cause stands in
/// `details`.
pub fn status_message(
    fault: &Fault,
    id: Uuid,
    contact: Option<&str>,
    environment: Environment,
) -> StatusMessage {
    let (code, message) = code_and_message(fault);
    StatusMessage {
        id,
        code: code.to_owned(),
        message,
        contact: contact.map(str::to_owned),
        environment: Some(environment.into()),
        details: details(fault),
    }
}

fn code_and_message(fault: &Fault) -> (&'static str, String) {
    match fault {
        Fault::Invalid(causes) => match causes.first() {
            Some(first) => of_first_cause(first, causes),
            None => ("INVALID_INPUT", "The request is not valid".to_owned()),
        },
        Fault::NoToken => {
            ("NO_ACCESS_TOKEN", "No access token: send the header Authorization: Bearer <token>".to_owned())
        }
        Fault::InvalidToken => (
            "INVALID_ACCESS_TOKEN",
            "The access token is not valid here: get one from the OAuth server of this environment"
                .to_owned(),
        ),
        Fault::ExpiredToken => {
            ("EXPIRED_ACCESS_TOKEN", "The access token has expired: get a new one".to_owned())
        }
        Fault::MissingScope(scopes) => {
            ("MISSING_SCOPE", format!("The access token lacks the scope {}", scopes.join(" or ")))
        }
        Fault::MissingPermission(why) => ("MISSING_PERMISSION", format!("No permission: {why}")),
        Fault::NotFound { what, .. } | Fault::NamedNotFound { what, .. } => {
            ("NOT_FOUND", format!("{what} not found"))
        }
        Fault::Absent(why) => ("NOT_FOUND", format!("Not found: {why}")),
        Fault::UnknownPath => ("NOT_FOUND", "No such resource: check the path".to_owned()),
        Fault::MethodNotAllowed => {
            ("METHOD_NOT_ALLOWED", "This path does not have the method: see the header Allow".to_owned())
        }
        Fault::NotAcceptable(served) => {
            ("NOT_ACCEPTABLE", format!("This resource is served as {served}: accept it, or leave Accept out"))
        }
        Fault::UnsupportedMediaType(expected) => {
            ("UNSUPPORTED_MEDIA_TYPE", format!("Send the body with Content-Type: {expected}"))
        }
        Fault::ContentEncoding => (
            "UNSUPPORTED_MEDIA_TYPE",
            "Send the body as it is, uncompressed, and leave the header Content-Encoding out".to_owned(),
        ),
        Fault::DuplicatePublication { message, .. } => {
            ("DUPLICATE_PUBLICATION", format!("This idempotency key was used before, for message {message}"))
        }
        Fault::Conflict(why) => ("CONFLICT", format!("Conflict: {why}")),
        Fault::TooLarge { what, limit } => {
            ("PAYLOAD_TOO_LARGE", format!("{what} is larger than the limit of {limit} bytes"))
        }
        Fault::PreconditionFailed => (
            "PRECONDITION_FAILED",
            "The content is no longer the one that If-Match names: fetch it anew, without the header"
                .to_owned(),
        ),
        Fault::RangeNotSatisfiable(size) => {
            ("RANGE_NOT_SATISFIABLE", format!("The range is outside the content of {size} bytes"))
        }
        Fault::TooManyRequests(seconds) => {
            ("TOO_MANY_REQUESTS", format!("Too many requests: try again after {seconds} seconds"))
        }
        Fault::Unavailable(seconds) => {
            ("SERVICE_UNAVAILABLE", format!("Temporarily unavailable: try again after {seconds} seconds"))
        }
        Fault::Internal => {
            ("INTERNAL_ERROR", "Internal error: give the helpdesk the id of this answer".to_owned())
        }
    }
}

/// What v2.1 answers to a refusal whose first cause breaks a rule of this [name](super::rule_name): its code, and the
/// text that the senders' documentation prints for it, if any. `None` for a name that no rule has.
pub fn printed(rule: &str) -> Option<(&'static str, Option<String>)> {
    let number = "<number>".to_owned();
    let printed = [
        Rule::Malformed,
        Rule::Required,
        Rule::Unknown,
        Rule::Null,
        Rule::WrongType,
        Rule::InvalidValue,
        Rule::OutOfRange,
        Rule::Recipient(number),
        Rule::MessageConfiguration,
        Rule::SenderMismatch,
        Rule::Digest,
        Rule::SeveralLanguages,
        Rule::NoMainContent,
        Rule::SeveralMainContents,
        Rule::MediaType,
        Rule::AttachmentCount,
        Rule::AttachmentPart,
        Rule::PartHeaders,
        Rule::FileName(InvalidFileName::Empty),
        Rule::NotFound,
        Rule::BusinessDataKey,
        Rule::NotOffered,
        Rule::NotAllowed,
    ];
    let found = printed.into_iter().find(|one| rule_name(one) == rule)?;
    let is_schema = is_schema(&found);
    let cause = Cause::body(found, "", "");
    let (code, text) = of_first_cause(&cause, &cause.clone().into());
    let text = if is_schema {
        Some("Invalid Schema".to_owned())
    } else {
        Some(text).filter(|text| !text.is_empty())
    };
    Some((code, text))
}

fn of_first_cause(first: &Cause, causes: &Causes) -> (&'static str, String) {
    let exact = |code, text: &str| (code, text.to_owned());
    match &first.rule {
        Rule::Malformed
        | Rule::Required
        | Rule::Unknown
        | Rule::Null
        | Rule::WrongType
        | Rule::InvalidValue
        | Rule::OutOfRange => ("INVALID_INPUT", schema_message(first, causes)),
        Rule::Recipient(number) => ("INVALID_INPUT", format!("{number} is not a valid company")),
        Rule::MessageConfiguration => exact("INVALID_SENDER", "Invalid message configuration"),
        Rule::SenderMismatch => {
            exact("INVALID_SENDER", "Invalid sender: user credentials does not match payload")
        }
        Rule::Digest => exact("DIGEST_DO_NOT_MATCH", "Issue with Digest"),
        Rule::SeveralLanguages => {
            exact("NOT_IMPLEMENTED", "Multiple languages provided when only one expected")
        }
        Rule::NoMainContent => exact("INVALID_INPUT", "No main content attachment. Exactly one is expected"),
        Rule::SeveralMainContents => exact("INVALID_INPUT", "Too many main content. Exactly one is expected"),
        Rule::MediaType => exact(
            "INVALID_INPUT",
            "Attachment mime type is not valid. See spec for list of available mime types",
        ),
        Rule::AttachmentCount => {
            exact("INVALID_INPUT", "Json Attachments number is inconsistent with number of parts")
        }
        Rule::AttachmentPart => {
            exact("INVALID_INPUT", "Some json attachment info do not match any file upload part")
        }
        Rule::PartHeaders | Rule::FileName(_) => {
            exact("INVALID_INPUT", "Missing mediaType or fileName in part")
        }
        // The documentation prints no text for these; the fix serves as one.
        Rule::BusinessDataKey | Rule::NotFound | Rule::NotAllowed => ("INVALID_INPUT", sentence(first)),
        Rule::NotOffered => ("NOT_IMPLEMENTED", sentence(first)),
    }
}

/// `Invalid Schema: ` and every field of the body with its fix; for a parameter, header or path segment
/// the field and the fix alone.
fn schema_message(first: &Cause, causes: &Causes) -> String {
    if first.place != Place::Body {
        return sentence(first);
    }
    let fields: Vec<String> = causes
        .iter()
        .filter(|cause| cause.place == Place::Body && is_schema(&cause.rule))
        .map(sentence)
        .collect();
    let more = match causes.more() {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    format!("Invalid Schema: {}{more}", fields.join("; "))
}

const fn is_schema(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Malformed
            | Rule::Required
            | Rule::Unknown
            | Rule::Null
            | Rule::WrongType
            | Rule::InvalidValue
            | Rule::OutOfRange
    )
}

/// Every cause of a refusal: for an invalid request one per broken rule, else what the refusal is about.
fn details(fault: &Fault) -> Vec<Detail> {
    let one = |kind: &str, field: &str, value: Option<String>, fix: &str| {
        vec![Detail {
            kind: Some(kind.to_owned()),
            message: Some(fix.to_owned()),
            field: Some(field.to_owned()),
            value,
        }]
    };
    match fault {
        Fault::Invalid(causes) | Fault::NamedNotFound { causes, .. } => causes.iter().map(of_cause).collect(),
        Fault::NoToken => one("noAccessToken", "Authorization", None, "send Bearer and an access token"),
        Fault::InvalidToken => one(
            "invalidAccessToken",
            "Authorization",
            None,
            "get a token from the OAuth server of this environment",
        ),
        Fault::ExpiredToken => one("expiredAccessToken", "Authorization", None, "get a new token"),
        Fault::MissingScope(scopes) => one(
            "missingScope",
            "Authorization",
            Some(scopes.join(" ")),
            "ask for a token with one of these scopes, or to be granted one",
        ),
        Fault::NotFound { name, value, .. } => {
            let fix = "nothing that you may see has this identifier; take one from a list of this service";
            one("notFound", name, Some(value.clone()), fix)
        }
        Fault::NotAcceptable(served) => {
            one("notAcceptable", "Accept", None, &format!("accept {served}, or leave the header out"))
        }
        Fault::UnsupportedMediaType(expected) => {
            one("unsupportedMediaType", "Content-Type", None, &format!("send {expected}"))
        }
        Fault::ContentEncoding => one(
            "contentEncoding",
            "Content-Encoding",
            None,
            "send the body uncompressed and leave the header out",
        ),
        Fault::DuplicatePublication { message, is_same } => one(
            "duplicatePublication",
            "Idempotency-Key",
            Some(message.to_string()),
            if *is_same {
                "nothing to do: the same content was published under this key"
            } else {
                "other content was published under this key; use a new key for each message"
            },
        ),
        Fault::TooLarge { what, limit } => {
            one("tooLarge", what, Some(limit.to_string()), "send less than this many bytes")
        }
        Fault::PreconditionFailed => one(
            "preconditionFailed",
            "If-Match",
            None,
            "use the ETag of a recent answer or leave the header out",
        ),
        Fault::RangeNotSatisfiable(size) => {
            one("rangeNotSatisfiable", "Range", Some(size.to_string()), "ask for bytes before this size")
        }
        Fault::MissingPermission(_)
        | Fault::Conflict(_)
        | Fault::Absent(_)
        | Fault::UnknownPath
        | Fault::MethodNotAllowed
        | Fault::TooManyRequests(_)
        | Fault::Unavailable(_)
        | Fault::Internal => Vec::new(),
    }
}

fn of_cause(cause: &Cause) -> Detail {
    Detail {
        kind: Some(rule_name(&cause.rule).to_owned()),
        message: Some(cause.detail.clone()),
        field: Some(cause.field.clone()),
        value: cause.value.clone(),
    }
}

#[cfg(test)]
mod tests;
