//! Managers of an e-Box see all of it without a right of their own. When somebody becomes or ceases to be one,
//! Document Providers are told as of any other right to the whole e-Box.

use ebox_domain::{
    EnterpriseNumber, ServiceError, Ssin,
    notification::Change as Told,
    partition::{Extent, UserRight, UserRightId},
};

use crate::{Partitions, arrangement::Step, port::Change};

impl Partitions {
    /// Tells what a person sees now that it became or ceased to be a manager. Telling it again does no harm.
    pub async fn manager_changed(
        &self,
        enterprise: EnterpriseNumber,
        person: Ssin,
    ) -> Result<(), ServiceError> {
        let sees_all = self.0.managers.may_manage(person, enterprise).await?;
        let id = UserRightId::new(self.0.clock.now(), &*self.0.rng);
        let whole = UserRight { id, person, extent: Extent::WholeEbox };
        self.tell(enterprise, |arrangement, _| {
            let told = if sees_all {
                vec![Told::UserRightCreated(whole.clone())]
            } else {
                // The rights that were given besides are left.
                let left = arrangement.rights.iter().filter(|right| right.person == person);
                let left = left.map(|right| Told::UserRightCreated(right.clone()));
                [Told::UserRightDeleted(whole.clone())].into_iter().chain(left).collect()
            };
            Ok(Step { change: Some(Change::Managers), told, details: None, answer: () })
        })
        .await
    }
}
