//! A document reduced to what clients depend on, from either format.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// What clients depend on.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// By method and path (`GET /ebox`).
    pub(crate) operations: BTreeMap<String, Operation>,
    /// By name.
    pub(crate) schemas: BTreeMap<String, Value>,
}

#[derive(Debug, Default)]
pub(crate) struct Operation {
    pub(crate) id: String,
    /// By name and place (`page in query`).
    pub(crate) parameters: BTreeMap<String, Parameter>,
    pub(crate) body: Option<Body>,
    /// By status.
    pub(crate) answers: BTreeMap<String, Body>,
}

#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) is_required: bool,
    pub(crate) schema: Value,
}

/// A body of a request or an answer; nothing at all where there is none.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) media_types: BTreeSet<String>,
    pub(crate) schema: Option<Value>,
}

impl Document {
    /// Reads Swagger 2.0.
    pub(crate) fn of_swagger(document: &Value) -> Self {
        let schemas = members(&document["definitions"]).map(|(name, schema)| (name.clone(), schema.clone()));
        let operations = operations(document).map(|(name, operation)| (name, of_swagger(operation)));
        Self { operations: operations.collect(), schemas: schemas.collect() }
    }

    /// Reads OpenAPI 3.1.
    pub(crate) fn of_openapi(document: &Value) -> Self {
        let schemas =
            members(&document["components"]["schemas"]).map(|(name, schema)| (name.clone(), schema.clone()));
        let operations = operations(document).map(|(name, operation)| (name, of_openapi(operation)));
        Self { operations: operations.collect(), schemas: schemas.collect() }
    }

    /// A schema itself, with its name when it has one.
    pub(crate) fn resolve<'d>(&'d self, schema: &'d Value) -> (Option<&'d str>, &'d Value) {
        let Some(reference) = schema["$ref"].as_str() else { return (None, schema) };
        let name = reference.rsplit('/').next().unwrap_or(reference);
        (Some(name), self.schemas.get(name).unwrap_or_else(|| panic!("{reference} leads nowhere")))
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn operations(document: &Value) -> impl Iterator<Item = (String, &Value)> {
    members(&document["paths"]).flat_map(|(path, methods)| {
        METHODS.iter().filter_map(move |method| {
            let operation = methods.get(method)?;
            Some((format!("{} {path}", method.to_uppercase()), operation))
        })
    })
}

fn texts(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn of_swagger(operation: &Value) -> Operation {
    let mut read = Operation { id: text(&operation["operationId"]), ..Operation::default() };
    let mut form = Map::new();
    let mut required = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let (name, place) = (text(&parameter["name"]), text(&parameter["in"]));
        let is_required = parameter["required"] == true;
        match place.as_str() {
            "body" => {
                let media_types = texts(&operation["consumes"]);
                read.body = Some(Body { media_types, schema: Some(parameter["schema"].clone()) });
            }
            "formData" => {
                if is_required {
                    required.push(name.clone());
                }
                form.insert(name, form_field(parameter));
            }
            _ => {
                let schema = parameter.clone();
                read.parameters.insert(format!("{name} in {place}"), Parameter { is_required, schema });
            }
        }
    }
    if !form.is_empty() {
        let schema = json!({ "type": "object", "properties": form, "required": required });
        read.body = Some(Body { media_types: texts(&operation["consumes"]), schema: Some(schema) });
    }
    for (status, answer) in members(&operation["responses"]) {
        let schema = answer.get("schema").cloned();
        let media_types = if schema.is_some() { texts(&operation["produces"]) } else { BTreeSet::new() };
        read.answers.insert(status.clone(), Body { media_types, schema });
    }
    read
}

/// A part of a form; Swagger 2.0 has a type of its own for files.
fn form_field(parameter: &Value) -> Value {
    if parameter["type"] == "file" {
        json!({ "type": "string", "format": "binary" })
    } else {
        json!({ "type": parameter["type"] })
    }
}

fn of_openapi(operation: &Value) -> Operation {
    let mut read = Operation { id: text(&operation["operationId"]), ..Operation::default() };
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = format!("{} in {}", text(&parameter["name"]), text(&parameter["in"]));
        let is_required = parameter["required"] == true;
        read.parameters.insert(name, Parameter { is_required, schema: parameter["schema"].clone() });
    }
    read.body = operation.get("requestBody").map(body);
    read.answers =
        members(&operation["responses"]).map(|(status, answer)| (status.clone(), body(answer))).collect();
    read
}

fn body(value: &Value) -> Body {
    let content: Vec<(&String, &Value)> = members(&value["content"]).collect();
    Body {
        media_types: content.iter().map(|(media_type, _)| (*media_type).clone()).collect(),
        schema: content.first().and_then(|(_, content)| content.get("schema")).cloned(),
    }
}
