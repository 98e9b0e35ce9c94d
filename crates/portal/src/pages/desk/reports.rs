//! What an environment says of a configuration: thing by thing, and across environments.

use std::collections::BTreeSet;

use ebox_dossier::{
    EnvironmentError,
    configuration::{Difference, Report, Touched},
    configure::Compared,
};
use ebox_i18n::Texts;

use crate::pages::dossiers::words;

/// What an environment says.
pub(in crate::pages) enum Told {
    /// What it has, and what would change.
    Report {
        /// Whether it has all of what was asked.
        is_in_force: bool,
        /// What changes.
        rows: Vec<Row>,
    },
    /// It would refuse, for these reasons.
    Refuses(Vec<String>),
    /// It does not answer now.
    Away,
    /// It is reached by a file, and nobody here knows what it has.
    ByFile,
}

/// Something that a configuration touches.
pub(in crate::pages) struct Row {
    pub(in crate::pages) what: String,
    pub(in crate::pages) id: String,
    pub(in crate::pages) becomes: String,
    /// Field by field, what it was and what it becomes.
    pub(in crate::pages) fields: Vec<String>,
}

impl Told {
    pub(in crate::pages) fn of(t: Texts, said: &Result<Report, EnvironmentError>) -> Self {
        match said {
            Ok(report) => Self::Report {
                is_in_force: report.is_in_force,
                rows: report.changes().map(|touched| row(t, touched)).collect(),
            },
            Err(EnvironmentError::Refused(reasons)) => Self::Refuses(reasons.clone()),
            Err(EnvironmentError::ByFile) => Self::ByFile,
            Err(EnvironmentError::Away(error)) => {
                tracing::warn!(error = &**error as &dyn std::error::Error, "an environment does not answer");
                Self::Away
            }
        }
    }
}

fn row(t: Texts, touched: &Touched) -> Row {
    let nothing = t.say("desk-nothing").to_string();
    let field = |(name, was, is): &(String, Option<String>, Option<String>)| {
        let was = was.as_ref().unwrap_or(&nothing);
        let is = is.as_ref().unwrap_or(&nothing);
        let name = field_of(t, &touched.what, name);
        t.say("desk-was-is").with("field", name).with("was", was).with("is", is).to_string()
    };
    Row {
        what: what(t, &touched.what),
        id: touched.id.clone(),
        becomes: difference(t, touched.difference),
        fields: touched.fields.iter().map(field).collect(),
    }
}

/// What a field of a thing is called: as in the form, where it comes from there.
fn field_of(t: Texts, what: &str, name: &str) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    match what {
        "organization" => {
            let in_form = format!("organization.{name}");
            let called = words::field(t, &in_form);
            if called == in_form { name.to_owned() } else { called }
        }
        "application" | "messageType" => words::of_entry(t, &parts),
        "provider" => words::field(t, name),
        _ => name.to_owned(),
    }
}

fn difference(t: Texts, difference: Difference) -> String {
    match difference {
        Difference::Added => t.say("desk-added"),
        Difference::Changed => t.say("desk-changed"),
        Difference::Removed => t.say("desk-removed"),
        Difference::Unchanged => t.say("desk-unchanged"),
    }
    .to_string()
}

/// What a kind of thing is called.
fn what(t: Texts, what: &str) -> String {
    match what {
        "organization" => t.say("desk-organization"),
        "application" => t.say("desk-application"),
        "messageType" => t.say("desk-message-type"),
        "trio" => t.say("desk-trio"),
        "client" => t.say("desk-client"),
        "certificate" => t.say("desk-certificate"),
        "provider" => t.say("desk-provider"),
        other => return other.to_owned(),
    }
    .to_string()
}

/// Environments beside each other: what is not the same in all of them.
pub(in crate::pages) struct Across {
    pub(in crate::pages) environments: Vec<&'static str>,
    pub(in crate::pages) rows: Vec<AcrossRow>,
}

/// Something that is not the same everywhere.
pub(in crate::pages) struct AcrossRow {
    pub(in crate::pages) what: String,
    pub(in crate::pages) id: String,
    /// How it stands in each environment to what was asked.
    pub(in crate::pages) states: Vec<String>,
}

impl Across {
    /// `None` where there is nothing to compare: one environment, or only one that answers.
    pub(in crate::pages) fn of(t: Texts, compared: &[Compared]) -> Option<Self> {
        let reports: Vec<_> = compared
            .iter()
            .filter_map(|(environment, said)| Some((*environment, said.as_ref().ok()?)))
            .collect();
        if reports.len() < 2 {
            return None;
        }
        // Each environment has a client and certificates of its own.
        let is_common = |touched: &&Touched| !matches!(touched.what.as_str(), "client" | "certificate");
        let things: BTreeSet<(&str, &str)> = reports
            .iter()
            .flat_map(|(_, report)| report.touched.iter().filter(is_common))
            .map(|touched| (touched.what.as_str(), touched.id.as_str()))
            .collect();
        let mut rows = Vec::new();
        for (kind, id) in things {
            let found = reports.iter().map(|(_, report)| {
                report.touched.iter().find(|touched| touched.what == kind && touched.id == id)
            });
            let found: Vec<Option<&Touched>> = found.collect();
            let is_same = found.windows(2).all(|pair| {
                pair[0].map(|one| (one.difference, &one.fields))
                    == pair[1].map(|one| (one.difference, &one.fields))
            });
            if is_same {
                continue;
            }
            let state = |touched: Option<&Touched>| match touched {
                Some(touched) => difference(t, touched.difference),
                None => t.say("desk-unknown").to_string(),
            };
            rows.push(AcrossRow {
                what: what(t, kind),
                id: id.to_owned(),
                states: found.iter().copied().map(state).collect(),
            });
        }
        let environments = reports.iter().map(|(environment, _)| environment.in_certificates()).collect();
        Some(Self { environments, rows })
    }
}

#[cfg(test)]
mod tests {
    use ebox_domain::Language;

    use super::*;

    #[test]
    fn what_comes_from_the_form_is_called_as_there() {
        let t = Texts::of(Language::En);
        for (what, name, called) in [
            ("organization", "longName.de", "Full name (DE)"),
            ("organization", "contactBusiness", "Helpdesk for recipients"),
            ("organization", "mayRegister", "mayRegister"),
            ("messageType", "name.fr", "Name (FR)"),
            ("messageType", "actions", "actions"),
            ("client", "name", "name"),
        ] {
            assert_eq!(field_of(t, what, name), called, "{what} {name}");
        }
    }
}
