//! What a desk wants of environments: one in its own process, one behind a network.

use std::{path::Path, sync::Arc};

use ebox_credential::{
    Certificate, PrivateKey, Scope, Scopes, SystemRandom,
    assertion::{ASSERTION_TYPE, Claims, make},
};
use ebox_domain::{
    Clock as _, EboxType, EnterpriseNumber, Environment, LocalizedText,
    provider::{MaintenanceWindow, Provider, ProviderId},
    reference::{
        MessageType, Profile, ReferenceData, SenderApplication, SenderOrganization, Trio, ValidityPeriod,
        ValidityUnit,
    },
    time::SystemClock,
};
use ebox_dossier::{
    DossierNumber, EnvironmentError,
    configuration::{Difference, Observed, Purpose, Reach, Wanted},
    evidence::{Check, Refused},
};
use ebox_oauth::{Author, NewClient, TokenRequest};
use ebox_server::{
    DataFolder, DeskSetup, EnvironmentReach, OperatorReach, ProviderSetup, RecipientPolicy, Role, Services,
    ServicesLater, Setup,
    config::{Dossiers, Neighbours, Traffic},
    listen::{Listener, Stopper},
    operator,
};
use ebox_testkit::{Form, post};
use jiff::{SignedDuration, civil::date};
use serde_json::json;

const DESK: &str = "0777777771";
const SENDER: &str = "0220916609";
const OTHER: &str = "0123456789";

/// A desk in production, which looks after acceptance behind a network, production in its own process, and integration
/// by file.
struct Federation {
    acc: Arc<Services>,
    prd: Arc<Services>,
    stopper: Stopper,
    _folder: tempfile::TempDir,
}

fn certificate(enterprise: &str, environment: Environment) -> (PrivateKey, Certificate) {
    let key = PrivateKey::generate_p256().expect("a key");
    let (day, now) = (SignedDuration::from_hours(24), SystemClock.now());
    let certificate = ebox_testkit::certificate(enterprise, environment, &key, now - day..now + day);
    (key, certificate)
}

async fn open(
    folder: &Path,
    environment: Environment,
    public_url: &str,
    desk: Option<DeskSetup>,
) -> Arc<Services> {
    std::fs::create_dir_all(folder).expect("a folder");
    let setup = Setup {
        environment,
        roles: Role::ALL.to_vec(),
        public_url: public_url.to_owned(),
        providers: vec![ProviderSetup {
            id: "own".parse().expect("an identifier"),
            settings: ebox_server::RegistrySettings::default(),
        }],
        recipients: RecipientPolicy::Any,
        contact: None,
        terms: "1".parse().expect("a version"),
        oauth_server: None,
        neighbours: Neighbours::default(),
        dossiers: Dossiers::default(),
        portal: None,
        mail: None,
        desk,
        traffic: Traffic::default(),
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRandom),
    };
    let data = DataFolder::take(folder).expect("free");
    Arc::new(Services::open(&data, setup).await.expect("opens"))
}

impl Federation {
    async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let bind = || Listener::bind("127.0.0.1:0".parse().expect("an address")).expect("bound");
        let (services, operator) = (bind(), bind());
        let url = |listener: &Listener| format!("http://{}", listener.address());
        let (acc_url, operator_url) = (url(&services), url(&operator));
        let acc = open(&path("acc"), Environment::Acc, &acc_url, None).await;
        let stopper = Stopper::default();
        tokio::spawn(services.serve(acc.router(), None, stopper.clone()));
        tokio::spawn(operator.serve(operator::router(Arc::clone(&acc)), None, stopper.clone()));

