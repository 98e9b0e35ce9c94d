//! The one catalogue of faults: every refusal that a service of the federation can answer.
//!
//! Services speak of faults; `ebox-wire` renders them, as a v2.1 `StatusMessage` or as a v3 problem
//! (RFC 9457). A fault never carries internals: what only operators may see goes to the log.

mod causes;

use std::fmt;

pub use causes::Causes;

use crate::{file_name::InvalidFileName, ids::MessageId, media::MediaType};

/// Where in a request a cause lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The request body or one of its parts.
    Body,
    /// A header.
    Header,
    /// A segment of the path.
    Path,
    /// A query parameter.
    Query,
}

impl Place {
    /// The Belgif spelling (`body`, `header`, `path`, `query`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Header => "header",
            Self::Path => "path",
            Self::Query => "query",
        }
    }
}

/// A rule that a request can break. Each has one code and one text in v2.1 and one issue type in v3.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A body, part, header or parameter cannot be read at all (not JSON, not multipart, cut off).
    Malformed,
    /// A required property, parameter or part is missing.
    Required,
    /// A property, parameter or part that the contract does not know.
    Unknown,
    /// `null` where a property should be left out.
    Null,
    /// Another JSON type than the contract's.
    WrongType,
    /// A value outside its pattern, list or format.
    InvalidValue,
    /// A number or length outside its limits.
    OutOfRange,
    /// The recipient is badly formed, unknown or not active; carries the number that was given.
    Recipient(String),
    /// Unknown or unauthorised trio of organization, application and message type, or the wrong sector.
    MessageConfiguration,
    /// The sender named in the message is not the caller.
    SenderMismatch,
    /// A digest that does not match, or is badly encoded.
    Digest,
    /// A text in several languages where one is expected.
    SeveralLanguages,
    /// No main content.
    NoMainContent,
    /// More than one main content.
    SeveralMainContents,
    /// A media type outside the closed list.
    MediaType,
    /// Not as many file parts as attachments.
    AttachmentCount,
    /// An attachment that names no file part.
    AttachmentPart,
    /// A file part without media type or file name.
    PartHeaders,
    /// A file part whose file name is none.
    FileName(InvalidFileName),
    /// Something named that is not there, or not for this caller (a partition, an action).
    NotFound,
    /// A business data key that is not configured for the message type.
    BusinessDataKey,
    /// A feature that this provider does not offer.
    NotOffered,
    /// A right that this caller was not given (registered mail, another one's partition).
    NotAllowed,
}

/// One thing wrong with a request: the field, the rule, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The rule that is broken.
    pub rule: Rule,
    /// Where.
    pub place: Place,
    /// The field: a JSON path (`attachments[0].digest`), a part, parameter or header name.
    pub field: String,
    /// What was given, where it is short and not personal.
    pub value: Option<String>,
    /// The rule and the fix, in a sentence for developers.
    pub detail: String,
}

/// The most characters of a field: a sender may have chosen its name.
const MAX_FIELD: usize = 200;

impl Cause {
    /// A cause in the body.
    pub fn body(rule: Rule, field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::at(Place::Body, rule, field, detail)
    }

    /// A cause in a query parameter.
    pub fn query(rule: Rule, field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::at(Place::Query, rule, field, detail)
    }

    /// A cause in a header.
    pub fn header(rule: Rule, field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::at(Place::Header, rule, field, detail)
    }

    /// A cause anywhere. A field whose name a sender chose is cut to 200 characters.
    pub fn at(place: Place, rule: Rule, field: impl Into<String>, detail: impl Into<String>) -> Self {
        let mut field = field.into();
        if let Some((end, _)) = field.char_indices().nth(MAX_FIELD) {
            field.truncate(end);
        }
        Self { rule, place, field, value: None, detail: detail.into() }
    }

    /// Adds the value that was given, cut to 100 characters.
    pub fn with_value(mut self, value: impl fmt::Display) -> Self {
        self.value = Some(value.to_string().chars().take(100).collect());
        self
    }
}

