//! Every OpenAPI document is whole: references lead somewhere, operations have names, answers say what they are.

use std::collections::BTreeSet;

use ebox_server::api_documents;
use serde_json::Value;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// Path, method and operation of every operation.
fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    members(&document["paths"])
        .flat_map(|(path, methods)| {
            members(methods).map(|(method, operation)| (path.as_str(), method.as_str(), operation))
        })
        .collect()
}

/// Every `$ref` below a value.
fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(all) => {
            for (name, member) in all {
                match member {
                    Value::String(target) if name == "$ref" => found.push(target),
                    _ => references(member, found),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|element| references(element, found)),
        _ => {}
    }
}

#[test]
fn every_document_says_what_it_is_and_has_operations() {
    for (name, document) in api_documents() {
        assert_eq!(document["openapi"], "3.1.0", "{name}");
        for member in ["title", "version", "description"] {
            assert!(
                document["info"][member].as_str().is_some_and(|text| !text.is_empty()),
                "{name} {member}"
            );
        }
        assert!(!operations(&document).is_empty(), "{name}");
    }
}

#[test]
fn every_reference_leads_to_a_schema_and_every_schema_is_used() {
    for (name, document) in api_documents() {
        let mut found = Vec::new();
        references(&document, &mut found);
        for target in &found {
            let pointer = target.strip_prefix('#').expect("a reference inside the document");
            assert!(document.pointer(pointer).is_some(), "{name}: {target} leads nowhere");
        }
        for (schema, _) in members(&document["components"]["schemas"]) {
            // The descriptions of publications and replies are JSON inside a part of a form, to which no
            // reference leads.
            let is_used = ["MessageToPublish", "ReplyToPublish"].contains(&schema.as_str())
                || found.contains(&format!("#/components/schemas/{schema}").as_str());
            assert!(is_used, "{name}: nothing refers to {schema}");
        }
    }
}

#[test]
fn every_operation_has_a_name_of_its_own_a_summary_and_a_known_tag() {
    for (name, document) in api_documents() {
        let mut ids = BTreeSet::new();
        let tags: Vec<&Value> =
            document["tags"].as_array().into_iter().flatten().map(|tag| &tag["name"]).collect();
        for (path, method, operation) in operations(&document) {
            let at = format!("{name}: {method} {path}");
            assert!(METHODS.contains(&method), "{at}: no method of HTTP");
            let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{at}: no operationId"));
            assert!(ids.insert(id.to_owned()), "{at}: {id} is there twice");
            assert!(operation["summary"].is_string(), "{at}: no summary");
            let own: Vec<&Value> = operation["tags"].as_array().into_iter().flatten().collect();
            assert!(!own.is_empty() && own.iter().all(|tag| tags.contains(tag)), "{at}: tags {own:?}");
        }
    }
}

#[test]
fn every_answer_is_described_and_every_error_has_a_body() {
    for (name, document) in api_documents() {
        for (path, method, operation) in operations(&document) {
            let mut successes = 0;
            for (status, answer) in members(&operation["responses"]) {
                let at = format!("{name}: {method} {path}: {status}");
                assert!(answer["description"].as_str().is_some_and(|text| !text.is_empty()), "{at}");
                let status: u16 = status.parse().expect("a status");
                successes += u32::from((200..300).contains(&status));
                // The caller has the body already, or there is nothing to say; the public document answers a
                // change in v2.1 with nothing under the status 200.
                let says_nothing = operation["operationId"] == "patchMessagesByEBoxId" && status == 200;
                let has_body = status != 304 && status != 204 && !says_nothing;
                assert_eq!(members(&answer["content"]).next().is_some(), has_body, "{at}: body");
            }
            assert!(successes > 0, "{name}: {method} {path}: no answer means success");
        }
    }
}

#[test]
fn parameters_of_a_path_are_those_in_its_braces_and_every_parameter_has_a_type() {
    for (name, document) in api_documents() {
        for (path, method, operation) in operations(&document) {
            let at = format!("{name}: {method} {path}");
            let in_braces: BTreeSet<&str> =
                path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}')).collect();
            let parameters: Vec<&Value> = operation["parameters"].as_array().into_iter().flatten().collect();
            let in_path: BTreeSet<&str> = parameters
                .iter()
                .filter(|parameter| parameter["in"] == "path")
                .inspect(|parameter| assert_eq!(parameter["required"], true, "{at}"))
                .filter_map(|parameter| parameter["name"].as_str())
                .collect();
            assert_eq!(in_path, in_braces, "{at}");
            for parameter in parameters {
                assert!(parameter["schema"].is_object(), "{at}: {parameter}");
                assert!(parameter["description"].is_string(), "{at}: {parameter}");
            }
        }
    }
}

#[test]
fn who_answers_401_for_want_of_a_token_names_the_security_scheme() {
    for (name, document) in api_documents() {
        for (path, method, operation) in operations(&document) {
            let security = operation.get("security").or(document.get("security"));
            let demands = security
                .and_then(Value::as_array)
                .is_some_and(|all| all.iter().any(|one| one.get("accessToken").is_some()));
            // At the token endpoint, 401 is about the client itself.
            let is_told =
                operation["responses"].get("401").is_some() && operation["operationId"] != "create_token";
            assert_eq!(demands, is_told, "{name}: {method} {path}");
        }
        let schemes = &document["components"]["securitySchemes"];
        assert_eq!(schemes["accessToken"]["scheme"], "bearer", "{name}");
    }
}

#[test]
fn nothing_may_be_null() {
    fn nulls(value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::String(text) => text == "null",
            Value::Array(all) => all.iter().any(nulls),
            Value::Object(all) => all.values().any(nulls),
            _ => false,
        }
    }
    for (name, document) in api_documents() {
        assert!(!nulls(&document), "{name}");
    }
}
