//! Failures that a user can do something about.

use std::{error::Error, fmt, process::ExitCode};

use ebox_client::{ClientError, ErrorKind};
use ebox_domain::ServiceError;
use serde_json::Value;

/// What a failure means to a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Something failed.
    Failed = 1,
    /// Some providers failed.
    Partial = 3,
    /// A choice is missing that only a person can make.
    ChoiceMissing = 4,
    /// The other side refused.
    Refused = 5,
    /// The other side cannot be reached.
    Unreachable = 6,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// A failure: a code for programs, a sentence, what to do, and what was done before it.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    pub(crate) status: Status,
    /// What was done all the same, for programs: members beside the error.
    pub(crate) done: Vec<(&'static str, Value)>,
}

impl Failure {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, status: Status::Failed, done: Vec::new() }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) const fn with_status(mut self, status: Status) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn done(mut self, name: &'static str, value: Value) -> Self {
        self.done.push((name, value));
        self
    }

    /// A call that did not do what it was asked.
    pub(crate) fn call(error: &ClientError) -> Self {
        let (code, status) = match error.kind() {
            ErrorKind::Unreachable { .. } | ErrorKind::Interrupted(_) | ErrorKind::Late => {
                ("unreachable", Status::Unreachable)
            }
            ErrorKind::Refused(refusal) if refusal.is_transient() => ("unavailable", Status::Unreachable),
            ErrorKind::Refused(refusal) if matches!(refusal.status, 404 | 410) => {
                ("not_found", Status::Failed)
            }
            ErrorKind::Refused(_) => ("refused", Status::Refused),
            ErrorKind::Unexpected(_) => ("unexpected_answer", Status::Failed),
            ErrorKind::NotOffered(_) => ("not_offered", Status::Failed),
            ErrorKind::Misuse(_) | ErrorKind::Local(_) => ("local", Status::Failed),
        };
        let failure = Self::new(code, error.chain()).with_status(status);
        match error.hint() {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }

    /// That the services of a data folder do not open.
    pub(crate) fn unopened(error: &ServiceError) -> Self {
        let reason: &(dyn Error + 'static) = match error {
            // It says nothing that its source does not.
            ServiceError::Failed(source) => source.as_ref(),
            refused @ ServiceError::Refused(_) => refused,
        };
        Self::system("a service does not open", reason)
    }

    /// A failure of the system, with all its sources.
    pub(crate) fn system(doing: &str, error: &(dyn Error + 'static)) -> Self {
        Self::new("system", format!("{doing}: {}", chain(error)))
    }
}

/// An error with all its sources, outermost first.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let more = error.to_string();
        // Transparent errors say what their source says.
        if !text.ends_with(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        source = error.source();
    }
    text
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Failure {}
