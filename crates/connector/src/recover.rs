//! What a start does about a run that was interrupted.
//!
//! The journal is right about which messages are retrieved; the folders follow it:
//!
//! - a committed message whose folder is not in the run's folder yet is still complete below `.partial`: it is
//!   moved now;
//! - one whose folder is in neither place was removed by somebody: it is forgotten, and so fetched again;
//! - then the run is sealed, whatever its providers do now, or closed when it committed nothing;
//! - a package that has its name already is only noted as sealed.
//!
//! What was not committed stays below `.partial`, where its downloads are taken up again.

use std::io;

use crate::{
    durable::{blocking, remove_folder},
    engine::Engine,
    error::SyncError,
    journal::OpenRun,
    layout::Layout,
    message::place,
    outcome::Package,
    seal::seal,
};

/// Finishes the run that was interrupted, if one was.
pub(crate) async fn recover(engine: &Engine) -> Result<Option<Package>, SyncError> {
    let Some(run) = engine.journal.unfinished_run().await? else {
        return Ok(None);
    };
    let package = engine.layout.package(&run.id);
    let is_named = blocking(move || package.try_exists()).await?;
    if !is_named {
        place_all(engine, &run).await?;
    }
    seal(engine, &run).await
}

/// Brings every committed message of a run into its folder.
async fn place_all(engine: &Engine, run: &OpenRun) -> Result<(), SyncError> {
    let mut last = String::new();
    loop {
        let batch = engine.journal.committed_after(run, &last).await?;
        let Some(end) = batch.last() else { return Ok(()) };
        last.clone_from(&end.folder);
        for message in batch {
            let (layout, id, folder) = (engine.layout.clone(), run.id.clone(), message.folder.clone());
            if !blocking(move || place_one(&layout, &id, &folder)).await? {
                engine.journal.forget(run, &message.folder).await?;
            }
        }
    }
}

/// Brings one committed message into the folder of its run; whether its files are there.
fn place_one(layout: &Layout, run: &str, folder: &str) -> io::Result<bool> {
    let (open, files) = (layout.open_run(run), layout.files(folder));
    if open.join(folder).try_exists()? {
        remove_folder(&layout.partial_message(folder))?;
        return Ok(true);
    }
    if !files.try_exists()? {
        return Ok(false);
    }
    place(&files, &open, folder, &layout.partial_message(folder))?;
    Ok(true)
}
