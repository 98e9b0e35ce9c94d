//! A federation over HTTP for the portal: tokens, the list of providers, and behind each provider either a real
//! registry or something that misbehaves.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{any, get, post},
};
use ebox_testkit::{APPLICATION, Form, MESSAGE_TYPE, RegistryWorld, SENDER};
use ebox_wire::routes::{document_provider_registry, federation};
use serde_json::{Value, json};

use crate::world::{ANNA, OWN};

/// The provider with a real registry.
pub(crate) const GOOD: &str = "good";
/// What the misbehaving providers are called.
pub(crate) const SLOW: &str = "slow";
pub(crate) const DOWN: &str = "down";
pub(crate) const NONSENSE: &str = "nonsense";
/// The name that every misbehaving provider gives itself.
pub(crate) const NAME: &str = "<b onmouseover=alert(1)>Provider</b>";

/// A running federation.
pub(crate) struct Providers {
    /// The registry of [`GOOD`].
    pub(crate) registry: RegistryWorld,
    /// Where it is served.
    pub(crate) url: String,
}

impl Providers {
    /// Serves these providers.
    pub(crate) async fn start(ids: &[&str]) -> Self {
        Self::with(ids, RegistryWorld::new().await).await
    }

    /// Serves these providers, with this registry behind [`GOOD`].
    pub(crate) async fn with(ids: &[&str], registry: RegistryWorld) -> Self {
        registry.tokens.give_person("anna", OWN, ANNA);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let list: Vec<Value> = ids.iter().map(|id| entry(id, &url)).collect();
        let list = Arc::new(json!({ "items": list, "total": list.len() }).to_string());
        let old = format!("{}{}", federation::BASE, federation::MESSAGE_PROVIDERS);
        let new =
            format!("{}{}", document_provider_registry::BASE, document_provider_registry::MESSAGE_REGISTRIES);
        let token = json!({"access_token": "anna", "token_type": "Bearer", "expires_in": 3600}).to_string();
        let router = Router::new()
            .route("/token", post(async move || in_json(token)))
            .route(&old, get(async || in_json("[]".to_owned())))
            .route(&new, get(async move || in_json(list.to_string())))
            .nest(&format!("/{GOOD}"), registry.v3.clone())
            .route(&format!("/{SLOW}/{{*path}}"), any(late))
            .route(&format!("/{NONSENSE}/{{*path}}"), any(async || "<script>alert(1)</script>"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { registry, url }
    }

    /// Publishes a message with one document of this name and content to an enterprise; its identifier.
    pub(crate) async fn publish(&self, to: &str, subject: &str, file: &str, content: &[u8]) -> String {
        let form = Form::default().description(&description(to, subject, 1));
        self.publish_form(form.file("upfile1", file, "text/plain", content).bytes().into()).await
    }

    /// Publishes the bytes of a form; the message's identifier.
    pub(crate) async fn publish_form(&self, body: Body) -> String {
        let request = Request::post("/ebox/messages")
            .header("authorization", "Bearer sender")
            .header("content-type", Form::content_type())
            .body(body);
        let answer = ebox_testkit::call(&self.registry.v3, request.expect("a request")).await;
        answer.expect(201).json()["messageId"].as_str().expect("an id").to_owned()
    }

    /// What the registry says of a message to its recipient.
    pub(crate) async fn message(&self, id: &str, token: &str) -> Value {
        let path = format!("/ebox/messages/{id}");
        ebox_testkit::get(&self.registry.v3, &path, token).await.expect(200).json()
    }
}

/// A message with so many documents, the first of which is its main content.
pub(crate) fn description(to: &str, subject: &str, documents: usize) -> Value {
    let document = |number: usize| {
        json!({
            "httpPartName": format!("upfile{number}"), "isMainContent": number == 1, "isAttachmentSigned": false,
        })
    };
    json!({
            "recipient": { "eboxType": "enterprise", "enterpriseNumber": to },
            "sender": { "eboxType": "enterprise", "enterpriseNumber": SENDER },
            "subject": { "nl": subject },
            "messageTypeId": MESSAGE_TYPE,
            "senderApplicationId": APPLICATION,
            "isReplyAuthorized": true,
            "messageActionId": "confirm",
            "actionParameters": { "dossier": "7" },
            "attachments": (1..=documents).map(document).collect::<Vec<_>>(),
    })
}

fn entry(id: &str, url: &str) -> Value {
    let url = if id == DOWN { "http://127.0.0.1:9/".to_owned() } else { format!("{url}/{id}/") };
    json!({
        "id": id, "name": {"nl": NAME, "en": NAME}, "url": url,
        "activationDate": "2026-01-01", "apiSupportedVersion": "3.0",
    })
}

fn in_json(body: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

async fn late() -> StatusCode {
    tokio::time::sleep(Duration::from_mins(2)).await;
    StatusCode::OK
}
