//! The portal on the embedded store, with people who are signed in.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use axum::{Router, body::Body, http::Request, response::Response};
use ebox_audit::{Effects, History, PersonKey, Record, RecordSink as _};
use ebox_client::Credentials;
use ebox_credential::PrivateKey;
use ebox_domain::{
    Clock as _, EboxId, EnterpriseNumber, Environment, LocalizedText, PartitionId, Ssin, StoreError,
};
use ebox_dossier::Dossiers;
use ebox_federation::{Ebox, Federation};
use ebox_mail::Mailer;
use ebox_onboarding::{Onboarding, port::Clients, port::WantedClient};
use ebox_partition::{By, Partition, Partitions, port};
use ebox_people::{People, Person, SessionLifetime, SessionToken, port::AccessListener};
use ebox_portal::{Mail, MailParts, Parts, Portal, Settings, SignIn};
use ebox_sqlite::Store;
use ebox_testkit::{Answer, CountingRng, Form, StillClock, call};
use ebox_wire::routes;
use tower::ServiceExt as _;

use crate::elsewhere::{Asked, Elsewhere};

pub(crate) const OWN: &str = "0852093431";
pub(crate) const OTHER: &str = "0534530277";
pub(crate) const DESK: &str = "0206731645";
pub(crate) const ANNA: &str = "94022722580";
pub(crate) const BRAM: &str = "71022722580";
pub(crate) const CLEO: &str = "01010122233";

pub(crate) struct World {
    pub(crate) people: Arc<People>,
    pub(crate) partitions: Arc<Partitions>,
    pub(crate) federation: Arc<Federation>,
    pub(crate) occupied: Arc<Occupied>,
    pub(crate) dossiers: Arc<Dossiers>,
    pub(crate) elsewhere: Arc<Elsewhere>,
    pub(crate) onboarding: Arc<Onboarding>,
    pub(crate) key: PersonKey,
    store: Store,
    clock: Arc<StillClock>,
    router: Router,
    _folder: tempfile::TempDir,
}

/// Somebody who is signed in.
pub(crate) struct Reader(SessionToken);

/// Which partitions hold messages; or nobody can tell.
#[derive(Default)]
pub(crate) struct Occupied {
    pub(crate) partitions: Mutex<Vec<PartitionId>>,
    pub(crate) is_unknown: AtomicBool,
}

#[async_trait]
impl port::Occupancy for Occupied {
    async fn is_empty(&self, _: EnterpriseNumber, id: &PartitionId) -> Result<bool, StoreError> {
        if self.is_unknown.load(Ordering::Relaxed) {
            return Err(StoreError::new("ask a registry", "it does not answer"));
        }
        Ok(!self.partitions.lock().expect("not poisoned").contains(id))
    }
}

struct Nobody;

impl port::Listener for Nobody {
    fn changed(&self) {}
}

#[async_trait]
impl AccessListener for Nobody {
    async fn access_changed(&self, _: EnterpriseNumber, _: Ssin) -> Result<(), StoreError> {
        Ok(())
    }
}

#[async_trait]
impl Clients for Nobody {
    async fn settle(&self, _: WantedClient) -> Result<(), StoreError> {
        Ok(())
    }
}

struct FromPeople(Arc<People>);

impl FromPeople {
    async fn ask(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError> {
        let asked = self.0.may_manage(person, enterprise).await;
        asked.map_err(|error| StoreError::new("ask the service of people", error))
    }
}

#[async_trait]
impl port::Managers for FromPeople {
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError> {
        self.ask(person, enterprise).await
    }
}

#[async_trait]
impl ebox_onboarding::port::Managers for FromPeople {
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError> {
        self.ask(person, enterprise).await
    }
}

impl World {
    /// A world in which [`ANNA`] manages access to the e-Box of [`OWN`], and in which no registry answers.
    pub(crate) async fn new() -> Self {
        Self::reading("http://127.0.0.1:9").await
    }

    /// The same, with mail that is read from the providers of a federation.
    pub(crate) async fn reading(federation_url: &str) -> Self {
        Self::open(federation_url, SignIn::Rehearsal).await
    }

    /// The same as [`World::new`] where people sign in, so that nothing is a rehearsal.
    pub(crate) async fn in_earnest() -> Self {
        Self::open("http://127.0.0.1:9", SignIn::LocalAccounts).await
    }

