//! What dossiers need kept, and what they need of others.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{
    EboxId, EmailAddress, EnterpriseNumber, Environment, Language, Ssin, StoreError, provider::Provider,
};

use crate::{
    configuration::{EnvironmentError, Observed, Reach, Report, Wanted},
    conversation::Note,
    dossier::{Change, Dossier, NewDossier},
    event::Event,
    evidence::{Attempt, Checked},
    number::DossierNumber,
    party::Party,
    state::{Kind, Stage},
};

/// The store of dossiers. Every method is one atomic unit of work; when it returns, its change is durable.
#[async_trait]
pub trait DossierStore: Send + Sync {
    /// Keeps a new dossier under the next number, with the first entry of its history.
    async fn open(&self, new: NewDossier, effects: Effects) -> Result<Dossier, StoreError>;

    /// One dossier.
    async fn dossier(&self, number: DossierNumber) -> Result<Option<Dossier>, StoreError>;

    /// Makes a change, with its entries in history and conversation, when the dossier still has the version that the
    /// change starts from. Whether it was made; else nothing is, effects included.
    async fn change(&self, change: Change, effects: Effects) -> Result<bool, StoreError>;

    /// Dossiers that are wanted, the longest where they are first, and how many there are in all.
    async fn list(&self, wanted: &Listed) -> Result<(Vec<Dossier>, u64), StoreError>;

    /// Everything that happened to a dossier, in its order.
    async fn history(&self, number: DossierNumber) -> Result<Vec<Event>, StoreError>;

    /// Everything that was said about a dossier, in its order.
    async fn conversation(&self, number: DossierNumber) -> Result<Vec<Note>, StoreError>;

    /// A file of the conversation: by its note, and its place there from 0.
    async fn file(
        &self,
        number: DossierNumber,
        note: u32,
        place: usize,
    ) -> Result<Option<Vec<u8>>, StoreError>;

    /// The enterprises with a dossier that is shared with a person, by number.
    async fn enterprises_of(&self, colleague: Ssin) -> Result<Vec<EnterpriseNumber>, StoreError>;
}

/// Which dossiers are wanted; every condition that is there has to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Of this institution.
    pub institution: Option<EnterpriseNumber>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// In this stage.
    pub stage: Option<Stage>,
    /// Where it is this party's turn.
    pub turn: Option<Party>,
    /// Looked after by this person.
    pub owner: Option<Ssin>,
    /// Only those that the program has something to carry out for.
    pub under_way: bool,
    /// Those that ended without their purpose as well.
    pub ended_too: bool,
    /// With these words in number, institution or name.
    pub text: Option<String>,
    /// So many at most.
    pub most: u32,
    /// Without the first so many.
    pub skip: u64,
}

/// What dossiers ask about people: the service of people answers.
#[async_trait]
pub trait People: Send + Sync {
    /// Whether a person is access manager or co-access manager of an enterprise.
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError>;

    /// The party at the desk for which a person works.
    async fn staff(&self, person: Ssin) -> Result<Option<Party>, StoreError>;

    /// Where people are reached who want to be told by mail.
    async fn reachable(&self, whom: Whom) -> Result<Vec<Contact>, StoreError>;

    /// Whether somebody is registered under a number.
    async fn is_known(&self, person: Ssin) -> Result<bool, StoreError>;
}

/// Who is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// The managers of an enterprise, and these colleagues.
    Institution(EnterpriseNumber, Vec<Ssin>),
    /// Everybody of a party at the desk.
    Staff(Party),
    /// One person.
    One(Ssin),
}

/// Where a person is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Who.
    pub person: Ssin,
    /// Where.
    pub email: EmailAddress,
    /// In which language.
    pub language: Language,
}

/// What dossiers want of environments: each is a deployment of its own.
#[async_trait]
pub trait Environments: Send + Sync {
    /// The environments that the desk looks after, in the order of the way, and how each is reached.
    fn all(&self) -> Vec<(Environment, Reach)>;

    /// What a configuration would change. Changes nothing.
    async fn preview(&self, wanted: &Wanted) -> Result<Report, EnvironmentError>;

    /// Configures an environment. Doing it again changes nothing.
    async fn configure(&self, wanted: &Wanted) -> Result<Report, EnvironmentError>;

    /// Puts back what was before a dossier was configured. Doing it again changes nothing.
    async fn undo(&self, environment: Environment, dossier: DossierNumber) -> Result<(), EnvironmentError>;

    /// The same configuration as a signed file.
    async fn signed(&self, wanted: &Wanted) -> Result<Vec<u8>, EnvironmentError>;

    /// What a sender's client tried to publish, the oldest first.
    async fn attempts(&self, observed: &Observed) -> Result<Vec<Attempt>, EnvironmentError>;

    /// Enters a Document Provider in the provider registry, or replaces what stands there under its identifier: who
    /// asks has made sure whose that is. Doing it again changes nothing.
    async fn enter(&self, environment: Environment, provider: Provider) -> Result<(), EnvironmentError>;

    /// Asks a Document Provider's registry what it has to answer.
    async fn check(&self, provider: &Provider) -> Result<Vec<Checked>, EnvironmentError>;

    /// The Document Providers of an environment, as its provider registry has them.
    async fn providers(&self, environment: Environment) -> Result<Vec<Provider>, EnvironmentError>;

    /// Where clients of an environment get access tokens, when that is known here.
    fn token_url(&self, environment: Environment) -> Option<String>;

    /// A few recipients of an environment with which a sender can try everything: enterprises and citizens, some who
    /// never opened their e-Box among them.
    async fn recipients(&self, environment: Environment) -> Result<Vec<Recipient>, EnvironmentError>;
}

/// Somebody to send to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Whose e-Box.
    pub ebox: EboxId,
    /// What they are called.
    pub name: String,
    /// Whether they ever opened it.
    pub has_opened: bool,
}
