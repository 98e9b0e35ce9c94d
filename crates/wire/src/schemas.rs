//! Schemas of texts out of the contract's closed lists.
//!
//! The fields themselves are texts, because registries of others may go beyond the lists.

use ebox_domain::{EboxType, Language, MediaType, reference::ValidityUnit};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

use crate::{digest::METHOD, status_message::EnvironmentName};

/// A media type of an attachment.
pub(crate) fn media_type_schema() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some("Its media type: one of a closed list."))
        .enum_values(Some(MediaType::ALL.iter().map(|media| media.as_str())))
        .into()
}

/// A kind of e-Box.
pub(crate) fn ebox_type_schema() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some("The kind of e-Box: an enterprise's or a citizen's."))
        .enum_values(Some([EboxType::Enterprise.as_str(), EboxType::Citizen.as_str()]))
        .into()
}

/// A media type of a logo. The list is the contract's; this registry takes no drawings.
pub(crate) fn image_type_schema() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some("Its media type: one of a closed list."))
        .enum_values(Some(["image/jpg", "image/jpeg", "image/png", "image/gif", "image/svg+xml"]))
        .into()
}

/// A language of messages.
pub(crate) fn language_schema() -> RefOr<Schema> {
    let languages = [Language::Nl, Language::Fr, Language::De].map(Language::as_str);
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some("The language that it is for; left out: for all that have none of their own."))
        .enum_values(Some(languages))
        .into()
}

/// The unit of a validity period.
pub(crate) fn validity_unit_schema() -> RefOr<Schema> {
    let units = [ValidityUnit::Day, ValidityUnit::Month, ValidityUnit::Year].map(ValidityUnit::as_str);
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some("Of which unit."))
        .enum_values(Some(units))
        .into()
}

/// The method of a digest.
pub(crate) fn digest_method_schema() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some("How it was computed."))
        .enum_values(Some([METHOD]))
        .into()
}

/// An environment as Federation 1.3 writes it.
pub(crate) fn environment_in_capitals_schema() -> RefOr<Schema> {
    let names = EnvironmentName::ALL.map(|name| name.as_str().to_ascii_uppercase());
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some("Where it happened."))
        .enum_values(Some(names))
        .into()
}
