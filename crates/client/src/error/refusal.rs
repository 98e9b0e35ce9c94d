//! Refusals of services, whichever body they come in.

use std::{fmt, time::Duration};

use ebox_wire::{Problem, StatusMessage, oauth::OauthError};
use serde_json::Value;

/// The longest text of a body that is no known error body.
const MAX_TEXT: usize = 300;

/// A refusal, read from a v3 problem, a v2.1 `StatusMessage`, an OAuth error, or nothing of the kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The code, for programs: a problem type, a v2.1 code, an OAuth error.
    pub code: Option<String>,
    /// The refusal in words, for people.
    pub message: String,
    /// Every single cause, where the service names them.
    pub causes: Vec<RefusalCause>,
    /// The id under which the service's own log knows it.
    pub instance: Option<String>,
    /// The message that an earlier publication with the same key made.
    pub message_id: Option<String>,
    /// Whether that earlier publication had the same content.
    pub is_same_publication: Option<bool>,
    /// How long the service asks to wait.
    pub retry_after: Option<Duration>,
}

/// One cause of a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefusalCause {
    /// The field: a path into the body, or the name of a part, parameter or header.
    pub field: String,
    /// The rule and the fix.
    pub detail: String,
    /// What kind of issue it is, for programs; v2.1 has none.
    pub kind: Option<String>,
}

impl Refusal {
    /// Reads whatever body came with a status.
    pub(crate) fn read(status: u16, body: &[u8], retry_after: Option<Duration>) -> Self {
        let refusal = serde_json::from_slice::<Value>(body)
            .ok()
            .and_then(|value| Self::known(&value))
            .unwrap_or_else(|| Self { message: plain(body), ..Self::default() });
        let asked = refusal.retry_after;
        Self { status, retry_after: retry_after.or(asked), ..refusal }
    }

    fn known(value: &Value) -> Option<Self> {
        if let Ok(message) = serde_json::from_value::<StatusMessage>(value.clone()) {
            return Some(message.into());
        }
        if value.get("error").is_some_and(Value::is_string) {
            return serde_json::from_value::<OauthError>(value.clone()).ok().map(Into::into);
        }
        if value.get("code").is_some_and(Value::is_string) {
            // A StatusMessage whose id is no UUID.
            return Some(Self {
                code: text(value, "code"),
                message: text(value, "message").unwrap_or_default(),
                instance: text(value, "id"),
                ..Self::default()
            });
        }
        let problem = value.get("type").or_else(|| value.get("title")).is_some();
        problem.then(|| serde_json::from_value::<Problem>(value.clone()).ok().map(Into::into)).flatten()
    }

    /// Whether the same call may succeed later without anybody doing anything.
    pub const fn is_transient(&self) -> bool {
        matches!(self.status, 408 | 429 | 500 | 502 | 503 | 504)
    }

    /// Whether one of its causes is about this field, parameter or header.
    pub fn concerns(&self, field: &str) -> bool {
        self.causes.iter().any(|cause| cause.field == field)
    }

    /// What to do about it, for people.
    pub fn hint(&self) -> Option<String> {
        if let Some(wait) = self.retry_after {
            return Some(format!("try again after {} seconds", wait.as_secs()));
        }
        let code = self.code.as_deref().unwrap_or_default();
        let hint = match self.status {
            400 | 401 if code == "invalid_client" => {
                "the client id, the key and the audience must be those of this environment, and the clock right: \
                 run `ebox doctor`"
            }
            400 if code == "invalid_scope" => "ask for scopes that the client was granted, or for none",
            401 => "the token is not taken here: check the environment and the client id with `ebox doctor`",
            403 => "the client lacks a scope or a right: ask the operator to grant it",
            404 => "the identifier may have expired, or belong to another e-Box or provider",
            408 | 429 | 500 | 502 | 503 | 504 => "try again later",
            _ => return None,
        };
        Some(hint.to_owned())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused with status {}", self.status)?;
        if let Some(code) = &self.code {
            write!(f, " {code}")?;
        }
        if !self.message.is_empty() {
            write!(f, ", {}", self.message)?;
        }
        for cause in &self.causes {
            write!(f, "; {}: {}", cause.field, cause.detail)?;
        }
        Ok(())
    }
}

