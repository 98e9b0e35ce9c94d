//! An OpenAPI document as a page: operations with their parameters, bodies and answers, then the schemas.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::{Map, Value};

pub(super) const STYLE: &str = include_str!("style.css");

pub(super) fn index(documents: &BTreeMap<String, Value>) -> String {
    let mut body = String::from("<h1>API documents</h1><ul>");
    for (name, document) in documents {
        let (title, name) = (escaped(text(document, "/info/title")), escaped(name));
        let version = escaped(text(document, "/info/version"));
        let _ = write!(
            body,
            "<li><a href=\"/api-docs/{name}\">{title} {version}</a> \
             (<a href=\"/api-docs/{name}.json\">OpenAPI</a>)</li>"
        );
    }
    body.push_str("</ul>");
    shell("API documents", &body)
}

pub(super) fn document(name: &str, document: &Value) -> String {
    let title = escaped(text(document, "/info/title"));
    let mut body = format!(
        "<p><a href=\"/api-docs\">All documents</a> · <a href=\"/api-docs/{0}.json\">OpenAPI</a></p>\
         <h1>{title} <small>{1}</small></h1><p>{2}</p><h2>Operations</h2>",
        escaped(name),
        escaped(text(document, "/info/version")),
        escaped(text(document, "/info/description")),
    );
    let base = text(document, "/servers/0/url");
    for (path, methods) in members(document.get("paths")) {
        for (method, operation) in members(Some(methods)) {
            if operation.get("responses").is_some() {
                let security = operation.get("security").or(document.get("security"));
                let needs_token = security.is_some_and(|all| all[0].get("accessToken").is_some());
                write_operation(&mut body, &format!("{base}{path}"), method, operation, needs_token);
            }
        }
    }
    body.push_str("<h2>Schemas</h2>");
    for (name, schema) in members(document.pointer("/components/schemas")) {
        write_schema(&mut body, name, schema);
    }
    shell(&title, &body)
}

fn write_operation(body: &mut String, path: &str, method: &str, operation: &Value, needs_token: bool) {
    let id = escaped(text(operation, "/operationId"));
    let _ = write!(
        body,
        "<section><h3 id=\"{id}\"><code>{} {}</code></h3><p>{} {}</p><p>{}</p>",
        escaped(&method.to_uppercase()),
        escaped(path),
        escaped(text(operation, "/summary")),
        escaped(text(operation, "/description")),
        if needs_token { "Needs an access token." } else { "Open to everybody." },
    );
    let parameters = operation.get("parameters").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if !parameters.is_empty() {
        body.push_str("<table><caption>Parameters</caption><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr>");
        for parameter in parameters {
            let required =
                if parameter.get("required") == Some(&Value::Bool(true)) { " (required)" } else { "" };
            let _ = write!(
                body,
                "<tr><td><code>{}</code>{required}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                escaped(text(parameter, "/name")),
                escaped(text(parameter, "/in")),
                type_of(parameter.get("schema")),
                escaped(text(parameter, "/description")),
            );
        }
        body.push_str("</table>");
    }
    for (media, content) in members(operation.pointer("/requestBody/content")) {
        let _ =
            write!(body, "<p>Body: <code>{}</code>, {}</p>", escaped(media), type_of(content.get("schema")));
    }
    body.push_str("<table><caption>Answers</caption><tr><th>Status</th><th>Meaning</th><th>Body</th></tr>");
    for (status, answer) in members(operation.get("responses")) {
        let bodies: Vec<String> = members(answer.get("content"))
            .map(|(media, content)| {
                format!("<code>{}</code> {}", escaped(media), type_of(content.get("schema")))
            })
            .collect();
        let meaning = escaped(text(answer, "/description"));
        let _ = write!(
            body,
            "<tr><td>{}</td><td>{meaning}</td><td>{}</td></tr>",
            escaped(status),
            bodies.join("<br>")
        );
    }
    body.push_str("</table></section>");
}

fn write_schema(body: &mut String, name: &str, schema: &Value) {
    let _ = write!(
        body,
        "<section><h3 id=\"schema-{0}\"><code>{0}</code></h3><p>{1}</p>",
        escaped(name),
        escaped(text(schema, "/description"))
    );
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let mut rows = members(schema.get("properties")).peekable();
    if rows.peek().is_none() {
        let _ = write!(body, "<p>{}</p></section>", type_of(Some(schema)));
        return;
    }
    body.push_str("<table><tr><th>Property</th><th>Type</th><th>Meaning</th></tr>");
    for (property, schema) in rows {
        let mark = if required.contains(&property) { " (required)" } else { "" };
        let _ = write!(
            body,
            "<tr><td><code>{}</code>{mark}</td><td>{}</td><td>{}</td></tr>",
            escaped(property),
            type_of(Some(schema)),
            escaped(text(schema, "/description")),
        );
    }
    body.push_str("</table></section>");
}

/// A type in words, with links to the schemas that it names.
fn type_of(schema: Option<&Value>) -> String {
    let Some(schema) = schema else {
        return String::new();
    };
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
        return format!("<a href=\"#schema-{0}\">{0}</a>", escaped(name));
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        if let Some(schemas) = schema.get(choice).and_then(Value::as_array) {
            let names: Vec<String> = schemas.iter().map(|schema| type_of(Some(schema))).collect();
            return names.join(" or ");
        }
    }
    if let Some(items) = schema.get("items") {
        return format!("list of {}", type_of(Some(items)));
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        let values: Vec<String> =
            values.iter().map(|value| format!("<code>{}</code>", escaped(&plain(value)))).collect();
        return values.join(", ");
    }
    let kind = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().map(plain).collect::<Vec<_>>().join(" or "),
        Some(kind) => plain(kind),
        None => "any".to_owned(),
    };
    let format = schema.get("format").map(|format| format!(" ({})", plain(format))).unwrap_or_default();
    let fact = |name: &str, words: &str| schema.get(name).map(|value| format!(", {words} {}", plain(value)));
    let facts = [
        fact("minimum", "at least"),
        fact("maximum", "at most"),
        fact("minLength", "length at least"),
        fact("maxLength", "length at most"),
        fact("pattern", "matching"),
        fact("default", "default"),
        fact("example", "as in"),
    ];
    escaped(&format!("{kind}{format}{}", facts.into_iter().flatten().collect::<String>()))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let object: Option<&Map<String, Value>> = value.and_then(Value::as_object);
    object.into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn shell(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"/api-docs/style.css\"></head><body><main>{body}</main></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_a_document_never_become_markup() {
        let hostile = serde_json::json!({
            "info": { "title": "<script>x</script>" },
            "paths": { "/a\"<b>": { "get": { "summary": "<i>", "responses": { "200": { "description": "<u>" } } } } },
        });
        let page = document("a", &hostile);
        for tag in ["<script>", "<i>", "<u>", "<b>"] {
            assert!(!page.contains(tag), "{tag}");
        }
    }
}
