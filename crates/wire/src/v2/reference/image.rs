//! Logos.

use ebox_domain::{Language, reference::Logo};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    digest::kilobytes,
    schemas::{image_type_schema, language_schema},
};

/// A logo, without its bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Image {
    /// Its identifier.
    pub image_id: String,
    /// Its size in kB of 1024 bytes.
    pub size: f64,
    /// Its media type.
    #[schema(schema_with = image_type_schema)]
    pub media_type: String,
    /// The language that it is for; left out: for all that have no logo of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = language_schema)]
    pub language: Option<String>,
    /// Where its bytes are.
    #[schema(format = "uri")]
    pub content_href: String,
}

impl Image {
    /// Translates a logo that has this identifier and lies at this address.
    pub fn new(logo: &Logo, image_id: String, content_href: String) -> Self {
        Self {
            image_id,
            size: kilobytes(logo.bytes().len() as u64),
            media_type: logo.image_type().as_str().to_owned(),
            language: logo.language().map(Language::as_str).map(str::to_owned),
            content_href,
        }
    }
}
