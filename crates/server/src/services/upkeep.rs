//! What has to be done from time to time.

use std::{sync::Arc, time::Duration};

use ebox_people::SessionLifetime;
use ebox_registry::Registry;
use tokio::task::JoinHandle;

use super::Services;

/// The pause between two rounds.
const UPKEEP: Duration = Duration::from_mins(1);

impl Services {
    /// Starts what has to be done from time to time: forgetting used assertions and old sessions, finishing pending accounts,
    /// configurations and deletions of partitions, telling Document Providers (also whose access changed), sending letters,
    /// taking out and forgetting what expired.
    /// Every task takes no input and may be stopped at any moment.
    pub fn start_upkeep(&self) -> JoinHandle<()> {
        let (oauth, onboarding) = (Arc::clone(&self.oauth), Arc::clone(&self.onboarding));
        let senders = Arc::clone(&self.senders);
        let partitions = Arc::clone(&self.partitions);
        let registries: Vec<Arc<Registry>> = self.registries.values().cloned().collect();
        let events = self.events.clone();
        let dossiers = self.dossiers.clone();
        let (people, clock) = (Arc::clone(&self.people), Arc::clone(&self.setup.clock));
        let tell = async move {
            if let Some(events) = events {
                events.run().await;
            }
        };
        let mailer = Arc::clone(&self.mailer);
        let send = async move { mailer.run().await };
        let sweep = async move {
            loop {
                tokio::time::sleep(UPKEEP).await;
                if let Err(error) = oauth.sweep().await {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "used assertions were not swept"
                    );
                }
                if let Err(error) = onboarding.reconcile().await {
                    tracing::error!(error = &error as &dyn std::error::Error, "accounts were not reconciled");
                }
                if let Err(error) = senders.reconcile().await {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(error, "configurations of senders were not reconciled");
                }
                if let Err(error) = partitions.reconcile().await {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(error, "partitions that are being deleted were not reconciled");
                }
                if let Err(error) = people.reconcile().await {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(error, "Document Providers were not told whose access changed");
                }
                if let Some(dossiers) = &dossiers
                    && let Err(error) = dossiers.reconcile().await
                {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(error, "what was decided about dossiers was not carried out");
                }
                if let Err(error) = people.sweep_sessions(clock.now(), SessionLifetime::default()).await {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "old sessions were not forgotten"
                    );
                }
                for registry in &registries {
                    if let Err(error) = registry.sweep().await {
                        let error = &error as &dyn std::error::Error;
                        tracing::error!(error, "a registry was not swept");
                    }
                }
            }
        };
        tokio::spawn(async move { tokio::join!(tell, send, sweep).2 })
    }
}
