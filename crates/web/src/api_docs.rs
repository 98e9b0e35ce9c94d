//! OpenAPI documents, as JSON and as plain pages that work offline and without script.

mod document;
mod page;

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::get,
};
use ebox_domain::Fault;
use http::header;
use serde_json::Value;

use crate::Refusal;

pub use document::{AccessToken, finished};

/// Pages load nothing but their own style sheet.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

/// The OpenAPI documents of the services that run here, by a name that stands in the address.
#[derive(Debug, Clone, Default)]
pub struct ApiDocs {
    documents: BTreeMap<String, Value>,
}

impl ApiDocs {
    /// Adds a service's document, [`finished`].
    pub fn with(mut self, name: &str, document: Value) -> Self {
        self.documents.insert(name.to_owned(), document);
        self
    }

    /// The pages: `/api-docs`, `/api-docs/NAME` and `/api-docs/NAME.json`.
    pub fn router(self) -> Router {
        Router::new()
            .route("/api-docs", get(index))
            .route("/api-docs/", get(index))
            .route("/api-docs/{name}", get(page_or_json))
            .with_state(Arc::new(self))
    }
}

async fn index(State(docs): State<Arc<ApiDocs>>) -> Response {
    html(page::index(&docs.documents))
}

async fn page_or_json(State(docs): State<Arc<ApiDocs>>, Path(name): Path<String>) -> Response {
    if name == "style.css" {
        return ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], page::STYLE).into_response();
    }
    if let Some(document) = name.strip_suffix(".json").and_then(|name| docs.documents.get(name)) {
        return axum::Json(document).into_response();
    }
    match docs.documents.get(&name) {
        Some(document) => html(page::document(&name, document)),
        None => Refusal::from(Fault::UnknownPath).into_response(),
    }
}

fn html(page: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, page).into_response()
}
