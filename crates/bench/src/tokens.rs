//! Tokens and introspection.

use anyhow::{Result, ensure};
use aws_lc_rs::{
    rsa::KeyPair,
    signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey},
};
use ebox_credential::assertion::{ASSERTION_TYPE, Claims, make};
use ebox_domain::Clock as _;
use ebox_wire::sandbox::Role;
use jiff::SignedDuration;

use crate::{load::closed_loop, table::Table, world::World};

/// Connections at once.
const CALLERS: usize = 8;
/// Assertions a second at most, signed before the measurement: signing costs the load thirty times what
/// verifying costs the server.
const SIGNED_AHEAD: u64 = 6_000;

pub(crate) async fn measure(world: &World, table: &mut Table) -> Result<()> {
    let seconds = world.options.seconds;
    let client = world.client(Role::DocumentConsumer)?;
    let key = world.key_of(client)?;
    let public = KeyPair::from_pkcs8(key.to_pkcs8()).map_err(|error| anyhow::anyhow!("{error}"))?;
    let public = public.public_key().as_ref().to_vec();
    world.http.post(format!("{}/key", world.bare)).body(public).send().await?.error_for_status()?;

    let forms = |purpose: &str| -> Result<Vec<String>> {
        let now = ebox_domain::time::SystemClock.now();
        (0..SIGNED_AHEAD * seconds)
            .map(|number| {
                let jti = format!("{purpose}-{}-{number}", now.as_microsecond());
                let claims = Claims {
                    client_id: &client.client_id,
                    audience: &world.sandbox.audience,
                    jti: &jti,
                    issued_at: now,
                    lifetime: SignedDuration::from_mins(30),
                };
                let assertion = make(&claims, &key)?;
                Ok(format!(
                    "grant_type=client_credentials&client_assertion_type={}&client_assertion={assertion}",
                    ASSERTION_TYPE.replace(':', "%3A")
                ))
            })
            .collect()
    };
    let ours = post_forms(world, &world.sandbox.token_url, &forms("token")?, None).await?;
    let bare = post_forms(world, &format!("{}/seal", world.bare), &forms("bare")?, None).await?;
    table.row(
        "token: assertion verified, `jti` kept, token out",
        ours.rate(),
        format!("bare server, same cryptography: {}", bare.rate()),
        ours.per_second / bare.per_second,
        "at least 0.5",
    );

    let provider = world.token_of(Role::DocumentProvider).await?;
    let form = vec![format!("token={}", world.huge)];
    let ours = post_forms(world, &world.sandbox.introspect_url, &form, Some(&provider)).await?;
    let url = format!("{}/constant", world.bare);
    let constant = closed_loop(CALLERS, seconds, |_| async { world.get(&url, "").await.map(drop) }).await?;
    table.row(
        "introspection with client authentication",
        ours.rate(),
        format!("a constant answer: {}", constant.rate()),
        ours.per_second / constant.per_second,
        "at least 0.25",
    );
    Ok(())
}

async fn post_forms(
    world: &World,
    url: &str,
    forms: &[String],
    token: Option<&str>,
) -> Result<crate::load::Figures> {
    closed_loop(CALLERS, world.options.seconds, |number| async move {
        // When there are fewer than were needed, the last are sent again, and refused.
        let form = &forms[number % forms.len()];
        let mut request = world.http.post(url).body(form.clone());
        request = request.header("content-type", "application/x-www-form-urlencoded");
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await?;
        let status = response.status();
        let body = response.text().await?;
        ensure!(status.is_success(), "{url} answered {status}: {body}");
        Ok(())
    })
    .await
}

/// Whether a JWT is signed with a key: RS256, nothing else.
pub(crate) fn verifies(assertion: &str, key: &[u8]) -> bool {
    let Some((signed, signature)) = assertion.rsplit_once('.') else { return false };
    let Ok(signature) = data_encoding::BASE64URL_NOPAD.decode(signature.as_bytes()) else { return false };
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key).verify(signed.as_bytes(), &signature).is_ok()
}
