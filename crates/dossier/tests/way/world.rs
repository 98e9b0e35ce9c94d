//! A desk with its people, and environments that remember what they were asked.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use ebox_audit::Record;
use ebox_credential::{PrivateKey, Subject, make};
use ebox_domain::{Clock, EnterpriseNumber, Environment, Language, Ssin, StoreError, provider::Provider};
use ebox_dossier::{
    Dossier, DossierError, DossierNumber, Dossiers, EnvironmentError, Kind, Part, Parts, Party, Settings,
    Step, Visit,
    configuration::{Observed, Reach, Report, Wanted},
    evidence::{Attempt, Check, Checked},
    port::{Contact, Environments, People, Recipient, Whom},
};
use ebox_sqlite::Store;
use jiff::{Timestamp, ToSpan as _};

pub(crate) const INSTITUTION: &str = "0220916609";
pub(crate) const OTHER: &str = "0999999922";
pub(crate) const DESK: &str = "0777777771";

/// The people: numbers with their roles.
pub(crate) const MANAGER: &str = "71022722580";
pub(crate) const COLLEAGUE: &str = "01010122233";
pub(crate) const INTEGRATION: &str = "94022722580";
/// Somebody else of the integration team.
pub(crate) const TEAM: &str = "80010112379";
pub(crate) const NSSO: &str = "85073003328";

pub(crate) fn person(number: &str) -> Ssin {
    number.parse().expect("a number")
}

pub(crate) fn enterprise(number: &str) -> EnterpriseNumber {
    number.parse().expect("a number")
}

/// A clock that stands where it was put.
#[derive(Debug)]
struct Still(Mutex<Timestamp>);

impl Clock for Still {
    fn now(&self) -> Timestamp {
        let mut now = self.0.lock().expect("a moment");
        *now += 1.second();
        *now
    }
}

/// Who left the desk.
#[derive(Default)]
struct Directory(Mutex<BTreeSet<String>>);

#[async_trait]
impl People for Directory {
    async fn may_manage(&self, person: Ssin, of: EnterpriseNumber) -> Result<bool, StoreError> {
        Ok(person.as_str() == MANAGER && [INSTITUTION, OTHER].contains(&of.as_str()))
    }

    async fn staff(&self, person: Ssin) -> Result<Option<Party>, StoreError> {
        Ok(match person.as_str() {
            gone if self.0.lock().expect("a lock").contains(gone) => None,
            INTEGRATION | TEAM => Some(Party::Integration),
            NSSO => Some(Party::Nsso),
            _ => None,
        })
    }

    async fn reachable(&self, whom: Whom) -> Result<Vec<Contact>, StoreError> {
        let contact = |number: &str, language| Contact {
            person: person(number),
            email: format!("p{number}@example.be").parse().expect("an address"),
            language,
        };
        Ok(match whom {
            Whom::Institution(of, colleagues) => {
                let manager = (of.as_str() == INSTITUTION).then(|| contact(MANAGER, Language::Nl));
                let colleagues = colleagues.iter().map(|one| contact(one.as_str(), Language::Fr));
                manager.into_iter().chain(colleagues).collect()
            }
            Whom::Staff(Party::Integration) => {
                let gone = self.0.lock().expect("a lock");
                let team = [INTEGRATION, TEAM].into_iter().filter(|one| !gone.contains(*one));
                team.map(|one| contact(one, Language::En)).collect()
            }
            Whom::Staff(_) => vec![contact(NSSO, Language::De)],
            Whom::One(one) => vec![contact(one.as_str(), Language::En)],
        })
    }

    async fn is_known(&self, person: Ssin) -> Result<bool, StoreError> {
        Ok([MANAGER, COLLEAGUE, INTEGRATION, NSSO].contains(&person.as_str()))
    }
}

/// Environments that do what they are asked, unless told otherwise.
#[derive(Default)]
pub(crate) struct Elsewhere {
    pub(crate) in_force: Mutex<BTreeMap<(Environment, DossierNumber), Wanted>>,
    pub(crate) entered: Mutex<BTreeMap<(Environment, String), Provider>>,
    pub(crate) attempts: Mutex<Vec<Attempt>>,
    pub(crate) refuses: Mutex<Option<String>>,
    pub(crate) is_away: Mutex<bool>,
    pub(crate) is_slow: Mutex<bool>,
    pub(crate) by_file: Mutex<BTreeSet<Environment>>,
}

