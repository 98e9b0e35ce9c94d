//! Access tokens that another OAuth server issued: what they are worth is asked there (RFC 7662).
//!
//! An answer is used again for a few seconds, because a client shows the same token with every call. When that
//! server does not answer, or not what the contract says, nobody can tell, which is not the caller's fault: 503, never
//! 401.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use ebox_client::{AccessToken, Credentials, Http, Introspection, Settings, TokenSource};
use ebox_credential::{PrivateKey, Scope, Scopes, TokenRefusal, TokenVerifier, VerifiedToken};
use ebox_domain::{Clock, Rng, ServiceError, Sha256Digest};
use ebox_wire::oauth::IntrospectionResponse;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::OnceCell;

use crate::config::OauthServer;

/// How long a token is known to hold, though never past its end.
const HOLDS_FOR: Duration = Duration::from_secs(5);
/// How long a token is known not to hold, or nobody to be there who could tell.
const REFUSED_FOR: Duration = Duration::from_secs(1);
/// How many tokens are remembered.
const MOST: usize = 10_000;
/// When a caller may try again while the server does not answer.
const RETRY_AFTER: u32 = 5;

type Verdict = Result<VerifiedToken, TokenRefusal>;

/// A verdict that somebody is asking for, or got. Those who come meanwhile wait for the same answer.
#[derive(Clone)]
struct Slot {
    asked: Instant,
    verdict: Arc<OnceCell<Verdict>>,
}

impl Slot {
    fn is_fresh(&self) -> bool {
        let lifetime = match self.verdict.get() {
            Some(Err(_)) => REFUSED_FOR,
            Some(Ok(_)) | None => HOLDS_FOR,
        };
        self.asked.elapsed() < lifetime
    }
}

/// Verifies tokens by asking the OAuth server that issued them.
pub(crate) struct TokensByIntrospection {
    introspection: Introspection,
    clock: Arc<dyn Clock>,
    slots: Mutex<HashMap<Sha256Digest, Slot>>,
}

impl TokensByIntrospection {
    /// Nothing is asked yet: a server that is down when this one starts may come up later.
    pub(crate) fn new(
        server: &OauthServer,
        clock: &Arc<dyn Clock>,
        rng: &Arc<dyn Rng>,
    ) -> Result<Self, ServiceError> {
        let pem = std::fs::read_to_string(&server.private_key).map_err(ServiceError::failed)?;
        let credentials = Credentials {
            client_id: server.client_id.clone(),
            key: PrivateKey::from_pem(&pem).map_err(ServiceError::failed)?,
            token_url: server.token_url.clone(),
            audience: server.token_url.clone(),
            scopes: vec![Scope::Introspect],
        };
        // Somebody waits for the answer: a server that is slow is as good as one that is down.
        let settings = Settings {
            connect_timeout: Duration::from_secs(2),
            silence_timeout: Duration::from_secs(5),
            answer_timeout: Duration::from_secs(5),
            retries: 1,
            first_pause: Duration::from_millis(50),
            longest_pause: Duration::from_millis(200),
            ..Settings::default()
        };
        let http = Http::new(settings, Arc::clone(clock)).map_err(ServiceError::failed)?;
        let tokens = Arc::new(TokenSource::new(http.clone(), credentials, Arc::clone(rng)));
        let introspection = Introspection::new(http, tokens, &server.introspect_url);
        Ok(Self { introspection, clock: Arc::clone(clock), slots: Mutex::default() })
    }

    fn slot(&self, token: Sha256Digest) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.get(&token).filter(|slot| slot.is_fresh()) {
            return slot.clone();
        }
        if slots.len() >= MOST {
            slots.retain(|_, slot| slot.is_fresh());
        }
        if slots.len() >= MOST {
            // More callers than anybody has: better to ask again than to grow.
            slots.clear();
        }
        let slot = Slot { asked: Instant::now(), verdict: Arc::default() };
        slots.insert(token, slot.clone());
        slot
    }

    async fn ask(&self, token: &str) -> Verdict {
        match self.introspection.ask(&AccessToken::new(token)).await {
            Ok(answer) => read(&answer, token, self.clock.now()),
            Err(error) => {
                tracing::error!(error = error.chain(), "the OAuth server does not say what a token is worth");
                Err(TokenRefusal::Unavailable { retry_after: RETRY_AFTER })
            }
        }
    }
}

