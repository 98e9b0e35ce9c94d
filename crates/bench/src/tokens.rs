//! Tokens and introspection.

use anyhow::{Context as _, Result};
use aws_lc_rs::{
    rsa::KeyPair,
    signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey},
};
use bytes::Bytes;
use ebox_credential::{
    PrivateKey,
    assertion::{ASSERTION_TYPE, Claims, make},
};
use ebox_domain::Clock as _;
use ebox_wire::sandbox::{Client, Role};
use jiff::SignedDuration;

use crate::{
    load::{Call, Figures, Load, bearer, closed_loop},
    peers::{self, ClientOfPeer, Peer},
    table::Table,
    world::{Ebox, World},
};

/// Connections at once.
const CALLERS: usize = 8;
/// The same for tokens: a spent assertion is synced to disk before its token is given, and what waits meanwhile is
/// synced together.
const CALLERS_OF_TOKENS: usize = 64;
/// Assertions are signed before the measurement: signing costs the load thirty times what verifying costs the
/// server.
const ASSERTIONS: usize = 20_000;
/// The peer needs fewer.
const ASSERTIONS_OF_PEER: usize = 8_000;
/// How long Node.js runs before it is measured.
const WARM_UP: u64 = 10;
const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

const TOKEN: &str = "token: assertion verified, `jti` kept, token out";
const INTROSPECTION: &str = "introspection with client authentication";

pub(crate) async fn measure(world: &World, table: &mut Table) -> Result<()> {
    let client = world.client(Role::DocumentConsumer)?;
    let key = world.key_of(client)?;
    let pair = KeyPair::from_pkcs8(key.to_pkcs8()).map_err(|error| anyhow::anyhow!("{error}"))?;
    let public = pair.public_key().as_ref().to_vec();

    let token = tokens(world, table, client, &key, &public).await?;
    let introspection = introspection(world, table).await?;
    match beside_peer(world, client, &key, &public).await {
        Ok([token_of_peer, introspection_of_peer]) => {
            table.rates(TOKEN, token, "oidc-provider, opaque tokens", token_of_peer, "at least 4");
            table.rates(INTROSPECTION, introspection, "oidc-provider", introspection_of_peer, "at least 5");
        }
        Err(why) => {
            table.missing(TOKEN, token.rate(), "oidc-provider", &why, "at least 4");
            table.missing(INTROSPECTION, introspection.rate(), "oidc-provider", &why, "at least 5");
        }
    }
    Ok(())
}

/// Against a bare server that verifies the same assertions and seals as many tokens.
async fn tokens(
    world: &World,
    table: &mut Table,
    client: &Client,
    key: &PrivateKey,
    public: &[u8],
) -> Result<Figures> {
    world.http.post(format!("{}/key", world.bare)).body(public.to_vec()).send().await?.error_for_status()?;
    let forms = forms(&client.client_id, key, &world.sandbox.audience, ASSERTIONS)?;
    let load = Load::new(CALLERS_OF_TOKENS, world.options.seconds).at_most(forms.len());
    let post = |url: &str, number: usize| Call::post(url, FORM, vec![forms[number].clone()]);
    let ours = closed_loop(load, |number| post(&world.sandbox.token_url, number)).await?;
    let seal = format!("{}/seal", world.bare);
    let bare = closed_loop(load, |number| post(&seal, number)).await?;
    table.rates(TOKEN, ours, "bare server, same cryptography", bare, "at least 0.5");
    Ok(ours)
}

/// Against a constant answer.
async fn introspection(world: &World, table: &mut Table) -> Result<Figures> {
    let load = Load::new(CALLERS, world.options.seconds);
    let form = Bytes::from(format!("token={}", world.token(Ebox::Huge).await?));
    let headers = format!("{FORM}{}", bearer(&world.token_of(Role::DocumentProvider).await?));
    let url = &world.sandbox.introspect_url;
    let ours = closed_loop(load, |_| Call::post(url, &headers, vec![form.clone()])).await?;
    let constant = format!("{}/constant", world.bare);
    let constant = closed_loop(load, |_| Call::get(&constant, "")).await?;
    table.rates(INTROSPECTION, ours, "a constant answer", constant, "at least 0.25");
    Ok(ours)
}

/// What the peer does of both.
async fn beside_peer(
    world: &World,
    client: &Client,
    key: &PrivateKey,
    public: &[u8],
) -> Result<[Figures; 2]> {
    let (resource_server, secret) = ("resource-server", "known-to-everybody");
    let of_peer = ClientOfPeer { id: &client.client_id, public_key: public, resource_server, secret };
    let peer = peers::oidc_provider(&world.options.peers, &of_peer).await?;
    let url = format!("{}/token", peer.url);
    let forms = forms(&client.client_id, key, &peer.url, ASSERTIONS_OF_PEER)?;
    let (last, forms) = forms.split_last().context("no assertions")?;
    let (warm, measured) = forms.split_at(forms.len() / 2);
    let post = |forms: &[Bytes], number: usize| Call::post(&url, FORM, vec![forms[number].clone()]);
    let warm_up = Load::new(CALLERS, WARM_UP).at_most(warm.len());
    closed_loop(warm_up, |number| post(warm, number)).await?;
    let load = Load::new(CALLERS, world.options.seconds);
    let at_most = Load::new(CALLERS_OF_TOKENS, world.options.seconds).at_most(measured.len());
    let tokens = closed_loop(at_most, |number| post(measured, number)).await?;

    let form = Bytes::from(format!("token={}", token_of(world, &peer, last).await?));
    let url = format!("{}/token/introspection", peer.url);
    let basic = data_encoding::BASE64.encode(format!("{resource_server}:{secret}").as_bytes());
    let headers = format!("{FORM}Authorization: Basic {basic}\r\n");
    let introspect = |_| Call::post(&url, &headers, vec![form.clone()]);
    closed_loop(Load::new(CALLERS, WARM_UP), introspect).await?;
    let introspection = closed_loop(load, introspect).await?;
    Ok([tokens, introspection])
}

async fn token_of(world: &World, peer: &Peer, form: &Bytes) -> Result<String> {
    let request = world.http.post(format!("{}/token", peer.url));
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(form.clone());
    let answer: serde_json::Value = request.send().await?.json().await?;
    let token = answer["access_token"].as_str();
    token.map(str::to_owned).with_context(|| format!("oidc-provider answered {answer}"))
}

/// Token requests, each with an assertion of its own.
fn forms(client: &str, key: &PrivateKey, audience: &str, count: usize) -> Result<Vec<Bytes>> {
    let now = ebox_domain::time::SystemClock.now();
    (0..count)
        .map(|number| {
            let claims = Claims {
                client_id: client,
                audience,
                jti: &format!("{}-{number}", now.as_microsecond()),
                issued_at: now,
                lifetime: SignedDuration::from_mins(30),
            };
            let assertion = make(&claims, key)?;
            let kind = ASSERTION_TYPE.replace(':', "%3A");
            Ok(Bytes::from(format!(
                "grant_type=client_credentials&client_assertion_type={kind}&client_assertion={assertion}"
            )))
        })
        .collect()
}

/// Whether a JWT is signed with a key: RS256, nothing else.
pub(crate) fn verifies(assertion: &str, key: &[u8]) -> bool {
    let Some((signed, signature)) = assertion.rsplit_once('.') else { return false };
    let Ok(signature) = data_encoding::BASE64URL_NOPAD.decode(signature.as_bytes()) else { return false };
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key).verify(signed.as_bytes(), &signature).is_ok()
}
