//! How connections to the mail server are protected.

use std::sync::Arc;

use ebox_domain::{Language, Letter};
use ebox_mail::{
    port::{Transport as _, Unsent},
    smtp::{Protection, Smtp, SmtpSettings},
};
use jiff::Timestamp;
use rustls::ServerConfig;
use zeroize::Zeroizing;

use crate::{
    server::{Begins, MailServer, Trouble},
    settings,
};

/// A server's certificate for `localhost`, and who signed it.
fn certificate() -> (Arc<ServerConfig>, String) {
    let signed = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let key = rustls::pki_types::PrivateKeyDer::try_from(signed.signing_key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![signed.cert.der().clone()], key)
        .expect("a configuration");
    (Arc::new(config), signed.cert.pem())
}

fn with_account(server: &MailServer, protection: Protection, authority: Option<&str>) -> SmtpSettings {
    SmtpSettings {
        protection,
        account: Some(("ebox".to_owned(), Zeroizing::new("very secret".to_owned()))),
        authority: authority.map(str::to_owned),
        ..settings(server)
    }
}

async fn send(settings: SmtpSettings) -> Result<(), Unsent> {
    let to = "anna@korenaar.example".parse().expect("an address");
    let letter = Letter::new(Timestamp::UNIX_EPOCH, to, Language::Fr, "Bonjour", "Salut");
    Smtp::new(settings).expect("usable").send(1, &letter).await
}

fn has_signed_in(server: &MailServer) -> bool {
    server.commands().iter().any(|command| command.starts_with("AUTH"))
}

#[tokio::test]
async fn letters_and_the_password_travel_over_tls() {
    let (config, authority) = certificate();
    for (begins, protection) in [
        (Begins::OverTls(Arc::clone(&config)), Protection::Tls),
        (Begins::StartTls(Arc::clone(&config)), Protection::StartTls),
    ] {
        let server = MailServer::start(begins);
        assert_eq!(send(with_account(&server, protection, Some(&authority))).await, Ok(()));
        assert_eq!(server.taken().len(), 1, "{protection:?}");
        assert!(has_signed_in(&server), "{protection:?}");
    }
}

#[tokio::test]
async fn a_server_that_cannot_show_who_it_is_gets_nothing() {
    let (config, _) = certificate();
    for (begins, protection) in [
        (Begins::OverTls(Arc::clone(&config)), Protection::Tls),
        (Begins::StartTls(Arc::clone(&config)), Protection::StartTls),
        // It offers no TLS at all.
        (Begins::InTheClear, Protection::StartTls),
    ] {
        let server = MailServer::start(begins);
        let outcome = send(with_account(&server, protection, None)).await;
        assert!(matches!(outcome, Err(Unsent::Unreachable(_))), "{protection:?}: {outcome:?}");
        assert!(!has_signed_in(&server), "{protection:?}");
        assert_eq!(server.taken(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_password_that_is_refused_is_no_letters_fault_and_no_words_of_the_server_are_repeated() {
    let server = MailServer::start(Begins::InTheClear);
    server.trouble(Trouble::WrongPassword);
    let settings = with_account(&server, Protection::Loopback, None);
    assert!(!format!("{settings:?}").contains("secret"));
    assert_eq!(
        send(settings.clone()).await,
        Err(Unsent::Unreachable("it answered with code 535".to_owned()))
    );
    server.trouble(Trouble::RecipientUnknown);
    let refused = send(settings).await.expect_err("refused");
    assert_eq!(refused, Unsent::Never(550));
    assert!(!refused.to_string().contains("anna"), "{refused}");
}
