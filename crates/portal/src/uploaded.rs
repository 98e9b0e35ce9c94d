//! Forms with files that are kept whole: a certificate, or files of a conversation.

use axum::{
    body::to_bytes,
    extract::{DefaultBodyLimit, FromRequest, FromRequestParts as _, Multipart, Request},
};
use bytes::Bytes;
use ebox_dossier::conversation::{LARGEST_FILE, MOST_FILES};
use http::StatusCode;
use subtle::ConstantTimeEq as _;

use crate::{
    Portal,
    failure::Failure,
    fields::{Fields, TOKEN},
    visitor::{Manager, SignedIn},
};

/// The most bytes of a form with its file: no certificate is larger by far.
const MAX_FORM: usize = 256 << 10;

/// A form of a manager with one file, whose token was checked. A file that was not chosen is empty.
pub(crate) struct Uploaded {
    pub(crate) manager: Manager,
    pub(crate) fields: Fields,
    pub(crate) file: Bytes,
}

/// The most bytes of a form with files of a conversation: as many and as large as a note takes, and its words.
const MAX_ATTACHED: usize = MOST_FILES * LARGEST_FILE + (256 << 10);

/// A form of somebody who is signed in with several files, whose token was checked. Files that were not chosen are left
/// out.
pub(crate) struct Attached {
    pub(crate) signed_in: SignedIn,
    pub(crate) fields: Fields,
    /// What each file is called on the sender's machine, and what is in it.
    pub(crate) files: Vec<(String, Bytes)>,
    /// Whether there is more than such a form takes: then not all of it is here.
    pub(crate) is_too_much: bool,
}

impl FromRequest<Portal> for Attached {
    type Rejection = Failure;

    async fn from_request(request: Request, portal: &Portal) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let signed_in = SignedIn::from_request_parts(&mut parts, portal).await?;
        let mut request = Request::from_parts(parts, body);
        DefaultBodyLimit::max(MAX_ATTACHED).apply(&mut request);
        let mut form = Multipart::from_request(request, portal).await.map_err(|_| Failure::UnreadableForm)?;
        let (mut fields, mut files, mut is_too_much) = (Fields::default(), Vec::new(), false);
        // The token comes first in our forms: whoever has none does not get as far as the files.
        loop {
            let part = match form.next_field().await {
                Ok(Some(part)) => part,
                Ok(None) => break,
                Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                    is_too_much = true;
                    break;
                }
                Err(_) => return Err(Failure::UnreadableForm),
            };
            let Some(name) = part.name().map(str::to_owned) else { continue };
            match part.file_name().map(str::to_owned) {
                Some(file) => {
                    is_ours(&signed_in, &fields)?;
                    match part.bytes().await {
                        Ok(bytes) if !file.is_empty() => files.push((file, bytes)),
                        Ok(_) => {}
                        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                            is_too_much = true;
                            break;
                        }
                        Err(_) => return Err(Failure::UnreadableForm),
                    }
                }
                None => {
                    let value = part.text().await.map_err(|_| Failure::UnreadableForm)?;
                    fields = fields.with(&name, value.trim());
                }
            }
        }
        if is_too_much && fields.get(TOKEN).is_none() {
            return Err(Failure::TooLarge);
        }
        is_ours(&signed_in, &fields)?;
        Ok(Self { signed_in, fields, files, is_too_much })
    }
}

/// Whether a form has the token of a session.
fn is_ours(signed_in: &SignedIn, fields: &Fields) -> Result<(), Failure> {
    let expected = signed_in.token().form_token();
    let given = fields.get(TOKEN).unwrap_or_default();
    if bool::from(given.as_bytes().ct_eq(expected.as_bytes())) { Ok(()) } else { Err(Failure::StaleForm) }
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
        is_ours(&manager.0, &fields)?;
        Ok(Self { manager, fields, file })
    }
}
