//! The tests of an environment, and asking for "go" with them.

use ebox_domain::Environment;

use crate::{
    Case, Dossier, DossierError, Dossiers, Evidence, Form, Kind, NotTaken, ProviderForm, State, Step, Visit,
    configuration::{EnvironmentError, Observed},
    evidence::{Attempt, Check, Shown, cases},
    number::DossierNumber,
};

impl Dossiers {
    /// How the cases of an environment stand: what the environment recorded until now while it is being tested, and what
    /// was shown when "go" was asked for afterwards.
    pub async fn evidence(
        &self,
        visit: &Visit,
        number: DossierNumber,
        environment: Environment,
    ) -> Result<Evidence, DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        if dossier.state() == (State::Tests { environment }) {
            return self.evidence_now(&dossier, environment).await;
        }
        let shown = |case: Case| Shown {
            proof: dossier.proof(environment, &case).cloned(),
            excuse: dossier.excuse(environment, &case).map(ToOwned::to_owned),
            case,
        };
        Ok(Evidence { environment, cases: cases_of(&dossier)?.into_iter().map(shown).collect() })
    }

    async fn evidence_now(
        &self,
        dossier: &Dossier,
        environment: Environment,
    ) -> Result<Evidence, DossierError> {
        let excuse = |case: &Case| dossier.excuse(environment, case).map(ToOwned::to_owned);
        if dossier.kind() == Kind::Provider {
            let form =
                ProviderForm::read(dossier.form(), &dossier.environments()).map_err(NotTaken::Incomplete)?;
            let today = ebox_domain::time::in_brussels(self.parts.clock.now()).date();
            let entry = form.entry(environment, today).ok_or(NotTaken::NotNow)?;
            let checks = self.parts.environments.check(&entry).await?;
            return Ok(Evidence::of_checks(environment, &checks, excuse));
        }
        let form = Form::read(dossier.form(), dossier.institution()).map_err(NotTaken::Incomplete)?;
        let since = dossier.configured(environment).map_or(dossier.opened_at(), |configured| configured.at);
        let observed =
            Observed { environment, provider: form.provider.clone(), sender: dossier.institution(), since };
        let attempts = match self.parts.environments.attempts(&observed).await {
            // Nobody here can look: what was tried there is told in writing.
            Err(EnvironmentError::ByFile) => Vec::new(),
            attempts => attempts?,
        };
        let own: Vec<Attempt> = attempts.into_iter().filter(|attempt| attempt.is_of(&form)).collect();
        Ok(Evidence::of(environment, cases(&form), &own, excuse))
    }

    /// Excuses a case, in writing, or takes the excuse back with an empty text.
    pub async fn excuse(
        &self,
        visit: &Visit,
        number: DossierNumber,
        case: &str,
        why: &str,
    ) -> Result<Dossier, DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        let State::Tests { environment } = dossier.state() else { return Err(NotTaken::NotNow.into()) };
        let case =
            cases_of(&dossier)?.into_iter().find(|one| one.key() == case).ok_or(DossierError::NotThere)?;
        self.change(visit, number, None, |dossier, by| Ok(dossier.excused(environment, &case, why, by)?))
            .await
    }

    /// Asks for "go" with the evidence as it now is, which is kept with the dossier.
    pub async fn ask_go(
        &self,
        visit: &Visit,
        number: DossierNumber,
        seen: u32,
    ) -> Result<Dossier, DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        let State::Tests { environment } = dossier.state() else {
            return Err(DossierError::SomebodyWasFaster(Box::new(dossier)));
        };
        let evidence = self.evidence_now(&dossier, environment).await?;
        let conclusive = evidence.conclusive().map_err(DossierError::Untested)?;
        self.take(visit, number, seen, Step::AskGo(conclusive)).await
    }
}

fn cases_of(dossier: &Dossier) -> Result<Vec<Case>, NotTaken> {
    if dossier.kind() == Kind::Provider {
        return Ok(Check::ALL.map(Case::Check).into());
    }
    let form = Form::read(dossier.form(), dossier.institution()).map_err(NotTaken::Incomplete)?;
    Ok(cases(&form))
}
