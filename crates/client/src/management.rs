//! The partition management: dividing one's own e-Box.
//!
//! Questions are repeated, and so is what says how something shall be. What makes or removes something is sent once:
//! whoever does not know whether it arrived looks.

mod mandates;
mod rules;
mod suggestions;

use std::sync::Arc;

use ebox_domain::{
    LocalizedText, PartitionId, Ssin,
    partition::{Extent, UserRight, UserRightId},
};
use ebox_wire::{
    partition as wire,
    routes::{join, partition_management as routes},
};
use reqwest::{Method, RequestBuilder, header::CONTENT_TYPE};
use serde::{Serialize, de::DeserializeOwned};

pub use suggestions::Suggestion;

use crate::{
    error::{ClientError, ErrorKind},
    http::{Call, Http, typed},
    token::TokenSource,
};

/// A partition of one's own e-Box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// Its identifier.
    pub id: PartitionId,
    /// What people call it.
    pub name: LocalizedText,
}

/// A client of the partition management v1, in the name of whoever holds the token.
#[derive(Debug, Clone)]
pub struct PartitionManagement {
    http: Http,
    tokens: Arc<TokenSource>,
    base: String,
}

impl PartitionManagement {
    /// A client of the service at `base`.
    pub fn new(http: Http, tokens: Arc<TokenSource>, base: impl Into<String>) -> Self {
        Self { http, tokens, base: base.into() }
    }

    /// The partitions, `GENERAL` first.
    pub async fn partitions(&self) -> Result<Vec<Partition>, ClientError> {
        let call = call("list partitions");
        let list: wire::Partitions = self.get(call, routes::PARTITIONS).await?;
        list.items.into_iter().map(|one| partition(call, one)).collect()
    }

    /// Creates a partition.
    pub async fn create_partition(&self, partition: &Partition) -> Result<(), ClientError> {
        let Partition { id, name } = partition;
        let body = wire::PartitionToCreate { partition_id: id.to_string(), name: name.into() };
        let call = call("create a partition");
        self.post::<wire::Partition>(call, routes::PARTITIONS, &body).await.map(|_| ())
    }

    /// Gives a partition another name.
    pub async fn rename_partition(&self, id: &PartitionId, name: &LocalizedText) -> Result<(), ClientError> {
        let path = routes::Partition { partition_id: id.as_str() }.path();
        let body = wire::PartitionToRename { name: name.into() };
        let call = call("rename a partition");
        self.put::<wire::Partition>(call, Method::PATCH, &path, &body).await.map(|_| ())
    }

    /// Deletes a partition, which must be empty and no rule's target.
    pub async fn delete_partition(&self, id: &PartitionId) -> Result<(), ClientError> {
        let path = routes::Partition { partition_id: id.as_str() }.path();
        self.delete(call("delete a partition"), &path).await
    }

    /// Who has which right.
    pub async fn user_rights(&self) -> Result<Vec<UserRight>, ClientError> {
        let call = call("list the rights of people");
        let list: wire::UserRightsGiven = self.get(call, routes::USER_RIGHTS).await?;
        list.items.iter().map(|one| user_right(call, one)).collect()
    }

    /// Gives a person a right.
    pub async fn grant(&self, person: Ssin, extent: &Extent) -> Result<UserRight, ClientError> {
        let (is_whole_ebox, partition_id) = match extent {
            Extent::WholeEbox => (Some(true), None),
            Extent::Partition(id) => (None, Some(id.to_string())),
        };
        let body = wire::UserRightToGrant { ssin: person.to_string(), is_whole_ebox, partition_id };
        let call = call("give a person a right");
        user_right(call, &self.post(call, routes::USER_RIGHTS, &body).await?)
    }

    /// Withdraws a right.
    pub async fn withdraw(&self, id: UserRightId) -> Result<(), ClientError> {
        let path = routes::UserRight { user_right_id: &id.to_string() }.path();
        self.delete(call("withdraw a right"), &path).await
    }

    async fn get<T: DeserializeOwned>(&self, call: Call<'static>, path: &str) -> Result<T, ClientError> {
        let request = || self.http.plain().get(join(&self.base, path));
        typed(call, self.http.repeatable_json(call, &self.tokens, request).await?)
    }

    /// Makes something, once.
    async fn post<T: DeserializeOwned>(
        &self,
        call: Call<'static>,
        path: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<T, ClientError> {
        self.once(call, Method::POST, path, body).await
    }

    /// Sends once what cannot be said twice.
    async fn once<T: DeserializeOwned>(
        &self,
        call: Call<'static>,
        method: Method,
        path: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<T, ClientError> {
        let body = json(call, body)?;
        let request = || self.with_json(method.clone(), path, &body);
        let response = self.http.once_authorized(call, &self.tokens, request).await?;
        typed(call, self.http.json(call, response).await?)
    }

    /// Says how something shall be.
    async fn put<T: DeserializeOwned>(
        &self,
        call: Call<'static>,
        method: Method,
        path: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<T, ClientError> {
        let body = json(call, body)?;
        let request = || self.with_json(method.clone(), path, &body);
        typed(call, self.http.repeatable_json(call, &self.tokens, request).await?)
    }

    async fn delete(&self, call: Call<'static>, path: &str) -> Result<(), ClientError> {
        let request = || self.http.plain().delete(join(&self.base, path));
        self.http.once_authorized(call, &self.tokens, request).await.map(|_| ())
    }

    fn with_json(&self, method: Method, path: &str, body: &str) -> RequestBuilder {
        let request = self.http.plain().request(method, join(&self.base, path));
        request.header(CONTENT_TYPE, "application/json").body(body.to_owned())
    }
}

const fn call(doing: &'static str) -> Call<'static> {
    Call { doing, whom: "the partition management" }
}

fn unexpected(call: Call<'_>, what: impl Into<String>) -> ClientError {
    call.error(ErrorKind::Unexpected(what.into()))
}

fn json(call: Call<'_>, body: &impl Serialize) -> Result<String, ClientError> {
    serde_json::to_string(body).map_err(|error| call.error(ErrorKind::Local(error.into())))
}

fn partition(call: Call<'_>, one: wire::Partition) -> Result<Partition, ClientError> {
    let id = one.partition_id.parse().map_err(|_| unexpected(call, "a partition identifier that is none"))?;
    Ok(Partition { id, name: one.name.into() })
}

fn user_right(call: Call<'_>, one: &wire::UserRight) -> Result<UserRight, ClientError> {
    let extent = match (one.is_whole_ebox, &one.partition_id) {
        (true, _) => Some(Extent::WholeEbox),
        (false, Some(id)) => id.parse().ok().map(Extent::Partition),
        (false, None) => None,
    };
    let right = one.user_right_id.parse().ok().zip(one.ssin.parse().ok()).zip(extent);
    let ((id, person), extent) = right.ok_or_else(|| unexpected(call, "a right that is none"))?;
    Ok(UserRight { id, person, extent })
}
