//! A Document Provider inside a federation that others run: two processes on loopback, one with the OAuth server and
//! the shared services, one with nothing but a registry.

use std::{path::Path, sync::Arc, time::Duration};

use axum::Router;
use ebox_audit::{Effects, Record};
use ebox_client::{AccessToken, Credentials, Http, Settings, SignedIn, TokenSource};
use ebox_credential::{Certificate, PrivateKey, Scope, Scopes, SystemRandom};
use ebox_domain::{
    Clock as _, EboxId, EnterpriseNumber, Environment, LocalizedText, PartitionId, Ssin,
    partition::{Criteria, Extent, RuleId},
    provider::Provider,
    time::SystemClock,
};
use ebox_federation::Listed;
use ebox_oauth::{Author, NewClient};
use ebox_partition::{By, NewRule, Partition};
use ebox_people::Person;
use ebox_server::{
    DataFolder, ProviderSetup, RecipientPolicy, Role, Services, Setup,
    config::{Neighbours, NotificationClient, OauthServer, Traffic},
    listen::{Listener, Stopper},
};
use ebox_testkit::{
    APPLICATION, Answer, Form, MESSAGE_TYPE, RECIPIENT, SENDER, get, patch, post, reference_data,
};
use ebox_wire::routes::{federation, partition, v3};
use jiff::{SignedDuration, civil::date};
use serde_json::{Value, json};

/// The whole federation on loopback.
struct World {
    federation: Services,
    provider: Services,
    router: Router,
    sender: AccessToken,
    consumer: AccessToken,
    person: AccessToken,
    stoppers: [Stopper; 2],
    _folders: [tempfile::TempDir; 2],
}

fn setup(roles: &[Role], url: &str) -> Setup {
    Setup {
        environment: Environment::Acc,
        roles: roles.to_vec(),
        public_url: url.to_owned(),
        providers: Vec::new(),
        recipients: RecipientPolicy::Any,
        contact: None,
        terms: "1".parse().expect("a version"),
        oauth_server: None,
        neighbours: Neighbours::default(),
        dossiers: ebox_server::config::Dossiers::default(),
        portal: None,
        desk: None,
        mail: None,
        traffic: Traffic::default(),
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRandom),
    }
}

async fn open(folder: &Path, setup: Setup) -> Services {
    Services::open(&DataFolder::take(&folder.join("data")).expect("free"), setup).await.expect("opens")
}

fn bind() -> (Listener, String) {
    let listener = Listener::bind("127.0.0.1:0".parse().expect("an address")).expect("bound");
    let url = format!("http://{}", listener.address());
    (listener, url)
}

fn credentials(enterprise: &str) -> (PrivateKey, Certificate) {
    let key = PrivateKey::generate_p256().expect("a key");
    let (hour, now) = (SignedDuration::from_hours(1), SystemClock.now());
    let certificate = ebox_testkit::certificate(enterprise, Environment::Acc, &key, now - hour..now + hour);
    (key, certificate)
}

async fn register(federation: &Services, id: &str, scopes: &[Scope], enterprise: &str, made: &Certificate) {
    let client = NewClient {
        id: id.parse().expect("a client id"),
        enterprise: enterprise.parse().expect("a number"),
        name: id.to_owned(),
        scopes: Scopes::of(scopes),
        certificates: vec![made.clone()],
    };
    federation.oauth.register_client(client, &Author::default()).await.expect("registered");
}

fn client(id: &str, key: PrivateKey, token_url: &str) -> (Http, Credentials) {
    let http = Http::new(Settings::default(), Arc::new(SystemClock)).expect("set up");
    let credentials = Credentials {
        client_id: id.to_owned(),
        key,
        audience: token_url.to_owned(),
        token_url: token_url.to_owned(),
        scopes: Vec::new(),
    };
    (http, credentials)
}

async fn token(id: &str, key: PrivateKey, token_url: &str) -> AccessToken {
    let (http, credentials) = client(id, key, token_url);
    TokenSource::new(http, credentials, Arc::new(SystemRandom)).token().await.expect("a token")
}

/// The token of the person of the tests, who acts for the recipient.
async fn token_of_person(id: &str, key: PrivateKey, token_url: &str) -> AccessToken {
    let (http, credentials) = client(id, key, token_url);
    let signed_in = SignedIn { person: person(), enterprise: RECIPIENT.parse().expect("a number") };
    let tokens = TokenSource::of_person(http, credentials, signed_in, Arc::new(SystemRandom));
    tokens.token().await.expect("a token")
}

