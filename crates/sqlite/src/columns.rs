//! How values stand in columns: moments as microseconds, identifiers as text or bytes. A column that cannot
//! be read back is a failure of ours, never a missing row.

use std::{fmt::Display, str::FromStr};

use ebox_domain::{EboxId, Language, LocalizedText, Sha256Digest};
use jiff::Timestamp;
use serde_json::{Map, Value};
use sqlx::Error;

/// A value that the schema promised is not there.
#[derive(Debug, thiserror::Error)]
#[error("column {column} holds {reason}")]
struct Unreadable {
    column: &'static str,
    reason: String,
}

pub(crate) fn unreadable(column: &'static str, reason: impl Display) -> Error {
    Error::Decode(Box::new(Unreadable { column, reason: reason.to_string() }))
}

pub(crate) fn moment(column: &'static str, micros: i64) -> Result<Timestamp, Error> {
    Timestamp::from_microsecond(micros).map_err(|error| unreadable(column, error))
}

pub(crate) fn text<T>(column: &'static str, text: &str) -> Result<T, Error>
where
    T: FromStr,
    T::Err: Display,
{
    text.parse().map_err(|error| unreadable(column, error))
}

pub(crate) fn ebox(column: &'static str, key: &str) -> Result<EboxId, Error> {
    EboxId::from_key(key).ok_or_else(|| unreadable(column, "no e-Box"))
}

pub(crate) fn digest(column: &'static str, bytes: &[u8]) -> Result<Sha256Digest, Error> {
    bytes.try_into().map(Sha256Digest::new).map_err(|_| unreadable(column, "no SHA-256"))
}

pub(crate) fn count(column: &'static str, number: i64) -> Result<u64, Error> {
    u64::try_from(number).map_err(|error| unreadable(column, error))
}

/// SQLite's integers are signed; sizes of files and counts of rows fit.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A text in several languages, as an object with their codes.
pub(crate) fn localized_json(text: &LocalizedText) -> String {
    let texts = text.iter().map(|(language, text)| (language.as_str().to_owned(), text.into()));
    Value::Object(texts.collect()).to_string()
}

/// Reads back a [`localized_json`].
pub(crate) fn localized(column: &'static str, json: &str) -> Result<LocalizedText, Error> {
    let texts: Map<String, Value> = serde_json::from_str(json).map_err(|error| unreadable(column, error))?;
    texts.iter().try_fold(LocalizedText::default(), |text, (language, value)| {
        match (Language::parse(language), value.as_str()) {
            (Some(language), Some(value)) => Ok(text.with(language, value)),
            _ => Err(unreadable(column, "no text in a language")),
        }
    })
}
