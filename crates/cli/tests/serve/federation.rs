//! A Document Provider inside a federation that others run: two processes, one with the OAuth server and the
//! Partition service, one with nothing but a registry.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use ebox_audit::Record;
use ebox_client::{
    Credentials, FileSource, Http, OutgoingFile, OutgoingPublication, Registry, Settings, TokenSource,
};
use ebox_credential::{PrivateKey, SystemRandom};
use ebox_domain::{
    Clock as _, EboxId, Environment, Language, LocalizedText, MediaType,
    partition::Criteria,
    publication::{Draft, DraftAttachment},
    time::SystemClock,
};
use ebox_partition::{By, NewRule};
use ebox_sandbox::{Desk, Options, Place, World};
use ebox_wire::{
    routes::Version,
    sandbox::{self, Client, Role, Sandbox},
};

use crate::free_address;

const SENDER: &str = "0220916609";
const RECIPIENT: &str = "0852093431";
const PARTITION: &str = "Payroll";
const APPLICATION: &str = "document:management:consult:ws-eboxrestentreprise:0220916609";
const MESSAGE_TYPE: &str = "TEST_PILOT_5_ENTERPRISE";

/// A running `ebox serve`.
struct Process(Child);

impl Process {
    async fn start(config: &Path, address: SocketAddr) -> Self {
        let process = Command::new(env!("CARGO_BIN_EXE_ebox"))
            .args(["serve", "--config"])
            .arg(config)
            .spawn()
            .expect("ebox starts");
        let process = Self(process);
        for _ in 0..400 {
            if reqwest::get(format!("http://{address}/health")).await.is_ok() {
                return process;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("ebox serve did not come up");
    }

    fn stop(mut self) {
        Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().expect("signalled");
        assert!(self.0.wait().expect("reaped").success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Two folders with the same world, in which the recipient sends this type of message to a partition of its own.
struct Country {
    root: tempfile::TempDir,
    sandbox: Sandbox,
}

impl Country {
    async fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let world = World::open(Options {
            place: Place::Kept(root.path().join("a")),
            listen: free_address(),
            environment: Environment::Acc,
            desk: Desk::default(),
            max_file_size: 1 << 20,
            clock: Arc::new(SystemClock),
            rng: Arc::new(SystemRandom),
        })
        .await
        .expect("a world");
        let record = Record::new(SystemClock.now(), "OPERATOR", "test", 200);
        let by = By::operator(RECIPIENT.parse().expect("a number"), record);
        let criteria = Criteria::new(MESSAGE_TYPE.parse().ok(), None, None).expect("a criterion");
        let target = PARTITION.parse().expect("a partition");
        let rule = NewRule { criteria, target, place: None };
        world.services().partitions.add_rule(&by, rule).await.expect("added");
        let sandbox = world.sandbox().clone();
        world.stop().await.expect("stopped");
        Self { root, sandbox }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn client(&self, role: Role, enterprise: &str) -> &Client {
        self.sandbox.client(role, enterprise.parse().ok()).expect("a client")
    }

    fn key(&self, client: &Client) -> PathBuf {
        sandbox::resolve(&self.path("a/sandbox.json"), &client.private_key_file)
    }

    /// The process of the others: everything that all share, and no registry.
    async fn start_others(&self, address: SocketAddr) -> Process {
        let text = format!(
            "environment = \"acc\"\npublic_url = \"http://{address}\"\ndata = \"a\"\n\
             roles = [\"oauth\", \"federation\"]\n[listen]\naddress = \"{address}\"\n"
        );
        self.start("a.toml", &text, address).await
    }

    /// The Document Provider of its own, which knows nobody but the others.
    async fn start_provider(&self, address: SocketAddr, others: SocketAddr) -> Process {
        let client = self.sandbox.client(Role::DocumentProvider, None).expect("a provider");
        let text = format!(
            "environment = \"acc\"\npublic_url = \"http://{address}\"\ndata = \"b\"\n\
             roles = [\"registry\"]\nproviders = [\"nsso\"]\n\
             partition_service = \"http://{others}/REST/ebox/enterprise/partition/v1\"\n\
             federation_service = \"http://{others}/REST/ebox/enterprise/federation/v1\"\n\
             [listen]\naddress = \"{address}\"\n\
             [registry]\ncheck_digits = \"pattern\"\nrecipients = \"any\"\n\
             [oauth_server]\ntoken_url = \"http://{others}/REST/oauth/v5/token\"\n\
             client_id = \"{}\"\nprivate_key = \"{}\"\n",
            client.client_id,
            self.key(client).display()
        );
        // Of the world it has the reference data of its provider, and nothing of the shared services.
        let (from, to) = (self.path("a/providers/nsso"), self.path("b/providers/nsso"));
        std::fs::create_dir_all(&to).expect("made");
        std::fs::copy(from.join("store.sqlite"), to.join("store.sqlite")).expect("copied");
        std::fs::write(self.path("b/environment"), "acc\n").expect("written");
        self.start("b.toml", &text, address).await
    }

    async fn start(&self, name: &str, config: &str, address: SocketAddr) -> Process {
        let file = self.path(name);
        std::fs::write(&file, config).expect("written");
        let checked = Command::new(env!("CARGO_BIN_EXE_ebox"))
            .args(["serve", "--check-config", "--config"])
            .arg(&file)
            .output()
            .expect("ebox runs");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
        Process::start(&file, address).await
    }

    /// The registry of the provider, as a client sees it whose tokens come from the others.
    fn registry(&self, client: &Client, provider: SocketAddr, others: SocketAddr) -> Registry {
        let key = std::fs::read_to_string(self.key(client)).expect("a key");
        let token_url = format!("http://{others}/REST/oauth/v5/token");
        let credentials = Credentials {
            client_id: client.client_id.clone(),
            key: PrivateKey::from_pem(&key).expect("a key"),
            audience: token_url.clone(),
            token_url,
            scopes: Vec::new(),
        };
        let settings = Settings { retries: 0, ..Settings::default() };
        let http = Http::new(settings, Arc::new(SystemClock)).expect("set up");
        let tokens = Arc::new(TokenSource::new(http.clone(), credentials, Arc::new(SystemRandom)));
        let address = format!("http://{provider}/REST/ebox/enterprise/messageRegistry/v3/");
        Registry::new(http, tokens, "nsso".to_owned(), Version::V3, address)
    }
}

fn publication(key: &str) -> OutgoingPublication {
    let draft = Draft {
        recipient: EboxId::Enterprise(RECIPIENT.parse().expect("a number")),
        sender: Some(SENDER.parse().expect("a number")),
        sender_partition: None,
        application: APPLICATION.parse().expect("an id"),
        message_type: MESSAGE_TYPE.parse().expect("an id"),
        subject: LocalizedText::in_one(Language::Nl, key),
        body: None,
        is_body_main: false,
        is_reply_authorized: false,
        is_registered: false,
        attention: None,
        original: None,
        attachments: vec![DraftAttachment {
            part: "upfile1".to_owned(),
            is_main: true,
            is_signed: false,
            title: None,
            digest: None,
        }],
        business_data: Vec::new(),
        payment: None,
        action: None,
        expires: None,
        optional_features: Vec::new(),
    };
    let file = OutgoingFile {
        part: "upfile1".to_owned(),
        file_name: "letter.pdf".to_owned(),
        media_type: MediaType::Pdf,
        source: FileSource::Bytes(Bytes::from_static(b"%PDF-1.7 the letter")),
    };
    OutgoingPublication { draft, files: vec![file], idempotency_key: Some(key.to_owned()) }
}

#[tokio::test]
async fn a_registry_takes_tokens_and_routing_rules_of_a_federation_that_others_run() {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let country = Country::new().await;
    let (others_at, provider_at) = (free_address(), free_address());
    let others = country.start_others(others_at).await;
    let provider = country.start_provider(provider_at, others_at).await;

    let sender = country.registry(country.client(Role::DocumentSender, SENDER), provider_at, others_at);
    let recipient =
        country.registry(country.client(Role::DocumentConsumer, RECIPIENT), provider_at, others_at);
    let first = sender.publish(&publication("first")).await.expect("published");
    assert!(!first.recipient_never_opened, "the others say that somebody opened the e-Box");
    let message = recipient.message(&first.message_id).await.expect("there");
    assert_eq!(message.partition.as_deref(), Some(PARTITION), "the rule of the recipient holds");
    assert!(
        recipient.publish(&publication("not a sender")).await.is_err_and(|error| error.status() == Some(403))
    );

    // The others are gone: what was known of a token holds for a few seconds, and then nobody can tell.
    others.stop();
    recipient.message(&first.message_id).await.expect("known a moment ago");
    tokio::time::sleep(Duration::from_secs(6)).await;
    for _ in 0..2 {
        let refused = recipient.message(&first.message_id).await.expect_err("nobody can tell");
        assert_eq!(refused.status(), Some(503), "{}", refused.chain());
    }

    // They are back, and so is everything.
    let others = country.start_others(others_at).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    recipient.message(&first.message_id).await.expect("there again");
    provider.stop();
    others.stop();
}
