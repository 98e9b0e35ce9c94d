use std::{collections::BTreeMap, fs, path::Path};

use ebox_credential::{Subject, SystemRandom, key_store::KeyStore, make};
use serde_json::json;
use tempfile::TempDir;

use super::{Sources, *};

const TOKEN_ACC: &str = "https://services-acpt.socialsecurity.be/REST/oauth/v5/token";
const TOKEN_PRD: &str = "https://services.socialsecurity.be/REST/oauth/v5/token";

/// A folder with keys and certificates of one enterprise.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        folder.add_client("own", "0852093431");
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn add_client(&self, name: &str, enterprise: &str) {
        let key = PrivateKey::generate_rsa().expect("a key");
        let subject = Subject {
            legal_name: "Example".to_owned(),
            enterprise: enterprise.parse().expect("a number"),
            environment: Environment::Acc,
            application: "an:application".to_owned(),
            city: "Brussels".to_owned(),
            region: "Brussels-Capital".to_owned(),
        };
        let (from, until) = ("2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z");
        let at = |text: &str| text.parse().expect("a moment");
        let certificate =
            make::self_signed(&subject, &key, at(from), at(until), &SystemRandom).expect("a certificate");
        let write = |ending: &str, bytes: &[u8]| {
            fs::write(self.path().join(format!("{name}{ending}")), bytes).expect("written");
        };
        write(".key", key.to_pem().as_bytes());
        write(".pem", certificate.to_pem().as_bytes());
        let store = KeyStore { key, certificate };
        write(".p12", &store.write("ebox", "geheim").expect("a store"));
    }

    /// A sandbox with a sender before two consumers, and a faulty client.
    fn with_sandbox(self) -> Self {
        self.add_client("other", "0534530277");
        let client = |role: &str, id: &str, enterprise: &str, name: &str| {
            json!({
                "role": role, "clientId": id, "enterpriseNumber": enterprise,
                "privateKeyFile": format!("{name}.key"), "certificateFile": format!("{name}.pem"),
                "keyStoreFile": format!("{name}.p12"), "keyStorePassword": "geheim", "scopes": [],
            })
        };
        let sandbox = json!({
            "baseUrl": "http://127.0.0.1:1", "environment": "acc",
            "tokenUrl": "http://127.0.0.1:1/token", "introspectUrl": "http://127.0.0.1:1/introspect",
            "audience": "the audience", "providerRegistryUrl": "http://127.0.0.1:1/messageProviders",
            "clients": [
                client("documentSender", "sender", "0220916609", "own"),
                client("documentConsumer", "first", "0852093431", "own"),
                client("documentConsumer", "second", "0534530277", "other"),
            ],
            "faultyClients": [{
                "reason": "expiredCertificate", "clientId": "faulty",
                "privateKeyFile": "other.key", "certificateFile": "other.pem",
            }],
        });
        fs::write(self.path().join("sandbox.json"), sandbox.to_string()).expect("written");
        self
    }

    fn read(&self, file: Option<&str>, variables: &[(&str, &str)]) -> Result<Profile, Failure> {
        self.read_named(file, None, variables)
    }

    fn read_named(
        &self,
        file: Option<&str>,
        name: Option<&str>,
        variables: &[(&str, &str)],
    ) -> Result<Profile, Failure> {
        let absolute = |text: &str| text.replace("DIR", &self.path().display().to_string());
        let sources = Sources {
            person: None,
            file: file.map(|text| (self.path().join("ebox.toml"), text.to_owned())),
            name: name.map(str::to_owned),
            variables: variables
                .iter()
                .map(|(name, value)| ((*name).to_owned(), absolute(value)))
                .collect::<BTreeMap<_, _>>(),
        };
        Profile::read(&sources, &|_| None).map(|(profile, _)| profile)
    }
}

#[track_caller]
fn said(result: Result<Profile, Failure>) -> String {
    let failure = result.err().expect("a failure");
    format!("{} {}", failure.message, failure.hint.unwrap_or_default())
}

const OWN: &str = r#"
    [profiles.default]
    environment = "acc"
    client_id = "me"
    private_key = "own.key"
    certificate = "own.pem"
"#;

#[test]
fn a_profile_in_the_file_is_enough_for_the_real_federation() {
    let profile = Folder::new().read(Some(OWN), &[]).expect("a profile");
    assert_eq!(profile.environment, Environment::Acc);
    assert_eq!(profile.client_id, "me");
    assert_eq!(profile.endpoints.token_url, TOKEN_ACC);
    assert_eq!(profile.endpoints.audience, TOKEN_ACC);
    assert!(profile.endpoints.provider_registry_url.ends_with("/federation/v1/messageProviders"));
    // The certificate says whose e-Box it is.
    assert_eq!(profile.enterprise.map(|number| number.to_string()).as_deref(), Some("0852093431"));
}

