//! Forms with a small file.

use axum::{
    body::to_bytes,
    extract::{FromRequest, FromRequestParts as _, Multipart, Request},
};
use bytes::Bytes;
use subtle::ConstantTimeEq as _;

use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, TOKEN},
    visitor::Manager,
};

/// The most bytes of a form with its file: no certificate is larger by far.
const MAX_FORM: usize = 256 << 10;

/// A form of a manager with one file, whose token was checked. A file that was not chosen is empty.
pub(crate) struct Uploaded {
    pub(crate) manager: Manager,
    pub(crate) fields: Fields,
    pub(crate) file: Bytes,
}

impl FromRequest<Portal> for Uploaded {
    type Rejection = Failure;

    async fn from_request(request: Request, portal: &Portal) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let manager = Manager::from_request_parts(&mut parts, portal).await?;
        let unreadable = |_| Failure::UnreadableForm;
        let body = to_bytes(body, MAX_FORM).await.map_err(unreadable)?;
        let request = Request::from_parts(parts, body.into());
        let mut form = Multipart::from_request(request, portal).await.map_err(|_| Failure::UnreadableForm)?;
        let (mut fields, mut file) = (Fields::default(), Bytes::new());
        while let Some(part) = form.next_field().await.map_err(|_| Failure::UnreadableForm)? {
            let Some(name) = part.name().map(str::to_owned) else { continue };
            if part.file_name().is_some() {
                file = part.bytes().await.map_err(|_| Failure::UnreadableForm)?;
            } else {
                let value = part.text().await.map_err(|_| Failure::UnreadableForm)?;
                fields = fields.with(&name, value.trim());
            }
        }
        let expected = manager.0.token().form_token();
        let given = fields.get(TOKEN).unwrap_or_default();
        if !bool::from(given.as_bytes().ct_eq(expected.as_bytes())) {
            return Err(Failure::StaleForm);
        }
        Ok(Self { manager, fields, file })
    }
}
