//! The bytes of a document.

use anyhow::{Context as _, Result};
use ebox_wire::v3;

use crate::{load::closed_loop, table::Table, world::World};

pub(crate) async fn measure(world: &World, table: &mut Table) -> Result<()> {
    let page = world.get(&world.v3("/ebox/messages?pageSize=1"), &world.huge).await?;
    let page: v3::Messages = serde_json::from_slice(&page)?;
    let attachment = page.items.first().and_then(|message| message.attachments.items.first());
    let url = attachment.and_then(|one| one.content_href.clone()).context("no document")?;
    let seconds = world.options.seconds;
    let ours = closed_loop(8, seconds, |_| async { world.get(&url, &world.huge).await.map(drop) }).await?;
    let constant = format!("{}/constant", world.bare);
    let bare = closed_loop(8, seconds, |_| async { world.get(&constant, "").await.map(drop) }).await?;
    table.row(
        "content of a small document, audit kept",
        ours.rate(),
        format!("a constant answer: {}", bare.rate()),
        ours.per_second / bare.per_second,
        "no bound",
    );
    Ok(())
}
