//! What the service of people needs kept.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, Ssin, StoreError};
use jiff::Timestamp;

use crate::{
    Contact, Manager, Membership, Person, Role, StaffMember, StaffRole,
    accounts::{Account, AccountName, AttemptKey, Credential, Enrolment, EnrolmentKey, Factor},
    sessions::{NewSession, Session, SessionKey},
};

/// The store of people. Every method is one atomic unit of work; when it returns, its change is durable.
#[async_trait]
pub trait PeopleStore: Send + Sync {
    /// One person.
    async fn person(&self, ssin: Ssin) -> Result<Option<Person>, StoreError>;

    /// Those of these numbers under which somebody is registered, by number.
    async fn persons(&self, numbers: &[Ssin]) -> Result<Vec<Person>, StoreError>;

    /// Registers a person, or changes the name of one.
    async fn put_person(&self, person: Person, effects: Effects) -> Result<(), StoreError>;

    /// Registers a person under whose number nobody is registered. Who is registered under it now; effects are those
    /// of a registration.
    async fn introduce(&self, person: Person, effects: Effects) -> Result<Person, StoreError>;

    /// Who manages access to an enterprise's e-Box, by name, then by number.
    async fn managers(&self, enterprise: EnterpriseNumber) -> Result<Vec<Manager>, StoreError>;

    /// What a person is to the access management of an enterprise.
    async fn role(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<Option<Role>, StoreError>;

    /// Registers a person and names them access manager, as long as no other person is one of the enterprise.
    /// Whether it was done.
    async fn appoint_first(
        &self,
        enterprise: EnterpriseNumber,
        person: Person,
        effects: Effects,
    ) -> Result<bool, StoreError>;

    /// Names a manager, or gives one another role, if whoever names is an access manager at that moment, and one is
    /// left.
    async fn appoint(&self, appointment: Appointment, effects: Effects) -> Result<Outcome, StoreError>;

    /// Takes a manager's role away, if whoever does so is an access manager at that moment, and one is left.
    async fn dismiss(&self, dismissal: Dismissal, effects: Effects) -> Result<Dismissed, StoreError>;

    /// Takes a manager's role away, whoever is left. Whether the person had one.
    async fn remove_manager(
        &self,
        enterprise: EnterpriseNumber,
        person: Ssin,
        effects: Effects,
    ) -> Result<bool, StoreError>;

    /// Whose access began or ended by the changes of managers, as long as it was not told, in the order of the changes.
    async fn untold(&self) -> Result<Vec<AccessChange>, StoreError>;

    /// Notes that a change of access was told.
    async fn told(&self, change: AccessChange) -> Result<(), StoreError>;

    /// The enterprises of a person, or of everybody, by name and number of the person, then by enterprise: at most
    /// so many.
    async fn memberships(&self, person: Option<Ssin>, most: u32) -> Result<Vec<Membership>, StoreError>;
}

/// The store of sessions. Every method is one atomic unit of work.
#[async_trait]
pub trait SessionStore: Send + Sync {
    /// Begins a session.
    async fn begin_session(&self, session: NewSession, effects: Effects) -> Result<(), StoreError>;

    /// A session, whether it still holds or not.
    async fn session(&self, key: SessionKey) -> Result<Option<Session>, StoreError>;

    /// Notes the use of a session, if it is there.
    async fn use_session(&self, key: SessionKey, at: Timestamp) -> Result<(), StoreError>;

    /// Ends a session. Of one that is gone nothing is recorded.
    async fn end_session(&self, key: SessionKey, effects: Effects) -> Result<(), StoreError>;

    /// The sessions of a person, whether they hold or not, the last used first.
    async fn sessions_of(&self, person: Ssin) -> Result<Vec<Session>, StoreError>;

    /// Notes that a registered person showed who they are.
    async fn put_identification(
        &self,
        key: SessionKey,
        person: Ssin,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Who showed who they are, and when.
    async fn identification(&self, key: SessionKey) -> Result<Option<(Person, Timestamp)>, StoreError>;

    /// Begins a session of somebody who showed who they are, which is forgotten then. Whether it was still there, for
    /// the person of the session.
    async fn begin_identified_session(
        &self,
        identification: SessionKey,
        session: NewSession,
        effects: Effects,
    ) -> Result<bool, StoreError>;

    /// Forgets who showed who they are before a moment, and says how many.
    async fn forget_identifications(&self, before: Timestamp) -> Result<u64, StoreError>;

    /// Ends every session of a person, with what they showed before choosing, and says how many sessions there were.
    async fn end_sessions_of(&self, person: Ssin, effects: Effects) -> Result<u64, StoreError>;

    /// Forgets sessions that were last used, or began, before these moments; says how many.
    async fn forget_sessions(&self, used: Timestamp, began: Timestamp) -> Result<u64, StoreError>;
}

/// The store of local accounts. Every method is one atomic unit of work.
#[async_trait]
pub trait AccountStore: Send + Sync {
    /// Every account, by name.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// Registers a person with an account that waits for its enrolment, when neither name nor person has one.
    async fn open_account(
        &self,
        name: AccountName,
        person: Person,
        enrolment: Enrolment,
        effects: Effects,
    ) -> Result<Opening, StoreError>;

