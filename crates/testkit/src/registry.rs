//! A registry on its own folder, with both its faces.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use ebox_audit::{Effects, PersonKey, ReadTrail};
use ebox_content::Content;
use ebox_credential::Scope;
use ebox_domain::{
    EboxId, EboxType, Environment, LocalizedText, ServiceError,
    publication::Recipient,
    reference::{
        ActionDefinition, BusinessDataFormat, BusinessDataKey, MessageType, Profile, ReferenceData,
        SenderApplication, SenderOrganization, Trio, ValidityPeriod, ValidityUnit,
    },
};
use ebox_registry::{
    Parts, Registry, Settings,
    conformance::Subject as _,
    http::{RegistryShared, RegistryState, v2_router, v3_router},
    port::{Recipients, RegistryStore as _},
};
use ebox_sqlite::Store;
use ebox_web::attempts::Attempts;

use crate::{CountingRng, GivenMandates, GivenRights, StillClock, Tokens};

/// The sender of this world.
pub const SENDER: &str = "0220916609";
/// A recipient that has opened its e-Box.
pub const RECIPIENT: &str = "0852093431";
/// Another enterprise, which never opened its e-Box.
pub const STRANGER: &str = "0534530277";
/// The sender's application.
pub const APPLICATION: &str = "test:application";
/// A message type for enterprises and citizens.
pub const MESSAGE_TYPE: &str = "TEST-TYPE";

/// A registry with one sender and two recipients. Tokens: `sender`, `recipient`, `stranger`, `scopeless`.
pub struct RegistryWorld {
    /// The v2.1 face.
    pub v2: Router,
    /// The v3 face.
    pub v3: Router,
    /// The registry behind both.
    pub registry: Arc<Registry>,
    /// Its clock.
    pub clock: Arc<StillClock>,
    /// Its tokens.
    pub tokens: Arc<Tokens>,
    /// Its mandates; none in the beginning.
    pub mandates: Arc<GivenMandates>,
    /// The rights of people; everything in the beginning.
    pub rights: Arc<GivenRights>,
    /// Its store.
    pub store: Store,
    folder: Arc<tempfile::TempDir>,
}

impl RegistryWorld {
    /// A fresh registry with the usual choices.
    pub async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    /// A fresh registry.
    pub async fn with(settings: Settings) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        let clock = Arc::new(StillClock::at("2026-03-01T10:00:00Z"));
        Self::open(folder, clock, settings).await
    }

    /// The same registry after a restart.
    pub async fn restarted(self, settings: Settings) -> Self {
        self.store.close().await;
        Self::open(self.folder, self.clock, settings).await
    }

    async fn open(folder: Arc<tempfile::TempDir>, clock: Arc<StillClock>, settings: Settings) -> Self {
        let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
        let data = reference_data();
        store.replace_reference_data(data, Effects::default()).await.expect("kept");
        let content =
            Content::in_folder(&folder.path().join("content"), Arc::new(store.clone())).expect("opens");
        let rights = Arc::new(GivenRights::default());
        let registry = Registry::open(Parts {
            store: Arc::new(store.clone()),
            content,
            recipients: Arc::new(KnownRecipients),
            partitions: rights.clone(),
            clock: clock.clone(),
            rng: Arc::new(CountingRng::default()),
            person_key: PersonKey::new([7; 32]),
            reads: ReadTrail::start(Arc::new(store.clone())),
            settings,
        })
        .await
        .expect("opens");
        let (tokens, mandates) = (Arc::new(Tokens::default()), Arc::new(GivenMandates::default()));
        let consumer = [Scope::DocumentConsumer, Scope::SummaryOwnEbox];
        tokens.give("sender", SENDER, &[Scope::PublicationSender]);
        tokens.give("recipient", RECIPIENT, &consumer);
        tokens.give("stranger", STRANGER, &consumer);
        tokens.give("scopeless", RECIPIENT, &[Scope::FederationRegistry]);
        let registry = Arc::new(registry);
        let state = RegistryState::from(RegistryShared {
            registry: Arc::clone(&registry),
            verifier: tokens.clone(),
            attempts: Attempts {
                records: Arc::new(store.clone()),
                clock: clock.clone(),
                person_key: PersonKey::new([7; 32]),
            },
            mandates: mandates.clone(),
            v2_address: "https://ebox.example/v2".into(),
            v3_address: "https://ebox.example/v3".into(),
            environment: Environment::Acc,
            contact: None,
            reference: ebox_registry::http::ReferenceAnswers::default(),
        });
        let (v2, v3) = (v2_router(state.clone()), v3_router(state));
        Self { v2, v3, registry, clock, tokens, mandates, rights, store, folder }
    }

    /// How many events and audit records there are.
    pub async fn effects(&self) -> (u64, u64) {
        self.store.effects().await
    }

    /// How many files of content there are on disk, staged ones included.
    pub fn content_files(&self) -> usize {
        fn count(folder: &std::path::Path) -> usize {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 }).sum()
        }
        count(&self.folder.path().join("content"))
    }
}

struct KnownRecipients;

#[async_trait]
impl Recipients for KnownRecipients {
    async fn recipient(&self, ebox: EboxId) -> Result<Recipient, ServiceError> {
        Ok(match ebox.number() {
            RECIPIENT => Recipient::Active { has_opened: true },
            STRANGER => Recipient::Active { has_opened: false },
            _ => Recipient::Unknown,
        })
    }
}

/// What the sender of these worlds may send.
pub fn reference_data() -> ReferenceData {
    let text = LocalizedText::untranslated;
    let kind = MessageType {
        id: MESSAGE_TYPE.parse().expect("an id"),
        name: text("Type"),
        description: text("A type"),
        validity: ValidityPeriod::new(1, ValidityUnit::Month).expect("a period"),
        business_data_keys: vec![BusinessDataKey {
            key: "BCE IP".to_owned(),
            name: text("File"),
            format: BusinessDataFormat::Text,
        }],
        actions: vec![ActionDefinition {
            id: "confirm".parse().expect("an id"),
            label: text("Confirm"),
            url_template: Some("https://confirm.example/{dossier}".to_owned()),
            days_until_due: Some(10),
        }],
    };
    let organization = SenderOrganization {
        id: SENDER.parse().expect("a number"),
        short_name: text("Sender"),
        long_name: text("Sender"),
        profile: Profile::default(),
        may_register: false,
        is_mandatary: false,
    };
    let application = SenderApplication {
        id: APPLICATION.parse().expect("an id"),
        name: text("Application"),
        description: text("An application"),
        profile: Profile::default(),
    };
    let trio = Trio {
        organization: organization.id,
        application: application.id.clone(),
        message_type: kind.id.clone(),
        sector: EboxType::Enterprise,
    };
    ReferenceData {
        organizations: [(organization.id, organization)].into(),
        applications: [(application.id.clone(), application)].into(),
        message_types: [(kind.id.clone(), kind)].into(),
        trios: [trio].into(),
    }
}
