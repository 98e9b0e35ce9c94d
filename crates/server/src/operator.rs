//! The operator's API: reference data, the directory of e-Boxes, the provider registry, clients, configurations of
//! senders, managers, staff, local accounts.
//!
//! **Why here.** It is no service of the federation and keeps nothing of its own: each operation is one use case of
//! one service, and only the composition knows them all. It has a listener of its own, so that a network can keep
//! everybody else away from it.
//!
//! **Why one way for two.** Who works on the data folder itself ([`AtFolder`]) goes through the same handlers,
//! without a token: whoever may write that folder may do everything anyway. So both do the same, with the same
//! checks and the same records.
//!
//! **To add one more** operation: a file with its handler, its body in `ebox_wire::operator`, its row below.

mod accounts;
mod body;
mod by;
mod clients;
mod configurations;
mod digits;
mod directory;
mod health;
mod managers;
mod providers;
mod publications;
mod reference;
mod staff;

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::FromRef,
    http::{Request, Response, header},
};
use ebox_client::{ClientError, OperatorApi, OperatorCall};
use ebox_credential::caller::TokenVerifier;
use ebox_web::{
    api_docs::AccessToken,
    face::{Face, recorded_face},
    trace,
};
use ebox_wire::routes::operator::BASE;
use tower::ServiceExt as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::Services;

/// The largest body: a list of a million e-Boxes.
const MAX_BODY: usize = 256 << 20;

/// What the handlers share.
#[derive(Clone)]
struct OperatorState {
    services: Arc<Services>,
    /// How records name callers who come without a token, because they are in this process.
    within: Option<&'static str>,
}

impl FromRef<OperatorState> for Arc<dyn TokenVerifier> {
    fn from_ref(state: &OperatorState) -> Self {
        state.services.tokens()
    }
}

/// The API for callers with a token of the scope `scope:ebox:operator`.
pub fn router(services: Arc<Services>) -> Router {
    mounted(OperatorState { services, within: None })
}

/// The OpenAPI document.
pub(crate) fn document() -> OpenApi {
    operations().into_openapi()
}

fn mounted(state: OperatorState) -> Router {
    let (clock, rng) = (Arc::clone(&state.services.setup().clock), Arc::clone(&state.services.setup().rng));
    let attempts = state.services.attempts();
    let router = Router::new().nest(BASE, operations().with_state(state).split_for_parts().0);
    trace::traced(recorded_face(router, attempts, Face::Problem), clock, rng)
}

fn operations() -> OpenApiRouter<OperatorState> {
    #[derive(utoipa::OpenApi)]
    #[openapi(
        info(
            title = "Operator",
            version = "1.0",
            description = "What an operator tells the services, on a listener of its own. An extension of this project.",
            license(name = "MIT OR Apache-2.0"),
        ),
        tags(
            (name = "ReferenceData"), (name = "Providers"), (name = "Eboxes"), (name = "Clients"),
            (name = "Configurations"), (name = "People"), (name = "Monitoring"),
        ),
        modifiers(&AccessToken),
        security(("accessToken" = [])),
    )]
    struct Document;

    OpenApiRouter::with_openapi(<Document as utoipa::OpenApi>::openapi())
        .routes(routes!(reference::get_reference_data, reference::put_reference_data))
        .routes(routes!(providers::get_providers))
        .routes(routes!(providers::put_provider))
        .routes(routes!(publications::get_publications))
        .routes(routes!(directory::get_eboxes, directory::import_eboxes))
        .routes(routes!(clients::get_clients, clients::register_client))
        .routes(routes!(clients::get_client, clients::change_client))
        .routes(routes!(clients::add_certificate))
        .routes(routes!(clients::remove_certificate))
        .routes(routes!(
            configurations::get_configuration,
            configurations::put_configuration,
            configurations::delete_configuration
        ))
        .routes(routes!(managers::put_first_manager))
        .routes(routes!(managers::get_managers))
        .routes(routes!(managers::remove_manager))
        .routes(routes!(staff::get_staff, staff::put_staff))
        .routes(routes!(staff::remove_staff))
        .routes(routes!(accounts::get_accounts, accounts::open_account))
        .routes(routes!(accounts::remove_account))
        .routes(routes!(accounts::renew_account))
        .routes(routes!(health::get_health))
}

/// The API for who works on the data folder itself, while no server holds it.
pub struct AtFolder(Router);

impl AtFolder {
    /// The API of services that this process opened for the purpose.
    pub fn new(services: Arc<Services>) -> Self {
        Self(mounted(OperatorState { services, within: Some("data-folder") }))
    }

    /// The same for a desk that runs in this process and looks after dossiers of this environment.
    pub(crate) fn for_desk(services: Arc<Services>) -> Self {
        Self(mounted(OperatorState { services, within: Some("desk") }))
    }

    /// Answers a call as the listener would.
    pub async fn call(&self, request: Request<Bytes>) -> std::io::Result<Response<Bytes>> {
        let response = match self.0.clone().oneshot(request.map(Body::from)).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.map_err(std::io::Error::other)?;
        Ok(Response::from_parts(parts, body))
    }

    /// Makes a call as [`OperatorApi::call`] does through a network: its answer, or its refusal.
    pub async fn operate(&self, call: OperatorCall) -> std::io::Result<Result<Bytes, ClientError>> {
        let mut request = Request::builder()
            .method(call.method)
            .uri(format!("{BASE}{}", call.path))
            .header(header::ACCEPT, call.accept);
        if let Some(content_type) = call.content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let answer = self.call(request.body(call.body).map_err(std::io::Error::other)?).await?;
        let status = answer.status();
        let body = answer.into_body();
        Ok(if status.is_success() { Ok(body) } else { Err(OperatorApi::refused(status.as_u16(), &body)) })
    }
}
