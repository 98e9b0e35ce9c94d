//! The mail of the rehearsal: the senders of the world publish letters, over HTTP with their own tokens.

mod letters;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use ebox_client::{ClientError, Credentials, Http, Registry, Settings, TokenSource};
use ebox_credential::PrivateKey;
use ebox_domain::time::in_brussels;
use ebox_wire::sandbox::{self, Client, Role};
use futures_util::{StreamExt as _, stream};

use crate::{World, WorldError};
pub(crate) use letters::MESSAGES;
use letters::{Planned, planned};

/// How many publications are under way at once.
const PARALLEL: usize = 8;

/// Why the senders could not publish.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The world is not as it should be.
    #[error(transparent)]
    World(#[from] WorldError),
    /// A call failed.
    #[error("a call failed")]
    Client(#[from] ClientError),
}

/// What was published.
#[derive(Default)]
pub(crate) struct Published {
    pub(crate) messages: u64,
    pub(crate) files: u64,
    pub(crate) bytes: u64,
    pub(crate) digests: u64,
}

/// The senders of a world.
pub(crate) struct Senders<'w> {
    world: &'w World,
    http: Http,
    round: String,
    registries: Mutex<BTreeMap<(&'static str, &'static str), Registry>>,
}

impl World {
    /// Has the senders publish so many letters to every enterprise for which somebody signs in at the portal.
    pub async fn publish_mail(&self, letters: usize) -> Result<(), MailError> {
        let people = self.sandbox().people.iter();
        let enterprises: BTreeSet<&str> = people.map(|person| person.enterprise_number.as_str()).collect();
        for enterprise in enterprises {
            Senders::new(self)?.publish(enterprise, 0..letters, |_| {}).await?;
        }
        Ok(())
    }
}

impl<'w> Senders<'w> {
    pub(crate) fn new(world: &'w World) -> Result<Self, MailError> {
        let http = Http::new(Settings::default(), Arc::clone(&world.options().clock))?;
        // Keys of one run are not those of another, even when both begin in the same second.
        let mut tail = [0; 3];
        world.options().rng.fill(&mut tail);
        let [a, b, c] = tail;
        let now = in_brussels(world.options().clock.now());
        let round = format!("{}-{a:02x}{b:02x}{c:02x}", now.strftime("%Y%m%d-%H%M%S"));
        Ok(Self { world, http, round, registries: Mutex::default() })
    }

    /// Whoever calls.
    pub(crate) const fn http(&self) -> &Http {
        &self.http
    }

    /// The tokens of a client of the world.
    pub(crate) fn tokens(&self, client: &Client) -> Result<Arc<TokenSource>, WorldError> {
        let file = sandbox::resolve(self.world.sandbox_file(), &client.private_key_file);
        let pem = fs_err::read_to_string(file)?;
        let credentials = Credentials {
            client_id: client.client_id.clone(),
            key: PrivateKey::from_pem(&pem).map_err(WorldError::credential)?,
            token_url: self.world.sandbox().token_url.clone(),
            audience: self.world.sandbox().audience.clone(),
            scopes: Vec::new(),
        };
        let rng = Arc::clone(&self.world.options().rng);
        Ok(Arc::new(TokenSource::new(self.http.clone(), credentials, rng)))
    }

    /// A provider's registry, as a sender sees it.
    fn registry(&self, provider: &'static str, sender: &'static str) -> Result<Registry, WorldError> {
        let mut registries = self.registries.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(registry) = registries.get(&(provider, sender)) {
            return Ok(registry.clone());
        }
        let client = self.world.sandbox().client(Role::DocumentSender, sender.parse().ok());
        let tokens = self.tokens(client.ok_or(WorldError::Cast)?)?;
        let place = self.world.sandbox().message_registries.iter().find(|one| one.id == provider);
        let place = place.ok_or(WorldError::Cast)?;
        let version = ebox_wire::routes::Version::V3;
        let registry = Registry::new(self.http.clone(), tokens, place.id.clone(), version, place.v3.clone());
        registries.insert((provider, sender), registry.clone());
        Ok(registry)
    }

    /// Publishes the letters of these numbers to an enterprise, and tells after each how far it is.
    pub(crate) async fn publish(
        &self,
        recipient: &str,
        numbers: impl IntoIterator<Item = usize>,
        advanced: impl Fn(&Published),
    ) -> Result<Published, MailError> {
        let today = in_brussels(self.world.options().clock.now()).date();
        let mail: Vec<Planned> = numbers
            .into_iter()
            .map(|number| planned(number, &self.round, recipient, today))
            .collect::<Result<_, _>>()?;
        let mut published = Published::default();
        let mut under_way = stream::iter(mail)
            .map(|planned| async move {
                self.registry(planned.provider, planned.sender)?.publish(&planned.publication).await?;
                Ok::<_, MailError>(planned)
            })
            .buffer_unordered(PARALLEL);
        while let Some(planned) = under_way.next().await {
            let planned = planned?;
            published.messages += 1;
            published.files += planned.publication.files.len() as u64;
            published.bytes += planned.bytes();
            published.digests += planned.digests as u64;
            advanced(&published);
        }
        Ok(published)
    }
}
