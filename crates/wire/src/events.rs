//! Notifications about partitions, rights and routing rules, as CloudEvents 1.0 (JSON, structured or batched).
//!
//! A receiver takes types that it does not know, and members that it does not know: both are left alone. What is
//! sent has the members that the Belgif guide asks for.

mod data;

use ebox_domain::notification::Notification;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

pub use data::{PartitionEventData, RoutingRuleEventData, UserRightEventData};

use crate::routes;

/// The media type of one event.
pub const STRUCTURED: &str = "application/cloudevents+json";
/// The media type of several events.
pub const BATCHED: &str = "application/cloudevents-batch+json";
/// What the types of this federation's notifications begin with.
const PREFIX: &str = "be.eboxenterprise.v1.";
/// The most events of one batch.
const MAX_BATCH: usize = 1000;

/// An event (CloudEvents 1.0).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CloudEvent {
    /// The version of CloudEvents.
    #[schema(example = "1.0")]
    pub specversion: String,
    /// What names the event within its source.
    pub id: String,
    /// Who says so.
    #[schema(format = "uri-reference")]
    pub source: String,
    /// What happened (`be.eboxenterprise.v1.routingRule.created`).
    #[serde(rename = "type")]
    #[schema(example = "be.eboxenterprise.v1.routingRule.created")]
    pub kind: String,
    /// The service, as the Belgif guide has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// When. Receivers order events of one e-Box by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub time: Option<Timestamp>,
    /// The e-Box that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The media type of `data`; JSON when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datacontenttype: Option<String>,
    /// What happened in detail: its shape follows from the type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub data: Option<Value>,
}

/// Why a body is no CloudEvent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoCloudEvent {
    /// It is no JSON, or lacks a member, or a member has another type.
    #[error("the body is no CloudEvent in JSON: {0}")]
    Malformed(String),
    /// A member that must say something is an empty text.
    #[error("{0} of a CloudEvent is no empty text; say something in it")]
    Empty(&'static str),
    /// It is of another version of CloudEvents.
    #[error("CloudEvents {0} are not known here; send version 1.0")]
    Version(String),
    /// There are too many in one batch.
    #[error("a batch has at most {MAX_BATCH} events")]
    TooMany,
}

/// What a notification of this federation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Something that this program understands.
    Notification(Box<Notification>),
    /// Of a type that it does not know: to be taken and left alone.
    Unknown,
}

impl CloudEvent {
    /// The event that tells of a notification.
    pub fn new(notification: &Notification) -> Self {
        let (kind, data) = data::of(notification);
        Self {
            specversion: "1.0".to_owned(),
            id: notification.id.hyphenated().to_string(),
            source: routes::partition::BASE.to_owned(),
            kind: format!("{PREFIX}{kind}"),
            service: Some("partition".to_owned()),
            time: Some(notification.at),
            subject: Some(notification.enterprise.to_string()),
            datacontenttype: Some("application/json".to_owned()),
            data: Some(data),
        }
    }

    /// Reads one event.
    pub fn structured(body: &[u8]) -> Result<Self, NoCloudEvent> {
        let malformed = |error: serde_json::Error| NoCloudEvent::Malformed(error.to_string());
        serde_json::from_slice::<Self>(body).map_err(malformed)?.checked()
    }

    /// Reads a batch.
    pub fn batched(body: &[u8]) -> Result<Vec<Self>, NoCloudEvent> {
        let malformed = |error: serde_json::Error| NoCloudEvent::Malformed(error.to_string());
        let events: Vec<Self> = serde_json::from_slice(body).map_err(malformed)?;
        if events.len() > MAX_BATCH {
            return Err(NoCloudEvent::TooMany);
        }
        events.into_iter().map(Self::checked).collect()
    }

    /// The text of it.
    pub fn to_json(&self) -> String {
        // Texts and JSON values always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What it says; the reason when it is of a known type and its data cannot be read. An event without a time
    /// counts as said at `received`.
    pub fn said(&self, received: Timestamp) -> Result<Said, NoCloudEvent> {
        let Some(kind) = self.kind.strip_prefix(PREFIX) else { return Ok(Said::Unknown) };
        let Some((enterprise, change)) =
            data::read(kind, self.data.as_ref()).map_err(NoCloudEvent::Malformed)?
        else {
            return Ok(Said::Unknown);
        };
        // Senders may use any text; ours are UUIDs.
        let id = self.id.parse().unwrap_or_default();
        let at = self.time.unwrap_or(received);
        Ok(Said::Notification(Box::new(Notification { id, at, enterprise, change })))
    }

    fn checked(self) -> Result<Self, NoCloudEvent> {
        if self.specversion != "1.0" {
            return Err(NoCloudEvent::Version(self.specversion));
        }
        let required = [("id", &self.id), ("source", &self.source), ("type", &self.kind)];
        let empty = required.into_iter().find(|(_, text)| text.is_empty()).map(|(name, _)| name);
        empty.map_or(Ok(self), |name| Err(NoCloudEvent::Empty(name)))
    }
}

#[cfg(test)]
mod tests;
