//! The differences between a public document and ours, one sentence each.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::model::{Body, Document, Operation};

/// Facts of a schema that are compared as they are.
const FACTS: [&str; 9] =
    ["type", "format", "pattern", "default", "minimum", "maximum", "minLength", "maxLength", "enum"];

/// Every difference.
pub(crate) fn differences(public: &Document, ours: &Document) -> BTreeSet<String> {
    let mut comparison = Comparison { public, ours, met: BTreeSet::new(), found: BTreeSet::new() };
    comparison.operations();
    comparison.named_schemas();
    comparison.found
}

struct Comparison<'d> {
    public: &'d Document,
    ours: &'d Document,
    /// Public schemas that were met on the way, by name. Each is compared once, and may contain itself.
    met: BTreeSet<&'d str>,
    found: BTreeSet<String>,
}

impl<'d> Comparison<'d> {
    fn say(&mut self, what: impl Into<String>) {
        self.found.insert(what.into());
    }

    fn operations(&mut self) {
        let (public, ours) = (self.public, self.ours);
        for (name, theirs, own) in pairs(&public.operations, &ours.operations) {
            match (theirs, own) {
                (Some(theirs), Some(own)) => self.operation(name, theirs, own),
                (Some(_), None) => self.say(format!("{name}: the operation is missing")),
                (None, _) => self.say(format!("{name}: the operation is added")),
            }
        }
    }

    fn operation(&mut self, name: &str, theirs: &'d Operation, own: &'d Operation) {
        if theirs.id != own.id {
            self.say(format!("{name}: operationId is {}, publicly {}", own.id, theirs.id));
        }
        for (parameter, theirs, own) in pairs(&theirs.parameters, &own.parameters) {
            match (theirs, own) {
                (Some(theirs), Some(own)) => {
                    if theirs.is_required != own.is_required {
                        self.say(format!("{name}: whether parameter {parameter} is required"));
                    }
                    self.schema(&format!("{name}: parameter {parameter}"), &theirs.schema, &own.schema);
                }
                (Some(_), None) => self.say(format!("{name}: parameter {parameter} is missing")),
                (None, _) => self.say(format!("{name}: parameter {parameter} is added")),
            }
        }
        match (&theirs.body, &own.body) {
            (Some(theirs), Some(own)) => self.body(&format!("{name}: body"), theirs, own, true),
            (Some(_), None) => self.say(format!("{name}: body is missing")),
            (None, Some(_)) => self.say(format!("{name}: body is added")),
            (None, None) => {}
        }
        for (status, theirs, own) in pairs(&theirs.answers, &own.answers) {
            match (theirs, own) {
                (Some(theirs), Some(own)) => {
                    // Swagger 2.0 gives an operation one media type for its content and its errors.
                    let is_success = status.starts_with('2');
                    self.body(&format!("{name}: answer {status}"), theirs, own, is_success);
                }
                (Some(_), None) => self.say(format!("{name}: answer {status} is missing")),
                (None, _) => self.say(format!("{name}: answer {status} is added")),
            }
        }
    }

    fn body(&mut self, at: &str, theirs: &'d Body, own: &'d Body, with_media_types: bool) {
        if with_media_types && theirs.media_types != own.media_types {
            self.say(format!(
                "{at}: media types are {:?}, publicly {:?}",
                own.media_types, theirs.media_types
            ));
        }
        match (&theirs.schema, &own.schema) {
            (Some(theirs), Some(own)) => self.schema(at, theirs, own),
            (Some(_), None) => self.say(format!("{at}: schema is missing")),
            (None, Some(_)) => self.say(format!("{at}: schema is added")),
            (None, None) => {}
        }
    }

    /// Schemas that no operation leads to: those of operations that are missing, and of parts of forms.
    fn named_schemas(&mut self) {
        let (public, ours) = (self.public, self.ours);
        for (name, theirs) in &public.schemas {
            match ours.schemas.get(name) {
                _ if self.met.contains(name.as_str()) => {}
                None => self.say(format!("schema {name}: the schema is missing")),
                Some(own) => {
                    self.met.insert(name);
                    self.resolved(&format!("schema {name}"), theirs, own);
                }
            }
        }
    }

    fn schema(&mut self, at: &str, theirs: &'d Value, own: &'d Value) {
        let (name, theirs) = self.public.resolve(theirs);
        let (_, own) = self.ours.resolve(own);
        match name {
            None => self.resolved(at, theirs, own),
            Some(name) if self.met.insert(name) => self.resolved(&format!("schema {name}"), theirs, own),
            Some(_) => {}
        }
    }

    fn resolved(&mut self, at: &str, theirs: &'d Value, own: &'d Value) {
        for fact in FACTS {
            if !same(&theirs[fact], &own[fact]) {
                self.say(format!("{at}: {fact} is {}, publicly {}", shown(&own[fact]), shown(&theirs[fact])));
            }
        }
        let (theirs_required, own_required) = (names(&theirs["required"]), names(&own["required"]));
        for name in theirs_required.symmetric_difference(&own_required) {
            self.say(format!("{at}: whether property {name} is required"));
        }
        let (their_properties, own_properties) = (properties(theirs), properties(own));
        for (name, theirs, own) in pairs(&their_properties, &own_properties) {
            match (theirs, own) {
                (Some(theirs), Some(own)) => self.schema(&format!("{at}.{name}"), theirs, own),
                (Some(_), None) => self.say(format!("{at}: property {name} is missing")),
                (None, _) => self.say(format!("{at}: property {name} is added")),
            }
        }
        match (theirs.get("items"), own.get("items")) {
            (Some(theirs), Some(own)) => self.schema(&format!("{at}[]"), theirs, own),
            (None, None) => {}
            _ => self.say(format!("{at}: whether it is a list")),
        }
    }
}

