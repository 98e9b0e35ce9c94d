//! The back office: who gets in, what each party decides, and what misuse does.

mod board;
mod decisions;
mod environments;
mod talk;

use ebox_audit::{Effects, Record};
use ebox_credential::{PrivateKey, Subject, make};
use ebox_domain::Environment;
use ebox_dossier::{Dossier, Kind, Part, Step, Visit};
use ebox_people::{Person, StaffRole};
use jiff::{Timestamp, ToSpan as _};

use crate::world::{ANNA, BRAM, CLEO, DESK, OWN, Page, Reader, World, enterprise, ssin};

pub(crate) const REQUEST: [(&str, &str); 6] = [
    ("name", "Werkkaart <b>"),
    ("useCases", "Attests for job seekers"),
    ("volume", "120 000"),
    ("peaks", "January"),
    ("planning", "Live in spring"),
    ("network", "outside"),
];

pub(crate) const FORM: [(&str, &str); 21] = [
    ("provider", "nsso"),
    ("organization.shortName.nl", "Bakkerij"),
    ("organization.shortName.fr", "Boulangerie"),
    ("organization.shortName.de", "Bäckerei"),
    ("organization.longName.nl", "Bakkerij De Korenaar"),
    ("organization.longName.fr", "Boulangerie De Korenaar"),
    ("organization.longName.de", "Bäckerei De Korenaar"),
    ("organization.contactBusiness", "helpdesk@korenaar.example"),
    ("organization.contactTechnical", "it@korenaar.example"),
    ("applications.0.id", "bakery:orders"),
    ("applications.0.name.nl", "Bestellingen"),
    ("applications.0.name.fr", "Commandes"),
    ("applications.0.name.de", "Bestellungen"),
    ("types.0.id", "BREAD-1"),
    ("types.0.name.nl", "Brood"),
    ("types.0.name.fr", "Pain"),
    ("types.0.name.de", "Brot"),
    ("types.0.application", "bakery:orders"),
    ("types.0.validity", "2"),
    ("types.0.validityUnit", "year"),
    ("types.0.sector", "enterprise"),
];

/// A desk with one person of each party, at which the bakery has a dossier.
pub(crate) struct Office {
    pub(crate) world: World,
    /// Of the integration team.
    pub(crate) bram: Reader,
    /// Of the NSSO.
    pub(crate) cleo: Reader,
    pub(crate) dossier: Dossier,
}

impl Office {
    pub(crate) async fn new() -> Self {
        let world = World::new().await;
        for (number, name, role) in
            [(BRAM, "Bram Dupont", StaffRole::Integration), (CLEO, "Cléo Schmitz", StaffRole::Nsso)]
        {
            let person = Person { ssin: ssin(number), name: name.to_owned() };
            world.people.put_staff(person, role, Effects::default()).await.expect("taken in");
        }
        let bram = world.sign_in_for(BRAM, DESK).await;
        let cleo = world.sign_in_for(CLEO, DESK).await;
        let dossier = world.dossiers.open(&visit(ANNA), Kind::Sender).await.expect("opened");
        let office = Self { world, bram, cleo, dossier };
        office.write(Part::Request, &REQUEST).await;
        office
    }

    /// The same, once the request was submitted.
    pub(crate) async fn submitted() -> Self {
        let office = Self::new().await;
        office.step(ANNA, Step::SubmitRequest).await;
        office
    }

    /// The same, once the form was submitted.
    pub(crate) async fn formal() -> Self {
        let office = Self::submitted().await;
        office.step(BRAM, Step::AskAgreement).await;
        office.step(CLEO, Step::Agree).await;
        office.step(ANNA, Step::SkipKickOff).await;
        office.write(Part::Form, &FORM).await;
        office.step(ANNA, Step::SubmitForm).await;
        office
    }

    /// The same, once the certificate for ACC is there.
    pub(crate) async fn configurable() -> Self {
        let office = Self::formal().await;
        office.step(BRAM, Step::ValidateTechnically).await;
        office.step(CLEO, Step::ValidateFormally).await;
        office.deliver(Environment::Acc).await;
        office
    }

    pub(crate) async fn write(&self, part: Part, fields: &[(&str, &str)]) {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let now = self.now().await;
        let draft = if part == Part::Request { now.request() } else { now.form() };
        let saved =
            self.world.dossiers.write(&visit(ANNA), now.number(), part, draft.version(), fields).await;
        saved.expect("saved");
    }

    /// Takes a step that its page is not about.
    pub(crate) async fn step(&self, who: &str, step: Step) {
        let now = self.now().await;
        self.world.dossiers.take(&visit(who), now.number(), now.moves(), step).await.expect("taken");
    }

