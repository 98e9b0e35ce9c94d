//! `GET` and `POST /clients`, one client, and its certificates

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use ebox_credential::{
    Certificate, Scope, Scopes,
    check::{Expected, Severity, check},
};
use ebox_domain::{Cause, Causes, EnterpriseNumber, Fault, Rule, Sha256Digest, ids::ClientId};
use ebox_oauth::Client;
use ebox_web::{Answer, Refusal};
use ebox_wire::{
    Problem,
    operator::{ClientCertificate, ClientChange, ClientEntry, Clients, NewCertificate, NewClient},
};

use super::{OperatorState, body::Whole, by::By};

/// Get every client, by identifier.
#[utoipa::path(
    get, path = "/clients", tag = "Clients", operation_id = "getClients",
    responses(
        (status = 200, description = "All of them", body = Clients),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
    ),
)]
pub(super) async fn get_clients(State(state): State<OperatorState>, _by: By) -> Answer<Json<Clients>> {
    let items: Vec<ClientEntry> = state.services.oauth.clients().await?.iter().map(entry).collect();
    Ok(Json(Clients { total: items.len() as u64, items }))
}

/// Get a client.
#[utoipa::path(
    get, path = "/clients/{clientId}", tag = "Clients", operation_id = "getClient",
    params(("clientId" = String, Path, description = "The client.")),
    responses(
        (status = 200, description = "The client", body = ClientEntry),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such client", body = Problem),
    ),
)]
pub(super) async fn get_client(
    State(state): State<OperatorState>,
    _by: By,
    Path(id): Path<String>,
) -> Answer<Json<ClientEntry>> {
    Ok(Json(entry(&known(&state, &id).await?)))
}

/// Register a client. Its certificate has to fit its enterprise and this environment.
#[utoipa::path(
    post, path = "/clients", tag = "Clients", operation_id = "registerClient",
    request_body(content((NewClient = "application/json"), (NewClient = "application/yaml"))),
    responses(
        (status = 201, description = "It gets tokens from now on", body = ClientEntry),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
        (status = 415, description = "It is neither JSON nor YAML", body = Problem),
    ),
)]
pub(super) async fn register_client(
    State(state): State<OperatorState>,
    by: By,
    body: Whole,
) -> Answer<(StatusCode, Json<ClientEntry>)> {
    let new = NewClient::read(&body.value()?).map_err(Fault::Invalid)?;
    let mut causes = Causes::default();
    let scopes = scopes(&new.scopes, &mut causes);
    let certificate = fitting(&state, &by, &new.certificate, new.enterprise_number, &mut causes);
    let Some(certificate) = certificate.filter(|_| causes.is_empty()) else {
        return Err(Fault::Invalid(causes).into());
    };
    let client = ebox_oauth::NewClient {
        id: new.client_id,
        enterprise: new.enterprise_number,
        name: new.name,
        scopes,
        certificates: vec![certificate],
    };
    let client = state.services.oauth.register_client(client, &by.author()).await?;
    Ok((StatusCode::CREATED, Json(entry(&client))))
}

/// Enable or disable a client, or grant it other scopes. Once disabled it gets no tokens, and those that it has stop
/// within seconds; with other scopes, those that it has keep what they have until they end.
#[utoipa::path(
    patch, path = "/clients/{clientId}", tag = "Clients", operation_id = "changeClient",
    params(("clientId" = String, Path, description = "The client.")),
    request_body(content((ClientChange = "application/json"), (ClientChange = "application/yaml"))),
    responses(
        (status = 200, description = "The client as it now is", body = ClientEntry),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such client", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
        (status = 415, description = "It is neither JSON nor YAML", body = Problem),
    ),
)]
pub(super) async fn change_client(
    State(state): State<OperatorState>,
    by: By,
    Path(id): Path<String>,
    body: Whole,
) -> Answer<Json<ClientEntry>> {
    let change = ClientChange::read(&body.value()?).map_err(Fault::Invalid)?;
    let client = known(&state, &id).await?;
    let (oauth, author) = (&state.services.oauth, by.author());
    match change {
        ClientChange::IsEnabled(is_enabled) => oauth.set_enabled(&client.id, is_enabled, &author).await?,
        ClientChange::Scopes(names) => {
            let mut causes = Causes::default();
            let scopes = scopes(&names, &mut causes);
            if !causes.is_empty() {
                return Err(Fault::Invalid(causes).into());
            }
            oauth.set_scopes(&client.id, scopes, &author).await?;
        }
    }
    Ok(Json(entry(&known(&state, &id).await?)))
}

