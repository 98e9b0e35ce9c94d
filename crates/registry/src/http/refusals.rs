//! The refusals that every operation can answer, for the OpenAPI documents of both versions.

use std::collections::BTreeMap;

use ebox_wire::{Problem, StatusMessage};
use utoipa::{
    IntoResponses, PartialSchema, ToSchema,
    openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder, response::Response},
};

const REFUSALS: [(&str, &str); 4] = [
    ("400", "The request breaks a rule"),
    ("401", "No valid access token"),
    ("403", "The access token lacks the scope, or the caller the right"),
    ("404", "Not found in what the caller may see"),
];

/// Refusals of v2.1: `StatusMessage`.
pub(super) struct V2Refusals;

/// Refusals of v3: problems.
pub(super) struct V3Refusals;

impl IntoResponses for V2Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        all::<StatusMessage>("application/json")
    }
}

impl IntoResponses for V3Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        all::<Problem>("application/problem+json")
    }
}

fn all<T: ToSchema + PartialSchema>(media_type: &str) -> BTreeMap<String, RefOr<Response>> {
    REFUSALS
        .into_iter()
        .map(|(status, description)| {
            let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(T::name()))).build();
            let response = ResponseBuilder::new().description(description).content(media_type, content);
            (status.to_owned(), RefOr::T(response.build()))
        })
        .collect()
}
