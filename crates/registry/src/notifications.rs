//! What changed in how e-Boxes are divided, as far as it concerns messages that are here.

use ebox_audit::{Effects, Record};
use ebox_credential::caller::{Caller, Notify};
use ebox_domain::{
    Cause, EboxId, EnterpriseNumber, Fault, PartitionId, Rule, ServiceError,
    message::Message,
    notification::{self, Notification},
    page::{Page, PageRequest},
    partition::Rights,
};
use ebox_wire::events::{CloudEvent, Said};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::{
    Registry,
    call::Call,
    list::Filter,
    port::{Change, Changed},
};

/// How far the clock of somebody who tells something may be ahead.
const MOST_AHEAD: SignedDuration = SignedDuration::from_mins(5);

impl Registry {
    /// Takes what somebody calls to tell. The call is on the record before it is answered; whoever is not answered
    /// tells it again.
    pub async fn notified_by(
        &self,
        caller: &Caller<Notify>,
        call: &Call,
        events: &[CloudEvent],
    ) -> Result<(), ServiceError> {
        self.notified(events).await?;
        let ids: Vec<&str> = events.iter().map(|event| event.id.as_str()).collect();
        self.note(caller, call, (204, json!({ "eventIds": ids }))).await
    }

    /// Takes what a Document Provider is told: all of it, or nothing when one cannot be read. Types that nobody knows,
    /// and what is older than what is known, are taken and left alone; doing it twice is doing it once.
    pub async fn notified(&self, events: &[CloudEvent]) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let read = events.iter().enumerate().map(|(place, event)| {
            // One alone needs no number.
            let place = if events.len() == 1 { String::new() } else { format!("[{place}].") };
            told(event, &place, now)
        });
        for told in read.collect::<Result<Vec<_>, Fault>>()?.into_iter().flatten() {
            self.learn(&told).await?;
        }
        Ok(())
    }

    async fn learn(&self, told: &Notification) -> Result<(), ServiceError> {
        let is_so = self.partitions.learn(told).await?;
        match &told.change {
            notification::Change::PartitionDeleted(id) if is_so && !id.is_general() => {
                self.clear(told.enterprise, id).await
            }
            _ => Ok(()),
        }
    }

    /// Moves what lies in a partition that is gone to `GENERAL`.
    async fn clear(&self, enterprise: EnterpriseNumber, id: &PartitionId) -> Result<(), ServiceError> {
        let ebox = EboxId::Enterprise(enterprise);
        loop {
            let left = self.lying_in(ebox, id, PageRequest::MAX_SIZE).await?;
            if left.items.is_empty() {
                return Ok(());
            }
            let now = self.clock.now();
            let changes: Vec<Change> = left
                .items
                .iter()
                .map(|message| Change {
                    message: message.id,
                    is_visible: None,
                    partition: Some(PartitionId::general()),
                })
                .collect();
            let ids: Vec<String> = left.items.iter().map(|message| message.id.to_string()).collect();
            let record = Record {
                ebox: Some(ebox),
                details: json!({ "deletedPartition": id.as_str(), "messageIds": ids }),
                ..Record::new(now, "EVENT", "/eventNotifications", 204)
            };
            let effects = Effects::recorded(record);
            match self.store.change(ebox, &Rights::All, changes, now, effects).await? {
                Changed::All(_) => {}
                // One expired at this very moment: the next look does not find it.
                Changed::None(_) => tokio::task::yield_now().await,
            }
        }
    }

    /// Whether a message of an e-Box lies in a partition. Whoever closes a partition and then asks learns of every
    /// message that was on its way there before.
    pub async fn holds(
        &self,
        enterprise: EnterpriseNumber,
        partition: &PartitionId,
    ) -> Result<bool, ServiceError> {
        drop(self.placing.write().await);
        let found = self.lying_in(EboxId::Enterprise(enterprise), partition, 1).await?;
        Ok(!found.items.is_empty())
    }

    async fn lying_in(
        &self,
        ebox: EboxId,
        partition: &PartitionId,
        most: u32,
    ) -> Result<Page<Message>, ServiceError> {
        let filter = Filter { partitions: Some(vec![partition.to_string()]), ..Filter::default() };
        let page = PageRequest::new(1, most).unwrap_or_default();
        Ok(self.store.messages(ebox, &filter, page, self.clock.now()).await?)
    }
}

/// What an event tells; `None` when it is of a type that is not known.
fn told(event: &CloudEvent, place: &str, now: Timestamp) -> Result<Option<Box<Notification>>, Fault> {
    let wrong = |field: &str, fix: String| {
        Fault::one(Cause::body(Rule::InvalidValue, format!("{place}{field}"), fix))
    };
    let said = event
        .said(now)
        .map_err(|reason| wrong("data", format!("{reason}; send the data that belongs to the type")))?;
    match said {
        Said::Unknown => {
            tracing::info!(kind = event.kind, "an event of a type that is not known");
            Ok(None)
        }
        // It would make everything that is told until then older.
        Said::Notification(told) if told.at.duration_since(now) > MOST_AHEAD => {
            let fix = "the moment has not come yet; set the clock, and send what happened with when it did";
            Err(wrong("time", fix.to_owned()))
        }
        Said::Notification(told) => Ok(Some(told)),
    }
}
