//! `POST .../saved`: what the script of a form saves a moment after somebody wrote. The answer is for that script.

use axum::{
    extract::Request,
    response::{IntoResponse as _, Response},
};
use ebox_dossier::{DossierError, NotDone, Part, Unsaved};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use super::{about, draft, page::saved, path, received::Received};
use crate::{
    Portal,
    failure::Failure,
    pages::{dossiers::questions::Questions, sending::own},
    visitor::{SignedIn, Visitor},
};

/// Saves it, and says which version it is now.
pub(super) async fn save(
    portal: &Portal,
    visitor: &Visitor,
    signed_in: &SignedIn,
    (number, part): (&str, Part),
    request: Request,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let (visit, dossier) = own(portal, signed_in, number, ("POST", path(part))).await?;
    let about = about(portal, &visit, &dossier, part).await?;
    let received = Received::read(request, signed_in).await?;
    let (values, _) = received.values(draft(&dossier, part));
    let mine = Questions::new(t, &about, &values);
    let written =
        portal.dossiers()?.write(&visit, dossier.number(), part, received.version, mine.fields()).await;
    match written {
        Ok(dossier) => {
            let draft = draft(&dossier, part);
            let said = saved(portal, t, draft).await?.unwrap_or_default();
            Ok(answer(StatusCode::OK, &json!({ "version": draft.version(), "said": said })))
        }
        Err(DossierError::SavedMeanwhile(_)) => {
            let said = t.say("writing-meanwhile").to_string();
            Ok(answer(StatusCode::CONFLICT, &json!({ "said": said })))
        }
        Err(DossierError::NotDone(NotDone::NotNow)) => {
            let said = t.say("writing-moved-on").to_string();
            Ok(answer(StatusCode::CONFLICT, &json!({ "said": said })))
        }
        Err(DossierError::NotDone(NotDone::Unsaved(Unsaved::TooMuch))) => {
            let said = t.say("writing-too-much").to_string();
            Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "said": said })))
        }
        Err(error) => Err(error.into()),
    }
}

fn answer(status: StatusCode, said: &Value) -> Response {
    let media_type = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, media_type)], said.to_string()).into_response()
}
