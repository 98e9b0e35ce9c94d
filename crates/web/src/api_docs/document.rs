//! What every document of a service has in common and no service has to say.

use ebox_wire::{openapi::without_nulls, problem};
use serde_json::{Value, json};
use utoipa::{
    Modify,
    openapi::{
        OpenApi,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

/// The security scheme of the federation's services: `modifiers(&AccessToken)` defines it,
/// `security(("accessToken" = []))` demands it.
pub struct AccessToken;

impl Modify for AccessToken {
    fn modify(&self, document: &mut OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("An access token of the OAuth server of this environment."))
            .build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("accessToken", SecurityScheme::Http(scheme));
    }
}

/// A document as it is published: its paths lie below `base`, no member is `null`, and a problem travels as
/// `application/problem+json`.
pub fn finished(document: &OpenApi, base: &str) -> Value {
    // A document of the generator's own types always serialises.
    let mut document = serde_json::to_value(document).unwrap_or_default();
    without_nulls(&mut document);
    let methods = document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
    for (_, methods) in methods {
        for operation in methods.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
            let answers = operation.get_mut("responses").and_then(Value::as_object_mut);
            answers.into_iter().flat_map(serde_json::Map::values_mut).for_each(name_problems);
        }
    }
    if !base.is_empty() {
        document["servers"] = json!([{ "url": base }]);
    }
    document
}

fn name_problems(answer: &mut Value) {
    let Some(content) = answer.get_mut("content").and_then(Value::as_object_mut) else { return };
    let is_problem = content
        .get("application/json")
        .is_some_and(|body| body["schema"]["$ref"] == "#/components/schemas/Problem");
    if is_problem && let Some(schema) = content.remove("application/json") {
        content.insert(problem::MEDIA_TYPE.to_owned(), schema);
    }
}
