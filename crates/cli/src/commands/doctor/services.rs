//! The provider registry, and each message registry that it names.

use ebox_client::{ClientError, Filter, ListedProvider};
use ebox_credential::{Scope, Scopes};
use ebox_domain::{page::PageRequest, provider::Availability};
use futures_util::future::join_all;

use super::{Findings, identity::reads_mail};
use crate::session::{Session, availability};

/// Reads the list, and from each registry as little as proves that it answers.
pub(super) async fn check(findings: &mut Findings, session: &Session, granted: Option<Scopes>) {
    const ABOUT: &str = "Provider registry";
    // A sender or a provider need not be allowed to read the list.
    if granted.is_some_and(|granted| !reads_mail(granted) && !granted.contains(Scope::FederationRegistry)) {
        return;
    }
    let list = match session.providers().await {
        Ok(list) => list,
        Err(error) => {
            findings.problem(ABOUT, error.chain(), error.hint().unwrap_or_default());
            return;
        }
    };
    let now = session.clock.now();
    let nobody = list.nobody_callable(now);
    // What is the problem itself is no warning besides.
    for notice in list.notices.iter().filter(|notice| Some(*notice) != nobody.as_ref()) {
        findings.warning(ABOUT, notice, "tell its helpdesk if it stays");
    }
    match (nobody, list.providers.len()) {
        (Some(nobody), 0) => {
            findings.problem(ABOUT, nobody, "check provider_registry_url and the environment");
        }
        (Some(nobody), _) => findings.problem(ABOUT, nobody, "wait for one, or check the environment"),
        (None, 1) => findings.ok(ABOUT, "it names 1 provider"),
        (None, count) => findings.ok(ABOUT, format!("it names {count} providers")),
    }
    if granted.is_some_and(|granted| !reads_mail(granted)) {
        return;
    }
    let answers = join_all(list.providers.iter().map(|provider| async {
        match provider.availability(now) {
            Availability::Callable => Some(total(session, provider).await),
            _ => None,
        }
    }))
    .await;
    for (provider, answer) in list.providers.iter().zip(answers) {
        let about = format!("Registry {}", provider.id);
        let version = provider.version.as_str();
        match answer {
            Some(Ok(total)) => findings.ok(about, format!("{version} answers; {total} messages")),
            Some(Err(error)) => findings.problem(about, error.chain(), error.hint().unwrap_or_default()),
            None => findings.warning(
                about,
                availability(provider.availability(now)),
                "nothing: it is left out until it may be called",
            ),
        }
    }
}

async fn total(session: &Session, provider: &ListedProvider) -> Result<u64, ClientError> {
    // Listing marks nothing read.
    let one = PageRequest::new(1, 1).unwrap_or_default();
    Ok(session.reader(provider).list(one, &Filter::default()).await?.total)
}
