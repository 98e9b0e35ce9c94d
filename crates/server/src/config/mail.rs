//! The mail server through which letters to people leave.

use std::path::Path;

use ebox_mail::smtp::{Protection, Smtp, SmtpSettings};
use zeroize::Zeroizing;

use super::reader::Section;

/// Reads the section `mail`.
pub(super) fn read(mut section: Section<'_>, folder: &Path) -> Option<SmtpSettings> {
    let server =
        section.required_with("server", "the name of a mail server, as in smtp.example.be", |text| {
            let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
            (!text.is_empty() && text.chars().all(is_name)).then(|| text.to_owned())
        });
    let protection = section.optional_with("protection", "starttls, tls or none", |text| match text {
        "starttls" => Some(Protection::StartTls),
        "tls" => Some(Protection::Tls),
        "none" => Some(Protection::Loopback),
        _ => None,
    });
    let protection = protection.unwrap_or_default();
    let port = section.optional_with("port", "a number from 1 to 65535", |text| {
        text.parse::<u16>().ok().filter(|port| *port > 0)
    });
    let user = section.optional_with("user", "the user of the mail server", |text| {
        (!text.trim().is_empty()).then(|| text.to_owned())
    });
    let password = secret(&mut section, folder);
    let authority = authority(&mut section, folder);
    let from = section.required("from", "the e-mail address that letters come from");
    if let Some(server) = server.as_deref().filter(|_| protection == Protection::Loopback)
        && !["localhost", "127.0.0.1", "::1"].contains(&server)
    {
        let fix = "letters and password would be read on the way to another machine; choose starttls or tls";
        section.mistake_in("protection", fix);
    }
    let account = match (user, password) {
        (Some(user), Some(password)) => Some((user, password.ok()?)),
        (Some(_), None) => {
            section.mistake_in("password", "missing; give the file that has the password of user");
            None
        }
        (None, Some(_)) => {
            section.mistake_in("user", "missing; say whose password it is, or leave password out");
            None
        }
        (None, None) => None,
    };
    section.finish();
    let settings = SmtpSettings {
        server: server?,
        port: port.unwrap_or(match protection {
            Protection::StartTls => 587,
            Protection::Tls => 465,
            Protection::Loopback => 25,
        }),
        protection,
        account,
        authority,
        from: from?,
    };
    if let Err(error) = Smtp::new(settings.clone()) {
        section.mistake_in("authority", &format!("{error}; give certificates in PEM"));
        return None;
    }
    Some(settings)
}

/// A file cannot be used; why not is among the mistakes.
struct Unusable;

/// The password, when its file is named.
fn secret(section: &mut Section<'_>, folder: &Path) -> Option<Result<Zeroizing<String>, Unusable>> {
    let file = section.optional_with("password", "a file with the password alone", |text| {
        (!text.is_empty()).then(|| folder.join(text))
    })?;
    match std::fs::read_to_string(&file).map(Zeroizing::new) {
        Ok(secret) if secret.trim().is_empty() => {
            section.mistake_in("password", &format!("{} is empty", file.display()));
            Some(Err(Unusable))
        }
        Ok(secret) => Some(Ok(Zeroizing::new(secret.trim().to_owned()))),
        Err(error) => {
            section.mistake_in("password", &format!("{} cannot be read: {error}", file.display()));
            Some(Err(Unusable))
        }
    }
}

fn authority(section: &mut Section<'_>, folder: &Path) -> Option<String> {
    let file = section
        .optional_with("authority", "a PEM file", |text| (!text.is_empty()).then(|| folder.join(text)))?;
    match std::fs::read_to_string(&file) {
        Ok(pem) => Some(pem),
        Err(error) => {
            section.mistake_in("authority", &format!("{} cannot be read: {error}", file.display()));
            None
        }
    }
}

/// What it is, in words.
pub fn described(settings: &SmtpSettings) -> String {
    let SmtpSettings { server, port, from, .. } = settings;
    let protection = match settings.protection {
        Protection::StartTls => "STARTTLS",
        Protection::Tls => "TLS",
        Protection::Loopback => "no TLS",
    };
    let account = match &settings.account {
        Some((user, _)) => format!("as {user}"),
        None => "without a password".to_owned(),
    };
    format!("{server}:{port} with {protection}, {account}, from {from}")
}
