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
        let moment = in_brussels(self.0);
        let year = moment.year();
        if !(0..=9999).contains(&year) {
            return moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        }
        // Written by hand, like everything that stands twice in each message of a list.
        let offset = moment.offset().seconds();
        let (sign, offset) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
        format!(
            "{year:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            moment.month(),
            moment.day(),
            moment.hour(),
            moment.minute(),
            moment.second(),
            offset / 3_600,
            offset % 3_600 / 60,
        )
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

    proptest::proptest! {
        #[test]
        fn every_moment_is_written_as_the_calendar_has_it(second in -62_000_000_000_i64..250_000_000_000) {
            let moment = Timestamp::from_second(second).expect("in range");
            let written = in_brussels(moment).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
            // Local mean time, before 1892, has seconds in its offset, which the contract has no place for.
            if second > -2_000_000_000 {
                proptest::prop_assert_eq!(Moment(moment).to_text(), written);
            }
        }
    }

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