        let (key, certificate) = certificate(DESK, Environment::Acc);
        let client = NewClient {
            id: "desk".parse().expect("a client id"),
            enterprise: DESK.parse().expect("a number"),
            name: "The desk".to_owned(),
            scopes: Scopes::of(&[Scope::Operator]),
            certificates: vec![certificate],
        };
        acc.oauth.register_client(client, &Author::default()).await.expect("registered");
        std::fs::write(path("desk.pem"), key.to_pem().as_bytes()).expect("written");
        let here = ServicesLater::default();
        let behind = OperatorReach {
            operator_url,
            token_url: format!("{acc_url}/REST/oauth/v5/token"),
            client_id: "desk".to_owned(),
            private_key: path("desk.pem"),
        };
        let desk = DeskSetup {
            enterprise: DESK.parse().expect("a number"),
            environments: vec![
                (Environment::Int, EnvironmentReach::File),
                (Environment::Acc, EnvironmentReach::Operator(behind)),
                (Environment::Prd, EnvironmentReach::Here(here.clone())),
            ],
            signing_key: Some(path("desk.pem")),
        };
        let prd = open(&path("prd"), Environment::Prd, "https://prd.example", Some(desk)).await;
        here.are(&prd);
        Self { acc, prd, stopper, _folder: folder }
    }

    fn environments(&self) -> &dyn ebox_dossier::port::Environments {
        self.prd.dossiers.as_ref().expect("a desk").environments()
    }

    fn services(&self, environment: Environment) -> &Services {
        if environment == Environment::Acc { &self.acc } else { &self.prd }
    }

    fn reference(&self, environment: Environment) -> Arc<ReferenceData> {
        let own: ProviderId = "own".parse().expect("an identifier");
        self.services(environment).registries[&own].reference_data()
    }
}

impl Drop for Federation {
    fn drop(&mut self) {
        self.stopper.stop();
    }
}

fn reference(organization: &str, message_type: &str) -> ReferenceData {
    let organization: EnterpriseNumber = organization.parse().expect("a number");
    let name = || LocalizedText::in_one(ebox_domain::Language::Nl, "Dienst");
    let application = SenderApplication {
        id: "app".parse().expect("an identifier"),
        name: name(),
        description: LocalizedText::default(),
        profile: Profile::default(),
    };
    let message_type = MessageType {
        id: message_type.parse().expect("an identifier"),
        name: name(),
        description: LocalizedText::default(),
        validity: ValidityPeriod::new(6, ValidityUnit::Month).expect("a period"),
        business_data_keys: Vec::new(),
        actions: Vec::new(),
    };
    let trio = Trio {
        organization,
        application: application.id.clone(),
        message_type: message_type.id.clone(),
        sector: EboxType::Enterprise,
    };
    let sender = SenderOrganization {
        id: organization,
        short_name: name(),
        long_name: LocalizedText::default(),
        profile: Profile::default(),
        may_register: false,
        is_mandatary: false,
    };
    ReferenceData {
        organizations: [(organization, sender)].into(),
        applications: [(application.id.clone(), application)].into(),
        message_types: [(message_type.id.clone(), message_type)].into(),
        trios: [trio].into(),
    }
}

fn wanted(environment: Environment, dossier: u32, sender: &str, of: Environment) -> Wanted {
    let (_, certificate) = certificate(sender, of);
    Wanted {
        dossier: DossierNumber::new(dossier),
        environment,
        institution: sender.parse().expect("a number"),
        purpose: Purpose::Send {
            provider: "own".parse().expect("an identifier"),
            reference: Box::new(reference(sender, "LETTER")),
        },
        certificate: Some(certificate.to_pem()),
    }
}

