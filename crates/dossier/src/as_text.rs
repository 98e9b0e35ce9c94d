//! How identifiers stand in a stored dossier: as the text that they are read from.

use std::{fmt::Display, str::FromStr};

use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

pub(crate) fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err: Display>,
    D: Deserializer<'de>,
{
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

/// The same where there may be none.
pub(crate) mod option {
    use super::{Deserializer, Display, FromStr, Serializer};
    use serde::{Deserialize as _, Serialize as _, de::Error as _};

    #[expect(clippy::ref_option, reason = "serde hands fields over like this")]
    pub(crate) fn serialize<T: Display, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(ToString::to_string).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse()).transpose().map_err(D::Error::custom)
    }
}

/// The same where there are several.
pub(crate) mod list {
    use super::{Deserializer, Display, FromStr, Serializer};
    use serde::{Deserialize as _, de::Error as _};

    pub(crate) fn serialize<'v, T, C, S>(values: &'v C, serializer: S) -> Result<S::Ok, S::Error>
    where
        T: Display + 'v,
        &'v C: IntoIterator<Item = &'v T>,
        S: Serializer,
    {
        serializer.collect_seq(values.into_iter().map(ToString::to_string))
    }

    pub(crate) fn deserialize<'de, T, C, D>(deserializer: D) -> Result<C, D::Error>
    where
        T: FromStr<Err: Display>,
        C: FromIterator<T>,
        D: Deserializer<'de>,
    {
        let texts = Vec::<String>::deserialize(deserializer)?;
        texts.iter().map(|text| text.parse().map_err(D::Error::custom)).collect()
    }
}

/// The same for the keys of a map.
pub(crate) mod keys {
    use std::collections::BTreeMap;

    use super::{Deserializer, Display, FromStr, Serializer};
    use serde::{Deserialize, Serialize, de::Error as _};

    pub(crate) fn serialize<K: Display, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(map.iter().map(|(key, value)| (key.to_string(), value)))
    }

    pub(crate) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: FromStr<Err: Display> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        let map = BTreeMap::<String, V>::deserialize(deserializer)?;
        let entry = |(key, value): (String, V)| Ok((key.parse().map_err(D::Error::custom)?, value));
        map.into_iter().map(entry).collect()
    }
}
