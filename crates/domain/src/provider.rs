//! Document Providers, as the provider registry knows them.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date};

use crate::{language::LocalizedText, time::in_brussels};

/// The identifier of a Document Provider: 1 to 100 characters that stand in a path as they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProviderId(String);

/// Why a text is no provider identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a provider identifier has 1 to 100 letters, digits, dots, hyphens or underscores")]
pub struct InvalidProviderId;

impl ProviderId {
    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ProviderId {
    type Err = InvalidProviderId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        let dots_only = text.bytes().all(|byte| byte == b'.');
        if (1..=100).contains(&text.len()) && text.bytes().all(allowed) && !dots_only {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidProviderId)
        }
    }
}

impl fmt::Display for ProviderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A time during which a provider announces that it does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaintenanceWindow {
    start: Timestamp,
    end: Timestamp,
}

/// A window that ends before it begins.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a maintenance window ends after it begins")]
pub struct InvalidWindow;

impl MaintenanceWindow {
    /// A window from `start` (included) to `end` (excluded).
    pub fn new(start: Timestamp, end: Timestamp) -> Result<Self, InvalidWindow> {
        if start < end { Ok(Self { start, end }) } else { Err(InvalidWindow) }
    }

    /// When it begins.
    pub const fn start(&self) -> Timestamp {
        self.start
    }

    /// When it ends.
    pub const fn end(&self) -> Timestamp {
        self.end
    }

    /// Whether a moment lies in it.
    pub fn contains(&self, moment: Timestamp) -> bool {
        self.start <= moment && moment < self.end
    }
}

/// One entry of the provider registry (Federation 1.3, `MessageProvider`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its identifier.
    pub id: ProviderId,
    /// Its name.
    pub name: LocalizedText,
    /// What it offers.
    pub description: LocalizedText,
    /// Base address of its v2.1 registry, ending in `/`.
    pub v2_url: String,
    /// Base address of its v3 registry, ending in `/`, when it has one.
    pub v3_url: Option<String>,
    /// From this Brussels day on it may be called.
    pub activation: Date,
    /// After this Brussels day it may no longer be called.
    pub deactivation: Option<Date>,
    /// A helpdesk, never a person.
    pub technical_contact: String,
    /// When it announces not to answer.
    pub maintenance: Vec<MaintenanceWindow>,
}

/// Whether a text can be the base address of a registry: http or https, with a slash at the end, because paths are added
/// to it.
pub fn is_base_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.ends_with('/') && !rest.starts_with('/') && !rest.contains(['?', '#', ' ', '@'])
    })
}

/// Whether a provider may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// It may be called now.
    Callable,
    /// Its first day has not come.
    NotYetActive,
    /// Its last day has passed.
    NoLongerActive,
    /// It is in a maintenance window, which ends then.
    InMaintenance(Timestamp),
}

/// Whether a provider with these dates may be called at a moment (Federation 1.3: ignore it before its
/// activation date and after its deactivation date; both days are Brussels days and count whole).
pub fn availability(
    activation: Date,
    deactivation: Option<Date>,
    maintenance: &[MaintenanceWindow],
    now: Timestamp,
) -> Availability {
    let today = in_brussels(now).date();
    if today < activation {
        return Availability::NotYetActive;
    }
    if deactivation.is_some_and(|last| today > last) {
        return Availability::NoLongerActive;
    }
    match maintenance.iter().find(|window| window.contains(now)) {
        Some(window) => Availability::InMaintenance(window.end()),
        None => Availability::Callable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_callable_from_its_first_day_to_the_end_of_its_last() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a moment");
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let check = |now| availability(day("2026-03-02"), Some(day("2026-03-04")), &[], at(now));
        assert_eq!(check("2026-03-01T22:59:59Z"), Availability::NotYetActive);
        assert_eq!(check("2026-03-01T23:00:00Z"), Availability::Callable);
        assert_eq!(check("2026-03-04T22:59:59Z"), Availability::Callable);
        assert_eq!(check("2026-03-04T23:00:00Z"), Availability::NoLongerActive);
    }

    #[test]
    fn a_window_includes_its_begin_and_excludes_its_end() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a moment");
        let window =
            MaintenanceWindow::new(at("2026-03-01T10:00:00Z"), at("2026-03-01T11:00:00Z")).expect("a window");
        assert!(window.contains(at("2026-03-01T10:00:00Z")));
        assert!(!window.contains(at("2026-03-01T11:00:00Z")));
        assert!(MaintenanceWindow::new(window.end(), window.start()).is_err());
    }
}