impl From<StatusMessage> for Refusal {
    fn from(message: StatusMessage) -> Self {
        let causes = message.details.into_iter().map(|detail| RefusalCause {
            field: detail.field.unwrap_or_default(),
            detail: detail.message.unwrap_or_default(),
            kind: None,
        });
        Self {
            code: Some(message.code),
            message: message.message,
            causes: causes.collect(),
            instance: Some(message.id.to_string()),
            ..Self::default()
        }
    }
}

impl From<OauthError> for Refusal {
    fn from(error: OauthError) -> Self {
        Self {
            code: Some(error.error),
            message: error.error_description.unwrap_or_default(),
            ..Self::default()
        }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        let causes = problem.issues.into_iter().map(|issue| RefusalCause {
            field: issue.name.unwrap_or_default(),
            detail: issue.detail.or(issue.title).unwrap_or_default(),
            kind: Some(issue.kind).filter(|kind| !kind.is_empty()),
        });
        Self {
            code: Some(problem.kind).filter(|kind| !kind.is_empty()),
            message: problem.detail.unwrap_or(problem.title),
            causes: causes.collect(),
            instance: problem.instance,
            message_id: problem.message_id,
            is_same_publication: problem.is_same_publication,
            retry_after: problem.retry_after_sec.map(|seconds| Duration::from_secs(seconds.into())),
            ..Self::default()
        }
    }
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

/// The begin of a body that is no known error body: a proxy's page, for instance.
fn plain(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(MAX_TEXT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Refusal {
        Refusal::read(400, body.as_bytes(), None)
    }

    #[test]
    fn every_error_body_of_the_federation_is_understood() {
        let v2 = read(
            r#"{"id":"00000000-0000-0000-0000-000000000000","code":"INVALID_INPUT","message":"Bad",
                "environment":"ACCEPTATION","details":[{"ref":"subject","message":"add it"}]}"#,
        );
        assert_eq!((v2.code.as_deref(), v2.message.as_str()), (Some("INVALID_INPUT"), "Bad"));
        assert_eq!(v2.causes[0].field, "subject");

        let v3 = read(
            r#"{"type":"urn:problem-type:ebox:duplicatePublication","title":"Duplicate","status":409,
                "messageId":"7","isSamePublication":true}"#,
        );
        assert_eq!((v3.message_id.as_deref(), v3.is_same_publication), (Some("7"), Some(true)));

        let oauth = read(r#"{"error":"invalid_client","error_description":"no such client"}"#);
        assert_eq!(oauth.code.as_deref(), Some("invalid_client"));
        assert!(oauth.hint().is_some_and(|hint| hint.contains("ebox doctor")));

        let odd = read(r#"{"id":"x","code":"Y","message":"Z"}"#);
        assert_eq!((odd.code.as_deref(), odd.instance.as_deref()), (Some("Y"), Some("x")));
    }

    #[test]
    fn a_proxys_page_is_shown_in_short() {
        let page = read(&format!("<html>\n  <h1>Bad gateway</h1>{}", "x".repeat(5000)));
        assert!(page.message.starts_with("<html> <h1>Bad gateway</h1>"));
        assert_eq!(page.message.chars().count(), MAX_TEXT);
    }

    #[test]
    fn a_refusal_reads_as_one_line() {
        let refusal = Refusal {
            status: 400,
            code: Some("C".to_owned()),
            message: "why".to_owned(),
            causes: vec![RefusalCause { field: "f".to_owned(), detail: "fix".to_owned(), kind: None }],
            ..Refusal::default()
        };
        assert_eq!(refusal.to_string(), "refused with status 400 C, why; f: fix");
    }
}