/// A refusal, free of HTTP and of any version of the contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The request breaks rules: all of them, in the order in which they were found. Never empty.
    #[error("the request breaks {} rule(s)", .0.len() + .0.more())]
    Invalid(Causes),
    /// No access token.
    #[error("no access token")]
    NoToken,
    /// An access token that is unknown, foreign or badly formed.
    #[error("the access token is not valid here")]
    InvalidToken,
    /// An access token that has expired.
    #[error("the access token has expired")]
    ExpiredToken,
    /// A valid token without any of these scopes.
    #[error("the access token lacks a scope")]
    MissingScope(Vec<&'static str>),
    /// A valid token with the scope, but no right to this.
    #[error("no permission: {0}")]
    MissingPermission(String),
    /// What the path names is not there, or not for this caller.
    #[error("{what} not found")]
    NotFound {
        /// What was looked for: `Message`, `Attachment`.
        what: &'static str,
        /// The path parameter.
        name: &'static str,
        /// Its value.
        value: String,
    },
    /// What another place than the path names is not there, or not for this caller; each cause says where it is named
    /// and what to name instead. Never empty.
    #[error("{what} not found")]
    NamedNotFound {
        /// What was looked for: `Message`, `Publication`.
        what: &'static str,
        /// Where it was named.
        causes: Causes,
    },
    /// What the path names is there and has no such part; says why.
    #[error("not found: {0}")]
    Absent(&'static str),
    /// A path that no operation has.
    #[error("no such resource")]
    UnknownPath,
    /// A method that the path does not have; the header `Allow` of the answer has those that it has.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The caller accepts nothing that is served here; carries what is.
    #[error("not acceptable, served is {0}")]
    NotAcceptable(&'static str),
    /// A request body of another media type than this one.
    #[error("unsupported media type, expected {0}")]
    UnsupportedMediaType(&'static str),
    /// A request body in a `Content-Encoding` (compressed).
    #[error("the request body is encoded")]
    ContentEncoding,
    /// The same sender, application and idempotency key were used before.
    #[error("this publication was made before")]
    DuplicatePublication {
        /// The message that the first use made.
        message: MessageId,
        /// Whether the content was the same.
        is_same: bool,
    },
    /// What is asked for contradicts how things are now; says why, and what to do first.
    #[error("conflict: {0}")]
    Conflict(String),
    /// A body or file larger than the limit in bytes.
    #[error("{what} is larger than {limit} bytes")]
    TooLarge {
        /// What is too large: a part's name, or `request body`.
        what: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// A condition of the request (`If-Match`) that does not hold.
    #[error("the condition of the request does not hold")]
    PreconditionFailed,
    /// A range outside the content, whose size in bytes this is.
    #[error("the range is outside the content of {0} bytes")]
    RangeNotSatisfiable(u64),
    /// Too many requests; try again after these seconds.
    #[error("too many requests")]
    TooManyRequests(u32),
    /// Something this service needs does not answer; try again after these seconds.
    #[error("temporarily unavailable")]
    Unavailable(u32),
    /// A failure of ours. The cause is in the log, under the request's trace id.
    #[error("internal error")]
    Internal,
}

impl Fault {
    /// A single broken rule.
    pub fn one(cause: Cause) -> Self {
        Self::Invalid(cause.into())
    }

    /// A message that is not in the caller's e-Box.
    pub fn no_message(id: impl fmt::Display) -> Self {
        Self::NotFound { what: "Message", name: "messageId", value: id.to_string() }
    }

    /// A message that the body names and that is not in the caller's e-Box, or not the caller's to name.
    pub fn no_message_of(field: impl Into<String>, id: impl fmt::Display) -> Self {
        Self::NamedNotFound { what: "Message", causes: no_such_message(field, id).into() }
    }

    /// A part whose media type is outside the closed list, with the list as the fix.
    pub fn media_type_list() -> String {
        let list: Vec<&str> = MediaType::ALL.iter().map(|media| media.as_str()).collect();
        format!("send one of {}", list.join(", "))
    }

    /// The refusal's code for audit records: short, stable, in snake case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::NoToken => "no_token",
            Self::InvalidToken => "invalid_token",
            Self::ExpiredToken => "expired_token",
            Self::MissingScope(_) => "missing_scope",
            Self::MissingPermission(_) => "missing_permission",
            Self::NotFound { .. } | Self::NamedNotFound { .. } => "not_found",
            Self::Absent(_) => "absent",
            Self::UnknownPath => "unknown_path",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::NotAcceptable(_) => "not_acceptable",
            Self::UnsupportedMediaType(_) => "unsupported_media_type",
            Self::ContentEncoding => "content_encoding",
            Self::DuplicatePublication { .. } => "duplicate_publication",
            Self::Conflict(_) => "conflict",
            Self::TooLarge { .. } => "too_large",
            Self::PreconditionFailed => "precondition_failed",
            Self::RangeNotSatisfiable(_) => "range_not_satisfiable",
            Self::TooManyRequests(_) => "too_many_requests",
            Self::Unavailable(_) => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// The HTTP status that both versions of the contract answer with.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Invalid(_) => 400,
            Self::NoToken | Self::InvalidToken | Self::ExpiredToken => 401,
            Self::MissingScope(_) | Self::MissingPermission(_) => 403,
            Self::NotFound { .. } | Self::NamedNotFound { .. } | Self::Absent(_) | Self::UnknownPath => 404,
            Self::MethodNotAllowed => 405,
            Self::NotAcceptable(_) => 406,
            Self::DuplicatePublication { .. } | Self::Conflict(_) => 409,
            Self::PreconditionFailed => 412,
            Self::TooLarge { .. } => 413,
            Self::UnsupportedMediaType(_) | Self::ContentEncoding => 415,
            Self::RangeNotSatisfiable(_) => 416,
            Self::TooManyRequests(_) => 429,
            Self::Internal => 500,
            Self::Unavailable(_) => 503,
        }
    }
}

/// That the body names a message that is not there, or not for this caller.
pub fn no_such_message(field: impl Into<String>, id: impl fmt::Display) -> Cause {
    let detail = "no message that you may see has this identifier; take it from a list of this registry";
    Cause::body(Rule::NotFound, field, detail).with_value(id)
}
