//! A dossier as it is.

use std::collections::{BTreeMap, BTreeSet};

use ebox_domain::{EnterpriseNumber, Environment, Ssin, provider::ProviderId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    as_text,
    conversation::{NewFile, Note},
    draft::Draft,
    event::{Event, Happening, Remark},
    evidence::{Case, Proof},
    number::DossierNumber,
    party::{Author, Party},
    state::{Kind, State},
};

/// A dossier. It can be read by everybody; it changes only by a [`Change`], which this crate alone makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dossier {
    #[serde(with = "as_text")]
    pub(crate) number: DossierNumber,
    pub(crate) kind: Kind,
    #[serde(with = "as_text")]
    pub(crate) institution: EnterpriseNumber,
    #[serde(with = "as_text::option")]
    pub(crate) base: Option<DossierNumber>,
    pub(crate) version: u32,
    pub(crate) moves: u32,
    pub(crate) state: State,
    pub(crate) since: Timestamp,
    pub(crate) opened_at: Timestamp,
    #[serde(with = "as_text")]
    pub(crate) opened_by: Ssin,
    #[serde(with = "as_text::list")]
    pub(crate) environments: Vec<Environment>,
    #[serde(with = "as_text::option")]
    pub(crate) owner: Option<Ssin>,
    #[serde(with = "as_text::list")]
    pub(crate) colleagues: BTreeSet<Ssin>,
    pub(crate) request: Draft,
    pub(crate) form: Draft,
    pub(crate) remarks: Vec<Remark>,
    pub(crate) trouble: Option<String>,
    pub(crate) is_refused: bool,
    #[serde(with = "as_text::keys")]
    pub(crate) certificates: BTreeMap<Environment, String>,
    #[serde(with = "as_text::keys")]
    pub(crate) configured: BTreeMap<Environment, Configured>,
    #[serde(with = "as_text::keys")]
    pub(crate) entries: BTreeMap<Environment, Entry>,
    #[serde(with = "as_text::keys")]
    pub(crate) tests: BTreeMap<Environment, Tests>,
    pub(crate) notes: u32,
    pub(crate) open_questions: BTreeSet<u32>,
}

/// What an environment has of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Configured {
    /// Since when.
    pub at: Timestamp,
    /// The OAuth client there, when there is one.
    pub client_id: Option<String>,
}

/// The entry of a Document Provider in the provider registry of an environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entry {
    /// Under which identifier.
    #[serde(with = "as_text")]
    pub(crate) id: ProviderId,
    /// How far it is.
    pub(crate) standing: Standing,
}

/// How an entry of the provider registry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Standing {
    /// The identifier is kept for this dossier; whether the registry has the entry is not known.
    Claimed,
    /// The registry has it.
    In,
    /// It was taken out.
    Out,
}

/// What is kept of the tests in an environment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Tests {
    /// Why cases need not be shown, by their keys.
    pub(crate) excuses: BTreeMap<String, String>,
    /// What was shown when "go" was asked for, by the keys of the cases.
    pub(crate) proofs: BTreeMap<String, Proof>,
}

impl Dossier {
    /// Its number.
    pub const fn number(&self) -> DossierNumber {
        self.number
    }

    /// What it is for.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whose it is.
    pub const fn institution(&self) -> EnterpriseNumber {
        self.institution
    }

    /// The dossier of the live sender whose message types it adds to.
    pub const fn base(&self) -> Option<DossierNumber> {
        self.base
    }

    /// What its project is called; empty before anybody said so.
    pub fn name(&self) -> &str {
        self.request.get(crate::request::fields::NAME)
    }

    /// Which version this is: every change makes the next one.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// How often it moved. Who decides says which of these they had before their eyes.
    pub const fn moves(&self) -> u32 {
        self.moves
    }

    /// Where it is.
    pub const fn state(&self) -> State {
        self.state
    }

    /// Since when it is there.
    pub const fn since(&self) -> Timestamp {
        self.since
    }

    /// When it was opened.
    pub const fn opened_at(&self) -> Timestamp {
        self.opened_at
    }

    /// Who opened it.
    pub const fn opened_by(&self) -> Ssin {
        self.opened_by
    }

    /// The environments of its way, in their order. Only institutions inside the network of social security pass INT.
    pub fn environments(&self) -> Vec<Environment> {
        let network = self.request.get(crate::request::fields::NETWORK);
        let is_passed = |one: &Environment| {
            *one != Environment::Int || network != "outside" || self.environments.len() == 1
        };
        self.environments.iter().copied().filter(is_passed).collect()
    }

    /// Who of the integration team looks after it.
    pub const fn owner(&self) -> Option<Ssin> {
        self.owner
    }

    /// Who works on it for the institution besides its access managers.
    pub const fn colleagues(&self) -> &BTreeSet<Ssin> {
        &self.colleagues
    }

