//! Deciding: the steps of people.

use crate::{
    Dossier, DossierError, Dossiers, FittingCertificate, Kind, Mistake, NotTaken, Problem, ProviderForm,
    State, Step, StepKind, Visit,
    certificate::{Finding, check_signing_request},
    number::DossierNumber,
    provider_form::fields,
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
        match step.kind() {
            StepKind::ConfirmConfigured | StepKind::ConfirmUndone | StepKind::ConfirmEntered => {
                self.is_by_hand(visit, number).await?;
            }
            StepKind::SubmitForm => self.is_fit(visit, number).await?,
            _ => {}
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

    /// What a provider's form says that lies outside the dossier.
    async fn is_fit(&self, visit: &Visit, number: DossierNumber) -> Result<(), DossierError> {
        let (dossier, party) = self.dossier(visit, number).await?;
        let is_meant =
            dossier.kind() == Kind::Provider && dossier.steps(party).contains(&StepKind::SubmitForm);
        // What is missing or unreadable is said by the step itself.
        let Ok(form) = ProviderForm::read(dossier.form(), &dossier.environments()) else { return Ok(()) };
        if !is_meant {
            return Ok(());
        }
        let mistake = |field: &str, problem| Mistake { field: field.to_owned(), problem };
        let mut mistakes = Vec::new();
        if self.is_taken(&dossier).await? {
            mistakes.push(mistake(fields::ID, Problem::Taken));
        }
        let said = self.parts.store.conversation(number).await?;
        if !said.iter().flat_map(|note| &note.files).any(|file| file.name == form.contract) {
            mistakes.push(mistake(fields::CONTRACT, Problem::NoFile));
        }
        if !self.parts.settings.is_rehearsal {
            mistakes.extend(form.not_public().iter().map(|field| mistake(field, Problem::NotPublic)));
        }
        if mistakes.is_empty() { Ok(()) } else { Err(NotTaken::Incomplete(mistakes).into()) }
    }

    /// Only where an environment cannot be asked, or refuses to end what it has, is somebody's word taken for it.
    async fn is_by_hand(&self, visit: &Visit, number: DossierNumber) -> Result<(), DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        let state = dossier.state();
        let here = match state.environment() {
            Some(environment) => self.is_reached_by_file(environment),
            None => {
                let mut environments = dossier.environments().into_iter();
                dossier.is_refused() || environments.any(|environment| self.is_reached_by_file(environment))
            }
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
        let applications = dossier.applications();
        let certificate =
            FittingCertificate::check(file, dossier.institution(), environment, &applications, now)
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
        let now = self.parts.clock.now();
        Ok(check_signing_request(file, dossier.institution(), environment, &dossier.applications(), now))
    }
}
