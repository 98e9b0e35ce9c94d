//! A whole process with every service, and callers with real tokens.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{Request, header, request::Builder},
};
use ebox_audit::Effects;
use ebox_credential::{
    Certificate, PrivateKey, Scope, Scopes, SystemRandom,
    assertion::{ASSERTION_TYPE, Claims, make, make_statement},
};
use ebox_domain::{Clock as _, Environment, MessageId, Rng as _};
use ebox_oauth::{Author, NewClient, TokenRequest};
use ebox_server::{
    DataFolder, ProviderSetup, RecipientPolicy, RegistrySettings, Role, Services, Setup, config::Traffic,
    operator,
};
use ebox_testkit::{
    APPLICATION, Answer, Form, MESSAGE_TYPE, SENDER, StillClock, call, get, post, reference_data,
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use sqlx::{ConnectOptions as _, sqlite::SqliteConnectOptions};

pub(crate) const OWN: &str = "0852093431";
pub(crate) const OTHER: &str = "0534530277";
/// A partition that only the enterprise of the tests has.
pub(crate) const PARTITION: &str = "Payroll";
pub(crate) const MANAGEMENT: &str = "/REST/ebox/enterprise/partitionManagement/v1";
pub(crate) const V2: &str = "/REST/ebox/enterprise/messageRegistry/v2";
pub(crate) const V3: &str = "/REST/ebox/enterprise/messageRegistry/v3";

pub(crate) struct World {
    pub(crate) services: Arc<Services>,
    pub(crate) router: Router,
    operator: Router,
    pub(crate) clock: Arc<StillClock>,
    folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn new(traffic: Traffic) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(StillClock::at("2026-03-01T10:00:00Z"));
        let setup = Setup {
            environment: Environment::Acc,
            roles: Role::ALL.to_vec(),
            public_url: "https://ebox.example".to_owned(),
            providers: vec![ProviderSetup {
                id: "own".parse().expect("an identifier"),
                settings: everything_offered(),
            }],
            recipients: RecipientPolicy::Any,
            contact: None,
            terms: "1".parse().expect("a version"),
            oauth_server: None,
            desk: None,
            traffic,
            neighbours: ebox_server::config::Neighbours::default(),
            dossiers: ebox_server::config::Dossiers::default(),
            portal: None,
            mail: None,
            clock: clock.clone(),
            rng: Arc::new(SystemRandom),
        };
        let data = DataFolder::take(folder.path()).expect("free");
        let services = Arc::new(Services::open(&data, setup).await.expect("opens"));
        let (router, operator) = (services.router(), operator::router(Arc::clone(&services)));
        Self { services, router, operator, clock, folder }
    }

    /// Calls the listener that the path lies on.
    pub(crate) async fn call(&self, request: Request<Body>) -> Answer {
        let is_operators = request.uri().path().starts_with("/operator/");
        call(if is_operators { &self.operator } else { &self.router }, request).await
    }

    /// A client of an enterprise, and its token.
    pub(crate) async fn token(&self, enterprise: &str, scopes: &[Scope]) -> String {
        let client = self.client(enterprise, scopes).await;
        self.issue(client.request()).await
    }

    /// The token of a person who acts for an enterprise.
    pub(crate) async fn person(&self, enterprise: &str, ssin: &str) -> String {
        let portal = self.client("0777777771", &[Scope::Portal]).await;
        let jti = unique();
        let (person, enterprise) = (ssin.parse().expect("an SSIN"), enterprise.parse().expect("a number"));
        let statement = make_statement(&portal.claims(&jti), person, enterprise, &portal.key).expect("made");
        self.issue(TokenRequest {
            grant_type: Some("urn:ietf:params:oauth:grant-type:token-exchange".to_owned()),
            subject_token: Some(statement),
            subject_token_type: Some("urn:ietf:params:oauth:token-type:jwt".to_owned()),
            ..portal.request()
        })
        .await
    }

    async fn issue(&self, request: TokenRequest) -> String {
        self.services.oauth.issue_token(&request).await.expect("issued").token
    }

    /// Asks for a token over HTTP.
    pub(crate) async fn ask_token(&self, request: &TokenRequest) -> Answer {
        let field =
            |name, value: &Option<String>| format!("{name}={}&", value.as_deref().unwrap_or_default());
        let form = field("grant_type", &request.grant_type)
            + &field("client_assertion_type", &request.client_assertion_type)
            + &field("client_assertion", &request.client_assertion);
        let request = Request::post("/REST/oauth/v5/token")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form));
        self.call(request.expect("a request")).await
    }

    /// A client of an enterprise.
    pub(crate) async fn client(&self, enterprise: &str, scopes: &[Scope]) -> Client {
        let key = PrivateKey::generate_p256().expect("a key");
        let id = unique();
        let certificate = self.certificate_of(enterprise, &key);
        let new = NewClient {
            id: id.parse().expect("a client id"),
            enterprise: enterprise.parse().expect("a number"),
            name: id.clone(),
            scopes: Scopes::of(scopes),
            certificates: vec![certificate],
        };
        self.services.oauth.register_client(new, &Author::default()).await.expect("registered");
        let clock = Arc::clone(&self.clock);
        Client { id, key, clock, audience: self.services.oauth.settings().token_url() }
    }

    /// A certificate of an enterprise.
    pub(crate) fn certificate(&self, enterprise: &str) -> Certificate {
        self.certificate_of(enterprise, &PrivateKey::generate_p256().expect("a key"))
    }

    fn certificate_of(&self, enterprise: &str, key: &PrivateKey) -> Certificate {
        let (hour, now) = (SignedDuration::from_hours(1), self.clock.now());
        ebox_testkit::certificate(enterprise, Environment::Acc, key, now - hour..now + hour)
    }

    /// Lets the sender of the tests send.
    pub(crate) async fn configure(&self) {
        let registry = &self.services.registries[&"own".parse().expect("an identifier")];
        registry.replace_reference_data(reference_data(), Effects::default()).await.expect("replaced");
        let token = self.token(OWN, &[Scope::PartitionManage]).await;
        let partition = json!({ "partitionId": PARTITION, "name": { "nl": "Lonen" } });
        self.send("POST", &format!("{MANAGEMENT}/partitions"), &token, &partition).await.expect(201);
    }

    /// Sends JSON.
    pub(crate) async fn send(&self, method: &str, path: &str, token: &str, json: &Value) -> Answer {
        let request = request(method, path, token).header(header::CONTENT_TYPE, "application/json");
        self.call(request.body(Body::from(json.to_string())).expect("a request")).await
    }

    /// Publishes a message to the enterprise of the tests.
    pub(crate) async fn publish(&self) -> Message {
        let token = self.token(SENDER, &[Scope::PublicationSender]).await;
        let answer = post(&self.router, &format!("{V3}/ebox/messages"), &token, letter()).await.expect(201);
        let id = answer.json()["messageId"].as_str().expect("an identifier").to_owned();
        let own = self.token(OWN, &[Scope::DocumentConsumer]).await;
        let path = format!("{V3}/ebox/messages/{id}/attachments");
        let attachments = get(&self.router, &path, &own).await.expect(200).json();
        let attachment = attachments["items"][0]["attachmentId"].as_str().expect("an identifier").to_owned();
        assert!(id.parse::<MessageId>().is_ok());
        Message { id, attachment }
    }

    /// The audit trails as they now are: of the services that all share, and of the registry.
    pub(crate) async fn trails(&self) -> [Vec<Record>; 2] {
        for registry in self.services.registries.values() {
            registry.flush().await;
        }
        [
            self.records_of("federation/store.sqlite").await,
            self.records_of("providers/own/store.sqlite").await,
        ]
    }

    async fn records_of(&self, file: &str) -> Vec<Record> {
        let options = SqliteConnectOptions::new().filename(self.folder.path().join(file)).read_only(true);
        let mut connection = options.connect().await.expect("opens");
        sqlx::query_as(
            "SELECT at, method, url, status, refusal, enterprise, ebox, person, details FROM audit_record ORDER BY seq",
        )
        .fetch_all(&mut connection)
        .await
        .expect("read")
    }
}

