//! Deciding: the steps of people.

use crate::{
    Dossier, DossierError, Dossiers, FittingCertificate, NotTaken, State, Step, StepKind, Visit,
    certificate::{Finding, check_signing_request},
    configuration::Reach,
    number::DossierNumber,
};

impl Dossiers {
    /// Takes a step that needs nothing from elsewhere, by somebody who saw the dossier after so many moves. What it
    /// starts is carried out at once as far as that goes.
    pub async fn take(
        &self,
        visit: &Visit,
        number: DossierNumber,
        seen: u32,
        step: Step,
    ) -> Result<Dossier, DossierError> {
        if matches!(step.kind(), StepKind::ConfirmConfigured | StepKind::ConfirmUndone) {
            self.is_by_file(visit, number).await?;
        }
        let now = self.parts.clock.now();
        let dossier = self
            .change(visit, number, Some(seen), |dossier, by| Ok(dossier.take(step.clone(), by, now)?))
            .await?;
        if dossier.state().is_under_way() {
            self.carry_out(number).await?;
            return Ok(self.dossier(visit, number).await?.0);
        }
        Ok(dossier)
    }

    /// Only where an environment cannot be asked is somebody's word taken for it.
    async fn is_by_file(&self, visit: &Visit, number: DossierNumber) -> Result<(), DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        let state = dossier.state();
        let is_by_file = |environment| self.parts.environments.all().contains(&(environment, Reach::ByFile));
        let here = match state.environment() {
            Some(environment) => is_by_file(environment),
            None => dossier.environments().into_iter().any(is_by_file),
        };
        if here { Ok(()) } else { Err(NotTaken::NotNow.into()) }
    }

    /// Delivers the certificate for the environment whose turn it is: a file, PEM or DER.
    pub async fn deliver_certificate(
        &self,
        visit: &Visit,
        number: DossierNumber,
        seen: u32,
        file: &[u8],
    ) -> Result<Dossier, DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        let State::Certificate { environment } = dossier.state() else {
            return Err(if dossier.moves() == seen {
                NotTaken::NotNow.into()
            } else {
                DossierError::SomebodyWasFaster(Box::new(dossier))
            });
        };
        let now = self.parts.clock.now();
        let certificate = FittingCertificate::check(file, dossier.institution(), environment, now)
            .map_err(DossierError::Certificate)?;
        self.take(visit, number, seen, Step::DeliverCertificate(certificate)).await
    }

    /// Checks a request for a certificate before it is ordered: a file, PEM or DER. Changes nothing.
    pub async fn check_request(
        &self,
        visit: &Visit,
        number: DossierNumber,
        file: &[u8],
    ) -> Result<Finding, DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        let environment = dossier.state().environment().ok_or(NotTaken::NotNow)?;
        Ok(check_signing_request(file, dossier.institution(), environment, self.parts.clock.now()))
    }
}
