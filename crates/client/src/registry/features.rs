//! Which extensions of the contract a registry offers.

use std::collections::BTreeSet;

use ebox_wire::routes::{Version, v3::HEALTH};
use serde_json::Value;

use super::Registry;
use crate::error::{ClientError, ErrorKind};

/// The extensions that a registry offers, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Features(BTreeSet<String>);

impl Features {
    /// The change feed: [`Registry::changes`].
    pub const CHANGE_FEED: &'static str = "changeFeed";
    /// What became of idempotency keys: [`Registry::publication`].
    pub const PUBLICATION_OUTCOME: &'static str = "publicationOutcome";

    /// Whether it offers one.
    pub fn offer(&self, feature: &str) -> bool {
        self.0.contains(feature)
    }
}

impl Registry {
    /// The extensions that this registry offers, by its own word; asked for once. A registry that has no word for it
    /// offers none.
    pub async fn features(&self) -> Result<&Features, ClientError> {
        self.features.get_or_try_init(|| self.ask_for_features()).await
    }

    async fn ask_for_features(&self) -> Result<Features, ClientError> {
        if self.version == Version::V2 {
            return Ok(Features::default());
        }
        let answer = match self.get_json("ask for its features", HEALTH).await {
            // A refusal that would come again, and an answer that is no JSON, are words without features.
            Err(error) if !error.is_transient() && refused_or_odd(&error) => return Ok(Features::default()),
            other => other?,
        };
        let names = answer.get("features").and_then(Value::as_array);
        let names = names.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        Ok(Features(names.collect()))
    }

    /// Refuses what this registry does not offer, before it is asked for it.
    pub(super) async fn offers(
        &self,
        doing: &'static str,
        feature: &str,
        why: &'static str,
    ) -> Result<(), ClientError> {
        if self.features().await?.offer(feature) {
            Ok(())
        } else {
            Err(self.call(doing).error(ErrorKind::NotOffered(why)))
        }
    }
}

fn refused_or_odd(error: &ClientError) -> bool {
    // Without a token nothing else would work either.
    matches!(error.kind(), ErrorKind::Unexpected(_)) || matches!(error.status(), Some(403..=406 | 410 | 501))
}
