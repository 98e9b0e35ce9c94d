//! What a token is worth, as Document Providers ask the OAuth server.

use std::sync::Arc;

use ebox_wire::oauth::{IntrospectionRequest, IntrospectionResponse};

use crate::{
    error::{ClientError, ErrorKind},
    http::{Call, Http, typed},
    token::{AccessToken, TokenSource},
};

const CALL: Call<'static> = Call { doing: "ask what a token is worth", whom: "the OAuth server" };

/// A client of the introspection endpoint.
#[derive(Debug, Clone)]
pub struct Introspection {
    http: Http,
    tokens: Arc<TokenSource>,
    url: String,
}

impl Introspection {
    /// A client of the endpoint at `url`, in the name of a Document Provider.
    pub fn new(http: Http, tokens: Arc<TokenSource>, url: impl Into<String>) -> Self {
        Self { http, tokens, url: url.into() }
    }

    /// What a token is worth now. One that is unknown, expired or foreign is not active, which is no error;
    /// an answer that does not say so is one.
    pub async fn ask(&self, token: &AccessToken) -> Result<IntrospectionResponse, ClientError> {
        let form = IntrospectionRequest { token: token.secret().to_owned(), token_type_hint: None };
        let request = || self.http.plain().post(&self.url).form(&form);
        let attempt = |own: AccessToken| self.http.once_json(CALL, request().bearer_auth(own.secret()));
        let answer = self.http.authorized(&self.tokens, attempt).await?;
        // A list would be read member by member, as if it had their names.
        if !answer.is_object() {
            return Err(CALL.error(ErrorKind::Unexpected("no object".to_owned())));
        }
        typed(CALL, answer)
    }
}