    /// The request, as far as it is written.
    pub const fn request(&self) -> &Draft {
        &self.request
    }

    /// The form, as far as it is written.
    pub const fn form(&self) -> &Draft {
        &self.form
    }

    /// Why it was last sent back, as long as it was not submitted again.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Why the last attempt to carry something out failed.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Whether that was a refusal, so that trying again brings the same.
    pub const fn is_refused(&self) -> bool {
        self.is_refused
    }

    /// The identifier under which the provider registry of an environment has it, or may have it.
    pub fn entered(&self, environment: Environment) -> Option<&ProviderId> {
        let entry = self.entries.get(&environment)?;
        (entry.standing != Standing::Out).then_some(&entry.id)
    }

    /// The certificate for an environment, PEM.
    pub fn certificate(&self, environment: Environment) -> Option<&str> {
        self.certificates.get(&environment).map(String::as_str)
    }

    /// What an environment has of it, when it is configured.
    pub fn configured(&self, environment: Environment) -> Option<&Configured> {
        self.configured.get(&environment)
    }

    /// Why a case need not be shown in an environment.
    pub fn excuse(&self, environment: Environment, case: &Case) -> Option<&str> {
        Some(self.tests.get(&environment)?.excuses.get(&case.key())?.as_str())
    }

    /// What showed a case in an environment, at the moment when "go" was asked for.
    pub fn proof(&self, environment: Environment, case: &Case) -> Option<&Proof> {
        self.tests.get(&environment)?.proofs.get(&case.key())
    }

    /// The numbers of the questions that nobody answered.
    pub const fn open_questions(&self) -> &BTreeSet<u32> {
        &self.open_questions
    }

    /// The environment after another one.
    pub fn after(&self, environment: Environment) -> Option<Environment> {
        self.environments().into_iter().skip_while(|one| *one != environment).nth(1)
    }

    /// The environment before another one.
    pub fn before(&self, environment: Environment) -> Option<Environment> {
        self.environments().into_iter().take_while(|one| *one != environment).last()
    }

    /// The dossier as a store keeps it.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads back what [`to_json`](Self::to_json) wrote.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}

/// A dossier that is being opened: the store gives the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDossier(Dossier);

/// What a new dossier begins with.
pub(crate) struct Beginning {
    pub(crate) kind: Kind,
    pub(crate) institution: EnterpriseNumber,
    pub(crate) environments: Vec<Environment>,
    pub(crate) request: Draft,
    pub(crate) form: Draft,
    pub(crate) base: Option<DossierNumber>,
}

impl NewDossier {
    pub(crate) fn new(beginning: Beginning, by: Ssin, at: Timestamp) -> Self {
        let state = match beginning.kind {
            Kind::Sender | Kind::Provider => State::InitialRequest,
            Kind::FurtherMessageTypes => State::FormalRequest,
        };
        Self(Dossier {
            number: DossierNumber::new(0),
            kind: beginning.kind,
            institution: beginning.institution,
            base: beginning.base,
            version: 1,
            moves: 0,
            state,
            since: at,
            opened_at: at,
            opened_by: by,
            environments: beginning.environments,
            owner: None,
            colleagues: BTreeSet::new(),
            request: beginning.request,
            form: beginning.form,
            remarks: Vec::new(),
            trouble: None,
            is_refused: false,
            certificates: BTreeMap::new(),
            configured: BTreeMap::new(),
            entries: BTreeMap::new(),
            tests: BTreeMap::new(),
            notes: 0,
            open_questions: BTreeSet::new(),
        })
    }

    /// The dossier under its number, with the first entry of its history.
    pub fn numbered(self, number: DossierNumber) -> (Dossier, Event) {
        let dossier = Dossier { number, ..self.0 };
        let event = Event {
            at: dossier.opened_at,
            by: Author::person(dossier.opened_by, Party::Institution),
            what: Happening::Opened,
            why: None,
            remarks: Vec::new(),
            from: dossier.state,
            to: dossier.state,
        };
        (dossier, event)
    }
}

/// A change of a dossier, which only this crate makes: what a store cannot be asked to write, nobody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub(crate) after: Dossier,
    pub(crate) event: Option<Event>,
    pub(crate) note: Option<(Note, Vec<NewFile>)>,
}

impl Change {
    /// The version that it starts from: it is made of that one and of no other.
    pub const fn before(&self) -> u32 {
        self.after.version - 1
    }

    /// The dossier as it is afterwards.
    pub const fn after(&self) -> &Dossier {
        &self.after
    }

    /// What is added to the history.
    pub const fn event(&self) -> Option<&Event> {
        self.event.as_ref()
    }

    /// What is added to the conversation, with its files.
    pub const fn note(&self) -> Option<&(Note, Vec<NewFile>)> {
        self.note.as_ref()
    }
}