impl Elsewhere {
    fn asked(&self) -> Result<(), EnvironmentError> {
        if *self.is_away.lock().expect("a lock") {
            return Err(EnvironmentError::Away("nobody answers".into()));
        }
        match self.refuses.lock().expect("a lock").clone() {
            Some(why) => Err(EnvironmentError::Refused(vec![why])),
            None => Ok(()),
        }
    }
}

#[async_trait]
impl Environments for Elsewhere {
    fn all(&self) -> Vec<(Environment, Reach)> {
        let by_file = self.by_file.lock().expect("a lock");
        let reach = |one| if by_file.contains(&one) { Reach::ByFile } else { Reach::Directly };
        [Environment::Int, Environment::Acc, Environment::Prd].map(|one| (one, reach(one))).into()
    }

    async fn preview(&self, wanted: &Wanted) -> Result<Report, EnvironmentError> {
        self.asked()?;
        let in_force = self.in_force.lock().expect("a lock");
        let is_in_force = in_force.get(&(wanted.environment, wanted.dossier)) == Some(wanted);
        Ok(Report { is_in_force, ..Report::default() })
    }

    async fn configure(&self, wanted: &Wanted) -> Result<Report, EnvironmentError> {
        self.asked()?;
        self.in_force.lock().expect("a lock").insert((wanted.environment, wanted.dossier), wanted.clone());
        let client_id = Some(format!("client-{}", wanted.environment));
        let is_in_force = !*self.is_slow.lock().expect("a lock");
        Ok(Report { client_id, is_in_force, ..Report::default() })
    }

    async fn undo(&self, environment: Environment, dossier: DossierNumber) -> Result<(), EnvironmentError> {
        self.asked()?;
        self.in_force.lock().expect("a lock").remove(&(environment, dossier));
        Ok(())
    }

    async fn signed(&self, wanted: &Wanted) -> Result<Vec<u8>, EnvironmentError> {
        Ok(format!("{} {}", wanted.dossier, wanted.environment).into_bytes())
    }

    async fn attempts(&self, observed: &Observed) -> Result<Vec<Attempt>, EnvironmentError> {
        self.asked()?;
        if self.by_file.lock().expect("a lock").contains(&observed.environment) {
            return Err(EnvironmentError::ByFile);
        }
        let attempts = self.attempts.lock().expect("a lock").clone();
        Ok(attempts.into_iter().filter(|attempt| attempt.at >= observed.since).collect())
    }

    async fn enter(&self, environment: Environment, provider: Provider) -> Result<(), EnvironmentError> {
        self.asked()?;
        if self.by_file.lock().expect("a lock").contains(&environment) {
            return Err(EnvironmentError::ByFile);
        }
        self.entered.lock().expect("a lock").insert((environment, provider.id.to_string()), provider);
        Ok(())
    }

    async fn check(&self, _provider: &Provider) -> Result<Vec<Checked>, EnvironmentError> {
        self.asked()?;
        let status = |check: Check| Some(if check == Check::Health { 200 } else { 401 });
        Ok(Check::ALL.map(|check| Checked { check, at: Timestamp::UNIX_EPOCH, status: status(check) }).into())
    }

    async fn providers(&self, environment: Environment) -> Result<Vec<Provider>, EnvironmentError> {
        if self.by_file.lock().expect("a lock").contains(&environment) {
            return Err(EnvironmentError::ByFile);
        }
        let entered = self.entered.lock().expect("a lock").clone();
        let here = entered.into_iter().filter(|((one, _), _)| *one == environment);
        Ok(here.map(|(_, provider)| provider).collect())
    }

    fn token_url(&self, _environment: Environment) -> Option<String> {
        None
    }

    async fn recipients(&self, _environment: Environment) -> Result<Vec<Recipient>, EnvironmentError> {
        Ok(Vec::new())
    }
}

