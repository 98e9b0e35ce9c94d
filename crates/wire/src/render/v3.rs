//! The v3 rendering: problem types of the Belgif guide, and our own where it has none.

use ebox_domain::{Cause, Fault, Rule, file_name::InvalidFileName};
use uuid::Uuid;

use crate::problem::{Issue, Problem};

/// Renders a fault as a problem; `instance` is the trace id under which the log knows the request.
pub fn problem(fault: &Fault, instance: Uuid) -> Problem {
    let (kind, title) = kind_and_title(fault);
    let mut problem = Problem {
        href: documentation("problems", kind),
        kind: kind.to_owned(),
        title: title.to_owned(),
        status: fault.status(),
        detail: Some(detail(fault)),
        instance: Some(instance.urn().to_string()),
        ..Problem::default()
    };
    match fault {
        Fault::Invalid(causes) => problem.issues = causes.iter().map(issue).collect(),
        Fault::MissingScope(scopes) => {
            problem.required_scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        }
        Fault::NotFound { name, value, .. } => problem.issues = vec![not_found(name, value)],
        Fault::NamedNotFound { causes, .. } => problem.issues = causes.iter().map(issue).collect(),
        Fault::DuplicatePublication { message, is_same } => {
            problem.message_id = Some(message.to_string());
            problem.is_same_publication = Some(*is_same);
        }
        Fault::TooLarge { limit, .. } => problem.limit = Some(*limit),
        Fault::TooManyRequests(seconds) | Fault::Unavailable(seconds) => {
            problem.retry_after_sec = Some(*seconds);
        }
        Fault::NoToken
        | Fault::InvalidToken
        | Fault::ExpiredToken
        | Fault::MissingPermission(_)
        | Fault::Absent(_)
        | Fault::UnknownPath
        | Fault::MethodNotAllowed
        | Fault::NotAcceptable(_)
        | Fault::UnsupportedMediaType(_)
        | Fault::ContentEncoding
        | Fault::Conflict(_)
        | Fault::PreconditionFailed
        | Fault::RangeNotSatisfiable(_)
        | Fault::Internal => {}
    }
    problem
}

const fn kind_and_title(fault: &Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::Invalid(_) => ("urn:problem-type:belgif:badRequest", "Bad Request"),
        Fault::NoToken => ("urn:problem-type:belgif:noAccessToken", "No Access Token"),
        Fault::InvalidToken => ("urn:problem-type:belgif:invalidAccessToken", "Invalid Access Token"),
        Fault::ExpiredToken => ("urn:problem-type:belgif:expiredAccessToken", "Expired Access Token"),
        Fault::MissingScope(_) => ("urn:problem-type:belgif:missingScope", "Missing Scope"),
        Fault::MissingPermission(_) => ("urn:problem-type:belgif:missingPermission", "Missing Permission"),
        Fault::NotFound { .. } | Fault::NamedNotFound { .. } | Fault::Absent(_) | Fault::UnknownPath => {
            ("urn:problem-type:belgif:resourceNotFound", "Resource Not Found")
        }
        Fault::MethodNotAllowed => ("urn:problem-type:ebox:methodNotAllowed", "Method Not Allowed"),
        Fault::NotAcceptable(_) => ("urn:problem-type:ebox:notAcceptable", "Not Acceptable"),
        Fault::UnsupportedMediaType(_) | Fault::ContentEncoding => {
            ("urn:problem-type:ebox:unsupportedMediaType", "Unsupported Media Type")
        }
        Fault::DuplicatePublication { .. } => {
            ("urn:problem-type:ebox:duplicatePublication", "Duplicate Publication")
        }
        Fault::Conflict(_) => ("urn:problem-type:ebox:conflict", "Conflict"),
        Fault::TooLarge { .. } => ("urn:problem-type:belgif:payloadTooLarge", "Payload Too Large"),
        Fault::PreconditionFailed => ("urn:problem-type:ebox:preconditionFailed", "Precondition Failed"),
        Fault::RangeNotSatisfiable(_) => {
            ("urn:problem-type:ebox:rangeNotSatisfiable", "Range Not Satisfiable")
        }
        Fault::TooManyRequests(_) => ("urn:problem-type:belgif:tooManyRequests", "Too Many Requests"),
        Fault::Unavailable(_) => ("urn:problem-type:belgif:serviceUnavailable", "Service Unavailable"),
        Fault::Internal => ("urn:problem-type:belgif:internalServerError", "Internal Server Error"),
    }
}