    async fn open(federation_url: &str, sign_in: SignIn) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
        let kept = Arc::new(store.clone());
        let clock = Arc::new(StillClock::at("2026-03-01T10:00:00Z"));
        let rng = Arc::new(CountingRng::default());
        let key = PersonKey::new([1; PersonKey::LENGTH]);
        let federation = Arc::new(Federation::new(kept.clone()));
        let people = Arc::new(People::new(kept.clone(), Arc::new(Nobody)));
        let occupied = Arc::<Occupied>::default();
        let elsewhere = Arc::<Elsewhere>::default();
        let dossiers = Arc::new(Dossiers::new(ebox_dossier::Parts {
            store: kept.clone(),
            people: Arc::new(Asked(Arc::clone(&people))),
            environments: elsewhere.clone(),
            clock: clock.clone(),
            settings: ebox_dossier::Settings {
                desk: enterprise(DESK),
                public_url: "http://127.0.0.1:8480".to_owned(),
                is_rehearsal: false,
            },
        }));
        let partitions = Arc::new(Partitions::new(ebox_partition::Parts {
            store: kept.clone(),
            managers: Arc::new(FromPeople(Arc::clone(&people))),
            occupancy: occupied.clone(),
            listener: Arc::new(Nobody),
            clock: clock.clone(),
            rng: rng.clone(),
            person_key: key.clone(),
        }));
        let onboarding = Arc::new(Onboarding::new(ebox_onboarding::Parts {
            store: kept,
            managers: Arc::new(FromPeople(Arc::clone(&people))),
            clients: Arc::new(Nobody),
            clock: clock.clone(),
            rng: rng.clone(),
            settings: ebox_onboarding::Settings {
                environment: Environment::Acc,
                terms: "1".parse().expect("a version"),
            },
        }));
        let token_url = format!("{federation_url}/token");
        let mail = Mail::new(MailParts {
            credentials: Credentials {
                client_id: "portal".parse().expect("an identifier"),
                key: PrivateKey::generate_p256().expect("a key"),
                token_url: token_url.clone(),
                audience: token_url,
                scopes: Vec::new(),
            },
            provider_registry_url: format!(
                "{federation_url}{}{}",
                routes::federation::BASE,
                routes::federation::MESSAGE_PROVIDERS
            ),
            clock: clock.clone(),
            rng,
        });
        let portal = Portal::new(Parts {
            people: Arc::clone(&people),
            federation: Arc::clone(&federation),
            partitions: Arc::clone(&partitions),
            mail: mail.expect("ready"),
            onboarding: Arc::clone(&onboarding),
            dossiers: Some(Arc::clone(&dossiers)),
            histories: vec![(
                "nsso".parse().expect("an identifier"),
                Arc::new(store.clone()) as Arc<dyn History>,
            )],
            mailer: Arc::new(Mailer::new(ebox_mail::Parts {
                outbox: Arc::new(store.clone()),
                transport: None,
                clock: clock.clone(),
            })),
            settings: Settings {
                public_url: "http://127.0.0.1:8480".to_owned(),
                environment: Environment::Acc,
                sign_in,
                lifetime: SessionLifetime::default(),
            },
            clock: clock.clone(),
            person_key: key.clone(),
        });
        let portal = portal.expect("a portal");
        let router = portal.pages().fallback_service(portal.nothing_there());
        let world = Self {
            people,
            partitions,
            federation,
            occupied,
            dossiers,
            elsewhere,
            onboarding,
            key,
            store,
            clock,
            router,
            _folder: folder,
        };
        world.furnish().await;
        world
    }

    async fn furnish(&self) {
        for (number, name) in [(OWN, "Bakkerij De Korenaar"), (OTHER, "Atelier du Bois")] {
            let ebox = Ebox {
                id: EboxId::Enterprise(enterprise(number)),
                name: name.to_owned(),
                is_active: true,
                last_connection: None,
            };
            self.federation.register_ebox(ebox, Effects::default()).await.expect("registered");
        }
        let anna = Person { ssin: ssin(ANNA), name: "Anna Peeters".to_owned() };
        let effects = Effects::default();
        self.people.name_first_manager(enterprise(OWN), anna, effects).await.expect("named");
    }

    /// Signs somebody in for [`OWN`].
    pub(crate) async fn sign_in(&self, number: &str) -> Reader {
        self.sign_in_for(number, OWN).await
    }

    /// Signs somebody in for an enterprise.
    pub(crate) async fn sign_in_for(&self, number: &str, of: &str) -> Reader {
        let (now, effects) = (self.clock.now(), Effects::default());
        Reader(self.people.sign_in(ssin(number), enterprise(of), now, effects).await.expect("signed in"))
    }

    /// What the clock says.
    pub(crate) fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    /// Registers somebody, and signs them in.
    pub(crate) async fn with_reader(&self, number: &str, name: &str) -> Reader {
        let person = Person { ssin: ssin(number), name: name.to_owned() };
        self.people.register_person(person, Effects::default()).await.expect("registered");
        self.sign_in(number).await
    }

    pub(crate) async fn get(&self, reader: &Reader, path: &str) -> Page {
        let request = Request::get(path).header("cookie", reader.cookie());
        self.ask(request.body(Body::empty()).expect("a request")).await
    }

