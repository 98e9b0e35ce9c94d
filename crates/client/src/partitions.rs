//! The Partition service, as Document Providers ask it.

use std::sync::Arc;

use ebox_credential::mandate::{Mandate, Naming};
use ebox_domain::{
    EnterpriseNumber, PartitionId, Ssin,
    partition::{Rights, RoutingRule},
};
use ebox_wire::{
    partition as wire,
    routes::{join, partition as routes},
};
use jiff::Timestamp;
use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;

use crate::{
    error::{ClientError, ErrorKind},
    http::{Call, Http, typed},
    token::TokenSource,
};

/// A client of the Partition service v1.
///
/// Every answer comes with the moment of the e-Box that it shows, where the service says so: an extension, without
/// which any notification counts as newer.
#[derive(Debug, Clone)]
pub struct PartitionService {
    http: Http,
    tokens: Arc<TokenSource>,
    base: String,
    naming: Naming,
}

impl PartitionService {
    /// A client of the service at `base`, in the name of a Document Provider.
    pub fn new(http: Http, tokens: Arc<TokenSource>, base: impl Into<String>, naming: Naming) -> Self {
        Self { http, tokens, base: base.into(), naming }
    }

    /// The partitions of an e-Box, `GENERAL` included.
    pub async fn partitions(
        &self,
        enterprise: EnterpriseNumber,
    ) -> Result<(Vec<PartitionId>, Timestamp), ClientError> {
        let call = call("list partitions");
        let path = routes::Partitions { enterprise_number: enterprise.as_str() }.path();
        let answer: wire::Partitions = self.get(call, &path, &[]).await?;
        let parse = |one: wire::Partition| {
            one.partition_id.parse().map_err(|_| unexpected(call, "a partition identifier that is none"))
        };
        Ok((answer.items.into_iter().map(parse).collect::<Result<_, _>>()?, moment(answer.as_of)))
    }

    /// The routing rules of an e-Box, highest priority first.
    pub async fn routing_rules(
        &self,
        enterprise: EnterpriseNumber,
    ) -> Result<(Vec<RoutingRule>, Timestamp), ClientError> {
        let call = call("list routing rules");
        let path = routes::RoutingRules { enterprise_number: enterprise.as_str() }.path();
        let answer: wire::RoutingRules = self.get(call, &path, &[]).await?;
        let rules = answer.items.iter().map(RoutingRule::try_from).collect::<Result<_, _>>();
        Ok((rules.map_err(|reason| unexpected(call, &reason))?, moment(answer.as_of)))
    }

    /// What a person may see of an e-Box.
    pub async fn rights(
        &self,
        enterprise: EnterpriseNumber,
        person: Ssin,
    ) -> Result<(Rights, Timestamp), ClientError> {
        let call = call("get a person's rights");
        let path = routes::UserRights { enterprise_number: enterprise.as_str() }.path();
        let answer: wire::UserRights = self.get(call, &path, &[("ssin", person.as_str())]).await?;
        Ok((answer.rights().map_err(|reason| unexpected(call, &reason))?, moment(answer.as_of)))
    }

    /// Whether a mandate holds.
    pub async fn has_mandate(&self, mandate: Mandate) -> Result<bool, ClientError> {
        let (of_path, other) = self.naming.numbers(mandate);
        let path = routes::HasMandate { enterprise_number: of_path.as_str() }.path();
        let query =
            [("mandataryEnterpriseNumber", other.as_str()), ("operation", mandate.operation.as_str())];
        let answer: wire::HasMandate = self.get(call("ask about a mandate"), &path, &query).await?;
        Ok(answer.has_mandate)
    }

    async fn get<T: DeserializeOwned>(
        &self,
        call: Call<'static>,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<T, ClientError> {
        let url = join(&self.base, path);
        let request = || -> RequestBuilder { self.http.plain().get(&url).query(query) };
        typed(call, self.http.repeatable_json(call, &self.tokens, request).await?)
    }
}

const fn call(doing: &'static str) -> Call<'static> {
    Call { doing, whom: "the Partition service" }
}

fn unexpected(call: Call<'_>, what: &str) -> ClientError {
    call.error(ErrorKind::Unexpected(what.to_owned()))
}

fn moment(as_of: Option<Timestamp>) -> Timestamp {
    as_of.unwrap_or(Timestamp::UNIX_EPOCH)
}