    pub(crate) async fn deliver(&self, environment: Environment) {
        let subject = Subject {
            legal_name: "Bakkerij De Korenaar".to_owned(),
            enterprise: enterprise(OWN),
            environment,
            application: "bakery:orders".to_owned(),
            city: "Brussel".to_owned(),
            region: "Brussel".to_owned(),
        };
        let (key, at) = (PrivateKey::generate_p256().expect("a key"), self.world.now());
        let rng = ebox_testkit::CountingRng::default();
        let file = make::self_signed(&subject, &key, at - 1.hour(), at + 8_000.hours(), &rng).expect("made");
        let now = self.now().await;
        let file = file.to_pem();
        let (visit, dossiers) = (visit(ANNA), &self.world.dossiers);
        let delivered =
            dossiers.deliver_certificate(&visit, now.number(), now.moves(), file.as_bytes()).await;
        delivered.expect("delivered");
    }

    /// The dossier as it is.
    pub(crate) async fn now(&self) -> Dossier {
        self.world.dossiers.dossier(&visit(ANNA), self.dossier.number()).await.expect("there").0
    }

    /// Where a page of the dossier is.
    pub(crate) fn path(&self, page: &str) -> String {
        format!("/desk/{}{page}", self.dossier.number())
    }

    pub(crate) async fn get(&self, who: &Reader, page: &str) -> Page {
        self.world.get(who, &self.path(page)).await
    }

    /// Takes a decision as its page says it.
    pub(crate) async fn decide(&self, who: &Reader, step: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(who, &format!("/decide/{step}")).await;
        assert_eq!(page.status(), 200, "{step}: {}", page.text());
        self.decide_having_seen(who, step, &page.hidden("seen"), fields).await
    }

    pub(crate) async fn decide_having_seen(
        &self,
        who: &Reader,
        step: &str,
        seen: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let fields: Vec<_> = fields.iter().copied().chain([("seen", seen)]).collect();
        self.world.post(who, &self.path(&format!("/decide/{step}")), &fields).await
    }
}

/// Somebody comes to dossiers: staff for the desk, everybody else for the bakery.
pub(crate) fn visit(who: &str) -> Visit {
    let of = if [BRAM, CLEO].contains(&who) { DESK } else { OWN };
    let record = Record::new(Timestamp::UNIX_EPOCH, "TEST", "/", 200);
    Visit { person: ssin(who), enterprise: enterprise(of), record }
}

#[tokio::test]
async fn the_back_office_is_for_its_own_people_and_the_navigation_knows() {
    let office = Office::new().await;
    let anna = office.world.sign_in(ANNA).await;
    for path in ["/desk".to_owned(), office.path(""), office.path("/history"), office.path("/decide/agree")] {
        let page = office.world.get(&anna, &path).await;
        assert_eq!(page.status(), 403, "{path}");
        assert!(page.text().contains("sign in for the enterprise of the desk"), "{path}: {}", page.text());
    }
    let refused = office.world.post(&anna, &office.path("/decide/agree"), &[("seen", "1")]).await;
    assert_eq!(refused.status(), 403);
    assert!(!office.world.get(&anna, "/contact").await.text().contains("href=\"/desk\""));

    assert_eq!(office.world.get(&office.bram, "/").await.location(), "/desk");
    let page = office.world.get(&office.bram, "/desk").await.text();
    assert!(page.contains("href=\"/desk\" aria-current=\"page\""), "{page}");
    assert!(!page.contains("href=\"/messages\""), "staff has no mail to read: {page}");

    // Whoever left is out with the next click.
    let members = office.world.people.staff().await.expect("listed");
    let bram = members.iter().find(|member| member.person.ssin == ssin(BRAM)).expect("there");
    office.world.people.remove_staff(bram.number, Effects::default()).await.expect("removed");
    assert_eq!(office.world.get(&office.bram, "/desk").await.status(), 403);
}

#[tokio::test]
async fn what_is_no_dossier_is_not_found() {
    let office = Office::new().await;
    for path in [
        "/desk/D-000099",
        "/desk/D-1",
        "/desk/x/history",
        "/desk/D-000001/decide/withdraw2",
        "/desk/D-000001/environments/acc/file",
        "/desk/D-000001/environments/acc/tests",
        "/desk/D-000001/environments/moon/tests",
        "/desk/D-000001/files/1/0",
    ] {
        assert_eq!(office.world.get(&office.bram, path).await.status(), 404, "{path}");
    }
}