#[tokio::test]
async fn a_sender_is_shown_configured_and_undone_in_each_environment_and_in_no_other() {
    let federation = Federation::start().await;
    let environments = federation.environments();
    for environment in [Environment::Acc, Environment::Prd] {
        let other = if environment == Environment::Acc { Environment::Prd } else { Environment::Acc };
        let wanted = wanted(environment, 1, SENDER, environment);
        let preview = environments.preview(&wanted).await.expect("shown");
        assert!(!preview.is_in_force && preview.changes().all(|one| one.difference == Difference::Added));
        assert!(federation.reference(environment).trios.is_empty(), "shown is not done");

        let report = environments.configure(&wanted).await.expect("configured");
        assert!(report.is_in_force);
        let client = report.client_id.expect("a client").parse().expect("an identifier");
        let known = federation.services(environment).oauth.client(&client).await.expect("answered");
        assert!(known.is_some_and(|client| client.is_enabled && client.enterprise.as_str() == SENDER));
        assert_eq!(federation.reference(environment).trios.len(), 1);
        assert!(federation.reference(other).trios.is_empty(), "nothing in {other}");
        let again = environments.configure(&wanted).await.expect("the same again");
        assert_eq!(again.changes().count(), 0);

        environments.undo(environment, DossierNumber::new(1)).await.expect("undone");
        environments.undo(environment, DossierNumber::new(1)).await.expect("the same again");
        assert!(federation.reference(environment).trios.is_empty());
    }
}

#[tokio::test]
async fn what_an_environment_refuses_is_refused_with_every_reason() {
    let federation = Federation::start().await;
    let environments = federation.environments();
    let refused = async |wanted: Wanted| match environments.configure(&wanted).await {
        Err(EnvironmentError::Refused(why)) => why.join("\n"),
        other => panic!("{other:?}"),
    };
    for environment in [Environment::Acc, Environment::Prd] {
        let foreign = wanted(environment, 1, SENDER, Environment::Int);
        assert!(refused(foreign).await.contains("certificates"), "a certificate of another environment");
        environments.configure(&wanted(environment, 1, SENDER, environment)).await.expect("configured");
        let owned = refused(wanted(environment, 2, OTHER, environment)).await;
        assert!(owned.contains("LETTER"), "a message type that another sender owns: {owned}");
        assert_eq!(federation.reference(environment).trios.len(), 1);
    }
    let unknown = wanted(Environment::Sim, 1, SENDER, Environment::Sim);
    assert!(matches!(environments.preview(&unknown).await, Err(EnvironmentError::Refused(_))));
}

#[tokio::test]
async fn an_environment_behind_a_network_that_is_down_is_away() {
    let federation = Federation::start().await;
    federation.stopper.stop();
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let wanted = wanted(Environment::Acc, 1, SENDER, Environment::Acc);
    let answer = federation.environments().preview(&wanted).await;
    assert!(matches!(answer, Err(EnvironmentError::Away(_))), "{answer:?}");
}

#[tokio::test]
async fn an_environment_that_is_reached_by_file_gets_a_signed_one() {
    let federation = Federation::start().await;
    let environments = federation.environments();
    let all = environments.all();
    assert_eq!(all[0], (Environment::Int, Reach::ByFile));
    let wanted = wanted(Environment::Int, 1, SENDER, Environment::Int);
    assert!(matches!(environments.configure(&wanted).await, Err(EnvironmentError::ByFile)));
    let file = environments.signed(&wanted).await.expect("signed");
    let text = String::from_utf8(file).expect("a text");
    let payload = ebox_credential::signed::unverified(text.trim()).expect("a signed file");
    assert_eq!(payload["configuration"]["environment"], "int");
}