#[test]
fn the_simulation_takes_tokens_of_production_and_has_a_registry_of_its_own() {
    let text = OWN.replace("\"acc\"", "\"sim\"");
    let endpoints = Folder::new().read(Some(&text), &[]).expect("a profile").endpoints;
    assert_eq!(endpoints.token_url, TOKEN_PRD);
    assert!(endpoints.provider_registry_url.starts_with("https://services-sim."));
    let registry = endpoints.unlisted_registry.expect("a registry");
    assert!(registry.ends_with("/consultationIntegrationTest/v3"), "{registry}");
}

#[test]
fn variables_win_over_the_file() {
    let variables = [
        ("EBOX_CLIENT_ID", "another"),
        ("EBOX_WHAT", "annexes"),
        ("EBOX_TOKEN_URL", "https://tokens.example/v5/token"),
        ("EBOX_ENTERPRISE_NUMBER", "0534530277"),
    ];
    let profile = Folder::new().read(Some(OWN), &variables).expect("a profile");
    assert_eq!(profile.client_id, "another");
    assert_eq!(profile.what, Some(What::Annexes));
    assert_eq!(profile.endpoints.audience, "https://tokens.example/v5/token");
    assert_eq!(profile.endpoints.introspect_url, "https://tokens.example/v5/introspect");
    assert_eq!(profile.enterprise.map(|number| number.to_string()).as_deref(), Some("0534530277"));
}

#[test]
fn a_key_store_brings_key_and_certificate() {
    let text = r#"
        [profiles.default]
        environment = "acc"
        client_id = "me"
        key_store = "own.p12"
    "#;
    let folder = Folder::new();
    let profile = folder.read(Some(text), &[("EBOX_KEY_STORE_PASSWORD", "geheim")]).expect("a profile");
    assert!(profile.certificate.is_some() && profile.enterprise.is_some());

    let unasked = said(folder.read(Some(text), &[]));
    assert!(unasked.contains("EBOX_KEY_STORE_PASSWORD"), "{unasked}");
    let wrong = said(folder.read(Some(text), &[("EBOX_KEY_STORE_PASSWORD", "secret-typo")]));
    assert!(wrong.contains("password is wrong") && !wrong.contains("secret-typo"), "{wrong}");
}

#[test]
fn a_sandbox_alone_gives_its_first_consumer() {
    let folder = Folder::new().with_sandbox();
    for sandbox in ["DIR/sandbox.json", "DIR"] {
        let profile = folder.read(None, &[("EBOX_SANDBOX", sandbox)]).expect("a profile");
        assert_eq!(profile.client_id, "first");
        assert_eq!(profile.endpoints.audience, "the audience");
        assert_eq!(profile.environment, Environment::Acc);
    }
    let file = "[profiles.default]\nenvironment = \"sandbox\"\nsandbox = \"sandbox.json\"";
    assert_eq!(folder.read(Some(file), &[]).expect("a profile").client_id, "first");
}

#[test]
fn a_client_of_a_sandbox_is_chosen_by_its_id_or_its_enterprise() {
    let folder = Folder::new().with_sandbox();
    let chosen = |key, value| {
        folder.read(None, &[("EBOX_SANDBOX", "DIR/sandbox.json"), (key, value)]).map(|one| one.client_id)
    };
    assert_eq!(chosen("EBOX_CLIENT_ID", "second").expect("a profile"), "second");
    assert_eq!(chosen("EBOX_CLIENT_ID", "faulty").expect("a profile"), "faulty");
    assert_eq!(chosen("EBOX_ENTERPRISE_NUMBER", "0534530277").expect("a profile"), "second");
    assert_eq!(chosen("EBOX_ENTERPRISE_NUMBER", "0220916609").expect("a profile"), "sender");
    let unknown = chosen("EBOX_CLIENT_ID", "nobody").expect_err("no such client").message;
    assert!(unknown.contains("EBOX_CLIENT_ID") && unknown.contains("first, second"), "{unknown}");
    let unknown = chosen("EBOX_ENTERPRISE_NUMBER", "0999999922").expect_err("no such client").message;
    assert!(unknown.contains("0852093431"), "{unknown}");
}

#[test]
fn everything_of_a_sandbox_can_be_overridden() {
    let folder = Folder::new().with_sandbox();
    let variables = [
        ("EBOX_SANDBOX", "DIR/sandbox.json"),
        ("EBOX_CLIENT_ID", "not in the sandbox"),
        ("EBOX_PRIVATE_KEY", "DIR/other.key"),
        ("EBOX_PROVIDER_REGISTRY_URL", "https://list.example/"),
    ];
    let profile = folder.read(None, &variables).expect("a profile");
    assert_eq!(profile.client_id, "not in the sandbox");
    assert!(profile.certificate.is_none());
    assert_eq!(profile.endpoints.provider_registry_url, "https://list.example/");
    assert_eq!(profile.endpoints.token_url, "http://127.0.0.1:1/token");
}

