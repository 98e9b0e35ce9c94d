//! The operator's API of our own services: an extension, which nobody else offers.

use std::sync::Arc;

use bytes::Bytes;
use ebox_wire::routes::{join, operator::BASE};
use reqwest::{Method, header};

use crate::{
    error::{ClientError, ErrorKind, Refusal},
    http::{Call, Http},
    token::TokenSource,
};

const CALL: Call<'static> = Call { doing: "operate", whom: "the operator's API" };

/// A call of the operator's API, wherever it is answered.
#[derive(Debug, Clone)]
pub struct OperatorCall {
    /// The HTTP method.
    pub method: &'static str,
    /// The path below the base of the API, with its query.
    pub path: String,
    /// What the body is, when there is one.
    pub content_type: Option<&'static str>,
    /// What should come back.
    pub accept: &'static str,
    /// The body.
    pub body: Bytes,
}

/// A client of the operator's API.
#[derive(Debug, Clone)]
pub struct OperatorApi {
    http: Http,
    tokens: Arc<TokenSource>,
    url: String,
}

impl OperatorApi {
    /// A client of the listener at `url`, such as `http://127.0.0.1:8490`.
    pub fn new(http: Http, tokens: Arc<TokenSource>, url: impl Into<String>) -> Self {
        Self { http, tokens, url: url.into() }
    }

    /// Makes a call, once: some of them cannot be repeated.
    pub async fn call(&self, call: OperatorCall) -> Result<Bytes, ClientError> {
        let method = Method::from_bytes(call.method.as_bytes())
            .map_err(|error| CALL.error(ErrorKind::Local(error.into())))?;
        let token = self.tokens.token().await?;
        let url = join(&self.url, BASE) + &call.path;
        let mut request = self
            .http
            .uploads()
            .request(method, url)
            .header(header::ACCEPT, call.accept)
            .bearer_auth(token.secret())
            .body(call.body);
        if let Some(content_type) = call.content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let response = self.http.once(CALL, request).await?;
        response.bytes().await.map_err(|error| CALL.transport(error))
    }

    /// The error of an answer that the API gave without a network, as a call through one would have it.
    pub fn refused(status: u16, body: &[u8]) -> ClientError {
        CALL.error(ErrorKind::Refused(Box::new(Refusal::read(status, body, None))))
    }
}