#[tokio::test]
async fn what_a_sender_tried_is_seen_in_its_environment_and_in_no_other() {
    let federation = Federation::start().await;
    let environments = federation.environments();
    let (key, certificate) = certificate(SENDER, Environment::Acc);
    let wanted = Wanted {
        certificate: Some(certificate.to_pem()),
        ..wanted(Environment::Acc, 1, SENDER, Environment::Acc)
    };
    let client = environments.configure(&wanted).await.expect("configured").client_id.expect("a client");
    let token_url = environments.token_url(Environment::Acc).expect("an address");
    let claims = Claims {
        client_id: &client,
        audience: &token_url,
        jti: "1",
        issued_at: SystemClock.now(),
        lifetime: SignedDuration::from_secs(60),
    };
    let request = TokenRequest {
        grant_type: Some("client_credentials".to_owned()),
        client_assertion_type: Some(ASSERTION_TYPE.to_owned()),
        client_assertion: Some(make(&claims, &key).expect("signed")),
        ..TokenRequest::default()
    };
    let token = federation.acc.oauth.issue_token(&request).await.expect("issued").token;
    let since = SystemClock.now();
    let path = "/REST/ebox/enterprise/messageRegistry/v3/ebox/messages";
    let empty = Form::default().description(&json!({ "subject": "Een brief" }));
    post(&federation.acc.router(), path, &token, empty).await.expect(400);

    let observed = |environment| Observed {
        environment,
        provider: "own".parse().expect("an identifier"),
        sender: SENDER.parse().expect("a number"),
        since,
    };
    let seen = environments.attempts(&observed(Environment::Acc)).await.expect("asked");
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].status, seen[0].refused.contains(&Refused::Schema)), (400, true));
    assert!(environments.attempts(&observed(Environment::Prd)).await.expect("asked").is_empty());
    let later = Observed { since: SystemClock.now(), ..observed(Environment::Acc) };
    assert!(environments.attempts(&later).await.expect("asked").is_empty());
}

#[tokio::test]
async fn a_provider_gets_a_client_is_checked_by_calls_and_entered() {
    let federation = Federation::start().await;
    let environments = federation.environments();
    let acc_url = federation.acc.setup().public_url.clone();
    let (_, certificate) = certificate(OTHER, Environment::Acc);
    let wanted = Wanted {
        dossier: DossierNumber::new(7),
        environment: Environment::Acc,
        institution: OTHER.parse().expect("a number"),
        purpose: Purpose::Provide { name: "city".to_owned() },
        certificate: Some(certificate.to_pem()),
    };
    assert!(!environments.preview(&wanted).await.expect("shown").is_in_force);
    let report = environments.configure(&wanted).await.expect("configured");
    assert!(report.is_in_force && environments.preview(&wanted).await.expect("shown").is_in_force);
    let client = report.client_id.expect("a client").parse().expect("an identifier");
    let known = federation.acc.oauth.client(&client).await.expect("answered").expect("there");
    assert!(known.scopes.contains(Scope::Introspect));

    let now = "2026-03-01T10:00:00Z".parse().expect("a moment");
    let entry = Provider {
        id: "city".parse().expect("an identifier"),
        name: LocalizedText::untranslated("Stad"),
        description: LocalizedText::untranslated("Berichten"),
        v2_url: format!("{acc_url}/REST/ebox/enterprise/messageRegistry/v2/"),
        v3_url: Some(format!("{acc_url}/REST/ebox/enterprise/messageRegistry/v3/")),
        activation: date(2026, 1, 1),
        deactivation: None,
        technical_contact: "it@city.example".to_owned(),
        maintenance: vec![
            MaintenanceWindow::new(now, now + SignedDuration::from_hours(1)).expect("a window"),
        ],
    };
    let checked = environments.check(&entry).await.expect("checked");
    let right: Vec<Check> = checked
        .iter()
        .filter(|one| one.status.is_some_and(|status| one.check.is_answered_by(status)))
        .map(|one| one.check)
        .collect();
    assert_eq!(right, Check::ALL, "{checked:?}");
    environments.enter(Environment::Acc, entry.clone()).await.expect("entered");
    let listed = environments.providers(Environment::Acc).await.expect("listed");
    assert_eq!(listed.iter().find(|one| one.id == entry.id), Some(&entry), "all of it");
    assert!(
        environments.providers(Environment::Prd).await.expect("listed").iter().all(|one| one.id != entry.id)
    );

    environments.undo(Environment::Acc, DossierNumber::new(7)).await.expect("undone");
    let known = federation.acc.oauth.client(&client).await.expect("answered");
    assert!(known.is_some_and(|client| !client.is_enabled));
}
