//! Entries of Document Providers in the provider registry of an environment: whose an identifier is, what an entry
//! changes there, making it and taking it out.
//!
//! The provider registry knows no owners, so dossiers do: an identifier is kept for a dossier before it is entered, and
//! what stands there without a dossier of the same institution is somebody else's.

use ebox_domain::{
    Environment, Language, LocalizedText, StoreError,
    provider::{Provider, ProviderId},
    time::in_brussels,
};
use jiff::civil::Date;

use crate::{
    Change, Dossier, DossierError, Dossiers, Kind, NotTaken, ProviderForm, Visit,
    configuration::{Difference, EnvironmentError, Report, Touched},
    dossier::{Entry, Standing},
    number::DossierNumber,
    port::Listed,
    provider_form::fields,
};

/// How many dossiers of providers are looked through: a federation has a few providers.
const MOST: u32 = 1_000;

impl Dossier {
    /// Keeps an identifier for this dossier in an environment, before it is entered there.
    pub(crate) fn claimed(&self, environment: Environment, id: ProviderId) -> Change {
        let mut after = self.clone();
        after.entries.insert(environment, Entry { id, standing: Standing::Claimed });
        self.changed(after, None)
    }

    /// The registry has what the form says.
    pub(crate) fn enter(&mut self, environment: Option<Environment>) {
        let form = ProviderForm::read(&self.form, &self.environments());
        if let (Some(environment), Ok(form)) = (environment, form) {
            self.entries.insert(environment, Entry { id: form.id().clone(), standing: Standing::In });
        }
    }

    /// The registry does not have what was to be entered.
    pub(crate) fn unclaim(&mut self, environment: Option<Environment>) {
        let entry = environment.and_then(|environment| self.entries.get_mut(&environment));
        if let Some(entry) = entry
            && entry.standing == Standing::Claimed
        {
            entry.standing = Standing::Out;
        }
    }

    /// The registry does not have it any more.
    pub(crate) fn take_out(&mut self, environment: Environment) {
        if let Some(entry) = self.entries.get_mut(&environment) {
            entry.standing = Standing::Out;
        }
    }

    fn entry(&self, environment: Environment, today: Date) -> Result<Provider, NotTaken> {
        let form = ProviderForm::read(&self.form, &self.environments()).map_err(NotTaken::Incomplete)?;
        form.entry(environment, today).ok_or(NotTaken::NotNow)
    }

    /// Whether it has, or had, an identifier in some environment.
    fn has_had(&self, id: &ProviderId, is_meant: impl Fn(Standing) -> bool) -> bool {
        self.entries.values().any(|entry| entry.id == *id && is_meant(entry.standing))
    }
}

/// What is to be entered, and what stands there under the same identifier.
pub(crate) struct Entering {
    /// What is to be entered, with the days and maintenance that are there.
    pub(crate) wanted: Provider,
    /// What is there.
    found: Option<Provider>,
}

impl Dossiers {
    /// What the entry of a Document Provider would change in the provider registry of an environment. Nothing is
    /// changed. Where an environment is reached by file, everything counts as new: nobody here knows what it has.
    pub async fn preview_entry(
        &self,
        visit: &Visit,
        number: DossierNumber,
        environment: Environment,
    ) -> Result<Report, DossierError> {
        let (dossier, _) = self.dossier(visit, number).await?;
        let entering = match self.entering(&dossier, environment).await {
            Err(DossierError::Environment(EnvironmentError::ByFile)) => {
                Entering { wanted: dossier.entry(environment, self.today())?, found: None }
            }
            entering => entering?,
        };
        Ok(entering.report(environment))
    }

    /// What is to be entered in an environment; refused where the identifier is somebody else's.
    pub(crate) async fn entering(
        &self,
        dossier: &Dossier,
        environment: Environment,
    ) -> Result<Entering, DossierError> {
        let today = self.today();
        let wanted = dossier.entry(environment, today)?;
        let found = self.found(environment, &wanted.id).await?;
        if self.is_foreign(dossier, &wanted.id, found.as_ref()).await? {
            let why = format!(
                "the provider identifier {} is another organisation's; choose another one",
                wanted.id
            );
            return Err(EnvironmentError::Refused(vec![why]).into());
        }
        Ok(Entering { wanted: on_top_of(wanted, found.as_ref(), today), found })
    }