/// Add a certificate beside those that a client has, so that it can change over at leisure.
#[utoipa::path(
    post, path = "/clients/{clientId}/certificates", tag = "Clients", operation_id = "addCertificate",
    params(("clientId" = String, Path, description = "The client.")),
    request_body(content((NewCertificate = "application/json"), (NewCertificate = "application/yaml"))),
    responses(
        (status = 200, description = "The client as it now is", body = ClientEntry),
        (status = 400, description = "Every mistake in it", body = Problem),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such client", body = Problem),
        (status = 413, description = "It is too large", body = Problem),
        (status = 415, description = "It is neither JSON nor YAML", body = Problem),
    ),
)]
pub(super) async fn add_certificate(
    State(state): State<OperatorState>,
    by: By,
    Path(id): Path<String>,
    body: Whole,
) -> Answer<Json<ClientEntry>> {
    let new = NewCertificate::read(&body.value()?).map_err(Fault::Invalid)?;
    let client = known(&state, &id).await?;
    let mut causes = Causes::default();
    match fitting(&state, &by, &new.certificate, client.enterprise, &mut causes) {
        Some(certificate) if causes.is_empty() => {
            state.services.oauth.add_certificate(&client.id, certificate, &by.author()).await?;
            Ok(Json(entry(&known(&state, &id).await?)))
        }
        _ => Err(Fault::Invalid(causes).into()),
    }
}

/// Remove a certificate of a client. With the last one its tokens stop within seconds.
#[utoipa::path(
    delete, path = "/clients/{clientId}/certificates/{fingerprint}", tag = "Clients",
    operation_id = "removeCertificate",
    params(
        ("clientId" = String, Path, description = "The client."),
        ("fingerprint" = String, Path, description = "The SHA-256 of the certificate, in hexadecimal."),
    ),
    responses(
        (status = 200, description = "The client as it now is", body = ClientEntry),
        (status = 401, description = "No valid access token", body = Problem),
        (status = 403, description = "The access token lacks the scope", body = Problem),
        (status = 404, description = "No such client or certificate", body = Problem),
    ),
)]
pub(super) async fn remove_certificate(
    State(state): State<OperatorState>,
    by: By,
    Path((id, fingerprint)): Path<(String, String)>,
) -> Answer<Json<ClientEntry>> {
    let client = known(&state, &id).await?;
    let missing = || Fault::NotFound { what: "Certificate", name: "fingerprint", value: fingerprint.clone() };
    let digest = Sha256Digest::from_hex(&fingerprint).ok_or_else(missing)?;
    state.services.oauth.remove_certificate(&client.id, digest, &by.author()).await?;
    Ok(Json(entry(&known(&state, &id).await?)))
}

async fn known(state: &OperatorState, id: &str) -> Result<Client, Refusal> {
    let found = match id.parse::<ClientId>() {
        Ok(id) => state.services.oauth.client(&id).await?,
        Err(_) => None,
    };
    found.ok_or_else(|| Fault::NotFound { what: "Client", name: "clientId", value: id.to_owned() }.into())
}

fn scopes(names: &[String], causes: &mut Causes) -> Scopes {
    if names.is_empty() {
        causes.push(Cause::body(Rule::Required, "scopes", "grant at least one scope"));
    }
    let mut scopes = Scopes::NONE;
    for (place, name) in names.iter().enumerate() {
        match Scope::parse(name) {
            Some(scope) => scopes = scopes.with(scope),
            None => {
                let known: Vec<&str> = Scope::ALL.iter().map(|scope| scope.as_str()).collect();
                let fix = format!("no scope has this name; use some of {}", known.join(", "));
                causes
                    .push(Cause::body(Rule::InvalidValue, format!("scopes[{place}]"), fix).with_value(name));
            }
        }
    }
    scopes
}

/// The certificate in a text, when it fits; every deviation otherwise.
fn fitting(
    state: &OperatorState,
    by: &By,
    pem: &str,
    enterprise: EnterpriseNumber,
    causes: &mut Causes,
) -> Option<Certificate> {
    let certificate = match Certificate::read(pem.as_bytes()) {
        Ok(certificate) => certificate,
        Err(error) => {
            causes.push(Cause::body(Rule::Malformed, "certificate", error.to_string()));
            return None;
        }
    };
    let environment = Some(state.services.setup().environment);
    let expected = Expected { at: by.at(), environment, enterprise: Some(enterprise) };
    let deviations = check(&certificate, &expected).into_iter();
    causes.extend(deviations.filter(|one| one.severity == Severity::Error).map(|one| {
        let detail = format!("{}; {}", one.what, one.fix);
        Cause::body(Rule::InvalidValue, "certificate", detail).with_value(one.code)
    }));
    Some(certificate)
}

fn entry(client: &Client) -> ClientEntry {
    let certificate = |certificate: &Certificate| ClientCertificate {
        fingerprint: certificate.fingerprint().to_hex(),
        valid_until: certificate.valid_until().into(),
    };
    ClientEntry {
        client_id: client.id.to_string(),
        enterprise_number: client.enterprise.to_string(),
        name: client.name.clone(),
        scopes: client.scopes.iter().map(|scope| scope.as_str().to_owned()).collect(),
        is_enabled: client.is_enabled,
        registered_at: client.registered_at.into(),
        certificates: client.certificates.iter().map(certificate).collect(),
    }
}