#[async_trait]
impl TokenVerifier for TokensByIntrospection {
    async fn verify(&self, token: &str) -> Verdict {
        let slot = self.slot(VerifiedToken::hash_of(token));
        let verdict = slot.verdict.get_or_init(|| self.ask(token)).await.clone()?;
        if verdict.expires_at <= self.clock.now() { Err(TokenRefusal::Expired) } else { Ok(verdict) }
    }
}

/// What an answer says. One that names no enterprise, or a client that cannot be one of the federation, is of a token
/// for something else, and not valid here; one that names no client at all does not say whose token it is.
fn read(answer: &IntrospectionResponse, token: &str, now: Timestamp) -> Verdict {
    if !answer.active {
        return Err(TokenRefusal::Invalid);
    }
    let Some(client_id) = &answer.client_id else {
        tracing::error!("the OAuth server does not say whose an active token is");
        return Err(TokenRefusal::Unavailable { retry_after: RETRY_AFTER });
    };
    let (Ok(client_id), Some(enterprise)) = (client_id.parse(), answer.enterprise()) else {
        tracing::warn!(client_id = ?answer.client_id, "a token names no client or no enterprise");
        return Err(TokenRefusal::Invalid);
    };
    let moment = |seconds: Option<i64>| seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let soon = SignedDuration::try_from(HOLDS_FOR).unwrap_or_default();
    Ok(VerifiedToken {
        client_id,
        enterprise,
        person: answer.person(),
        // Scopes of other services are none of ours.
        scopes: answer
            .scope
            .iter()
            .flat_map(|scope| scope.split(' '))
            .filter_map(Scope::parse)
            .collect::<Scopes>(),
        issued_at: moment(answer.iat).unwrap_or(now),
        expires_at: moment(answer.exp).unwrap_or_else(|| now.saturating_add(soon).unwrap_or(now)),
        token_hash: VerifiedToken::hash_of(token),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn verdict(answer: serde_json::Value) -> Verdict {
        let answer = serde_json::from_value(answer).expect("an answer");
        read(&answer, "token", Timestamp::from_second(NOW).expect("in range"))
    }

    fn of_numbers(numbers: &[&str]) -> serde_json::Value {
        json!({
            "active": true, "client_id": "a:client", "sub": "a:client", "exp": NOW + 60,
            "scope": "openid scope:document:management:consult:ws-eboxrestentreprise:documentconsumer",
            "principalAttributes": {"urn:be:fgov:kbo-bce:organization:cbe-number": numbers},
        })
    }

    #[test]
    fn numbers_regain_their_zeros_and_foreign_scopes_are_ignored() {
        let token = verdict(of_numbers(&["852093431"])).expect("valid");
        assert_eq!(token.enterprise.as_str(), "0852093431");
        assert_eq!(token.scopes, Scopes::of(&[Scope::DocumentConsumer]));
        assert_eq!(token.person, None);
        assert_eq!(token.expires_at.as_second(), NOW + 60);
    }

    #[test]
    fn a_person_is_who_the_token_is_about() {
        let mut answer = of_numbers(&["0852093431"]);
        answer["sub"] = json!("94022722580");
        assert_eq!(verdict(answer).expect("valid").person, "94022722580".parse().ok());
    }

    #[test]
    fn what_is_not_active_or_names_no_enterprise_is_not_valid_here() {
        for answer in [json!({"active": false}), of_numbers(&[]), of_numbers(&["x"])] {
            assert_eq!(verdict(answer), Err(TokenRefusal::Invalid));
        }
    }

    #[test]
    fn an_active_token_of_nobody_is_not_the_callers_fault() {
        let nobody = json!({"active": true});
        assert_eq!(verdict(nobody), Err(TokenRefusal::Unavailable { retry_after: RETRY_AFTER }));
    }
}