impl World {
    async fn new() -> Self {
        Box::pin(Self::whose_provider(|_, _| ())).await
    }

    /// A world whose provider is set up in another way, which may need the address of the federation.
    async fn whose_provider(is: impl FnOnce(&str, &mut Setup)) -> Self {
        let folders = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
        let ((listener, url), (own_listener, own_url)) = (bind(), bind());
        let token_url = format!("{url}/REST/oauth/v5/token");
        let key_file = |place: usize, key: &PrivateKey| {
            let path = folders[place].path().join("key.pem");
            std::fs::write(&path, key.to_pem().as_bytes()).expect("written");
            path
        };

        let (notifier_key, notifier) = credentials("0220916609");
        let client = NotificationClient {
            token_url: token_url.clone(),
            client_id: "notifier".to_owned(),
            private_key: key_file(0, &notifier_key),
        };
        let neighbours = Neighbours { notifications: Some(client), ..Neighbours::default() };
        let roles = [Role::Oauth, Role::Federation];
        let federation = open(folders[0].path(), Setup { neighbours, ..setup(&roles, &url) }).await;
        register(&federation, "notifier", &[Scope::NotificationNotify], "0220916609", &notifier).await;
        let stoppers = [Stopper::default(), Stopper::default()];
        tokio::spawn(listener.serve(federation.router(), None, stoppers[0].clone()));
        federation.start_upkeep();

        let (provider_key, certificate) = credentials("0777777771");
        let scopes = [Scope::Introspect, Scope::PartitionConsult, Scope::FederationPreference];
        register(&federation, "provider", &scopes, "0777777771", &certificate).await;
        let mut provider = Setup {
            providers: vec![ProviderSetup {
                id: "own".parse().expect("an identifier"),
                settings: ebox_server::RegistrySettings::default(),
            }],
            oauth_server: Some(OauthServer {
                introspect_url: format!("{url}/REST/oauth/v5/introspect"),
                token_url: token_url.clone(),
                client_id: "provider".to_owned(),
                private_key: key_file(1, &provider_key),
            }),
            neighbours: Neighbours {
                partition_service: Some(format!("{url}{}", partition::BASE)),
                federation_service: Some(format!("{url}{}", federation::BASE)),
                notifications: None,
            },
            ..setup(&[Role::Registry], &own_url)
        };
        is(&url, &mut provider);
        let provider = open(folders[1].path(), provider).await;
        for registry in provider.registries.values() {
            registry.replace_reference_data(reference_data(), Effects::default()).await.expect("replaced");
        }
        let router = provider.router();
        tokio::spawn(own_listener.serve(router.clone(), None, stoppers[1].clone()));
        let entry = Provider {
            id: "own".parse().expect("an identifier"),
            name: LocalizedText::untranslated("Own"),
            description: LocalizedText::untranslated("Own"),
            v2_url: format!("{own_url}/v2/"),
            v3_url: Some(format!("{own_url}{}/", v3::BASE)),
            activation: date(2020, 1, 1),
            deactivation: None,
            technical_contact: "helpdesk@provider.example".to_owned(),
            maintenance: Vec::new(),
        };
        federation.federation.register_provider(entry, Effects::default()).await.expect("registered");

        let (sender_key, certificate) = credentials(SENDER);
        register(&federation, "sender", &[Scope::PublicationSender], SENDER, &certificate).await;
        let (consumer_key, certificate) = credentials(RECIPIENT);
        register(&federation, "consumer", &[Scope::DocumentConsumer], RECIPIENT, &certificate).await;
        let sender = token("sender", sender_key, &token_url).await;
        let consumer = token("consumer", consumer_key, &token_url).await;
        let (portal_key, certificate) = credentials("0777777771");
        register(&federation, "portal", &[Scope::Portal], "0777777771", &certificate).await;
        let person = token_of_person("portal", portal_key, &token_url).await;
        Self { federation, provider, router, sender, consumer, person, stoppers, _folders: folders }
    }

    async fn send(&self, description: &Value) -> Answer {
        let form =
            Form::default().description(description).file("upfile1", "a.pdf", "application/pdf", b"%PDF");
        let path = format!("{}{}", v3::BASE, v3::MESSAGES);
        post(&self.router, &path, self.sender.secret(), form).await
    }

