//! Date-times as the contract writes them.
//!
//! In OpenAPI a field of this type is `#[schema(value_type = String, format = DateTime)]`.

use ebox_domain::time::in_brussels;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A date-time: written `2026-03-01T10:00:00+01:00` (`yyyy-MM-dd'T'HH:mm:ssXXX`, Brussels time), read with any
/// offset and any fraction of a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub Timestamp);

impl Moment {
    /// The text of it.
    pub fn to_text(self) -> String {
        in_brussels(self.0).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

impl From<Timestamp> for Moment {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map(Self)
            .map_err(|_| de::Error::custom("a date-time has the form 2026-03-01T10:00:00+01:00"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(moment: &str) -> String {
        Moment(moment.parse().expect("a moment")).to_text()
    }

    #[test]
    fn moments_are_written_in_brussels_time_without_a_fraction() {
        assert_eq!(text("2026-01-01T00:00:00.75Z"), "2026-01-01T01:00:00+01:00");
        assert_eq!(text("2026-07-01T00:00:00Z"), "2026-07-01T02:00:00+02:00");
    }

    #[test]
    fn moments_of_others_are_read_with_any_offset() {
        let read = |text: &str| serde_json::from_value::<Moment>(text.into()).map(Moment::to_text);
        assert_eq!(read("2026-07-01T00:00:00.123456Z").ok().as_deref(), Some("2026-07-01T02:00:00+02:00"));
        assert_eq!(read("2026-07-01T00:00:00-05:00").ok().as_deref(), Some("2026-07-01T07:00:00+02:00"));
        assert!(read("2026-07-01").is_err());
    }
}