fn detail(fault: &Fault) -> String {
    match fault {
        Fault::Invalid(causes) => match (causes.len(), causes.more()) {
            (1, 0) => "one issue; see issues".to_owned(),
            (named, 0) => format!("{named} issues; see issues"),
            (named, more) => format!("{} issues; the first {named} are in issues", named + more),
        },
        Fault::NoToken => "send the header Authorization: Bearer <token>".to_owned(),
        Fault::InvalidToken => "get a token from the OAuth server of this environment".to_owned(),
        Fault::ExpiredToken => "get a new token".to_owned(),
        Fault::MissingScope(_) => "get a token with one of the required scopes".to_owned(),
        Fault::MissingPermission(why) | Fault::Conflict(why) => why.clone(),
        Fault::NotFound { what, .. } | Fault::NamedNotFound { what, .. } => format!("{what} not found"),
        Fault::Absent(why) => (*why).to_owned(),
        Fault::UnknownPath => "no operation has this path".to_owned(),
        Fault::MethodNotAllowed => "use one of the methods in the header Allow".to_owned(),
        Fault::NotAcceptable(served) => {
            format!("this resource is served as {served}; let the header Accept include it, or leave it out")
        }
        Fault::UnsupportedMediaType(expected) => format!("send the body with Content-Type: {expected}"),
        Fault::ContentEncoding => {
            "send the body uncompressed and leave the header Content-Encoding out".to_owned()
        }
        Fault::DuplicatePublication { is_same: true, .. } => {
            "the same content was published under this idempotency key; nothing to do".to_owned()
        }
        Fault::DuplicatePublication { is_same: false, .. } => {
            "other content was published under this idempotency key; use a new key for each message"
                .to_owned()
        }
        Fault::TooLarge { what, limit } => format!("{what} is larger than {limit} bytes; send less"),
        Fault::PreconditionFailed => {
            "the content is not the one that If-Match names; use the ETag of a recent answer or leave it out"
                .to_owned()
        }
        Fault::RangeNotSatisfiable(size) => {
            format!("the content has {size} bytes; ask for bytes before that")
        }
        Fault::TooManyRequests(seconds) | Fault::Unavailable(seconds) => {
            format!("try again after {seconds} seconds")
        }
        Fault::Internal => "give the helpdesk the instance of this answer".to_owned(),
    }
}

fn issue(cause: &Cause) -> Issue {
    let (kind, title) = issue_type(&cause.rule);
    Issue {
        href: documentation("issues", kind),
        kind: kind.to_owned(),
        title: Some(title.to_owned()),
        detail: Some(cause.detail.clone()),
        place: Some(cause.place.as_str().to_owned()),
        name: Some(cause.field.clone()),
        value: cause.value.clone().map(serde_json::Value::String),
    }
}

fn not_found(name: &str, value: &str) -> Issue {
    let kind = "urn:problem-type:belgif:input-validation:referencedResourceNotFound";
    Issue {
        href: documentation("issues", kind),
        kind: kind.to_owned(),
        title: Some("Referenced resource not found".to_owned()),
        detail: Some(
            "nothing that you may see has this identifier; take one from a list of this service".to_owned(),
        ),
        place: Some("path".to_owned()),
        name: Some(name.to_owned()),
        value: Some(serde_json::Value::String(value.to_owned())),
    }
}

const fn issue_type(rule: &Rule) -> (&'static str, &'static str) {
    match rule {
        Rule::Malformed | Rule::Null | Rule::WrongType | Rule::InvalidValue => (
            "urn:problem-type:belgif:input-validation:schemaViolation",
            "Input isn't valid with respect to schema",
        ),
        Rule::Required | Rule::PartHeaders => {
            ("urn:problem-type:belgif-ext:input-validation:requiredInput", "Input is required")
        }
        Rule::Unknown => ("urn:problem-type:belgif:input-validation:unknownInput", "Unknown input"),
        Rule::OutOfRange | Rule::FileName(InvalidFileName::TooLong) => {
            ("urn:problem-type:belgif-ext:input-validation:outOfRange", "Input value is out of range")
        }
        Rule::Recipient(_) | Rule::NotFound => (
            "urn:problem-type:belgif:input-validation:referencedResourceNotFound",
            "Referenced resource not found",
        ),
        Rule::Digest
        | Rule::MediaType
        | Rule::AttachmentCount
        | Rule::AttachmentPart
        | Rule::BusinessDataKey
        | Rule::FileName(InvalidFileName::Empty)
        | Rule::SeveralLanguages => {
            ("urn:problem-type:belgif:input-validation:invalidInput", "Invalid input")
        }
        Rule::NoMainContent | Rule::SeveralMainContents => (
            "urn:problem-type:belgif-ext:input-validation:exactlyOneOfExpected",
            "Exactly one of these inputs must be present",
        ),
        Rule::MessageConfiguration | Rule::SenderMismatch | Rule::NotOffered | Rule::NotAllowed => (
            "urn:problem-type:belgif-ext:input-validation:rejectedInput",
            "Input is not allowed in this context",
        ),
    }
}

/// Where the Belgif guide explains one of its own types; others have no page.
fn documentation(what: &str, kind: &str) -> Option<String> {
    let name = kind.strip_prefix("urn:problem-type:belgif:")?.rsplit(':').next()?;
    Some(format!("https://www.belgif.be/specification/rest/api-guide/{what}/{name}.html"))
}

#[cfg(test)]
mod tests;