pub(crate) struct World {
    pub(crate) dossiers: Dossiers,
    pub(crate) elsewhere: Arc<Elsewhere>,
    pub(crate) store: Store,
    clock: Arc<Still>,
    directory: Arc<Directory>,
    _folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("store.sqlite")).await.expect("opens");
        let elsewhere = Arc::<Elsewhere>::default();
        let directory = Arc::<Directory>::default();
        let clock = Arc::new(Still(Mutex::new("2026-11-22T10:00:00Z".parse().expect("a moment"))));
        let dossiers = Dossiers::new(Parts {
            store: Arc::new(store.clone()),
            people: directory.clone(),
            environments: elsewhere.clone(),
            clock: clock.clone(),
            settings: Settings {
                desk: enterprise(DESK),
                public_url: "https://portal.example".to_owned(),
                is_rehearsal: false,
            },
        });
        Self { dossiers, elsewhere, store, clock, directory, _folder: folder }
    }

    /// Somebody works at the desk no more.
    pub(crate) fn leaves(&self, who: &str) {
        self.directory.0.lock().expect("a lock").insert(who.to_owned());
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Somebody who visits: the manager and the colleague for the institution, everybody else for the desk.
    pub(crate) fn visit(&self, who: &str) -> Visit {
        let of = if [MANAGER, COLLEAGUE].contains(&who) { INSTITUTION } else { DESK };
        self.visit_for(who, of)
    }

    pub(crate) fn visit_for(&self, who: &str, of: &str) -> Visit {
        let record = Record::new(self.clock.now(), "POST", "/sending", 303);
        Visit { person: person(who), enterprise: enterprise(of), record }
    }

    pub(crate) async fn open(&self, kind: Kind) -> Dossier {
        self.dossiers.open(&self.visit(MANAGER), kind).await.expect("opened")
    }

    pub(crate) async fn now_of(&self, dossier: &Dossier) -> Dossier {
        self.dossiers.dossier(&self.visit(INTEGRATION), dossier.number()).await.expect("there").0
    }

    pub(crate) async fn step(&self, dossier: &Dossier, who: &str, step: Step) -> Dossier {
        self.try_step(dossier, who, step).await.expect("taken")
    }

    pub(crate) async fn try_step(
        &self,
        dossier: &Dossier,
        who: &str,
        step: Step,
    ) -> Result<Dossier, DossierError> {
        let now = self.now_of(dossier).await;
        self.dossiers.take(&self.visit(who), dossier.number(), now.moves(), step).await
    }

    pub(crate) async fn write(&self, dossier: &Dossier, part: Part, fields: &[(&str, &str)]) -> Dossier {
        let now = self.now_of(dossier).await;
        let draft = if part == Part::Request { now.request() } else { now.form() };
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let visit = self.visit(MANAGER);
        self.dossiers.write(&visit, dossier.number(), part, draft.version(), fields).await.expect("saved")
    }

    /// A dossier whose form was validated, at its first certificate.
    pub(crate) async fn validated(&self, network: &str) -> Dossier {
        let dossier = self.open(Kind::Sender).await;
        self.write(&dossier, Part::Request, &request(network)).await;
        self.step(&dossier, MANAGER, Step::SubmitRequest).await;
        self.step(&dossier, INTEGRATION, Step::AskAgreement).await;
        self.step(&dossier, NSSO, Step::Agree).await;
        self.step(&dossier, MANAGER, Step::SkipKickOff).await;
        self.write(&dossier, Part::Form, &FORM).await;
        self.validate(&dossier).await
    }

    pub(crate) async fn validate(&self, dossier: &Dossier) -> Dossier {
        self.step(dossier, MANAGER, Step::SubmitForm).await;
        self.step(dossier, INTEGRATION, Step::ValidateTechnically).await;
        self.step(dossier, NSSO, Step::ValidateFormally).await
    }

    pub(crate) async fn deliver(
        &self,
        dossier: &Dossier,
        environment: Environment,
    ) -> Result<Dossier, DossierError> {
        let file = certificate(INSTITUTION, environment, self.now());
        let now = self.now_of(dossier).await;
        self.dossiers
            .deliver_certificate(&self.visit(MANAGER), dossier.number(), now.moves(), file.as_bytes())
            .await
    }

    /// Excuses every case, and has both parties say "go".
    pub(crate) async fn go(&self, dossier: &Dossier, environment: Environment) -> Dossier {
        let visit = self.visit(MANAGER);
        let evidence = self.dossiers.evidence(&visit, dossier.number(), environment).await.expect("evidence");
        for shown in evidence.cases.iter().filter(|shown| !shown.is_settled()) {
            let case = shown.case.key();
            self.dossiers.excuse(&visit, dossier.number(), &case, "not ours").await.expect("excused");
        }
        let now = self.now_of(dossier).await;
        self.dossiers.ask_go(&visit, dossier.number(), now.moves()).await.expect("asked");
        self.step(dossier, INTEGRATION, Step::ConfirmTests).await;
        self.step(dossier, NSSO, Step::GiveGo).await
    }
}

