//! E-mail addresses of people and departments.

use std::{fmt, str::FromStr};

/// An e-mail address as mail servers take it: ASCII, without a display name, at a domain with a dot.
///
/// It is personal data: `Debug` shows only its domain, and logs must never carry it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

/// Why a text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address looks like name@domain.example and has at most 254 characters")]
pub struct InvalidEmailAddress;

impl EmailAddress {
    /// The most characters.
    pub const MAX: usize = 254;

    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmailAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmailAddress)?;
        if text.len() <= Self::MAX && is_local(local) && is_domain(domain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidEmailAddress)
        }
    }
}

/// Whether this is what stands before the `@`: words with dots between them (RFC 5321, without quotation marks).
fn is_local(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte))
    };
    text.len() <= 64 && text.split('.').all(is_word)
}

/// Whether this is a name of a domain with a dot.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.contains('.') && text.split('.').all(is_label)
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let domain = self.0.rsplit('@').next().unwrap_or_default();
        write!(f, "EmailAddress(..@{domain})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_people_are_taken_as_they_are() {
        for fine in ["anna@korenaar.example", "a.b+c@mail.be", "o'neill_1@x-y.example.be"] {
            let address: EmailAddress = fine.parse().expect(fine);
            assert_eq!(address.to_string(), fine);
        }
        let shown = format!("{:?}", "anna@korenaar.example".parse::<EmailAddress>());
        assert_eq!(shown, "Ok(EmailAddress(..@korenaar.example))");
    }

    #[test]
    fn what_no_mail_server_takes_is_refused() {
        let long = format!("{}@example.be", "a".repeat(65));
        for wrong in [
            "",
            "anna",
            "@example.be",
            "anna@",
            "anna@localhost",
            "a b@example.be",
            ".a@example.be",
            "a..b@example.be",
            "a@example..be",
            "a@-example.be",
            "a@b@c.be\r\nBcc: x@y.be",
            "Anna <a@example.be>",
            "é@example.be",
            &long,
        ] {
            assert_eq!(wrong.parse::<EmailAddress>(), Err(InvalidEmailAddress), "{wrong:?}");
        }
    }
}
