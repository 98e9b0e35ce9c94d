//! For which enterprises people may act: those whose e-Box they manage, and those in whose e-Box they may look.

use ebox_domain::{EboxId, EnterpriseNumber, ServiceError, Ssin};
use ebox_people::{Person, Role};

use crate::Portal;

/// An enterprise for which a person may act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActsFor {
    pub(crate) person: Person,
    pub(crate) enterprise: EnterpriseNumber,
    /// What the enterprise is called; empty for one that the federation does not know.
    pub(crate) name: String,
    /// What the person is to its access management; `None` for somebody who may look and no more.
    pub(crate) role: Option<Role>,
}

impl Portal {
    /// The enterprises of a person, by name.
    pub(crate) async fn enterprises_of(&self, person: &Person) -> Result<Vec<ActsFor>, ServiceError> {
        let managed = self.0.people.memberships(person.ssin).await?;
        let mut numbers: Vec<(EnterpriseNumber, Option<Role>)> =
            managed.into_iter().map(|membership| (membership.enterprise, Some(membership.role))).collect();
        for enterprise in self.0.partitions.enterprises_of(person.ssin).await? {
            if numbers.iter().all(|(managed, _)| *managed != enterprise) {
                numbers.push((enterprise, None));
            }
        }
        let mut all = Vec::new();
        for (enterprise, role) in numbers {
            all.push(self.acts_for(person.clone(), enterprise, role).await?);
        }
        all.sort_by(|one, other| (&one.name, one.enterprise).cmp(&(&other.name, other.enterprise)));
        Ok(all)
    }

    /// Whether a person may act for an enterprise.
    pub(crate) async fn may_act(
        &self,
        person: Ssin,
        enterprise: EnterpriseNumber,
    ) -> Result<bool, ServiceError> {
        Ok(self.0.people.may_manage(person, enterprise).await?
            || self.0.partitions.enterprises_of(person).await?.contains(&enterprise))
    }

    /// Everybody who may act for anybody: the first of them, managers before others. For the rehearsal alone.
    pub(crate) async fn everybody(&self) -> Result<Vec<ActsFor>, ServiceError> {
        let mut all = Vec::new();
        for membership in self.0.people.first_memberships().await? {
            all.push(self.acts_for(membership.person, membership.enterprise, Some(membership.role)).await?);
        }
        let holders = self.0.partitions.first_holders().await?;
        let numbers: Vec<Ssin> = holders.iter().map(|(_, ssin)| *ssin).collect();
        let persons = self.0.people.persons(&numbers).await?;
        for (enterprise, ssin) in holders {
            let is_there = all.iter().any(|one| one.enterprise == enterprise && one.person.ssin == ssin);
            // Rights may be given to people whom nobody registered: they have no name to be chosen by.
            let person = persons.iter().find(|person| person.ssin == ssin).filter(|_| !is_there);
            if let Some(person) = person {
                all.push(self.acts_for(person.clone(), enterprise, None).await?);
            }
        }
        Ok(all)
    }

    async fn acts_for(
        &self,
        person: Person,
        enterprise: EnterpriseNumber,
        role: Option<Role>,
    ) -> Result<ActsFor, ServiceError> {
        let ebox = self.0.federation.ebox(EboxId::Enterprise(enterprise)).await?;
        Ok(ActsFor { person, enterprise, name: ebox.map(|ebox| ebox.name).unwrap_or_default(), role })
    }
}