/// The application of the form.
const APPLICATION: &str = "employment:job-attest:werkkaart";

struct Ones;

impl ebox_domain::Rng for Ones {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(1);
    }
}

/// A certificate of an enterprise for an environment, PEM.
pub(crate) fn certificate(of: &str, environment: Environment, at: Timestamp) -> String {
    certificate_for(of, environment, APPLICATION, at)
}

/// The same for an application.
pub(crate) fn certificate_for(of: &str, environment: Environment, name: &str, at: Timestamp) -> String {
    let subject = Subject { application: name.to_owned(), ..subject(of, environment) };
    let key = PrivateKey::generate_p256().expect("a key");
    make::self_signed(&subject, &key, at - 1.hour(), at + 8_000.hours(), &Ones)
        .expect("a certificate")
        .to_pem()
}

/// A request for such a certificate, PEM.
pub(crate) fn signing_request(of: &str, environment: Environment) -> String {
    let key = PrivateKey::generate_p256().expect("a key");
    make::request(&subject(of, environment), &key).expect("a request").to_pem()
}

fn subject(of: &str, environment: Environment) -> Subject {
    Subject {
        legal_name: "Dienst Proefprojecten".to_owned(),
        enterprise: enterprise(of),
        environment,
        application: APPLICATION.to_owned(),
        city: "Brussel".to_owned(),
        region: "Brussel".to_owned(),
    }
}

pub(crate) fn request(network: &str) -> [(&'static str, &str); 6] {
    [
        ("name", "Werkkaart"),
        ("useCases", "Attests for job seekers"),
        ("volume", "120 000"),
        ("peaks", "January"),
        ("planning", "Live in spring"),
        ("network", network),
    ]
}

pub(crate) const FORM: [(&str, &str); 27] = [
    ("provider", "nsso"),
    ("organization.shortName.nl", "Dienst"),
    ("organization.shortName.fr", "Service"),
    ("organization.shortName.de", "Dienst"),
    ("organization.longName.nl", "Dienst Proefprojecten"),
    ("organization.longName.fr", "Service des projets pilotes"),
    ("organization.longName.de", "Dienst für Pilotprojekte"),
    ("organization.contactBusiness", "helpdesk@example.be"),
    ("organization.contactTechnical", "it@example.be"),
    ("applications.0.id", "employment:job-attest:werkkaart"),
    ("applications.0.name.nl", "Werkkaart"),
    ("applications.0.name.fr", "Carte de travail"),
    ("applications.0.name.de", "Arbeitskarte"),
    ("types.0.id", "WK1-ACTIVA"),
    ("types.0.name.nl", "Attest"),
    ("types.0.name.fr", "Attestation"),
    ("types.0.name.de", "Bescheinigung"),
    ("types.0.application", "employment:job-attest:werkkaart"),
    ("types.0.validity", "2"),
    ("types.0.validityUnit", "year"),
    ("types.0.sector", "both"),
    ("types.0.keys.0.key", "caseNumber"),
    ("types.0.keys.0.name.nl", "Dossiernummer"),
    ("types.0.keys.0.name.fr", "Numéro de dossier"),
    ("types.0.keys.0.name.de", "Aktenzeichen"),
    ("types.0.keys.0.format", "text"),
    ("organization.url", ""),
];