    /// Puts an enrolment in the place of everything that the account was used with, and ends the sessions of its
    /// person. The account, when there is one of this number.
    async fn renew_account(
        &self,
        number: u64,
        enrolment: Enrolment,
        effects: Effects,
    ) -> Result<Option<Account>, StoreError>;

    /// Removes an account, and ends the sessions of its person. Whether there was one of this number.
    async fn remove_account(&self, number: u64, effects: Effects) -> Result<bool, StoreError>;

    /// The account that waits for an enrolment, whether its code holds or not.
    async fn enrolling(&self, key: EnrolmentKey) -> Result<Option<Account>, StoreError>;

    /// Puts a credential in the place of an enrolment. Whether the enrolment was still there.
    async fn enrol(
        &self,
        key: EnrolmentKey,
        credential: Credential,
        effects: Effects,
    ) -> Result<bool, StoreError>;

    /// Number, person and credential of an account that is not waiting for its enrolment.
    async fn credential(&self, name: &AccountName) -> Result<Option<(u64, Person, Credential)>, StoreError>;

    /// Counts an attempt, unless the next one may only be made later
    /// ([`Attempts::next_at`](crate::accounts::Attempts::next_at)).
    async fn begin_attempt(&self, key: AttemptKey, now: Timestamp) -> Result<Attempted, StoreError>;

    /// Takes a second factor, and forgets the attempts. Not twice: a step must be later than the last one that was
    /// taken, a recovery code must be there, and is not any more. Whether it was taken.
    async fn accept(&self, shown: Shown) -> Result<bool, StoreError>;

    /// Forgets attempts with names of which the last was before a moment, and says of how many names.
    async fn forget_attempts(&self, before: Timestamp) -> Result<u64, StoreError>;
}

/// The store of the desk's staff, and of where people are told. Every method is one atomic unit of work.
#[async_trait]
pub trait StaffStore: Send + Sync {
    /// Everybody who works at the desk, by name, then by number of the person.
    async fn staff(&self) -> Result<Vec<StaffMember>, StoreError>;

    /// For which party a person works at the desk.
    async fn staff_role(&self, person: Ssin) -> Result<Option<StaffRole>, StoreError>;

    /// Registers a person and takes them in with a role, which takes the place of the one that they had.
    async fn put_staff(
        &self,
        person: Person,
        role: StaffRole,
        effects: Effects,
    ) -> Result<StaffMember, StoreError>;

    /// Takes the role of somebody away, who stays registered. Whether there was one of this number.
    async fn remove_staff(&self, number: u64, effects: Effects) -> Result<bool, StoreError>;

    /// Where those of these people are told who are, by number.
    async fn contacts(&self, persons: &[Ssin]) -> Result<Vec<(Ssin, Contact)>, StoreError>;

    /// Notes where a registered person is told, or that they are not.
    async fn set_contact(
        &self,
        person: Ssin,
        contact: Option<Contact>,
        effects: Effects,
    ) -> Result<(), StoreError>;
}

/// Everything that the service needs kept.
pub trait Stores: PeopleStore + SessionStore + AccountStore + StaffStore {}

impl<S: PeopleStore + SessionStore + AccountStore + StaffStore> Stores for S {}

/// What became of opening an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// It is open, under this number.
    Opened(u64),
    /// Somebody has an account of this name.
    NameTaken,
    /// The person has another account.
    PersonHasOne,
}

/// Whether an attempt may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempted {
    /// It was counted.
    Counted,
    /// Not before this moment.
    Paused(Timestamp),
}

/// A right password with a second factor that looks right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The account.
    pub account: u64,
    /// The salt of the password that was right: an account that was begun anew has another one.
    pub salt: [u8; 16],
    /// The second factor.
    pub factor: Factor,
    /// Which attempts are forgotten.
    pub attempt: AttemptKey,
}

/// Who wants to know whose access began or ended: whoever answers for rights, and tells others.
#[async_trait]
pub trait AccessListener: Send + Sync {
    /// A person became or ceased to be a manager. It may be told again, when it is no longer news.
    async fn access_changed(&self, enterprise: EnterpriseNumber, person: Ssin) -> Result<(), StoreError>;
}

/// That somebody's access began or ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessChange {
    /// Which change it is.
    pub number: u64,
    /// To whose e-Box.
    pub enterprise: EnterpriseNumber,
    /// Whose.
    pub person: Ssin,
}

/// Taking a manager's role away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dismissal {
    /// Of which enterprise.
    pub enterprise: EnterpriseNumber,
    /// Whose.
    pub person: Ssin,
    /// Who does so: an access manager of the enterprise.
    pub by: Ssin,
}

/// What became of a dismissal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dismissed {
    /// The person manages nothing of the enterprise any more.
    Dismissed,
    /// Whoever did so may not.
    NotAllowed,
    /// The person manages nothing of the enterprise.
    NoManager,
    /// Nobody would be left to name others.
    LastOne,
}

/// Naming a further manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appointment {
    /// Of which enterprise.
    pub enterprise: EnterpriseNumber,
    /// Who is named.
    pub person: Ssin,
    /// As what.
    pub role: Role,
    /// Who names: an access manager of the enterprise.
    pub by: Ssin,
}

/// What became of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The person has the role from now on, or had it before.
    Appointed,
    /// Whoever named may not.
    NotAllowed,
    /// No person has this number.
    UnknownPerson,
    /// Nobody would be left to name others.
    LastOne,
}
