//! Reading a manifest without holding its messages in memory: a first package may have a million.

use std::{fmt, io::Read};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{FORMAT_VERSION, Head, MessageEntry};

/// Why a manifest cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not JSON, or not of this shape.
    #[error("not a package manifest")]
    Shape(#[source] serde_json::Error),
    /// It was written by a later version.
    #[error("format version {0}, this program reads up to {FORMAT_VERSION}; update it")]
    Version(u32),
}

/// Reads a manifest, handing over one message at a time; returns what the package is.
pub fn read(reader: impl Read, mut each: impl FnMut(MessageEntry)) -> Result<Head, ReadError> {
    let mut deserializer = serde_json::Deserializer::from_reader(reader);
    let head = deserializer
        .deserialize_map(ManifestVisitor { each: &mut each })
        .and_then(|head| deserializer.end().map(|()| head))
        .map_err(ReadError::Shape)?;
    if head.format_version > FORMAT_VERSION {
        return Err(ReadError::Version(head.format_version));
    }
    Ok(head)
}

struct ManifestVisitor<'f, F> {
    each: &'f mut F,
}

impl<'de, F: FnMut(MessageEntry)> Visitor<'de> for ManifestVisitor<'_, F> {
    type Value = Head;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a package manifest")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Head, A::Error> {
        let mut head = Map::new();
        let mut has_messages = false;
        while let Some(name) = members.next_key::<String>()? {
            if name == "messages" {
                has_messages = true;
                members.next_value_seed(Messages { each: &mut *self.each })?;
            } else {
                head.insert(name, members.next_value()?);
            }
        }
        if !has_messages {
            return Err(A::Error::missing_field("messages"));
        }
        serde_json::from_value(Value::Object(head)).map_err(A::Error::custom)
    }
}

struct Messages<'f, F> {
    each: &'f mut F,
}

impl<'de, F: FnMut(MessageEntry)> DeserializeSeed<'de> for Messages<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(MessageEntry)> Visitor<'de> for Messages<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(message) = elements.next_element()? {
            (self.each)(message);
        }
        Ok(())
    }
}