/// The choices of a provider that offers whatever can be offered.
fn everything_offered() -> RegistrySettings {
    let mut settings = RegistrySettings { broadcast: true, ..RegistrySettings::default() };
    settings.publication.payment_data = true;
    settings
}

/// A published message.
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) attachment: String,
}

/// A record of the audit trail.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Record {
    pub(crate) at: i64,
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) status: i64,
    pub(crate) refusal: Option<String>,
    pub(crate) enterprise: Option<String>,
    pub(crate) ebox: Option<String>,
    pub(crate) person: Option<Vec<u8>>,
    pub(crate) details: String,
}

/// A publication for v3, of the sender of the tests.
pub(crate) fn letter() -> Form {
    letter_to(OWN)
}

/// The same to another enterprise.
pub(crate) fn letter_to(enterprise: &str) -> Form {
    let description = json!({
        "recipient": { "eboxType": "enterprise", "enterpriseNumber": enterprise },
        "sender": { "eboxType": "enterprise", "enterpriseNumber": SENDER },
        "subject": { "nl": "Een brief" },
        "bodyContent": { "nl": "De tekst" },
        "messageTypeId": MESSAGE_TYPE,
        "senderApplicationId": APPLICATION,
        "isReplyAuthorized": true,
        "messageActionId": "confirm",
        "actionParameters": { "dossier": "1" },
        "paymentData": {
            "paymentDataId": "2026/17", "amount": 12.5, "vatAmount": 0, "currency": "EUR",
            "dueDate": "2026-03-10T00:00:00+01:00", "iban": "BE68539007547034",
        },
        "attachments": [{ "httpPartName": "upfile1", "isMainContent": true, "isAttachmentSigned": false }],
    });
    with_file(&description)
}