    /// The federation knows an e-Box, which somebody opened or nobody.
    async fn knows(&self, enterprise: &str, is_opened: bool) {
        let id = EboxId::Enterprise(enterprise.parse().expect("a number"));
        let listed = Listed { id, name: "Example".to_owned(), is_active: true };
        let directory = &self.federation.federation;
        directory.import_eboxes(vec![listed], |_| Effects::default()).await.expect("imported");
        if is_opened {
            let known = directory.ebox(id).await.expect("asked").expect("known");
            directory.entered(&known, SystemClock.now()).await.expect("noted");
        }
    }

    /// Publishes a message and says where it lies.
    async fn publish(&self) -> (String, String) {
        let made = self.send(&letter()).await.expect(201).json();
        let id = made["messageId"].as_str().expect("an id").to_owned();
        let partition = self.partition_of(&id).await;
        (id, partition)
    }

    async fn partition_of(&self, id: &str) -> String {
        let path = format!("{}{}", v3::BASE, v3::Message { message_id: id }.path());
        let message = get(&self.router, &path, self.consumer.secret()).await.expect(200).json();
        message["partition"].as_str().expect("a partition").to_owned()
    }

    /// How many messages the person of the tests sees.
    async fn seen(&self) -> u64 {
        let path = format!("{}{}", v3::BASE, v3::MESSAGES);
        let list = get(&self.router, &path, self.person.secret()).await.expect(200).json();
        list["total"].as_u64().expect("a number")
    }

    async fn stop(self) {
        for stopper in &self.stoppers {
            stopper.stop();
        }
        self.provider.close().await;
        self.federation.close().await;
    }
}

fn letter() -> Value {
    letter_to(RECIPIENT)
}

fn letter_to(recipient: &str) -> Value {
    json!({
        "recipient": { "eboxType": "enterprise", "enterpriseNumber": recipient },
        "subject": { "nl": "Een brief" },
        "messageTypeId": MESSAGE_TYPE,
        "senderApplicationId": APPLICATION,
        "attachments": [{ "httpPartName": "upfile1", "isMainContent": true, "isAttachmentSigned": false }],
    })
}

fn person() -> Ssin {
    "94022722580".parse().expect("an SSIN")
}

fn by() -> By {
    let recipient: EnterpriseNumber = RECIPIENT.parse().expect("a number");
    By::operator(recipient, Record::new(SystemClock.now(), "TEST", "/", 200))
}

fn rule_to(target: &str) -> NewRule {
    let kind = Some(MESSAGE_TYPE.parse().expect("an id"));
    let criteria = Criteria::new(kind, None, None).expect("a criterion");
    NewRule { criteria, target: target.parse().expect("an id"), place: None }
}

/// Waits until something is so.
async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    for _ in 0..200 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{what}: not within ten seconds");
}

#[tokio::test]
async fn a_provider_follows_the_partition_service_of_its_federation() {
    let world = Box::pin(World::new()).await;
    let partitions = &world.federation.partitions;
    for id in ["wages", "fleet"] {
        let name = LocalizedText::untranslated(id);
        let partition = Partition { id: id.parse().expect("an id"), name };
        partitions.create(&by(), partition).await.expect("created");
    }
    partitions.add_rule(&by(), rule_to("wages")).await.expect("added");
    // Whatever came first, the webhook or the question: both say the same.
    assert_eq!(world.publish().await.1, "wages");

    partitions.change_rule(&by(), RuleId::new(1), rule_to("fleet")).await.expect("changed");
    until("a changed rule holds", async || world.publish().await.1 == "fleet").await;
    let (lying, _) = world.publish().await;

    partitions.remove_rule(&by(), RuleId::new(1)).await.expect("removed");
    until("a removed rule holds no more", async || world.publish().await.1 == "GENERAL").await;
    assert_eq!(world.partition_of(&lying).await, "fleet", "what came before stays where it is");

    partitions.delete(&by(), &"fleet".parse().expect("an id")).await.expect("deleted");
    until("what is left moves", async || world.partition_of(&lying).await == "GENERAL").await;
    world.stop().await;
}

