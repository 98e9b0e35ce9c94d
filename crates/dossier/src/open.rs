//! Opening a dossier.

use crate::{
    Dossier, DossierError, Dossiers, Draft, Kind, Stage, Visit,
    dossier::{Beginning, NewDossier},
    form::fields,
    port::Listed,
};

/// The most dossiers of an institution that are not over.
const MOST_OPEN: u64 = 50;

impl Dossiers {
    /// Opens a dossier for the visitor's enterprise: the doing of one of its managers. Further message types begin with
    /// what the live sender has: its name, its applications.
    pub async fn open(&self, visit: &Visit, kind: Kind) -> Result<Dossier, DossierError> {
        if !self.parts.people.may_manage(visit.person, visit.enterprise).await? {
            return Err(DossierError::NoManager);
        }
        let of_institution = Listed { institution: Some(visit.enterprise), most: 200, ..Listed::default() };
        let (all, _) = self.parts.store.list(&of_institution).await?;
        let open = all.iter().filter(|one| !one.state().is_over()).count() as u64;
        if open >= MOST_OPEN {
            return Err(DossierError::TooMany);
        }
        let base = match kind {
            Kind::FurtherMessageTypes => Some(live_sender(&all).ok_or(DossierError::NotLive)?),
            Kind::Sender | Kind::Provider => None,
        };
        let beginning = Beginning {
            kind,
            institution: visit.enterprise,
            environments: self
                .parts
                .environments
                .all()
                .into_iter()
                .map(|(environment, _)| environment)
                .collect(),
            request: base
                .map_or_else(Draft::default, |base| Draft::beginning_with(base.request().fields().clone())),
            form: base.map_or_else(Draft::default, without_types),
            base: base.map(Dossier::number),
        };
        let new = NewDossier::new(beginning, visit.person, self.parts.clock.now());
        // The number is given with the row, so the record of the opening does not name it yet.
        let effects = ebox_audit::Effects::recorded(visit.record.clone());
        Ok(self.parts.store.open(new, effects).await?)
    }

    /// Whether the visitor's enterprise is a live sender, which may add message types.
    pub async fn is_live(&self, visit: &Visit) -> Result<bool, DossierError> {
        let of_institution = Listed {
            institution: Some(visit.enterprise),
            stage: Some(Stage::ProductionReady),
            kind: Some(Kind::Sender),
            most: 1,
            ..Listed::default()
        };
        Ok(self.parts.store.list(&of_institution).await?.1 > 0)
    }
}

/// The sender's dossier that went live last.
fn live_sender(all: &[Dossier]) -> Option<&Dossier> {
    let live =
        |one: &&Dossier| one.kind() == Kind::Sender && one.state().stage() == Some(Stage::ProductionReady);
    all.iter().filter(live).max_by_key(|one| one.since())
}

fn without_types(base: &Dossier) -> Draft {
    let types = format!("{}.", fields::TYPES);
    let kept = base.form().fields().iter().filter(|(name, _)| !name.starts_with(&types));
    Draft::beginning_with(kept.map(|(name, value)| (name.clone(), value.clone())).collect())
}
