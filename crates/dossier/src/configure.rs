//! What an environment is to have, looked at before it is decided and afterwards.

use ebox_domain::Environment;

use crate::{
    Dossier, DossierError, Dossiers, NotTaken, Visit,
    configuration::{EnvironmentError, Report, Wanted},
    number::DossierNumber,
};

/// What an environment says of a configuration.
pub type Compared = (Environment, Result<Report, EnvironmentError>);

impl Dossiers {
    /// What the configuration of an environment would change there. Nothing is changed.
    pub async fn preview(
        &self,
        visit: &Visit,
        number: DossierNumber,
        environment: Environment,
    ) -> Result<Report, DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        Ok(self.parts.environments.preview(&wanted(&dossier, environment)?).await?)
    }

    /// The configuration of an environment as a signed file, for where it cannot be reached otherwise.
    pub async fn signed_file(
        &self,
        visit: &Visit,
        number: DossierNumber,
        environment: Environment,
    ) -> Result<Vec<u8>, DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        Ok(self.parts.environments.signed(&wanted(&dossier, environment)?).await?)
    }

    /// How what was asked differs from what each environment has that the dossier reached.
    pub async fn compare(&self, visit: &Visit, number: DossierNumber) -> Result<Vec<Compared>, DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        let mut compared = Vec::new();
        for environment in dossier.environments() {
            let is_reached = dossier.configured(environment).is_some()
                || dossier.state().environment() == Some(environment);
            if is_reached {
                let report = self.parts.environments.preview(&wanted(&dossier, environment)?).await;
                compared.push((environment, report));
            }
        }
        Ok(compared)
    }
}

/// What an environment is to have.
pub(crate) fn wanted(dossier: &Dossier, environment: Environment) -> Result<Wanted, NotTaken> {
    Wanted::of(dossier, environment).map_err(NotTaken::Incomplete)
}
