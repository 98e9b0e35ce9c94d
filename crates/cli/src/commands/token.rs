//! `ebox token`

use std::{io::Read as _, process::ExitCode};

use clap::Args;
use ebox_client::{AccessToken, Introspection};
use ebox_domain::Ssin;
use ebox_wire::oauth::IntrospectionResponse;
use jiff::Timestamp;
use serde_json::json;

use crate::{
    failure::Failure,
    printer::Printer,
    profile::{ProfileArguments, with_profile_help},
    session::{Session, moment},
};

const EXAMPLE: &str = "\
Examples:
  curl -H \"Authorization: Bearer $(ebox token)\" https://.../messageRegistry/v3/ebox/messages
  echo \"$TOKEN\" | ebox token --introspect -
  ebox token --person 71022722580";

/// Print an access token, or say what one is worth.
///
/// The token goes to standard output, alone on a line. It is a secret: whoever has it is you for a few minutes.
#[derive(Args)]
#[command(after_help = EXAMPLE, after_long_help = with_profile_help(EXAMPLE))]
pub(crate) struct Token {
    /// Say what this token is worth; `-` reads it from standard input. Wants the profile of a Document Provider.
    #[arg(long, value_name = "TOKEN")]
    introspect: Option<String>,
    /// A token of this person, as a portal gets one for people who signed in. Wants the profile of a portal, with
    /// the enterprise for which the person acts; in a sandbox nothing more than the number.
    #[arg(long, value_name = "SSIN", conflicts_with = "introspect")]
    person: Option<Ssin>,
    #[command(flatten)]
    profile: ProfileArguments,
}

impl Token {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let session = match self.person {
            Some(person) => Session::open_as(&self.profile, person)?,
            None => Session::open(&self.profile)?,
        };
        match &self.introspect {
            Some(token) => introspect(printer, &session, token).await?,
            None => grant(printer, &session).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn grant(printer: Printer, session: &Session) -> Result<(), Failure> {
    let granted = session.tokens.grant().await.map_err(|error| Failure::call(&error))?;
    if printer.is_json() {
        let scopes: Option<Vec<&str>> =
            granted.scope.as_deref().map(|scope| scope.split_ascii_whitespace().collect());
        printer.json(&json!({
            "accessToken": granted.token.secret(), "tokenType": "Bearer",
            "expiresAt": granted.expires, "scopes": scopes,
        }));
    } else {
        printer.data(granted.token.secret());
    }
    Ok(())
}

async fn introspect(printer: Printer, session: &Session, token: &str) -> Result<(), Failure> {
    let token = if token == "-" { read_token()? } else { token.to_owned() };
    let url = session.profile.endpoints.introspect_url.clone();
    let introspection = Introspection::new(session.http.clone(), session.tokens.clone(), url);
    let answer = introspection.ask(&AccessToken::new(token)).await.map_err(|error| Failure::call(&error))?;
    if printer.is_json() {
        let value = serde_json::to_value(&answer)
            .map_err(|error| Failure::system("the answer cannot be shown", &error))?;
        printer.json(&value);
    } else {
        printer.pairs(rows(&answer));
    }
    Ok(())
}

fn read_token() -> Result<String, Failure> {
    let mut token = String::new();
    std::io::stdin()
        .read_to_string(&mut token)
        .map_err(|error| Failure::system("the token cannot be read from standard input", &error))?;
    Ok(token.trim().to_owned())
}

fn rows(answer: &IntrospectionResponse) -> Vec<Vec<String>> {
    let time =
        |seconds: Option<i64>| seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).map(moment);
    let members = [
        ("client_id", answer.client_id.clone()),
        ("token_type", answer.token_type.clone()),
        ("sub", answer.sub.clone()),
        ("aud", answer.aud.clone()),
        ("iss", answer.iss.clone()),
        ("jti", answer.jti.clone()),
        ("issued", time(answer.iat)),
        ("valid from", time(answer.nbf)),
        ("expires", time(answer.exp)),
        ("scope", answer.scope.as_deref().map(|scope| scope.replace(' ', "\n"))),
    ];
    let mut rows = vec![vec!["active".to_owned(), answer.active.to_string()]];
    rows.extend(members.into_iter().filter_map(|(name, value)| Some(vec![name.to_owned(), value?])));
    let attributes = &answer.principal_attributes;
    rows.extend(attributes.iter().map(|(name, values)| vec![name.clone(), values.join("\n")]));
    rows
}
