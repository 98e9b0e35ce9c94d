//! Message Registry v3.

mod action;
mod attachments;
mod body;
mod change;
mod content;
mod ebox;
mod event_notifications;
mod health;
mod messages;
mod payment;
mod publications;
mod publish;
mod ref_applications;
mod ref_images;
mod ref_message_types;
mod ref_organizations;
mod replies;
mod sent;
mod statistics;

use axum::routing::post;
use ebox_web::api_docs::AccessToken;
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::RegistryState;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Message Registry",
        version = "3.5",
        description = "The message registry of a Document Provider of the e-Box federation, contract version 3.",
        license(name = "MIT OR Apache-2.0"),
    ),
    tags((name = "Ebox"), (name = "Messages"), (name = "Statistics"), (name = "Reply"), (name = "Publication"), (name = "ReferenceData"), (name = "Notifications"), (name = "Monitoring")),
    components(schemas(ebox_wire::v3::MessageToPublish, ebox_wire::v3::ReplyToPublish)),
    modifiers(&AccessToken),
    security(("accessToken" = [])),
)]
struct Document;

pub(super) fn router() -> OpenApiRouter<RegistryState> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(ebox::get_ebox))
        .routes(routes!(statistics::get_statistics))
        .routes(routes!(messages::get_messages, publish::publish, change::patch_messages))
        .routes(routes!(messages::get_message, change::patch_message))
        .routes(routes!(action::execute_action))
        .routes(routes!(replies::reply))
        .routes(routes!(attachments::get_attachments))
        .routes(routes!(attachments::get_attachment))
        .routes(routes!(content::get_content))
        .routes(routes!(body::get_body))
        .routes(routes!(ref_message_types::get_all))
        .routes(routes!(ref_message_types::get_one))
        .routes(routes!(ref_applications::get_all))
        .routes(routes!(ref_applications::get_one))
        .routes(routes!(ref_organizations::get_all))
        .routes(routes!(ref_organizations::get_one))
        .routes(routes!(ref_images::of_application))
        .routes(routes!(ref_images::of_organization))
        .routes(routes!(event_notifications::notify))
        .routes(routes!(payment::get_payment_data))
        .routes(routes!(publications::get_publication))
        .routes(routes!(sent::search_status))
        .routes(routes!(sent::link))
        .routes(routes!(health::get_health))
        // The public collection of requests publishes with a slash at the end.
        .route("/ebox/messages/", post(publish::publish))
}