    /// Whether the identifier of a provider's form is somebody else's, as far as that is known now.
    pub(crate) async fn is_taken(&self, dossier: &Dossier) -> Result<bool, DossierError> {
        let Ok(form) = ProviderForm::read(dossier.form(), &dossier.environments()) else { return Ok(false) };
        for environment in dossier.environments() {
            // Who is away, or reached by file, says it later: before the entry is made.
            let found = self.found(environment, form.id()).await.ok().flatten();
            if self.is_foreign(dossier, form.id(), found.as_ref()).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes the entry of a dossier out of an environment, or puts back what an earlier dossier of the institution
    /// entered. The registry keeps what it was: messages may lie there still.
    pub(crate) async fn take_out(
        &self,
        dossier: &Dossier,
        environment: Environment,
    ) -> Result<(), DossierError> {
        let Some(id) = dossier.entered(environment) else { return Ok(()) };
        let Some(found) = self.found(environment, id).await? else { return Ok(()) };
        let today = self.today();
        let others = self.of_providers().await?;
        let earlier = others.iter().filter(|other| {
            other.number() < dossier.number()
                && other.institution() == dossier.institution()
                && other.entered(environment) == Some(id)
        });
        let put_back =
            earlier.max_by_key(|other| other.number()).map(|other| other.entry(environment, today));
        let entry = match put_back {
            Some(Ok(entry)) => on_top_of(entry, Some(&found), today),
            _ => not_callable(found, today),
        };
        Ok(self.parts.environments.enter(environment, entry).await?)
    }

    /// Whether an identifier is another institution's. `found` is what stands under it in an environment.
    async fn is_foreign(
        &self,
        dossier: &Dossier,
        id: &ProviderId,
        found: Option<&Provider>,
    ) -> Result<bool, StoreError> {
        let (own, others): (Vec<Dossier>, Vec<Dossier>) = self
            .of_providers()
            .await?
            .into_iter()
            .partition(|one| one.institution() == dossier.institution());
        if others.iter().any(|other| other.has_had(id, |standing| standing != Standing::Out)) {
            return Ok(true);
        }
        let Some(found) = found else { return Ok(false) };
        let is_callable = !is_out(found, self.today());
        // What was taken out is still the institution's, unless somebody else put it in meanwhile.
        Ok(!own.iter().any(|one| one.has_had(id, |standing| standing != Standing::Out || !is_callable)))
    }

    async fn of_providers(&self) -> Result<Vec<Dossier>, StoreError> {
        let wanted = Listed { kind: Some(Kind::Provider), ended_too: true, most: MOST, ..Listed::default() };
        Ok(self.parts.store.list(&wanted).await?.0)
    }

    async fn found(
        &self,
        environment: Environment,
        id: &ProviderId,
    ) -> Result<Option<Provider>, EnvironmentError> {
        let providers = self.parts.environments.providers(environment).await?;
        Ok(providers.into_iter().find(|one| one.id == *id))
    }

    fn today(&self) -> Date {
        in_brussels(self.parts.clock.now()).date()
    }
}

impl Entering {
    fn report(&self, environment: Environment) -> Report {
        let before = self.found.as_ref().map(|found| said(found, environment)).unwrap_or_default();
        let fields: Vec<_> = said(&self.wanted, environment)
            .into_iter()
            .enumerate()
            .map(|(place, (name, after))| {
                let before = before.get(place).and_then(|(_, before)| before.clone());
                (name, before, after)
            })
            .filter(|(_, before, after)| before != after)
            .collect();
        let difference = match self.found {
            None => Difference::Added,
            Some(_) if fields.is_empty() => Difference::Unchanged,
            Some(_) => Difference::Changed,
        };
        let is_in_force = difference == Difference::Unchanged;
        let touched =
            vec![Touched { what: "provider".to_owned(), id: self.wanted.id.to_string(), difference, fields }];
        Report { touched, client_id: None, is_in_force }
    }
}

/// Everything that an entry says, as the form calls it; always the same fields in the same order.
fn said(entry: &Provider, environment: Environment) -> Vec<(String, Option<String>)> {
    let text = |field: &str, text: &LocalizedText, language: Language| {
        (format!("{field}.{language}"), text.get(language).map(ToOwned::to_owned))
    };
    let of_messages = Language::OF_MESSAGES;
    let mut said: Vec<_> =
        of_messages.into_iter().map(|language| text(fields::NAME, &entry.name, language)).collect();
    said.extend(
        of_messages.into_iter().map(|language| text(fields::DESCRIPTION, &entry.description, language)),
    );
    said.extend([
        (fields::CONTACT.to_owned(), Some(entry.technical_contact.clone())),
        (format!("{}.{environment}", fields::V2), Some(entry.v2_url.clone())),
        (format!("{}.{environment}", fields::V3), entry.v3_url.clone()),
        ("activation".to_owned(), Some(entry.activation.to_string())),
        ("deactivation".to_owned(), entry.deactivation.map(|day| day.to_string())),
    ]);
    said
}

/// What is wanted, without forgetting what the form does not say: since when it may be called, and its maintenance.
fn on_top_of(wanted: Provider, found: Option<&Provider>, today: Date) -> Provider {
    let Some(found) = found else { return wanted };
    let maintenance = found.maintenance.clone();
    if is_out(found, today) {
        return Provider { maintenance, ..wanted };
    }
    Provider { activation: found.activation, deactivation: found.deactivation, maintenance, ..wanted }
}

/// The entry of a provider that may not be called any more, from now on.
fn not_callable(found: Provider, today: Date) -> Provider {
    if is_out(&found, today) {
        return found;
    }
    // Days count whole: the last one was yesterday, also for what was entered today.
    let last = today.yesterday().unwrap_or(today);
    Provider { activation: found.activation.min(last), deactivation: Some(last), ..found }
}

fn is_out(entry: &Provider, today: Date) -> bool {
    entry.deactivation.is_some_and(|last| last < today)
}
