//! What dossiers ask of others, in tests: environments that do what they are asked unless told otherwise, and people.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use ebox_domain::{
    EboxId, EnterpriseNumber, Environment, LocalizedText, Ssin, StoreError, provider::Provider,
};
use ebox_dossier::{
    DossierNumber, EnvironmentError, Party,
    configuration::{Difference, Observed, Purpose, Reach, Report, Touched, Wanted},
    evidence::{Attempt, Check, Checked},
    port::{Contact, Environments, People as AboutPeople, Recipient, Whom},
};
use ebox_people::{People, StaffRole};
use jiff::Timestamp;

/// Three environments; the last one is reached by file when a test wants so.
#[derive(Default)]
pub(crate) struct Elsewhere {
    pub(crate) in_force: Mutex<BTreeMap<(Environment, DossierNumber), Wanted>>,
    pub(crate) attempts: Mutex<Vec<Attempt>>,
    pub(crate) refuses: Mutex<Option<String>>,
    pub(crate) is_away: Mutex<bool>,
    pub(crate) by_file: Mutex<BTreeSet<Environment>>,
}

impl Elsewhere {
    fn asked(&self) -> Result<(), EnvironmentError> {
        if *self.is_away.lock().expect("not poisoned") {
            return Err(EnvironmentError::Away("nobody answers".into()));
        }
        match self.refuses.lock().expect("not poisoned").clone() {
            Some(why) => Err(EnvironmentError::Refused(vec![why])),
            None => Ok(()),
        }
    }
}

/// What a configuration touches: its message types.
fn touched(wanted: &Wanted, is_there: bool) -> Vec<Touched> {
    let Purpose::Send { reference, .. } = &wanted.purpose else { return Vec::new() };
    let one = |id: &ebox_domain::MessageTypeId| Touched {
        what: "messageType".to_owned(),
        id: id.to_string(),
        difference: if is_there { Difference::Unchanged } else { Difference::Added },
        fields: if is_there { Vec::new() } else { vec![("id".to_owned(), None, Some(id.to_string()))] },
    };
    reference.message_types.keys().map(one).collect()
}

#[async_trait]
impl Environments for Elsewhere {
    fn all(&self) -> Vec<(Environment, Reach)> {
        let by_file = self.by_file.lock().expect("not poisoned");
        let reach = |one| if by_file.contains(&one) { Reach::ByFile } else { Reach::Directly };
        [Environment::Int, Environment::Acc, Environment::Prd].map(|one| (one, reach(one))).into()
    }

    async fn preview(&self, wanted: &Wanted) -> Result<Report, EnvironmentError> {
        self.asked()?;
        let in_force = self.in_force.lock().expect("not poisoned");
        let is_in_force = in_force.get(&(wanted.environment, wanted.dossier)) == Some(wanted);
        Ok(Report { is_in_force, touched: touched(wanted, is_in_force), client_id: None })
    }

    async fn configure(&self, wanted: &Wanted) -> Result<Report, EnvironmentError> {
        self.asked()?;
        if self.all().contains(&(wanted.environment, Reach::ByFile)) {
            return Err(EnvironmentError::ByFile);
        }
        let key = (wanted.environment, wanted.dossier);
        self.in_force.lock().expect("not poisoned").insert(key, wanted.clone());
        let client_id = Some(format!("client-{}", wanted.environment));
        Ok(Report { client_id, is_in_force: true, touched: touched(wanted, true) })
    }

    async fn undo(&self, environment: Environment, dossier: DossierNumber) -> Result<(), EnvironmentError> {
        self.asked()?;
        self.in_force.lock().expect("not poisoned").remove(&(environment, dossier));
        Ok(())
    }

    async fn signed(&self, wanted: &Wanted) -> Result<Vec<u8>, EnvironmentError> {
        Ok(format!("signed {} {}", wanted.dossier, wanted.environment).into_bytes())
    }

    async fn attempts(&self, observed: &Observed) -> Result<Vec<Attempt>, EnvironmentError> {
        self.asked()?;
        let attempts = self.attempts.lock().expect("not poisoned").clone();
        Ok(attempts.into_iter().filter(|attempt| attempt.at >= observed.since).collect())
    }

    async fn enter(&self, _: Environment, _: Provider) -> Result<(), EnvironmentError> {
        self.asked()
    }

    async fn check(&self, _: &Provider) -> Result<Vec<Checked>, EnvironmentError> {
        self.asked()?;
        let status = |check: Check| Some(if check == Check::Health { 200 } else { 401 });
        Ok(Check::ALL.map(|check| Checked { check, at: Timestamp::UNIX_EPOCH, status: status(check) }).into())
    }

    async fn providers(&self, _: Environment) -> Result<Vec<Provider>, EnvironmentError> {
        self.asked()?;
        Ok(vec![Provider {
            id: "nsso".parse().expect("an identifier"),
            name: LocalizedText::untranslated("e-Box <Enterprise>"),
            description: LocalizedText::default(),
            v2_url: "https://nsso.example/v2/".to_owned(),
            v3_url: Some("https://nsso.example/v3/".to_owned()),
            activation: "2026-01-01".parse().expect("a day"),
            deactivation: None,
            technical_contact: "helpdesk@nsso.example".to_owned(),
            maintenance: Vec::new(),
        }])
    }

    fn token_url(&self, environment: Environment) -> Option<String> {
        Some(format!("https://{environment}.example/token"))
    }

    async fn recipients(&self, _: Environment) -> Result<Vec<Recipient>, EnvironmentError> {
        self.asked()?;
        let one =
            |ebox: EboxId, name: &str, has_opened| Recipient { ebox, name: name.to_owned(), has_opened };
        let enterprise = |number: &str| EboxId::Enterprise(number.parse().expect("a number"));
        let citizen = EboxId::Citizen("71022722580".parse().expect("a number"));
        Ok(vec![
            one(enterprise("0852093431"), "Bakkerij <De Korenaar>", true),
            one(enterprise("0534530277"), "Atelier du Bois", false),
            one(citizen, "Bram", true),
        ])
    }
}

/// The service of people answers.
pub(crate) struct Asked(pub(crate) Arc<People>);

#[async_trait]
impl AboutPeople for Asked {
    async fn may_manage(&self, person: Ssin, enterprise: EnterpriseNumber) -> Result<bool, StoreError> {
        self.0
            .may_manage(person, enterprise)
            .await
            .map_err(|error| StoreError::new("ask about people", error))
    }

    async fn staff(&self, person: Ssin) -> Result<Option<Party>, StoreError> {
        let role = self.0.staff_role(person).await;
        let role = role.map_err(|error| StoreError::new("ask about people", error))?;
        Ok(role.map(|role| match role {
            StaffRole::Integration => Party::Integration,
            StaffRole::Nsso => Party::Nsso,
        }))
    }

    async fn reachable(&self, _: Whom) -> Result<Vec<Contact>, StoreError> {
        Ok(Vec::new())
    }

    async fn is_known(&self, person: Ssin) -> Result<bool, StoreError> {
        let person = self.0.person(person).await;
        Ok(person.map_err(|error| StoreError::new("ask about people", error))?.is_some())
    }
}
