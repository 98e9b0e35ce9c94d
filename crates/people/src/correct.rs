//! Taking back who was named by mistake.

use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, Fault, ServiceError, Ssin};

use crate::People;

impl People {
    /// Takes a manager's role away: the operator's doing, who may name a first access manager again when none is left.
    pub async fn remove_manager(
        &self,
        enterprise: EnterpriseNumber,
        person: Ssin,
        effects: Effects,
    ) -> Result<(), ServiceError> {
        if self.store.remove_manager(enterprise, person, effects).await? {
            self.tell_at_once().await;
            return Ok(());
        }
        Err(Fault::Absent("the person does not manage this e-Box").into())
    }
}
