//! Calling addresses that somebody else names: the names in them lead out of this machine and its network, or nowhere.

use std::{io, net::SocketAddr};

use ebox_domain::public_address::is_public_ip;
use reqwest::{
    Url,
    dns::{Addrs, Name, Resolve, Resolving},
};

/// Where the environment names a proxy (the usual variables, also in small letters).
const PROXIES: &[&str] = &["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];

/// Looks up names, and answers with nothing but public addresses. It stands at the moment of connecting, so that a name
/// that leads elsewhere the second time leads nowhere as well.
#[derive(Debug)]
pub(crate) struct PublicNames {
    /// Hosts of proxies, which the operator chose.
    own: Vec<String>,
}

impl PublicNames {
    pub(crate) fn new() -> Self {
        let variables = PROXIES.iter().flat_map(|name| [(*name).to_owned(), name.to_ascii_lowercase()]);
        let hosts = variables
            .filter_map(|name| std::env::var(name).ok())
            .filter_map(|value| Url::parse(&value).or_else(|_| Url::parse(&format!("http://{value}"))).ok())
            .filter_map(|url| url.host_str().map(str::to_owned));
        Self { own: hosts.collect() }
    }
}

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        let is_own = self.own.iter().any(|own| own.eq_ignore_ascii_case(name.as_str()));
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let open: Vec<SocketAddr> = found.filter(|one| is_own || is_public_ip(one.ip())).collect();
            if open.is_empty() {
                let why = format!("{} leads to no address that is public", name.as_str());
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, why).into());
            }
            let addresses: Addrs = Box::new(open.into_iter());
            Ok(addresses)
        })
    }
}
