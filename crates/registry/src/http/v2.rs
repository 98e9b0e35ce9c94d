//! Message Registry 2.1.

mod attachments;
mod body;
mod change;
mod content;
mod ebox;
mod messages;
mod payment;
mod publish;
mod ref_applications;
mod ref_images;
mod ref_message_types;
mod ref_organizations;
mod sent;

use ebox_web::api_docs::AccessToken;
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::RegistryState;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Message Registry",
        version = "2.1",
        description = "The message registry of a Document Provider of the e-Box federation, contract version 2.1.",
        license(name = "MIT OR Apache-2.0"),
    ),
    tags((name = "Ebox"), (name = "Messages"), (name = "ReferenceData")),
    components(schemas(ebox_wire::v2::MessageToPublish)),
    modifiers(&AccessToken),
    security(("accessToken" = [])),
)]
struct Document;

pub(super) fn router() -> OpenApiRouter<RegistryState> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(ebox::get_ebox_by_id))
        .routes(routes!(messages::get_messages, change::patch_messages))
        .routes(routes!(messages::get_message))
        .routes(routes!(attachments::get_attachments))
        .routes(routes!(attachments::get_attachment))
        .routes(routes!(content::get_content))
        .routes(routes!(body::get_body))
        .routes(routes!(payment::get_payment_data))
        .routes(routes!(publish::publish))
        .routes(routes!(ref_message_types::get_all))
        .routes(routes!(ref_message_types::get_one))
        .routes(routes!(ref_applications::get_all))
        .routes(routes!(ref_applications::get_one))
        .routes(routes!(ref_organizations::get_all))
        .routes(routes!(ref_organizations::get_one))
        .routes(routes!(ref_images::of_application))
        .routes(routes!(ref_images::of_organization))
        .routes(routes!(sent::search_status))
        .routes(routes!(sent::link))
}
