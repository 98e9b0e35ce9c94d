//! e-Boxes: which one, and what it holds.

use ebox_domain::{self as domain, message::Summary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{digest::kilobytes, moment::Moment, schemas::ebox_type_schema};

/// Which e-Box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EboxId {
    /// Whose: an enterprise's or a citizen's.
    #[schema(schema_with = ebox_type_schema)]
    pub ebox_type: String,
    /// The enterprise number (ten digits) or SSIN (eleven digits).
    #[schema(example = "0406798006")]
    pub ebox_id_value: String,
}

impl From<domain::EboxId> for EboxId {
    fn from(id: domain::EboxId) -> Self {
        Self { ebox_type: id.ebox_type().as_str().to_owned(), ebox_id_value: id.number().to_owned() }
    }
}

/// An e-Box in numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ebox {
    /// How many messages it holds, hidden ones included.
    #[schema(value_type = i32)]
    pub number_of_messages: u64,
    /// How many of them nobody opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i32>)]
    pub number_of_unread_messages: Option<u64>,
    /// When the newest was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_receipt_date: Option<Moment>,
    /// When main content was last opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_consultation_date: Option<Moment>,
    /// How much its attachments weigh, in kB of 1024 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ebox_size: Option<f64>,
}

impl From<Summary> for Ebox {
    fn from(summary: Summary) -> Self {
        Self {
            number_of_messages: summary.messages,
            number_of_unread_messages: Some(summary.unread),
            last_receipt_date: summary.last_receipt.map(Moment),
            last_consultation_date: summary.last_consultation.map(Moment),
            ebox_size: Some(kilobytes(summary.bytes)),
        }
    }
}
