//! `sandbox.json`: what tests and tools need to know of a world.

use std::path::{Path, PathBuf};

use ebox_credential::Scopes;
use ebox_onboarding::Permission;
use ebox_server::Services;
use ebox_wire::{
    routes::{self, Version},
    sandbox::{self, Client, Enterprise, FaultyClient, MessageType, Registry, Role, Sandbox},
};

use super::{
    cast,
    credentials::{Files, KEY_STORE_PASSWORD},
    seed::{self, parsed},
};
use crate::WorldError;

/// Describes a world as it now is.
pub(crate) async fn describe(services: &Services) -> Result<Sandbox, WorldError> {
    let setup = services.setup();
    let oauth = services.oauth.settings();
    let base = &setup.public_url;
    let providers = format!("{base}{}{}", routes::federation::BASE, routes::federation::MESSAGE_PROVIDERS);
    Ok(Sandbox {
        base_url: base.clone(),
        environment: setup.environment.to_string(),
        token_url: oauth.token_url(),
        introspect_url: oauth.introspect_url(),
        audience: oauth.token_url(),
        provider_registry_url: providers,
        portal_url: setup.portal.is_some().then(|| format!("{base}/")),
        simulation_url: Some(format!("{base}{}/", routes::simulation::BASE)),
        message_registries: registries(services)?,
        enterprises: enterprises(),
        clients: clients(services).await?,
        message_types: message_types(),
        people: people(),
        faulty_clients: faulty_clients()?,
    })
}

/// Writes `sandbox.json`: readers see the old one or the new one, never half of one.
pub(crate) fn write(folder: &Path, sandbox: &Sandbox) -> Result<PathBuf, WorldError> {
    let path = folder.join(sandbox::FILE_NAME);
    let temporary = folder.join(".sandbox.json.new");
    let text = serde_json::to_string_pretty(sandbox).map_err(WorldError::credential)?;
    fs_err::write(&temporary, text + "\n")?;
    fs_err::rename(temporary, &path)?;
    Ok(path)
}

fn registries(services: &Services) -> Result<Vec<Registry>, WorldError> {
    cast::PROVIDERS
        .iter()
        .map(|role| {
            let id = parsed(role.id)?;
            let address = |version| services.registry_address(&id, version).ok_or(WorldError::Cast);
            Ok(Registry {
                id: role.id.to_owned(),
                name: role.names[0].to_owned(),
                v2: address(Version::V2)?,
                v3: address(Version::V3)?,
            })
        })
        .collect()
}

fn enterprises() -> Vec<Enterprise> {
    cast::EBOXES
        .iter()
        .filter(|role| role.number.len() == 10)
        .map(|role| Enterprise {
            enterprise_number: role.number.to_owned(),
            name: role.name.to_owned(),
            has_opened_ebox: role.has_opened,
        })
        .collect()
}

async fn clients(services: &Services) -> Result<Vec<Client>, WorldError> {
    let mut clients = Vec::new();
    // Consumers of the world first, then those that joined since.
    let joined = cast::CONSUMERS.iter().map(|role| role.enterprise).chain([cast::NEWCOMER.0]);
    for enterprise in joined {
        for account in services.onboarding.accounts(parsed(enterprise)?).await? {
            let folder = seed::consumer_wanted(enterprise)?.folder;
            let scopes = Permission::DocumentConsumer.scopes();
            clients.push(client(
                Role::DocumentConsumer,
                enterprise,
                &account.client_id.to_string(),
                &folder,
                scopes,
            ));
        }
    }
    for role in cast::SENDERS {
        let folder = seed::sender_wanted(&role)?.folder;
        let id = seed::sender_client_id(&role);
        let scopes = granted(services, &id).await?;
        clients.push(client(Role::DocumentSender, role.enterprise, &id, &folder, scopes));
    }
    for role in cast::PROVIDERS {
        let folder = seed::provider_wanted(&role)?.folder;
        let id = seed::provider_client_id(&role);
        let scopes = granted(services, &id).await?;
        clients.push(client(Role::DocumentProvider, role.enterprise, &id, &folder, scopes));
    }
    let folder = seed::portal_wanted()?.folder;
    let scopes = granted(services, seed::PORTAL_CLIENT_ID).await?;
    clients.push(client(Role::Portal, cast::PORTAL, seed::PORTAL_CLIENT_ID, &folder, scopes));
    let (folder, id) = (seed::manager_wanted()?.folder, seed::manager_client_id());
    let scopes = granted(services, &id).await?;
    clients.push(client(Role::Manager, cast::CONSUMERS[0].enterprise, &id, &folder, scopes));
    let (folder, id) = (seed::service_provider_wanted()?.folder, seed::SERVICE_PROVIDER_CLIENT_ID);
    let scopes = granted(services, id).await?;
    clients.push(client(Role::ServiceProvider, cast::SERVICE_PROVIDER, id, &folder, scopes));
    Ok(clients)
}

async fn granted(services: &Services, id: &str) -> Result<Scopes, WorldError> {
    Ok(services.oauth.client(&parsed(id)?).await?.map_or(Scopes::NONE, |client| client.scopes))
}

fn client(role: Role, enterprise: &str, id: &str, folder: &str, scopes: Scopes) -> Client {
    let files = Files::of(folder);
    Client {
        role,
        enterprise_number: enterprise.to_owned(),
        client_id: id.to_owned(),
        private_key_file: files.private_key,
        certificate_file: files.certificate,
        key_store_file: files.key_store,
        key_store_password: KEY_STORE_PASSWORD.to_owned(),
        scopes: scopes.iter().map(|scope| scope.as_str().to_owned()).collect(),
    }
}

fn message_types() -> Vec<MessageType> {
    cast::trios()
        .iter()
        .map(|trio| MessageType {
            message_type_id: trio.message_type.to_owned(),
            sender_organization_id: trio.organization.to_owned(),
            sender_application_id: trio.application.to_owned(),
            ebox_type: trio.sector.as_str().to_owned(),
            provider_id: trio.provider.to_owned(),
            business_data_keys: cast::BUSINESS_DATA_KEYS.map(|(key, _)| key.to_owned()).to_vec(),
        })
        .collect()
}

fn people() -> Vec<sandbox::Person> {
    use ebox_people::Role::{AccessManager, CoAccessManager};

    let managers = cast::PEOPLE.iter().map(|one| (one, AccessManager));
    let colleagues = cast::COLLEAGUES.iter().map(|one| (one, CoAccessManager));
    managers
        .chain(colleagues)
        .map(|((ssin, name, enterprise), role)| sandbox::Person {
            ssin: (*ssin).to_owned(),
            name: (*name).to_owned(),
            enterprise_number: (*enterprise).to_owned(),
            role: role.as_str().to_owned(),
        })
        .collect()
}

fn faulty_clients() -> Result<Vec<FaultyClient>, WorldError> {
    Ok(seed::faulty_wanted()?
        .into_iter()
        .map(|(reason, wanted)| {
            let files = Files::of(&wanted.folder);
            FaultyClient {
                reason,
                client_id: seed::faulty_client_id(reason),
                private_key_file: files.private_key,
                certificate_file: files.certificate,
            }
        })
        .collect())
}
