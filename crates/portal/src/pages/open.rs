//! `POST /messages/{provider}/{message}/open`: opens the main content. **This marks the message read, with legal
//! effect**, which the page with the form says. Nothing else in the portal does it.

use axum::{
    extract::{Path, State},
    response::Response,
};

use crate::{Portal, failure::Failure, fields::Posted, layout::see, pages::paths};

/// Opens the main content, and leads to where it can be read.
pub(super) async fn open(
    State(portal): State<Portal>,
    Path((provider, id)): Path<(String, String)>,
    Posted { signed_in, .. }: Posted,
) -> Result<Response, Failure> {
    let ebox = portal.0.mail.open(signed_in.reader()?).await?;
    let open = ebox.registry(&provider).ok_or(Failure::NotFound)?;
    let message = open.registry.message(&id).await?;
    let path = paths::message(&provider, &id);
    if message.is_body_main {
        open.registry.open_main_body(&message).await?;
        return Ok(see(&path));
    }
    let attachments = match message.attachments.clone() {
        Some(attachments) => attachments,
        None => open.registry.attachments(&id).await?,
    };
    let Some(main) = attachments.iter().find(|attachment| attachment.is_main) else {
        return Ok(see(&path));
    };
    // The registry marks it read as soon as it answers; the bytes are asked for again where they are shown.
    drop(open.registry.open_main_content(&message, main, None).await?);
    Ok(see(&paths::attachment(&provider, &id, &main.id)))
}
