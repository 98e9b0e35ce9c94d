//! Why a registry does not take a reply, for whoever wrote it. What registries say themselves is for technicians, in
//! English; it stays below.
//!
//! **To add one more** reason: a case of [`Reason`], what it is told by in [`Reason::of_cause`] or [`Refused::of`], and
//! its text in `reply.html` and `reply.ftl`.

use std::collections::BTreeSet;

use ebox_client::{ClientError, RefusalCause};

/// What is wrong with a reply, as far as it can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::pages) enum Reason {
    /// The sender takes no replies to this message, or no longer.
    NotAllowed,
    /// The message is not there any more: its time is over.
    Gone,
    /// Another reply was sent from the same form before.
    SentBefore,
    /// All of it together, or a document, is too large.
    TooLarge,
    /// There are more documents than the provider takes.
    TooMany,
    /// The subject or the text is too long.
    TooLong,
    /// Something is missing or has nothing in it.
    Empty,
    /// The sender does not take this language.
    Language,
    /// A document is of no kind that is taken, or its name is none.
    Kind,
    /// There are characters that cannot be sent.
    Characters,
    /// The message asks for no action.
    NoAction,
    /// Something else.
    Other,
}

impl Reason {
    /// Every reason, in the order in which they are told.
    #[cfg(test)]
    pub(in crate::pages) const ALL: [Self; 12] = [
        Self::NotAllowed,
        Self::Gone,
        Self::SentBefore,
        Self::TooLarge,
        Self::TooMany,
        Self::TooLong,
        Self::Empty,
        Self::Language,
        Self::Kind,
        Self::Characters,
        Self::NoAction,
        Self::Other,
    ];

    /// What one cause means: told by its field, and by the last part of its type.
    fn of_cause(cause: &RefusalCause) -> Self {
        let kind = cause.kind.as_deref().and_then(|kind| kind.rsplit(':').next()).unwrap_or_default();
        let is_text = ["subject", "bodyContent", "body"].iter().any(|text| is_in(&cause.field, text));
        match kind {
            "exactlyOneOfExpected" | "requiredInput" => Self::Empty,
            _ if is_in(&cause.field, "executeAction") => Self::NoAction,
            "outOfRange" if is_in(&cause.field, "attachments") => Self::TooMany,
            "outOfRange" if is_text => Self::TooLong,
            "schemaViolation" if is_text => Self::Characters,
            "invalidInput" | "rejectedInput" if is_text => Self::Language,
            _ if cause.field.starts_with(PART) => Self::Kind,
            _ => Self::Other,
        }
    }
}

/// What the names of the parts with documents begin with.
pub(super) const PART: &str = "upfile";

/// Whether a path into a body leads to a property or into it.
fn is_in(path: &str, property: &str) -> bool {
    path.strip_prefix(property).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// A refusal, for the reader and for a technician.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::pages) struct Refused {
    /// For the reader.
    pub(in crate::pages) reasons: BTreeSet<Reason>,
    /// The registry's own words.
    pub(in crate::pages) told: Vec<String>,
}

impl Refused {
    /// A reason that is known without asking.
    pub(super) fn for_reason(reason: Reason) -> Self {
        Self { reasons: [reason].into(), told: Vec::new() }
    }

    /// What a registry says against a reply; `None` when it failed instead.
    pub(super) fn of(error: &ClientError) -> Option<Self> {
        let refusal = error.refusal()?;
        let reasons: BTreeSet<_> = match refusal.status {
            403 => [Reason::NotAllowed].into(),
            404 | 410 => [Reason::Gone].into(),
            409 if refusal.message_id.is_some() => [Reason::SentBefore].into(),
            413 => [Reason::TooLarge].into(),
            415 => [Reason::Kind].into(),
            400 | 422 if !refusal.causes.is_empty() => refusal.causes.iter().map(Reason::of_cause).collect(),
            400 | 409 | 422 => [Reason::Other].into(),
            _ => return None,
        };
        let causes = refusal.causes.iter().map(|cause| format!("{}: {}", cause.field, cause.detail));
        let told: Vec<_> = causes.collect();
        let told = if told.is_empty() { vec![refusal.message.clone()] } else { told };
        Some(Self { reasons, told: told.into_iter().filter(|one| !one.is_empty()).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_told_by_their_field_and_their_type() {
        let reason = |field: &str, kind: &str| {
            let kind = Some(format!("urn:problem-type:belgif:input-validation:{kind}"));
            Reason::of_cause(&RefusalCause { field: field.to_owned(), kind, ..RefusalCause::default() })
        };
        assert_eq!(reason("attachments", "outOfRange"), Reason::TooMany);
        assert_eq!(reason("subject.nl", "outOfRange"), Reason::TooLong);
        assert_eq!(reason("subject", "requiredInput"), Reason::Empty);
        assert_eq!(reason("subject", "invalidInput"), Reason::Language);
        assert_eq!(reason("body.nl", "schemaViolation"), Reason::Characters);
        assert_eq!(reason("upfile1", "invalidInput"), Reason::Kind);
        assert_eq!(reason("executeAction", "referencedResourceNotFound"), Reason::NoAction);
        assert_eq!(reason("subjective", "invalidInput"), Reason::Other);
    }
}