    /// Sends a form of a page of ours.
    pub(crate) async fn post(&self, reader: &Reader, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = reader.0.form_token();
        let fields: Vec<_> = fields.iter().copied().chain([("form_token", token.as_str())]).collect();
        self.post_as_it_is(reader, path, &fields).await
    }

    /// Sends a form as it is.
    pub(crate) async fn post_as_it_is(&self, reader: &Reader, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut form = form_urlencoded::Serializer::new(String::new());
        let body = form.extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("cookie", reader.cookie())
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.ask(request.expect("a request")).await
    }

    /// Sends a form with documents.
    pub(crate) async fn upload(&self, reader: &Reader, path: &str, form: Form) -> Page {
        let request = Request::post(path)
            .header("cookie", reader.cookie())
            .header("content-type", Form::content_type())
            .body(Body::from(form.bytes()));
        self.ask(request.expect("a request")).await
    }

    /// Sends a form with documents as its bytes come; the answer is not read yet.
    pub(crate) async fn upload_streamed(&self, reader: &Reader, path: &str, body: Body) -> Response {
        let request = Request::post(path)
            .header("cookie", reader.cookie())
            .header("content-type", Form::content_type())
            .body(body);
        self.router.clone().oneshot(request.expect("a request")).await.expect("routers do not fail")
    }

    /// Asks for a page that is not read yet.
    pub(crate) async fn get_streamed(&self, reader: &Reader, path: &str) -> Response {
        let request = Request::get(path).header("cookie", reader.cookie()).body(Body::empty());
        self.router.clone().oneshot(request.expect("a request")).await.expect("routers do not fail")
    }

    /// A form with documents that begins as ours do.
    pub(crate) fn form(reader: &Reader) -> Form {
        Form::default()
            .raw("Content-Disposition: form-data; name=\"form_token\"", reader.0.form_token().as_bytes())
    }

    /// What time it is.
    pub(crate) fn clock(&self) -> &StillClock {
        &self.clock
    }

    /// Lets time go by.
    pub(crate) fn advance(&self, hours: i64) {
        self.clock.advance(jiff::SignedDuration::from_hours(hours));
    }

    async fn ask(&self, request: Request<Body>) -> Page {
        Page(call(&self.router, request).await)
    }

    /// An enterprise that changes something, through its own client.
    pub(crate) fn by(number: &str) -> By {
        By::operator(enterprise(number), Record::new(jiff::Timestamp::UNIX_EPOCH, "TEST", "/", 200))
    }

    /// Makes a partition, as a client of the own enterprise.
    pub(crate) async fn with_partition(&self, id: &str) {
        let partition =
            Partition { id: id.parse().expect("an identifier"), name: LocalizedText::untranslated(id) };
        self.partitions.create(&Self::by(OWN), partition).await.expect("created");
    }

    /// Keeps audit records of a registry.
    pub(crate) async fn keep(&self, records: Vec<Record>) {
        self.store.keep(&records).await.expect("kept");
    }

    /// Writes letters, with a change that somebody is told of.
    pub(crate) async fn write(&self, letters: Vec<ebox_domain::Letter>) {
        let anna = Person { ssin: ssin(ANNA), name: "Anna Peeters".to_owned() };
        let effects = Effects::default().with_letters(letters);
        self.people.register_person(anna, effects).await.expect("registered");
    }

    /// How many audit records there are.
    pub(crate) async fn records(&self) -> u64 {
        use ebox_audit::conformance::KeepsEffects as _;
        self.store.kept_effects().await.1
    }

    /// How pages name a person.
    pub(crate) fn key_of(&self, number: &str) -> String {
        self.key.hash(ssin(number)).to_string()
    }
}

impl Reader {
    fn cookie(&self) -> String {
        format!("ebox_session_acc={}; ebox_language=en", self.0.secret())
    }
}

/// An answer of the portal.
pub(crate) struct Page(Answer);

impl Page {
    pub(crate) fn status(&self) -> u16 {
        self.0.status.as_u16()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.0.header(name)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.body.clone()).expect("text")
    }

    /// Where it sends the browser.
    pub(crate) fn location(&self) -> String {
        assert_eq!(self.status(), 303, "{}", self.text());
        self.0.header("location").to_owned()
    }

    /// What the value of a hidden field is.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let text = self.text();
        let begin = format!("name=\"{name}\" value=\"");
        let rest = text.split(begin.as_str()).nth(1).unwrap_or_else(|| panic!("no {name} in {text}"));
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

pub(crate) fn enterprise(number: &str) -> EnterpriseNumber {
    number.parse().expect("a number")
}

pub(crate) fn ssin(number: &str) -> Ssin {
    number.parse().expect("a number")
}
