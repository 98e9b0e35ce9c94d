//! Searches in a huge e-Box. What they look for is in the made-up messages as often as it says
//! (`ebox-registry/src/seed/words.rs`).

use anyhow::{Context as _, Result};

use crate::{
    lists::{at, found},
    table::Table,
    world::{Ebox, World},
};

pub(crate) async fn measure(world: &World, table: &mut Table) -> Result<()> {
    // The number of a file is the last word of a subject.
    let newest = found(world, "").await?.items.into_iter().next().context("an empty e-Box")?;
    let subject = [newest.subject.nl, newest.subject.fr, newest.subject.de].into_iter().flatten().next();
    let file = subject.as_deref().and_then(|text| text.rsplit(' ').next()).context("no subject")?;
    let file = file.replace('/', "%2F");
    let searches = [
        ("a rare term: the number of a file", file.as_str(), "under 5 ms"),
        ("a rare term: a word", "Erasmus", "under 5 ms"),
        ("an absent term", "xyzzyplugh", "under 5 ms"),
        ("a term in 16 texts of 100", "DmfA", "under 100 ms"),
        ("a sender's name that every message has", "Dienst", "under 250 ms"),
        ("one letter", "e", "under 250 ms"),
        ("two letters", "an", "under 250 ms"),
        ("two rare letters", "qx", "under 250 ms"),
    ];
    for (what, text, must) in searches {
        let query = format!("&q={text}&qlang=nl");
        let figures = at(world, Ebox::Huge, &query, 1).await?;
        let found = found(world, &query).await?.total;
        table.figure(&format!("search: {what} ({found} found)"), figures.millis(), must);
    }
    Ok(())
}
