//! The error body of v2.1 (`StatusMessage`).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use ebox_domain::Environment;

/// The error body of v2.1 and of Federation 1.3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatusMessage {
    /// This one occurrence: the trace id under which the log knows it.
    #[schema(value_type = String, format = "uuid")]
    pub id: Uuid,
    /// What kind of refusal it is (`INVALID_INPUT`).
    #[schema(example = "INVALID_INPUT")]
    pub code: String,
    /// The refusal in words; senders compare some of them literally.
    pub message: String,
    /// A helpdesk, never a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<EnvironmentName>,
    /// **Extension**: every single cause, with field, rule and fix. The contract defines the model
    /// `Detail` and uses it nowhere; a client that ignores the member misses nothing it knew.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub details: Vec<Detail>,
}

/// One cause of a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Detail {
    /// The rule that is broken (`required`, `digest`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The field: a path into the body, or the name of a part, parameter or header.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What was given, where it is short and not personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// The environments of the contract, which knows two more than the federation runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum EnvironmentName {
    /// A developer's machine.
    #[serde(alias = "DEVELOPMENT")]
    Development,
    /// A test.
    #[serde(alias = "TEST")]
    Test,
    /// INT.
    #[serde(alias = "INTEGRATION")]
    Integration,
    /// ACC.
    #[serde(alias = "ACCEPTATION")]
    Acceptation,
    /// SIM.
    #[serde(alias = "SIMULATION")]
    Simulation,
    /// PRD.
    #[serde(alias = "PRODUCTION")]
    Production,
}

impl EnvironmentName {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Development,
        Self::Test,
        Self::Integration,
        Self::Acceptation,
        Self::Simulation,
        Self::Production,
    ];

    /// The spelling of v2.1.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Test => "test",
            Self::Integration => "integration",
            Self::Acceptation => "acceptation",
            Self::Simulation => "simulation",
            Self::Production => "production",
        }
    }
}

impl From<Environment> for EnvironmentName {
    fn from(environment: Environment) -> Self {
        match environment {
            Environment::Int => Self::Integration,
            Environment::Acc => Self::Acceptation,
            Environment::Sim => Self::Simulation,
            Environment::Prd => Self::Production,
        }
    }
}
