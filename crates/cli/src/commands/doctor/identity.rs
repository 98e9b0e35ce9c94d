//! Who one is: the profile, the certificate, the clock by which assertions are signed, the token.

use std::{fs, os::unix::fs::PermissionsExt as _};

use ebox_client::{ClientError, Granted};
use ebox_credential::{
    Scope, Scopes,
    check::{self, Expected, Severity},
};
use jiff::SignedDuration;

use super::Findings;
use crate::session::Session;

/// Differences that come from the network and from whole seconds.
const NEGLIGIBLE: SignedDuration = SignedDuration::from_secs(5);
/// From here on assertions are refused: the leeway of the OAuth server.
const LEEWAY: SignedDuration = SignedDuration::from_secs(60);

const SCOPES: &str = "Scopes";

/// What to do when the OAuth server refuses; the lines above this one say what else is wrong.
const REFUSED: &str = "compare the client id and the certificate with the registration of this environment";

pub(super) fn profile(findings: &mut Findings, session: &Session) {
    const ABOUT: &str = "Profile";
    let profile = &session.profile;
    let whose = match profile.enterprise {
        Some(number) => format!("enterprise {number}"),
        None => "no enterprise number".to_owned(),
    };
    let what = format!("{}: {}, {whose}, {}", profile.origin, profile.client_id, profile.environment);
    match profile.enterprise {
        Some(_) => findings.ok(ABOUT, what),
        None => findings.warning(ABOUT, what, "add enterprise_number; `ebox sync` needs it"),
    }
    let mode = fs::metadata(&profile.key_file).map(|metadata| metadata.permissions().mode());
    if mode.is_ok_and(|mode| mode & 0o077 != 0) {
        let file = profile.key_file.display();
        findings.warning(
            "Private key",
            format!("others on this machine can use {file}"),
            format!("chmod 600 {file}"),
        );
    }
}

pub(super) fn certificate(findings: &mut Findings, session: &Session) {
    const ABOUT: &str = "Certificate";
    let profile = &session.profile;
    let Some(certificate) = &profile.certificate else {
        findings.warning(
            ABOUT,
            "the profile names none, so it is not checked",
            "add certificate to the profile",
        );
        return;
    };
    let expected = Expected {
        at: session.clock.now(),
        environment: Some(profile.environment),
        enterprise: profile.enterprise,
    };
    let mut deviations = check::check(certificate, &expected);
    // In a rehearsal nobody asks an authority.
    deviations.retain(|one| !(profile.is_rehearsal && one.code == "self_signed"));
    for one in &deviations {
        match one.severity {
            Severity::Warning => findings.warning(ABOUT, &one.what, &one.fix),
            Severity::Error => findings.problem(ABOUT, &one.what, &one.fix),
        }
    }
    if deviations.is_empty() {
        findings.ok(ABOUT, format!("in the expected format, valid until {}", certificate.valid_until()));
    }
}

/// Whether the OAuth server can be reached.
pub(super) async fn clock(findings: &mut Findings, session: &Session) -> bool {
    const ABOUT: &str = "Clock";
    let url = &session.profile.endpoints.token_url;
    let time = match session.http.time_at("the OAuth server", url).await {
        Ok(Some(time)) => time,
        Ok(None) => {
            findings.warning(
                ABOUT,
                "the OAuth server does not say what time it is",
                "compare the clock yourself",
            );
            return true;
        }
        Err(error) => {
            findings.problem("OAuth server", error.chain(), error.hint().unwrap_or_default());
            return false;
        }
    };
    let difference = session.clock.now().duration_since(time);
    let direction = if difference.is_negative() { "behind" } else { "ahead of" };
    let what = format!("{} s {direction} that of the OAuth server", difference.unsigned_abs().as_secs());
    let fix = "let the clock follow a time server, as with `timedatectl set-ntp true`";
    if difference.abs() <= NEGLIGIBLE {
        findings.ok(ABOUT, "agrees with that of the OAuth server");
    } else if difference.abs() < LEEWAY {
        findings.warning(ABOUT, what, fix);
    } else {
        findings.problem(ABOUT, what, fix);
    }
    true
}

/// What the OAuth server granted; `None` when it granted nothing.
pub(super) async fn token(findings: &mut Findings, session: &Session) -> Option<Granted> {
    const ABOUT: &str = "Access token";
    match session.tokens.grant().await {
        Ok(granted) => {
            let seconds = granted.expires.duration_since(session.clock.now()).as_secs();
            findings.ok(ABOUT, format!("granted for {seconds} s"));
            Some(granted)
        }
        Err(error) => {
            findings.problem(ABOUT, error.chain(), fix_of_token(&error));
            None
        }
    }
}

fn fix_of_token(error: &ClientError) -> String {
    match error.refusal() {
        Some(refusal) if !refusal.is_transient() => REFUSED.to_owned(),
        _ => error.hint().unwrap_or_else(|| REFUSED.to_owned()),
    }
}

/// The scopes of a token; `None` when the OAuth server does not say.
pub(super) fn scopes(findings: &mut Findings, granted: &Granted) -> Option<Scopes> {
    let Some(scopes) = &granted.scope else {
        findings.warning(SCOPES, "the OAuth server does not say which are granted", "see the lines below");
        return None;
    };
    // Those that this program does not know are not what it needs.
    let scopes = scopes.split_ascii_whitespace().filter_map(Scope::parse).collect();
    judge(findings, scopes);
    Some(scopes)
}

fn judge(findings: &mut Findings, granted: Scopes) {
    let ask = |scope: Scope| format!("ask the operator for {scope}");
    if !reads_mail(granted) {
        let roles = [(Scope::PublicationSender, "publishes"), (Scope::Introspect, "introspects tokens")];
        match roles.iter().find(|(scope, _)| granted.contains(*scope)) {
            Some((_, does)) => findings.ok(SCOPES, format!("a client that {does} and reads no e-Box")),
            None => findings.problem(SCOPES, "none that reads an e-Box", ask(Scope::DocumentConsumer)),
        }
        return;
    }
    if !granted.contains(Scope::DocumentConsumer) {
        findings.warning(SCOPES, "v2.1 registries only", ask(Scope::DocumentConsumer));
    }
    if !granted.contains(Scope::FederationRegistry) {
        findings.problem(SCOPES, "none for the provider registry", ask(Scope::FederationRegistry));
    }
    if granted.contains_all(Scopes::of(&[Scope::DocumentConsumer, Scope::FederationRegistry])) {
        findings.ok(SCOPES, "everything that a Document Consumer needs");
    }
}

/// Whether a client reads an e-Box at all.
pub(super) fn reads_mail(granted: Scopes) -> bool {
    granted.contains_any(&[Scope::DocumentConsumer, Scope::MessagesFull])
}