#[test]
fn a_variable_that_says_where_to_go_leaves_nothing_of_what_the_file_says_about_it() {
    let folder = Folder::new().with_sandbox();
    let variables = [("EBOX_SANDBOX", "DIR/sandbox.json"), ("EBOX_CLIENT_ID", "second")];
    let profile = folder.read(Some("[profiles.default]\nenvironment = \"prd\""), &variables);
    assert_eq!(profile.expect("a profile").client_id, "second");

    let file = format!("{OWN}\nsandbox = \"sandbox.json\"");
    let profile = folder.read(Some(&file), &[("EBOX_ENVIRONMENT", "prd")]).expect("a profile");
    assert_eq!(profile.endpoints.token_url, TOKEN_PRD);
}

#[test]
fn every_mistake_is_named_at_once() {
    let text = r#"
        [profiles.default]
        environment = "production"
        what = "all"
        clientid = "me"
        enterprise_number = 852093431
        token_url = "services.example"
        private_key = "missing.key"
    "#;
    let said = said(Folder::new().read(Some(text), &[("EBOX_CERTIFICATE", "-----BEGIN CERTIFICATE-----")]));
    for part in [
        "environment: expected prd",
        "what: expected metadata",
        "clientid: unknown",
        "enterprise_number: expected ten digits",
        "private_key: ",
        "missing.key cannot be read",
        "client_id: missing",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
}

#[test]
fn a_key_and_a_certificate_that_do_not_belong_together_are_refused() {
    let folder = Folder::new().with_sandbox();
    let said = said(folder.read(Some(&OWN.replace("own.pem", "other.pem")), &[]));
    assert!(said.contains("certificate: it is not the certificate of the key"), "{said}");
}

#[test]
fn what_stands_in_the_file_is_never_repeated_where_it_may_be_a_secret() {
    let folder = Folder::new();
    for text in [
        "[profiles.default]\nkey_store_password = geheim",
        "[profiles.default]\nenvironment = \"acc\"\nkey_store_password = [\"geheim\"]",
        "[profiles.default]\nenvironment = \"acc\"\nprivate_key = \"-----BEGIN PRIVATE KEY-----geheim\"",
    ] {
        let said = said(folder.read(Some(text), &[]));
        assert!(!said.contains("geheim"), "{said}");
    }
    let said = said(folder.read(Some("[profiles.default]\n\nclient_id = me"), &[]));
    assert!(said.contains("line 3"), "{said}");
}

#[test]
fn a_profile_that_is_not_there_is_told_with_those_that_are() {
    let folder = Folder::new();
    let text = OWN.replace("default", "acceptance");
    let missing = said(folder.read(Some(&text), &[]));
    assert!(missing.contains("no profile default") && missing.contains("acceptance"), "{missing}");
    assert!(folder.read_named(Some(&text), Some("acceptance"), &[]).is_ok());
    assert!(said(folder.read_named(None, Some("acceptance"), &[])).contains("--config"));
    assert!(said(folder.read(None, &[])).contains("EBOX_SANDBOX"));
}

#[test]
fn an_empty_text_is_missing_and_a_number_is_no_text() {
    let folder = Folder::new();
    let empty = OWN.replace("\"me\"", "\"\"").replace("\"acc\"", "\"\"");
    let missing = said(folder.read(Some(&empty), &[]));
    assert!(missing.contains("client_id: missing") && missing.contains("environment: missing"), "{missing}");
    let number = said(folder.read(Some("[profiles.default]\nsandbox = 5"), &[]));
    assert!(number.contains("sandbox: expected a text, not a value of type integer"), "{number}");
    let value = said(folder.read(Some("[profiles]\ndefault = 3"), &[]));
    assert!(value.contains("profiles.default is no section"), "{value}");
    assert!(!value.contains("one of: default"), "{value}");
}

#[test]
fn a_place_is_said_once() {
    let folder = Folder::new().with_sandbox();
    let variables = [("EBOX_SANDBOX", "DIR/sandbox.json"), ("EBOX_ENVIRONMENT", "prd")];
    let said_of_both = said(folder.read(None, &variables));
    assert!(said_of_both.contains("the sandbox rehearses acc"), "{said_of_both}");
    let missing = said(folder.read(None, &[("EBOX_ENVIRONMENT", "sandbox")]));
    assert!(missing.contains("EBOX_SANDBOX"), "{missing}");
}
