//! Single messages of several registries, to say what they are about.

use std::collections::BTreeMap;

use ebox_client::Message;
use futures_util::future::join_all;

use super::Ebox;

/// Messages, by provider and identifier.
pub(crate) type LookedUp = BTreeMap<(String, String), Message>;

impl Ebox<'_> {
    /// These messages, as far as they are still there, may be seen, and come in time.
    pub(crate) async fn look_up(&self, wanted: impl IntoIterator<Item = (String, String)>) -> LookedUp {
        let asked = wanted.into_iter().filter_map(|(provider, id)| {
            let open = self.registry(&provider)?;
            Some(async move {
                let message = self.patiently(open, Box::pin(open.registry.message(&id))).await?.ok()?;
                Some(((provider, id), message))
            })
        });
        join_all(asked).await.into_iter().flatten().collect()
    }
}
