//! The bytes of a document: the token checked, the audit record kept, against nginx with the same bytes.

use anyhow::{Context as _, Result};
use ebox_wire::v3;

use crate::{
    load::{Call, Load, closed_loop},
    peers,
    publish::{self, Publication},
    table::Table,
    world::{Ebox, World},
};

pub(crate) async fn measure(world: &World, table: &mut Table) -> Result<()> {
    let files = world.options.data.join("files");
    fs_err::create_dir_all(&files)?;
    let nginx = peers::nginx(&world.options.peers, &files).await;
    for (name, size, callers, must) in
        [("50 kB", 50_000, 8, "at least 0.5"), ("50 MB", 50_000_000, 4, "at least 0.7")]
    {
        let url = document(world, size).await?;
        let token = world.token(Ebox::Small).await?;
        let load = Load::new(callers, world.options.seconds);
        let ours = closed_loop(load, |_| Call::get(&url, &token)).await?;
        let what = format!("content of {name}, token checked, audit kept");
        match &nginx {
            Ok(nginx) => {
                fs_err::write(files.join(size.to_string()), vec![b'x'; size])?;
                let url = format!("{}/{size}", nginx.url);
                let theirs = closed_loop(load, |_| Call::get(&url, "")).await?;
                table.rates(&what, ours, "nginx, same bytes", theirs, must);
            }
            Err(why) => table.missing(&what, ours.rate(), "nginx", why, must),
        }
    }
    Ok(())
}

/// The address of a document of a size in the small e-Box: published once, under a key.
async fn document(world: &World, size: usize) -> Result<String> {
    let recipient = &world.small()?.enterprise_number;
    let publication = Publication::new(world, recipient, size)?;
    let key = format!("a-document-of-{size}-bytes");
    let answer = publish::once(world, &publication, &key).await?;
    let message: v3::Message = serde_json::from_slice(
        &world.get(&world.v3(&format!("/ebox/messages/{answer}")), Ebox::Small).await?,
    )?;
    let attachment = message.attachments.items.into_iter().next();
    attachment.and_then(|one| one.content_href).context("no document")
}
