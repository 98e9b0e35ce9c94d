//! What holds for every schema of the published contracts and is not said at each field.

use serde_json::Value;

/// Takes `null` out of a schema, or out of a document with schemas.
///
/// No member of these contracts is ever `null`: an optional one that has no value is left out, and the readers
/// of publications refuse `null`. Schemas generated from `Option` would permit it.
pub fn without_nulls(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::Array(types)) = members.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [kind] = types.as_slice() {
                    let kind = kind.clone();
                    members.insert("type".to_owned(), kind);
                }
            }
            if let Some(Value::Array(choices)) = members.get_mut("oneOf") {
                choices.retain(|choice| choice["type"] != "null");
                if let [Value::Object(only)] = choices.as_mut_slice() {
                    let only = std::mem::take(only);
                    members.remove("oneOf");
                    members.extend(only);
                }
            }
            members.values_mut().for_each(without_nulls);
        }
        Value::Array(elements) => elements.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_optional_member_is_of_its_type_or_not_there() {
        let mut schema = json!({
            "type": "object",
            "properties": {
                "type": { "type": ["string", "null"], "format": "uri" },
                "digest": { "oneOf": [{ "$ref": "#/a", "description": "D" }, { "type": "null" }] },
                "choice": { "oneOf": [{ "$ref": "#/a" }, { "$ref": "#/b" }] },
            },
        });
        without_nulls(&mut schema);
        assert_eq!(
            schema,
            json!({
                "type": "object",
                "properties": {
                    "type": { "type": "string", "format": "uri" },
                    "digest": { "$ref": "#/a", "description": "D" },
                    "choice": { "oneOf": [{ "$ref": "#/a" }, { "$ref": "#/b" }] },
                },
            })
        );
    }
}
