//! `GET`, `PUT` and `DELETE /configurations/{dossier}`

use axum::{
    Json,
    extract::{Path, RawQuery, Request, State},
};
use ebox_credential::signed;
use ebox_domain::{Cause, Fault, Place, Rule, Sha256Digest, ids::DossierId};
use ebox_onboarding::sender::{By as Author, Signature};
use ebox_web::{Answer, body, query::Query};
use ebox_wire::{
    Problem,
    configuration::{Configuration, JOSE, SIGNED_TYPE, SenderConfiguration, SignedConfiguration},
    operator::{self, AppliedConfiguration, ConfigurationReport, YAML},
};
use jiff::Timestamp;

use super::{MAX_BODY, OperatorState, body::readable, by::By};

/// Get what is applied of a dossier, and what somebody changed since.
#[utoipa::path(
    get, path = "/configurations/{dossier}", tag = "Configurations", operation_id = "getConfiguration",
    params(("dossier" = String, Path, description = "The dossier.")),
    responses(
        (status = 200, description = "The document as it was applied, and how far it is", body = AppliedConfiguration),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "Nothing was ever applied of this dossier", body = Problem),
    ),
)]
pub(super) async fn get_configuration(
    State(state): State<OperatorState>,
    _by: By,
    Path(dossier): Path<String>,
) -> Answer<Json<AppliedConfiguration>> {
    let applied = match dossier.parse::<DossierId>() {
        Ok(dossier) => state.services.senders.applied(&dossier).await?,
        Err(_) => None,
    };
    Ok(Json(applied.ok_or_else(|| unknown(&dossier))?))
}

/// Apply the configuration of a sender: reference data, its client, certificates. It is checked as a whole first;
/// with `dryRun` the answer says what would change, and nothing does. The same once more changes nothing. The body
/// is the document, or the file that a configured signer signed. Who unpacked a signed file says in `signedBy` and
/// `signedAt` whose signature it was and of when: a file that was signed before one that was applied is refused.
#[utoipa::path(
    put, path = "/configurations/{dossier}", tag = "Configurations", operation_id = "putConfiguration",
    params(
        ("dossier" = String, Path, description = "The dossier."),
        ("dryRun" = Option<bool>, Query, description = "Whether to show only what would change."),
        ("signedBy" = Option<String>, Query, description = "Of a document out of a signed file: the SHA-256 of the signer's certificate, in hexadecimal."),
        ("signedAt" = Option<i64>, Query, description = "Of a document out of a signed file: when it was signed (its `iat`)."),
    ),
    request_body(content(
        (SenderConfiguration = "application/json"), (SenderConfiguration = "application/yaml"),
        (String = "application/jose"),
    )),
    responses(
        (status = 200, description = "What changed, or would", body = ConfigurationReport),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 409, description = "Somebody changed it at the same moment", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
        (status = 415, description = "It is neither JSON nor YAML nor a signed file", body = Problem),
    ),
)]
pub(super) async fn put_configuration(
    State(state): State<OperatorState>,
    by: By,
    Path(dossier): Path<String>,
    RawQuery(query): RawQuery,
    request: Request,
) -> Answer<Json<ConfigurationReport>> {
    let mut query = Query::new(query.as_deref());
    let is_dry = query.flag("dryRun").unwrap_or(false);
    readable(&request, &[body::JSON, YAML, JOSE])?;
    let is_signed = body::media_type(&request) == JOSE;
    let unpacked = unpacked(&mut query, is_signed);
    query.finish()?;
    let bytes = body::whole(request, MAX_BODY).await?;
    let (document, signature) =
        if is_signed { signed_document(&state, &by, &bytes)? } else { (plain(&bytes)?, unpacked) };
    if document.dossier.as_str() != dossier {
        let fix = format!("the document is of the dossier {}; put it there", document.dossier);
        return Err(Fault::one(Cause::at(Place::Path, Rule::InvalidValue, "dossier", fix)).into());
    }
    let by = Author { record: by.record(), signature };
    let senders = &state.services.senders;
    let report =
        if is_dry { senders.preview(document, &by).await? } else { senders.apply(document, by).await? };
    Ok(Json(report))
}

/// Undo the configuration of a sender: what was before it is put back. What others came to use meanwhile stays, and
/// so does what messages name; the answer names it. Once more changes nothing.
#[utoipa::path(
    delete, path = "/configurations/{dossier}", tag = "Configurations", operation_id = "deleteConfiguration",
    params(("dossier" = String, Path, description = "The dossier.")),
    responses(
        (status = 200, description = "What changed, and what stays", body = ConfigurationReport),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "Nothing was ever applied of this dossier", body = Problem),
        (status = 409, description = "Somebody changed it at the same moment", body = Problem),
    ),
)]
pub(super) async fn delete_configuration(
    State(state): State<OperatorState>,
    by: By,
    Path(dossier): Path<String>,
) -> Answer<Json<ConfigurationReport>> {
    let by = Author { record: by.record(), signature: None };
    let report = match dossier.parse::<DossierId>() {
        Ok(dossier) => state.services.senders.undo(&dossier, by).await?,
        Err(_) => None,
    };
    Ok(Json(report.ok_or_else(|| unknown(&dossier))?))
}

fn unknown(dossier: &str) -> Fault {
    Fault::NotFound { what: "Configuration", name: "dossier", value: dossier.to_owned() }
}

fn plain(bytes: &[u8]) -> Result<Configuration, Fault> {
    let value = operator::parse(bytes).map_err(Fault::one)?;
    SenderConfiguration::read(&value).map_err(Fault::Invalid)
}

/// Who signed the file out of which the caller took the document, when there was one.
fn unpacked(query: &mut Query, is_signed: bool) -> Option<Signature> {
    let signer = query.text("signedBy").and_then(|text| {
        let signer = Sha256Digest::from_hex(&text);
        if signer.is_none() {
            query.refuse(Cause::query(Rule::InvalidValue, "signedBy", "give 64 hexadecimal digits"));
        }
        signer
    });
    let seconds = query.value::<i64>("signedAt", "seconds since 1970");
    let at = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    if is_signed && (signer.is_some() || at.is_some()) {
        let fix = "the file says itself who signed it; leave signedBy and signedAt out";
        query.refuse(Cause::query(Rule::NotAllowed, "signedBy", fix));
    } else if signer.is_some() != at.is_some() {
        query.refuse(Cause::query(Rule::Required, "signedBy", "give signedBy and signedAt, or neither"));
    }
    Some(Signature { signer: signer?, at: at? })
}

fn signed_document(
    state: &OperatorState,
    by: &By,
    bytes: &[u8],
) -> Result<(Configuration, Option<Signature>), Fault> {
    let refused = |detail: String| Fault::one(Cause::body(Rule::InvalidValue, "body", detail));
    let text = std::str::from_utf8(bytes).map_err(|_| refused("send the signed file as text".to_owned()))?;
    let signers = &state.services.setup().dossiers.signers;
    let file = signed::verify(text, SIGNED_TYPE, signers, by.at()).map_err(|why| refused(why.to_string()))?;
    let signer = file.signer();
    let SignedConfiguration { at, configuration } =
        SignedConfiguration::read(file.payload()).map_err(Fault::Invalid)?;
    Ok((configuration, Some(Signature { signer, at })))
}