/// The same for v2.1.
pub(crate) fn letter_v2() -> Form {
    let description = json!({
        "recipient": { "eboxType": "enterprise", "eboxIdValue": OWN },
        "subject": { "nl": "Een brief" },
        "messageTypeId": MESSAGE_TYPE,
        "senderOrganizationId": SENDER,
        "senderApplicationId": APPLICATION,
        "bodyMainContent": false,
        "replyAuthorized": false,
        "attachments": [{ "httpPartName": "upfile1", "mainContent": true }],
    });
    with_file(&description)
}

/// A reply to a message.
pub(crate) fn reply() -> Form {
    let description = json!({
        "subject": { "nl": "Een antwoord" },
        "bodyContent": { "nl": "De tekst" },
        "isBodyMainContent": true,
    });
    let head = "Content-Disposition: form-data; name=\"replyToPublish\"";
    Form::default().raw(head, description.to_string().as_bytes())
}

fn with_file(description: &Value) -> Form {
    Form::default().description(description).file(
        "upfile1",
        "brief.pdf",
        "application/pdf",
        b"%PDF-1.7 brief",
    )
}

/// A client of the OAuth server.
pub(crate) struct Client {
    clock: Arc<StillClock>,
    id: String,
    key: PrivateKey,
    audience: String,
}

impl Client {
    fn claims<'a>(&'a self, jti: &'a str) -> Claims<'a> {
        Claims {
            client_id: &self.id,
            audience: &self.audience,
            jti,
            issued_at: self.clock.now(),
            lifetime: SignedDuration::from_mins(2),
        }
    }

    /// A token request with an assertion of its own.
    pub(crate) fn request(&self) -> TokenRequest {
        let assertion = make(&self.claims(&unique()), &self.key).expect("made");
        TokenRequest {
            grant_type: Some("client_credentials".to_owned()),
            client_assertion_type: Some(ASSERTION_TYPE.to_owned()),
            client_assertion: Some(assertion),
            ..TokenRequest::default()
        }
    }
}

fn unique() -> String {
    let mut bytes = [0; 16];
    SystemRandom.fill(&mut bytes);
    u128::from_be_bytes(bytes).to_string()
}

pub(crate) fn request(method: &str, path: &str, token: &str) -> Builder {
    let request = Request::builder().method(method).uri(path);
    if token.is_empty() { request } else { request.header(header::AUTHORIZATION, format!("Bearer {token}")) }
}

pub(crate) async fn send(world: &World, request: Builder) -> Answer {
    world.call(request.body(Body::empty()).expect("a request")).await
}
