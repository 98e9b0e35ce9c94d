//! JSON in which no property is given twice.

use std::fmt;

use ebox_domain::{Cause, Rule};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Number, Value};

/// Reads a JSON text that must be an object. `name` is what refusals call it: the name of the part.
///
/// A property that is given twice is refused: two readers could understand two different messages.
pub(crate) fn parse(bytes: &[u8], name: &str) -> Result<Value, Cause> {
    parse_as(bytes, name, "object", Value::is_object)
}

/// The same for a text that must be an array.
pub(crate) fn parse_array(bytes: &[u8], name: &str) -> Result<Value, Cause> {
    parse_as(bytes, name, "array", Value::is_array)
}

fn parse_as(bytes: &[u8], name: &str, what: &str, is_that: fn(&Value) -> bool) -> Result<Value, Cause> {
    let fix = format!("send one JSON {what} in UTF-8");
    match serde_json::from_slice::<Unique>(bytes) {
        Ok(Unique(value)) if is_that(&value) => Ok(value),
        Ok(_) => Err(Cause::body(Rule::WrongType, name, format!("the JSON is no {what}; {fix}"))),
        Err(error) => {
            Err(Cause::body(Rule::Malformed, name, format!("the JSON cannot be read: {error}; {fix}")))
        }
    }
}

/// A value of any format in which no property is given twice.
pub(crate) struct Unique(pub(crate) Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueVisitor).map(Self)
    }
}

struct UniqueVisitor;

impl<'de> Visitor<'de> for UniqueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(Unique(value)) = elements.next_element()? {
            array.push(value);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.contains_key(&name) {
                let name: String = name.chars().take(super::MAX_NAME).collect();
                return Err(A::Error::custom(format!("the property {name} is given twice")));
            }
            let Unique(value) = members.next_value()?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
