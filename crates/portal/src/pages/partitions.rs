//! The partitions that a reader may choose from.

use ebox_domain::{Language, partition::Rights};

use crate::{Portal, failure::Failure, show, visitor::SignedIn};

/// The partitions that somebody may see, by identifier and name; `GENERAL` first.
pub(super) async fn visible(
    portal: &Portal,
    signed_in: &SignedIn,
    reader: Language,
) -> Result<Vec<(String, String)>, Failure> {
    let session = signed_in.session();
    let partitions = portal.0.partitions.list(session.enterprise).await?;
    let rights = portal.0.partitions.rights(session.enterprise, session.person.ssin).await?;
    let seen = partitions.into_iter().filter(|one| match &rights {
        Rights::All => true,
        Rights::Only(some) => some.contains(&one.id),
    });
    Ok(seen.map(|one| (one.id.to_string(), show::name(&one.name, reader, one.id.as_str()))).collect())
}
