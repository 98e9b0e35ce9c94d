//! Where each service is served.

use std::{sync::Arc, time::Duration};

use axum::{Router, http::StatusCode};
use ebox_credential::mandate::Naming;
use ebox_domain::provider::ProviderId;
use ebox_federation::http as federation;
use ebox_partition::http::PartitionState;
use ebox_registry::http::{RegistryShared, RegistryState};
use ebox_web::{api_docs::ApiDocs, cors::allow_origins, limits::limit_uploads, trace};
use ebox_wire::routes::{self, Version};
use tower_http::timeout::TimeoutLayer;

use super::{Role, Services};
use crate::documents;

/// How long a small request may take.
const PATIENCE: Duration = Duration::from_secs(30);

impl Services {
    /// The address of a provider's registry in one version, ending in `/`; `None` for a provider that does not
    /// run here.
    pub fn registry_address(&self, provider: &ProviderId, version: Version) -> Option<String> {
        let place = self.setup.providers.iter().position(|one| &one.id == provider)?;
        Some(format!("{}{}/", self.setup.public_url, registry_path(place, provider, version)))
    }

    /// The router of every service that has an address here.
    pub fn router(&self) -> Router {
        let docs = documents::api_documents()
            .into_iter()
            .fold(ApiDocs::default(), |docs, (name, document)| docs.with(name, document));
        let mut router = docs.router().merge(self.health());
        if self.setup.roles.contains(&Role::Oauth) {
            router = router.merge(in_time(ebox_oauth::http::router(Arc::clone(&self.oauth))));
        }
        router = match &self.portal {
            Some(portal) => router.merge(portal.pages()).fallback_service(portal.nothing_there()),
            None => router.fallback(ebox_web::face::nothing_there),
        };
        if self.setup.roles.contains(&Role::Federation) {
            router = self.mount_federation(router);
            router = self.mount_partitions(router);
        }
        if let Some(simulation) = &self.simulation {
            router = router.nest_service(routes::simulation::BASE, simulation.router());
        }
        router = ebox_web::face::outer_face(router, ebox_web::face::Face::Problem);
        // Registries write whatever they answer in faces of their own, and have none around them: it would cost each of
        // their many requests a little. What ends in time, or answers before a face, needs the one above.
        if self.setup.roles.contains(&Role::Registry) {
            for (place, provider) in self.setup.providers.iter().enumerate() {
                router = self.mount_registry(router, place, &provider.id);
            }
        }
        let router = match self.setup.traffic.uploads {
            Some(most) => limit_uploads(router, most),
            None => router,
        };
        let router = allow_origins(router, &self.setup.traffic.origins);
        trace::traced(router, Arc::clone(&self.setup.clock), Arc::clone(&self.setup.rng))
    }

    fn mount_federation(&self, router: Router) -> Router {
        let state = federation::FederationState {
            federation: Arc::clone(&self.federation),
            verifier: Arc::clone(&self.tokens),
            address: format!("{}{}", self.setup.public_url, routes::federation::BASE).into(),
            attempts: self.attempts(),
            environment: self.setup.environment,
            contact: self.setup.contact.clone(),
        };
        router.nest(routes::federation::BASE, federation::federation_router(state.clone())).nest(
            routes::document_provider_registry::BASE,
            federation::document_provider_registry_router(state),
        )
    }

    fn mount_partitions(&self, router: Router) -> Router {
        let state = PartitionState {
            partitions: Arc::clone(&self.partitions),
            verifier: Arc::clone(&self.tokens),
            attempts: self.attempts(),
            naming: Naming::default(),
            management_address: format!("{}{}", self.setup.public_url, routes::partition_management::BASE)
                .into(),
        };
        let asked = PartitionState { verifier: Arc::clone(&self.tokens_for_partitions), ..state.clone() };
        router
            .nest(routes::partition::BASE, in_time(ebox_partition::http::partition_router(asked)))
            .nest(routes::partition_management::BASE, in_time(ebox_partition::http::management_router(state)))
    }

    fn mount_registry(&self, router: Router, place: usize, provider: &ProviderId) -> Router {
        let (Some(registry), Some(store)) = (self.registries.get(provider), self.stores.get(provider)) else {
            return router;
        };
        let path = |version| registry_path(place, provider, version);
        let address = |version| format!("{}{}", self.setup.public_url, path(version)).into();
        let state = RegistryState::from(RegistryShared {
            registry: Arc::clone(registry),
            verifier: Arc::clone(&self.tokens),
            attempts: self.attempts_in(store),
            mandates: Arc::clone(&self.mandates),
            v2_address: address(Version::V2),
            v3_address: address(Version::V3),
            environment: self.setup.environment,
            contact: self.setup.contact.clone(),
            reference: ebox_registry::http::ReferenceAnswers::default(),
        });
        router
            .nest(&path(Version::V2), ebox_registry::http::v2_router(state.clone()))
            .nest(&path(Version::V3), ebox_registry::http::v3_router(state))
    }
}

/// Ends requests that are not answered in time, a body that never comes included. Not for uploads: those may be
/// slow, and have limits of their own.
fn in_time(router: Router) -> Router {
    router.layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PATIENCE))
}

fn registry_path(place: usize, provider: &ProviderId, version: Version) -> String {
    if place == 0 { version.base().to_owned() } else { routes::provider_base(provider.as_str(), version) }
}
