//! Undoing a configuration: the counter-action, which puts back what was before it.

use ebox_domain::{ServiceError, ids::DossierId};
use ebox_wire::operator::ConfigurationReport;

use super::{By, Configuration, SenderConfigurations, State};

impl SenderConfigurations {
    /// Puts back what was before the configuration of a dossier. What others came to use meanwhile stays, and the
    /// report names it; so does what messages name. Once more changes nothing. `None` when nothing was ever applied.
    pub async fn undo(
        &self,
        dossier: &DossierId,
        by: By,
    ) -> Result<Option<ConfigurationReport>, ServiceError> {
        let _one_after_another = self.changing.lock().await;
        let Some(kept) = self.parts.store.configuration(dossier).await? else { return Ok(None) };
        let plan = match kept.state {
            State::Undone => {
                let record = super::apply::recorded(&by.record, &kept, &[]);
                self.parts.store.note(record).await?;
                return Ok(Some(self.report(&kept, Vec::new())));
            }
            _ => Configuration {
                state: State::Undoing,
                version: kept.version + 1,
                at: self.parts.clock.now(),
                by: by.record.client_id.clone().unwrap_or_else(|| by.record.method.clone()),
                ..kept
            },
        };
        let changes = self.changes(&plan).await?;
        self.carried_out(plan, changes, &by.record).await.map(Some)
    }
}
