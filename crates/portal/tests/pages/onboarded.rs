//! What people of the desk do to dossiers, beside the pages of institutions that are looked at here.

use ebox_audit::{Effects, Record};
use ebox_dossier::{Dossier, Kind, Step, Visit};
use ebox_people::{Person, StaffRole};
use jiff::Timestamp;

use super::world::{ANNA, BRAM, DESK, OWN, World, enterprise, ssin};

pub(crate) const INTEGRATION: &str = "85073003328";
pub(crate) const NSSO: &str = "90020100137";

impl World {
    /// Somebody who comes to a dossier besides the pages.
    pub(crate) async fn visit_of(&self, person: &str) -> Visit {
        let role = match person {
            INTEGRATION => Some(StaffRole::Integration),
            NSSO => Some(StaffRole::Nsso),
            _ => None,
        };
        if let Some(role) = role {
            let staff = Person { ssin: ssin(person), name: format!("Staff <{}>", role.as_str()) };
            self.people.put_staff(staff, role, Effects::default()).await.expect("taken in");
        }
        let of = if role.is_some() { DESK } else { OWN };
        let record = Record::new(Timestamp::UNIX_EPOCH, "TEST", "/", 200);
        Visit { person: ssin(person), enterprise: enterprise(of), record }
    }

    /// Opens a dossier for the own enterprise.
    pub(crate) async fn with_dossier(&self, kind: Kind) -> Dossier {
        self.dossiers.open(&self.visit_of(ANNA).await, kind).await.expect("opened")
    }

    /// The dossier as it now is.
    pub(crate) async fn dossier(&self, dossier: &Dossier) -> Dossier {
        self.dossiers.dossier(&self.visit_of(ANNA).await, dossier.number()).await.expect("there").0
    }

    /// Somebody takes a step.
    pub(crate) async fn step(&self, dossier: &Dossier, person: &str, step: Step) -> Dossier {
        let seen = self.dossier(dossier).await.moves();
        self.dossiers.take(&self.visit_of(person).await, dossier.number(), seen, step).await.expect("taken")
    }

    /// A dossier whose form is to be written.
    pub(crate) async fn with_form(&self) -> Dossier {
        let dossier = self.with_dossier(Kind::Sender).await;
        self.fill_in(&dossier, ebox_dossier::Part::Request, &REQUEST).await;
        for (person, step) in [
            (ANNA, Step::SubmitRequest),
            (INTEGRATION, Step::AskAgreement),
            (NSSO, Step::Agree),
            (ANNA, Step::SkipKickOff),
        ] {
            self.step(&dossier, person, step).await;
        }
        self.dossier(&dossier).await
    }

    /// A dossier that waits for its first certificate.
    pub(crate) async fn with_valid_form(&self) -> Dossier {
        self.with_valid_form_for("both").await
    }

    /// The same, for e-Boxes of this sector.
    pub(crate) async fn with_valid_form_for(&self, sector: &str) -> Dossier {
        let dossier = self.with_form().await;
        let form = FORM.map(|(name, value)| (name, if name == "types.0.sector" { sector } else { value }));
        self.fill_in(&dossier, ebox_dossier::Part::Form, &form).await;
        for (person, step) in [
            (ANNA, Step::SubmitForm),
            (INTEGRATION, Step::ValidateTechnically),
            (NSSO, Step::ValidateFormally),
        ] {
            self.step(&dossier, person, step).await;
        }
        self.dossier(&dossier).await
    }

    /// A form as a colleague writes it.
    pub(crate) async fn fill_in(
        &self,
        dossier: &Dossier,
        part: ebox_dossier::Part,
        fields: &[(&str, &str)],
    ) -> Dossier {
        let now = self.dossier(dossier).await;
        let draft = if part == ebox_dossier::Part::Request { now.request() } else { now.form() };
        let mut all = draft.fields().clone();
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let visit = self.visit_of(ANNA).await;
        self.dossiers.write(&visit, dossier.number(), part, draft.version(), all).await.expect("saved")
    }

    /// Has a colleague who manages nothing take part.
    pub(crate) async fn with_colleague(&self, dossier: &Dossier) {
        self.dossiers
            .invite(&self.visit_of(ANNA).await, dossier.number(), ssin(BRAM))
            .await
            .expect("invited");
    }
}

pub(crate) const REQUEST: [(&str, &str); 6] = [
    ("name", "Werkkaart"),
    ("useCases", "Attests for job seekers"),
    ("volume", "120 000"),
    ("peaks", "January"),
    ("planning", "Live in spring"),
    ("network", "inside"),
];

pub(crate) const FORM: [(&str, &str); 26] = [
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
];
