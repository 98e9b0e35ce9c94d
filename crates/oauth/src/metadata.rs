//! What the server says of itself (RFC 8414), and the keys with which it signs it (RFC 7517).

use ebox_credential::{Scope, assertion::ALGORITHMS};
use ebox_domain::ServiceError;
use ebox_wire::oauth::{CLIENT_CREDENTIALS, Jwks, Metadata, TOKEN_EXCHANGE};
use serde::Serialize;

use crate::{OauthService, Settings, keys::SigningKey};

impl OauthService {
    /// The metadata.
    pub const fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The public keys.
    pub fn jwks(&self) -> Jwks {
        Jwks { keys: vec![self.signing_key.jwk().clone()] }
    }
}

/// The signed form (RFC 8414, section 2.1): the same members, and who asserts them.
#[derive(Serialize)]
struct Signed<'a> {
    iss: &'a str,
    #[serde(flatten)]
    metadata: &'a Metadata,
}

pub(crate) fn of(settings: &Settings, key: &SigningKey) -> Result<Metadata, ServiceError> {
    let texts = |texts: &[&str]| texts.iter().copied().map(str::to_owned).collect::<Vec<_>>();
    let plain = Metadata {
        issuer: settings.base_url.clone(),
        token_endpoint: settings.token_url(),
        introspection_endpoint: settings.introspect_url(),
        jwks_uri: settings.jwks_url(),
        scopes_supported: Scope::ALL
            .iter()
            .flat_map(|scope| scope.spellings())
            .copied()
            .map(str::to_owned)
            .collect(),
        response_types_supported: Vec::new(),
        grant_types_supported: texts(&[CLIENT_CREDENTIALS, TOKEN_EXCHANGE]),
        token_endpoint_auth_methods_supported: texts(&["private_key_jwt"]),
        token_endpoint_auth_signing_alg_values_supported: texts(&ALGORITHMS),
        introspection_endpoint_auth_methods_supported: texts(&["Bearer"]),
        service_documentation: Some(format!("{}/api-docs", settings.base_url)),
        signed_metadata: None,
    };
    let signed = key.sign(&Signed { iss: &plain.issuer, metadata: &plain })?;
    Ok(Metadata { signed_metadata: Some(signed), ..plain })
}