#[tokio::test]
async fn a_provider_learns_who_may_see_an_e_box_as_rights_and_managers_come_and_go() {
    let world = Box::pin(World::new()).await;
    let (partitions, people) = (&world.federation.partitions, &world.federation.people);
    let recipient: EnterpriseNumber = RECIPIENT.parse().expect("a number");
    world.publish().await;
    assert_eq!(world.seen().await, 0);

    let right = partitions.grant(&by(), person(), Extent::Partition(PartitionId::general())).await;
    until("a right is known", async || world.seen().await == 1).await;
    partitions.withdraw(&by(), right.expect("granted").id).await.expect("withdrawn");
    until("a right that was withdrawn is gone", async || world.seen().await == 0).await;

    let first = Person { ssin: "71022722580".parse().expect("an SSIN"), name: "First".to_owned() };
    let (by_first, second) = (first.ssin, Person { ssin: person(), name: "Second".to_owned() });
    people.name_first_manager(recipient, first, Effects::default()).await.expect("named");
    people.register_person(second, Effects::default()).await.expect("registered");
    let role = ebox_people::Role::CoAccessManager;
    people.name_manager(by_first, recipient, person(), role, Effects::default()).await.expect("named");
    until("a manager sees everything", async || world.seen().await == 1).await;
    people.dismiss_manager(by_first, recipient, person(), Effects::default()).await.expect("dismissed");
    until("who is no manager any more sees nothing", async || world.seen().await == 0).await;
    world.stop().await;
}

#[tokio::test]
async fn what_a_partition_service_that_is_down_or_talks_nonsense_would_say_can_be_asked_again() {
    // Nobody listens at the first address, and the second says how tokens are got.
    let down = Box::pin(World::whose_provider(|_, provider| {
        provider.neighbours.partition_service = Some("http://127.0.0.1:1/partition".to_owned());
    }))
    .await;
    let nonsense = Box::pin(World::whose_provider(|url, provider| {
        provider.neighbours.partition_service =
            Some(format!("{url}/.well-known/oauth-authorization-server#"));
    }))
    .await;
    for world in [down, nonsense] {
        let (id, partition) = world.publish().await;
        assert_eq!(partition, "GENERAL", "a message is never refused for this");
        let list = format!("{}{}", v3::BASE, v3::MESSAGES);
        let may_try_again = |answer: Answer| assert_eq!(answer.expect(503).header("retry-after"), "5");
        may_try_again(get(&world.router, &list, world.person.secret()).await);

        let path = format!("{}{}", v3::BASE, v3::Message { message_id: &id }.path());
        let moved = json!({ "partition": "HR" });
        may_try_again(patch(&world.router, &path, world.consumer.secret(), &moved).await);

        let mut letter = letter();
        letter["sender"] = json!({ "enterpriseNumber": SENDER, "partition": "HR" });
        may_try_again(world.send(&letter).await);
        // Who is not limited by partitions, and what is not about them, needs no answer.
        get(&world.router, &list, world.consumer.secret()).await.expect(200);
        world.stop().await;
    }
}

#[tokio::test]
async fn a_provider_learns_from_its_federation_whether_anybody_ever_opened_an_e_box() {
    const READ: &str = "0534530277";
    const UNREAD: &str = "0474028805";
    const UNKNOWN: &str = "0212148896";
    let world =
        Box::pin(World::whose_provider(|_, provider| provider.recipients = RecipientPolicy::Listed)).await;
    world.knows(READ, true).await;
    world.knows(UNREAD, false).await;

    assert_eq!(world.send(&letter_to(READ)).await.expect(201).json().get("code"), None);
    assert_eq!(world.send(&letter_to(UNREAD)).await.expect(201).json()["code"], "NO_DIGITAL_USER");
    let refused = world.send(&letter_to(UNKNOWN)).await.expect(400);
    assert!(refused.json().to_string().contains("recipient"), "{refused:?}");

    // The federation is gone: what it said holds, and of what it never said nothing is made up.
    world.stoppers[0].stop();
    assert_eq!(world.send(&letter_to(READ)).await.expect(201).json().get("code"), None);
    let answer = world.send(&letter_to("0212148897")).await.expect(503);
    assert_eq!(answer.header("retry-after"), "5");
    world.stop().await;
}

#[tokio::test]
async fn where_everybody_is_taken_a_federation_that_does_not_answer_refuses_no_message() {
    let down = Box::pin(World::whose_provider(|_, provider| {
        provider.neighbours.federation_service = Some("http://127.0.0.1:1/federation".to_owned());
    }))
    .await;
    let nonsense = Box::pin(World::whose_provider(|url, provider| {
        provider.neighbours.federation_service =
            Some(format!("{url}/.well-known/oauth-authorization-server#"));
    }))
    .await;
    for world in [down, nonsense] {
        assert_eq!(world.send(&letter()).await.expect(201).json()["code"], "NO_DIGITAL_USER");
        world.stop().await;
    }
}
