//! Applying a configuration, and showing first what that changes.

use ebox_audit::{Effects, Record};
use ebox_domain::{
    Cause, Causes, Fault, Rule, ServiceError,
    ids::{ClientId, DossierId},
};
use ebox_wire::{
    configuration::{self as wire, Role},
    operator::{AppliedConfiguration, ConfigurationChange, ConfigurationReport, ConfigurationState, Kind},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{By, Configuration, SenderConfigurations, State, Wanted, inherit::inherit};

/// The usual identifier of a sender's client, or a provider's.
fn usual_id(wanted: &Wanted) -> String {
    match wanted.role {
        Role::Sender => format!("documentmanagement:publication:ebox:{}", wanted.enterprise),
        Role::Provider => format!("documentmanagement:provider:ebox:{}", wanted.provider),
    }
}

impl SenderConfigurations {
    /// What applying a document would change. Nothing is changed.
    pub async fn preview(
        &self,
        document: wire::Configuration,
        by: &By,
    ) -> Result<ConfigurationReport, ServiceError> {
        let kept = self.parts.store.configuration(&document.dossier).await?;
        let plan = self.planned(document, kept.as_ref(), by).await?;
        let changes = self.changes(&plan).await?;
        let state = kept.as_ref().map_or(ConfigurationState::NotApplied, |kept| kept.state.into());
        let is_same = kept.as_ref().is_some_and(|kept| kept.wanted == plan.wanted);
        let report = self.report(kept.as_ref().unwrap_or(&plan), changes);
        Ok(ConfigurationReport {
            state,
            is_in_force: report.is_in_force && is_same,
            since: kept.as_ref().map(|kept| kept.at.into()),
            by: kept.map(|kept| kept.by),
            client_id: self.named_client(&plan).await?,
            ..report
        })
    }

    /// The client of a configuration; where nothing is wanted of it, the one that is there.
    async fn named_client(&self, configuration: &Configuration) -> Result<Option<String>, ServiceError> {
        if let Some(id) = &configuration.client_id {
            return Ok(Some(id.to_string()));
        }
        let Some(id) = self.client_of(&configuration.wanted).await? else { return Ok(None) };
        Ok(self.parts.clients.client(&id).await?.map(|_| id.to_string()))
    }

    /// Applies a document: it is kept with what was there before, then carried out. Once more changes nothing. When
    /// something fails on the way it is finished later, and the report says so.
    pub async fn apply(
        &self,
        document: wire::Configuration,
        by: By,
    ) -> Result<ConfigurationReport, ServiceError> {
        let _one_after_another = self.changing.lock().await;
        let kept = self.parts.store.configuration(&document.dossier).await?;
        let plan = self.planned(document, kept.as_ref(), &by).await?;
        let changes = self.changes(&plan).await?;
        if let Some(kept) = kept.filter(|kept| kept.state == State::Applied && kept.wanted == plan.wanted) {
            let report = self.report(&kept, changes);
            if report.is_in_force {
                let client_id = self.named_client(&kept).await?;
                self.note_repeated(kept, plan.latest, recorded(&by.record, &plan, &report.changes)).await?;
                return Ok(ConfigurationReport { client_id, ..report });
            }
            return self.carried_out(plan, report.changes, &by.record).await;
        }
        self.carried_out(plan, changes, &by.record).await
    }

    /// Keeps the record of a document that was applied before, and when it was signed now.
    async fn note_repeated(
        &self,
        kept: Configuration,
        latest: Option<Timestamp>,
        record: Record,
    ) -> Result<(), ServiceError> {
        if kept.latest == latest {
            return Ok(self.parts.store.note(record).await?);
        }
        let signed = Configuration { latest, version: kept.version + 1, ..kept };
        if self.parts.store.keep(vec![signed], Effects::recorded(record)).await? {
            Ok(())
        } else {
            Err(meanwhile().into())
        }
    }

    /// Keeps a plan, with what others take over from it, and carries it out.
    pub(super) async fn carried_out(
        &self,
        plan: Configuration,
        changes: Vec<ConfigurationChange>,
        record: &Record,
    ) -> Result<ConfigurationReport, ServiceError> {
        let mut others = self.others(&plan).await?;
        let mut has_changed = vec![false; others.len()];
        let target = plan.holds().then_some(&plan.wanted);
        let released = plan.former.iter().chain((!plan.holds()).then_some(&plan.wanted));
        for released in released {
            let inherited = inherit(released, &plan, target, &mut others);
            has_changed.iter_mut().zip(inherited).for_each(|(all, now)| *all |= now);
        }
        let heirs = others.into_iter().zip(has_changed).filter(|(_, has_changed)| *has_changed);
        let heirs = heirs.map(|(heir, _)| Configuration { version: heir.version + 1, ..heir });
        let kept: Vec<Configuration> = [plan.clone()].into_iter().chain(heirs).collect();
        let effects = Effects::recorded(recorded(record, &plan, &changes));
        if !self.parts.store.keep(kept, effects).await? {
            return Err(meanwhile().into());
        }
        let finished = self.finished(plan, record).await;
        let report = self.report(&finished, changes);
        let is_in_force = finished.state == State::Applied;
        Ok(ConfigurationReport { is_in_force, client_id: self.named_client(&finished).await?, ..report })
    }

    /// What is applied of a dossier, and what somebody changed since; `None` when nothing ever was.
    pub async fn applied(&self, dossier: &DossierId) -> Result<Option<AppliedConfiguration>, ServiceError> {
        let Some(kept) = self.parts.store.configuration(dossier).await? else { return Ok(None) };
        let changes = match kept.state {
            State::Undone => Vec::new(),
            _ => self.changes(&kept).await?,
        };
        let client_id = self.named_client(&kept).await?;
        let report = ConfigurationReport { client_id, ..self.report(&kept, changes) };
        Ok(Some(AppliedConfiguration { configuration: kept.document(self.parts.environment), report }))
    }

    pub(super) fn report(
        &self,
        configuration: &Configuration,
        changes: Vec<ConfigurationChange>,
    ) -> ConfigurationReport {
        let report = ConfigurationReport {
            dossier: configuration.wanted.dossier.to_string(),
            environment: self.parts.environment.to_string(),
            state: configuration.state.into(),
            is_in_force: false,
            since: Some(configuration.at.into()),
            by: Some(configuration.by.clone()),
            signed_by: configuration.signature.map(|signature| signature.signer.to_hex()),
            client_id: configuration.client_id.as_ref().map(ToString::to_string),
            changes,
        };
        let is_in_force = configuration.state == State::Applied && !report.changes_anything();
        ConfigurationReport { is_in_force, ..report }
    }

    /// The plan of a document, or every mistake in it.
    async fn planned(
        &self,
        document: wire::Configuration,
        kept: Option<&Configuration>,
        by: &By,
    ) -> Result<Configuration, ServiceError> {
        let standing = kept.filter(|kept| kept.state != State::Undone);
        let applied = standing.filter(|kept| kept.holds()).map(|kept| &kept.wanted);
        let read = self.understood(document, applied);
        let mut causes = read.as_ref().err().cloned().unwrap_or_default();
        if let (Ok(wanted), Some(kept)) = (&read, standing) {
            causes.append(elsewhere(wanted, &kept.wanted));
        }
        let (signed_at, latest) = (by.signature.map(|file| file.at), kept.and_then(|kept| kept.latest));
        if signed_at.is_some_and(|at| Some(at) < latest) {
            let fix = "a file that was signed later was applied already; sign the document anew";
            causes.push(Cause::body(Rule::OutOfRange, "iat", fix));
        }
        let wanted = match read {
            Ok(wanted) if causes.is_empty() => wanted,
            _ => return Err(Fault::Invalid(causes).into()),
        };
        let client_id = if wanted.client.is_some() { self.client_of(&wanted).await? } else { None };
        let mut former = standing.map(|kept| kept.former.clone()).unwrap_or_default();
        former.extend(standing.map(|kept| kept.wanted.clone()).filter(|kept| *kept != wanted));
        former.retain(|one| *one != wanted);
        Ok(Configuration {
            before: self.before(&wanted, client_id.as_ref(), standing).await?,
            client_id: client_id.or_else(|| standing.and_then(|kept| kept.client_id.clone())),
            former,
            state: State::Applying,
            version: kept.map_or(0, |kept| kept.version) + 1,
            at: self.parts.clock.now(),
            by: by.record.client_id.clone().unwrap_or_else(|| by.record.method.clone()),
            signature: by.signature,
            latest: signed_at.max(latest),
            wanted,
        })
    }

    /// The client of a sender: the one that an earlier configuration used, or one by the usual name, there or not.
    async fn client_of(&self, wanted: &Wanted) -> Result<Option<ClientId>, ServiceError> {
        let all = self.parts.store.configurations().await?;
        let mut known = all.into_iter().filter(|one| one.wanted.has_client_of(wanted));
        if let Some(id) = known.find_map(|one| one.client_id) {
            return Ok(Some(id));
        }
        for number in 1_u32.. {
            let suffix = if number == 1 { String::new() } else { format!("-{number}") };
            let id = format!("{}{suffix}", usual_id(wanted));
            let id: ClientId = id.parse().map_err(ServiceError::failed)?;
            let client = self.parts.clients.client(&id).await?;
            if client.is_none_or(|client| client.enterprise == wanted.enterprise) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }
}

fn meanwhile() -> Fault {
    let somebody = "somebody changed the configuration at the same moment; look at it again";
    Fault::Conflict(somebody.to_owned())
}

/// Where a dossier is applied does not change under it.
fn elsewhere(wanted: &Wanted, kept: &Wanted) -> Causes {
    let differs = |field: &'static str, is: &str| {
        Cause::body(Rule::InvalidValue, field, format!("the dossier is applied for {is}; undo it first"))
    };
    let mut causes = Causes::default();
    if wanted.role != kept.role {
        let is = if kept.role == Role::Sender { "a sender" } else { "a provider" };
        causes.push(differs("role", is));
    }
    if wanted.provider != kept.provider {
        causes.push(differs("provider", kept.provider.as_str()));
    }
    if wanted.enterprise != kept.enterprise {
        causes.push(differs("enterpriseNumber", kept.enterprise.as_str()));
    }
    causes
}

/// The record of a call, with how much it changes.
pub(super) fn recorded(
    record: &Record,
    configuration: &Configuration,
    changes: &[ConfigurationChange],
) -> Record {
    let of = |kind: Kind| changes.iter().filter(|change| change.change == kind).count();
    let details: Value = json!({
        "dossier": configuration.wanted.dossier.as_str(),
        "enterprise": configuration.wanted.enterprise.as_str(),
        "added": of(Kind::Added),
        "changed": of(Kind::Changed),
        "removed": of(Kind::Removed),
    });
    Record { details, ..record.clone() }
}
