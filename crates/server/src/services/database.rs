//! Opening the databases of a data folder.

use std::path::Path;

use ebox_domain::StoreError;
use ebox_sqlite::Store;

/// Opens a database. One that has to be made in a folder that was used before may be that of a new provider, or one
/// that got lost: the log says so.
pub(super) async fn open(file: &Path, is_used: bool) -> Result<Store, StoreError> {
    let is_new = !file.exists();
    let store = Store::open(file).await?;
    if is_new && is_used {
        tracing::warn!("made a new database: {}", file.display());
    }
    Ok(store)
}
