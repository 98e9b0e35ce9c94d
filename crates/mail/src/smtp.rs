//! Letters to a mail server, over SMTP.

use std::{fmt, time::Duration};

use async_trait::async_trait;
use ebox_domain::{EmailAddress, Letter};
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
        response::Code,
    },
};
use zeroize::Zeroizing;

use crate::port::{Transport, Unsent};

/// How long a mail server may take for one letter.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long it may take to say goodbye, once it took the letter.
const GOODBYE: Duration = Duration::from_secs(2);

/// How a connection to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Protection {
    /// It begins in the clear and goes over to TLS before anything is said; a server that cannot is not used.
    #[default]
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// None. For a mail server on the same machine alone.
    Loopback,
}

/// A mail server, and as whom it is used.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// Its name, which its certificate has.
    pub server: String,
    /// The port.
    pub port: u16,
    /// How the connection is protected.
    pub protection: Protection,
    /// User and password, when the server wants them.
    pub account: Option<(String, Zeroizing<String>)>,
    /// Who signs the server's certificate, PEM, when it is nobody whom this machine trusts anyway.
    pub authority: Option<String>,
    /// From whom the letters are.
    pub from: EmailAddress,
}

impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("server", &self.server)
            .field("port", &self.port)
            .field("protection", &self.protection)
            .field("user", &self.account.as_ref().map(|(user, _)| user))
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// Why no letters can be sent with some settings.
#[derive(Debug, thiserror::Error)]
pub enum UnusableSettings {
    /// The certificate of the authority.
    #[error("the certificate of the authority cannot be read")]
    Authority(#[source] Error),
    /// TLS.
    #[error("TLS to the mail server cannot be set up")]
    Tls(#[source] Error),
    /// The address that letters come from.
    #[error("letters cannot come from this address")]
    From(#[source] lettre::address::AddressError),
}

/// Sends letters over SMTP: a connection for each, which no other letter's trouble concerns.
pub struct Smtp {
    settings: SmtpSettings,
    from: Address,
    tls: Option<TlsParameters>,
    hello: ClientId,
}

impl Smtp {
    /// A way to a mail server. It is not called yet.
    pub fn new(settings: SmtpSettings) -> Result<Self, UnusableSettings> {
        let from: Address = settings.from.as_str().parse().map_err(UnusableSettings::From)?;
        let tls = match settings.protection {
            Protection::Loopback => None,
            Protection::StartTls | Protection::Tls => {
                let mut tls = TlsParameters::builder(settings.server.clone());
                if let Some(pem) = &settings.authority {
                    let certificate =
                        Certificate::from_pem(pem.as_bytes()).map_err(UnusableSettings::Authority)?;
                    tls = tls.add_root_certificate(certificate);
                }
                Some(tls.build_rustls().map_err(UnusableSettings::Tls)?)
            }
        };
        // Who calls is who sends: a name that the recipient's side can look up.
        let hello = ClientId::Domain(from.domain().to_owned());
        Ok(Self { settings, from, tls, hello })
    }

    /// A connection on which letters may be handed over.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let server = (self.settings.server.as_str(), self.settings.port);
        let at_once = self.tls.clone().filter(|_| self.settings.protection == Protection::Tls);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(PATIENCE), &self.hello, at_once, None).await?;
        if let Some(tls) = self.tls.clone().filter(|_| self.settings.protection == Protection::StartTls) {
            connection.starttls(tls, &self.hello).await?;
        }
        if let Some((user, password)) = &self.settings.account {
            let credentials = Credentials::new(user.clone(), password.to_string());
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await?;
        }
        Ok(connection)
    }

    async fn hand_over(&self, to: Address, message: &[u8]) -> Result<AsyncSmtpConnection, Unsent> {
        let mut connection = self.connect().await.map_err(|error| unusable(&error))?;
        // Whoever may not send from this address may send no letter at all.
        let from = Mail::new(Some(self.from.clone()), Vec::new());
        connection.command(from).await.map_err(|error| unusable(&error))?;
        connection.command(Rcpt::new(to, Vec::new())).await.map_err(|error| refused(&error))?;
        connection.command(Data).await.map_err(|error| refused(&error))?;
        connection.message(message).await.map_err(|error| refused(&error))?;
        Ok(connection)
    }

    /// The letter as mail programs read it.
    fn message(&self, number: u64, letter: &Letter) -> Result<(Address, Vec<u8>), Unsent> {
        // An address that our own rules take and the mail crate does not will not get better.
        let to: Address = letter.to.as_str().parse().map_err(|_| Unsent::Never(0))?;
        let id = format!("<{}.{}@{}>", letter.at.as_microsecond(), number, self.from.domain());
        let message = Message::builder()
            .from(Mailbox::new(None, self.from.clone()))
            .to(Mailbox::new(None, to.clone()))
            .subject(letter.subject())
            .date(std::time::SystemTime::from(letter.at))
            .message_id(Some(id))
            .header(AutoSubmitted)
            .header(ContentLanguage(letter.language.as_str().to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text().to_owned())
            .map_err(|_| Unsent::Never(0))?;
        Ok((to, message.formatted()))
    }
}

#[async_trait]
impl Transport for Smtp {
    async fn send(&self, number: u64, letter: &Letter) -> Result<(), Unsent> {
        let (to, message) = self.message(number, letter)?;
        let handed_over = tokio::time::timeout(PATIENCE, self.hand_over(to, &message)).await;
        let too_slow = |_| Unsent::Unreachable(format!("no answer within {} seconds", PATIENCE.as_secs()));
        let mut connection = handed_over.map_err(too_slow)??;
        // The letter is theirs now, however they part.
        let _ = tokio::time::timeout(GOODBYE, connection.abort()).await;
        Ok(())
    }
}

/// An error that has nothing to do with a letter.
fn unusable(error: &Error) -> Unsent {
    Unsent::Unreachable(match error.status() {
        // Its words may repeat the user's name.
        Some(code) => format!("it answered with code {code}"),
        None => described(error),
    })
}

/// An error in the middle of a letter.
fn refused(error: &Error) -> Unsent {
    match error.status().map(number_of) {
        // "I am about to close", whatever was asked.
        Some(421) => Unsent::Unreachable("it answered with code 421".to_owned()),
        Some(code) if error.is_permanent() => Unsent::Never(code),
        Some(code) => Unsent::Later(code),
        None => Unsent::Unreachable(described(error)),
    }
}

/// A failure with its causes. None of them knows the letter.
fn described(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let also = error.to_string();
        if !text.contains(&also) {
            text = format!("{text}: {also}");
        }
        cause = error.source();
    }
    text
}

fn number_of(code: Code) -> u16 {
    code.into()
}

/// Tells programs that answer mail by themselves to leave this alone (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The language of the text (RFC 3282).
#[derive(Clone)]
struct ContentLanguage(String);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}
