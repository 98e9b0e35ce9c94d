//! Logos of those who send, fetched from their registries and kept for a while.

use std::sync::Arc;

use ebox_client::{LogoImage, LogoOwner, Party};

use super::Ebox;

/// The kinds of images that are passed on: none of them can carry a script.
const KINDS: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];
/// The most bytes of an image that is passed on: logos weigh a few kB.
const MAX_BYTES: usize = 256 << 10;

/// Where a logo is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LogoPlace {
    /// The provider.
    pub(crate) provider: String,
    /// Whether it is an application's; an organization's otherwise.
    pub(crate) is_application: bool,
    /// The organization or application.
    pub(crate) owner: String,
    /// The image.
    pub(crate) image: String,
}

impl Ebox<'_> {
    /// The bytes of a logo that the reference data of its registry names; `None` when there is none to show.
    pub(crate) async fn logo(&self, place: &LogoPlace) -> Option<Arc<LogoImage>> {
        let now = self.mail.clock.now();
        if let Some(image) = self.mail.logos.get(place, now) {
            return Some(image);
        }
        let open = self.registry(&place.provider)?;
        let names = self.names_of(open).await?;
        let parties = if place.is_application { &names.applications } else { &names.organizations };
        let has = |party: &Party| party.logos.iter().any(|logo| logo.id == place.image);
        parties.get(&place.owner).filter(|party| has(party))?;
        let owner = if place.is_application {
            LogoOwner::Application(&place.owner)
        } else {
            LogoOwner::Organization(&place.owner)
        };
        match open.registry.logo(owner, &place.image).await {
            Ok(image) => {
                let kind = image.media_type.split(';').next().unwrap_or_default().trim();
                if !KINDS.contains(&kind) || image.bytes.len() > MAX_BYTES {
                    return None;
                }
                let image = Arc::new(image);
                self.mail.logos.put(place.clone(), Arc::clone(&image), now);
                Some(image)
            }
            // A page is whole without it.
            Err(error) => {
                tracing::debug!(provider = place.provider, error = error.chain(), "no logo");
                self.mail.logos.last(place)
            }
        }
    }
}
