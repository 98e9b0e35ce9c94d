//! For which enterprises people may act, and as what: those whose e-Box they manage, those in whose e-Box they may look,
//! those on whose dossiers they work, and that of the desk for its staff.

use ebox_domain::{EboxId, EnterpriseNumber, ServiceError, Ssin};
use ebox_dossier::DossierError;
use ebox_i18n::Texts;
use ebox_people::{Person, Role, StaffRole};

use crate::Portal;

/// An enterprise for which a person may act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActsFor {
    pub(crate) person: Person,
    pub(crate) enterprise: EnterpriseNumber,
    /// What the enterprise is called; empty for one that the federation does not know.
    pub(crate) name: String,
    pub(crate) capacity: Capacity,
}

/// As what a person acts for an enterprise; several at once are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Capacity {
    /// What they are to its access management.
    pub(crate) role: Option<Role>,
    /// Whether they may look into its e-Box without managing it.
    pub(crate) may_consult: bool,
    /// For which party they work at the desk, when this is its enterprise.
    pub(crate) staff: Option<StaffRole>,
    /// Whether they work on its dossiers.
    pub(crate) is_colleague: bool,
}

impl Capacity {
    /// Whether there is anything that they may do.
    pub(crate) fn is_any(self) -> bool {
        self != Self::default()
    }

    /// Whether mail of its e-Box is theirs to read.
    pub(crate) const fn reads_mail(self) -> bool {
        self.role.is_some() || self.may_consult
    }

    /// Whether the navigation has anything for them.
    pub(crate) const fn has_parts(self) -> bool {
        self.reads_mail() || self.staff.is_some()
    }

    /// The page with which they begin.
    pub(crate) const fn home(self) -> &'static str {
        match self {
            Self { staff: Some(_), .. } => "/desk",
            _ if self.reads_mail() => "/messages",
            Self { is_colleague: true, .. } => "/sending",
            _ => "/contact",
        }
    }

    /// What it is called: every part of it.
    pub(crate) fn said(self, t: Texts) -> String {
        let role = self.role.map(|role| match role {
            Role::AccessManager => t.say("role-access-manager"),
            Role::CoAccessManager => t.say("role-co-access-manager"),
        });
        let consults = self.may_consult.then(|| t.say("role-none"));
        let colleague = self.is_colleague.then(|| t.say("role-colleague"));
        let all = [self.staff.map(|staff| party(t, staff)), role, consults, colleague];
        all.into_iter().flatten().map(|one| one.to_string()).collect::<Vec<_>>().join(", ")
    }
}

/// What a party of the desk is called.
pub(crate) fn party(t: Texts, staff: StaffRole) -> ebox_i18n::Phrase {
    match staff {
        StaffRole::Integration => t.say("party-integration"),
        StaffRole::Nsso => t.say("party-nsso"),
    }
}

impl Portal {
    /// The enterprises of a person, by name.
    pub(crate) async fn enterprises_of(&self, person: &Person) -> Result<Vec<ActsFor>, ServiceError> {
        let managed = self.0.people.memberships(person.ssin).await?;
        let mut all: Vec<EnterpriseNumber> = managed.into_iter().map(|one| one.enterprise).collect();
        all.extend(self.0.partitions.enterprises_of(person.ssin).await?);
        all.extend(self.colleague_of(person.ssin).await?);
        all.extend(self.desk());
        all.sort_unstable();
        all.dedup();
        let mut acts = Vec::new();
        for enterprise in all {
            let role = self.0.people.role(person.ssin, enterprise).await?;
            let capacity = self.capacity(person.ssin, enterprise, role).await?;
            if capacity.is_any() {
                acts.push(self.acts_for(person.clone(), enterprise, capacity).await?);
            }
        }
        acts.sort_by(|one, other| (&one.name, one.enterprise).cmp(&(&other.name, other.enterprise)));
        Ok(acts)
    }

    /// As what a person, whose role in access management is known, acts for an enterprise now.
    pub(crate) async fn capacity(
        &self,
        person: Ssin,
        enterprise: EnterpriseNumber,
        role: Option<Role>,
    ) -> Result<Capacity, ServiceError> {
        let is_desk = self.desk() == Some(enterprise);
        Ok(Capacity {
            role,
            may_consult: role.is_none()
                && self.0.partitions.enterprises_of(person).await?.contains(&enterprise),
            staff: if is_desk { self.0.people.staff_role(person).await? } else { None },
            is_colleague: self.colleague_of(person).await?.contains(&enterprise),
        })
    }

    /// As what a person may act for an enterprise; `None` when they may not.
    pub(crate) async fn may_act(
        &self,
        person: Ssin,
        enterprise: EnterpriseNumber,
    ) -> Result<Option<Capacity>, ServiceError> {
        let role = self.0.people.role(person, enterprise).await?;
        let capacity = self.capacity(person, enterprise, role).await?;
        Ok(capacity.is_any().then_some(capacity))
    }

    /// Everybody who may act for anybody: the first of them, managers before others. For the rehearsal alone.
    pub(crate) async fn everybody(&self) -> Result<Vec<ActsFor>, ServiceError> {
        let mut pairs: Vec<(EnterpriseNumber, Ssin)> = Vec::new();
        for membership in self.0.people.first_memberships().await? {
            pairs.push((membership.enterprise, membership.person.ssin));
        }
        if let Some(desk) = self.desk() {
            let staff = self.0.people.staff().await?;
            pairs.extend(staff.into_iter().map(|member| (desk, member.person.ssin)));
        }
        pairs.extend(self.0.partitions.first_holders().await?);
        if let Some(dossiers) = &self.0.dossiers {
            pairs.extend(dossiers.first_colleagues().await.map_err(service_error)?);
        }
        let numbers: Vec<Ssin> = pairs.iter().map(|(_, ssin)| *ssin).collect();
        let persons = self.0.people.persons(&numbers).await?;
        let mut all: Vec<ActsFor> = Vec::new();
        for (enterprise, ssin) in pairs {
            let is_there = all.iter().any(|one| one.enterprise == enterprise && one.person.ssin == ssin);
            // Rights may be given to people whom nobody registered: they have no name to be chosen by.
            let person = persons.iter().find(|person| person.ssin == ssin).filter(|_| !is_there);
            if let Some(person) = person {
                let role = self.0.people.role(ssin, enterprise).await?;
                let capacity = self.capacity(ssin, enterprise, role).await?;
                all.push(self.acts_for(person.clone(), enterprise, capacity).await?);
            }
        }
        Ok(all)
    }

    async fn colleague_of(&self, person: Ssin) -> Result<Vec<EnterpriseNumber>, ServiceError> {
        match &self.0.dossiers {
            Some(dossiers) => dossiers.enterprises_of(person).await.map_err(service_error),
            None => Ok(Vec::new()),
        }
    }

    /// The enterprise of the desk, where there is one.
    fn desk(&self) -> Option<EnterpriseNumber> {
        self.0.dossiers.as_ref().map(|dossiers| dossiers.settings().desk)
    }

    async fn acts_for(
        &self,
        person: Person,
        enterprise: EnterpriseNumber,
        capacity: Capacity,
    ) -> Result<ActsFor, ServiceError> {
        let ebox = self.0.federation.ebox(EboxId::Enterprise(enterprise)).await?;
        Ok(ActsFor { person, enterprise, name: ebox.map(|ebox| ebox.name).unwrap_or_default(), capacity })
    }
}

/// What went wrong at the service of dossiers, where only a failure can.
fn service_error(error: DossierError) -> ServiceError {
    match error {
        DossierError::Service(error) => error,
        error => ServiceError::failed(error),
    }
}
