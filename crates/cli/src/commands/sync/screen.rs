//! What a person sees while mail is retrieved: one bar for each provider.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use ebox_connector::{Event, Observer, Package};
use indicatif::{MultiProgress, ProgressBar};

use crate::{printer::Printer, session::availability};

/// Shows what happens while it happens.
pub(super) struct Screen {
    printer: Printer,
    bars: MultiProgress,
    providers: Mutex<BTreeMap<String, Provider>>,
    recovered: Mutex<Option<Package>>,
}

struct Provider {
    bar: ProgressBar,
    bytes: u64,
}

impl Screen {
    pub(super) fn new(printer: Printer) -> Self {
        Self { printer, bars: printer.bars(), providers: Mutex::default(), recovered: Mutex::default() }
    }

    /// Takes every bar away.
    pub(super) fn finish(&self) {
        for provider in std::mem::take(&mut *self.providers()).into_values() {
            provider.bar.finish_and_clear();
        }
    }

    /// The package of the run before, when this one finished it, however this one ends.
    pub(super) fn recovered(&self) -> Option<Package> {
        self.recovered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn providers(&self) -> MutexGuard<'_, BTreeMap<String, Provider>> {
        self.providers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, provider: &str, change: impl FnOnce(&mut Provider)) {
        if let Some(provider) = self.providers().get_mut(provider) {
            change(provider);
        }
    }

    /// A line of talk above the bars.
    fn say(&self, line: impl AsRef<str>) {
        self.bars.suspend(|| self.printer.say(line));
    }

    fn warn(&self, line: impl AsRef<str>) {
        self.bars.suspend(|| self.printer.warn(line));
    }
}

impl Observer for Screen {
    fn event(&self, event: &Event) {
        match event {
            Event::Recovered(package) => {
                *self.recovered.lock().unwrap_or_else(PoisonError::into_inner) = Some(package.clone());
                let path = package.path.display().to_string();
                let messages = package.messages;
                self.say(format!(
                    "The run before was interrupted; its {messages} messages are in {path} now."
                ));
                // Told at once: whatever becomes of this run, that package is there.
                if !self.printer.is_json() {
                    self.bars.suspend(|| self.printer.data(path));
                }
            }
            Event::ProvidersListed { notices, .. } => notices.iter().for_each(|notice| self.warn(notice)),
            Event::ProviderSkipped { provider, availability: now, .. } => {
                self.warn(format!("{provider} is not called: {}", availability(*now)));
            }
            Event::ProviderStarted { provider, .. } => {
                let bar = self.bars.add(self.printer.progress(Some(0), provider));
                self.providers().insert(provider.clone(), Provider { bar, bytes: 0 });
            }
            Event::PageRead { provider, new, .. } => {
                self.change(provider, |one| one.bar.inc_length(*new as u64));
            }
            Event::WalkRepeated { provider } => {
                self.say(format!("{provider}: the list changed meanwhile and is walked again."));
            }
            Event::Received { provider, bytes } => self.change(provider, |one| {
                one.bytes += bytes;
                one.bar.set_message(format!("{provider} {}", bytesize::ByteSize(one.bytes)));
            }),
            Event::MessageFetched { provider, .. } | Event::MessageGone { provider, .. } => {
                self.change(provider, |one| one.bar.inc(1));
            }
            Event::MessageFailed { provider, failed } => {
                self.change(provider, |one| one.bar.inc(1));
                let message = failed.message.as_deref().unwrap_or("without an identifier");
                self.warn(format!(
                    "{provider}, message {message}: {}",
                    crate::failure::chain(failed.error.as_ref())
                ));
            }
            Event::ProviderFinished(outcome) => {
                if let Some(provider) = self.providers().remove(&outcome.id) {
                    provider.bar.finish_and_clear();
                }
            }
            Event::Sealing { .. } | Event::Sealed(_) | Event::NothingNew { .. } => {}
        }
    }
}