/// The entries of two maps side by side.
fn pairs<'m, T>(
    theirs: &'m BTreeMap<String, T>,
    own: &'m BTreeMap<String, T>,
) -> impl Iterator<Item = (&'m str, Option<&'m T>, Option<&'m T>)> {
    let names: BTreeSet<&String> = theirs.keys().chain(own.keys()).collect();
    names.into_iter().map(|name| (name.as_str(), theirs.get(name), own.get(name)))
}

fn properties(schema: &Value) -> BTreeMap<String, &Value> {
    let members = schema["properties"].as_object().into_iter().flatten();
    members.map(|(name, schema)| (name.clone(), schema)).collect()
}

fn names(list: &Value) -> BTreeSet<String> {
    // A parameter of Swagger 2.0 has a flag of this name.
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}

/// Whether a fact is the same: `1` is `1.0`, and the order of a list of values does not matter.
fn same(theirs: &Value, own: &Value) -> bool {
    match (theirs, own) {
        (Value::Number(theirs), Value::Number(own)) => theirs.as_f64() == own.as_f64(),
        (Value::Array(_), Value::Array(_)) => names(theirs) == names(own),
        _ => theirs == own,
    }
}

fn shown(fact: &Value) -> String {
    match fact {
        Value::Null => "not given".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn public() -> Value {
        json!({
            "paths": { "/a/{id}": { "get": {
                "operationId": "getA",
                "produces": ["application/json"],
                "parameters": [
                    { "name": "id", "in": "path", "required": true, "type": "string" },
                    { "name": "page", "in": "query", "type": "integer", "format": "int32", "default": 1, "minimum": 1.0 },
                ],
                "responses": {
                    "200": { "schema": { "$ref": "#/definitions/A" } },
                    "404": { "schema": { "$ref": "#/definitions/E" } },
                },
            } } },
            "definitions": {
                "A": {
                    "type": "object",
                    "required": ["kind"],
                    "properties": {
                        "kind": { "type": "string", "enum": ["x", "y"] },
                        "more": { "type": "array", "items": { "$ref": "#/definitions/A" } },
                    },
                },
                "E": { "type": "object" },
            },
        })
    }

    fn own() -> Value {
        json!({
            "paths": { "/a/{id}": { "get": {
                "operationId": "getA",
                "parameters": [
                    { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                    { "name": "page", "in": "query", "schema": { "type": "integer", "format": "int32", "default": 1, "minimum": 1 } },
                ],
                "responses": {
                    "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } },
                    "404": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/E" } } } },
                },
            } } },
            "components": { "schemas": {
                "A": {
                    "type": "object",
                    "required": ["kind"],
                    "properties": {
                        "kind": { "type": "string", "enum": ["y", "x"] },
                        "more": { "type": "array", "items": { "$ref": "#/components/schemas/A" } },
                    },
                },
                "E": { "type": "object" },
            } },
        })
    }

    #[test]
    fn the_same_contract_in_both_formats_has_no_difference() {
        let (public, own) = (Document::of_swagger(&public()), Document::of_openapi(&own()));
        assert_eq!(differences(&public, &own), BTreeSet::new());
    }

    #[test]
    fn every_kind_of_change_is_a_difference() {
        let operation = "/paths/~1a~1{id}/get";
        let schema = "/components/schemas/A";
        let changes: [(String, Value, &str); 10] = [
            (format!("{operation}/operationId"), json!("b"), "GET /a/{id}: operationId is b, publicly getA"),
            (
                format!("{operation}/parameters/1/schema/default"),
                json!(2),
                "GET /a/{id}: parameter page in query: default is 2, publicly 1",
            ),
            (
                format!("{operation}/parameters/1/required"),
                json!(true),
                "GET /a/{id}: whether parameter page in query is required",
            ),
            (format!("{operation}/responses/404"), json!({}), "GET /a/{id}: answer 404: schema is missing"),
            (format!("{operation}/responses/409"), json!({}), "GET /a/{id}: answer 409 is added"),
            (format!("{schema}/required"), json!([]), "schema A: whether property kind is required"),
            (
                format!("{schema}/properties/kind/enum"),
                json!(["x"]),
                "schema A.kind: enum is [\"x\"], publicly [\"x\",\"y\"]",
            ),
            (format!("{schema}/properties/other"), json!({}), "schema A: property other is added"),
            (
                format!("{schema}/properties/more/type"),
                json!("object"),
                "schema A.more: type is object, publicly array",
            ),
            (
                format!("{schema}/properties/kind/format"),
                json!("uri"),
                "schema A.kind: format is uri, publicly not given",
            ),
        ];
        let public = Document::of_swagger(&public());
        for (pointer, value, expected) in changes {
            let mut document = own();
            let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
            document.pointer_mut(parent).expect("it is there")[name] = value;
            let found = differences(&public, &Document::of_openapi(&document));
            assert_eq!(found, BTreeSet::from([expected.to_owned()]), "{pointer}");
        }
    }
}
