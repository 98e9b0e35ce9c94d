//! `ebox doctor`

mod disk;
mod identity;
mod services;

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    failure::{Failure, Status},
    printer::Printer,
    profile::{ProfileArguments, with_profile_help},
    session::Session,
};

const EXAMPLE: &str = "\
Example:
  ebox doctor --profile production --out /var/lib/ebox";

/// Check everything that retrieving mail needs, and say what to do about what is wrong.
///
/// The clock, the certificate, the access token and its scopes, the provider registry, each message registry,
/// and the disk. Nothing is changed and nothing is marked read. The exit status is 0 when there is no problem,
/// warnings apart.
#[derive(Args)]
#[command(after_help = EXAMPLE, after_long_help = with_profile_help(EXAMPLE))]
pub(crate) struct Doctor {
    /// The folder into which mail will be retrieved.
    #[arg(long, default_value = ".", value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    profile: ProfileArguments,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Ok,
    Warning,
    Problem,
}

impl Verdict {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Warning => "warning",
            Self::Problem => "problem",
        }
    }
}

/// What was found about one thing.
struct Finding {
    about: String,
    verdict: Verdict,
    what: String,
    fix: String,
}

/// Everything that was found, in the order in which it was looked at.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn ok(&mut self, about: impl Into<String>, what: impl Into<String>) {
        self.add(about, Verdict::Ok, what, "");
    }

    fn warning(&mut self, about: impl Into<String>, what: impl Into<String>, fix: impl Into<String>) {
        self.add(about, Verdict::Warning, what, fix);
    }

    fn problem(&mut self, about: impl Into<String>, what: impl Into<String>, fix: impl Into<String>) {
        self.add(about, Verdict::Problem, what, fix);
    }

    fn add(
        &mut self,
        about: impl Into<String>,
        verdict: Verdict,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) {
        self.0.push(Finding { about: about.into(), verdict, what: what.into(), fix: fix.into() });
    }
}

impl Doctor {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let mut findings = Findings::default();
        match Session::open(&self.profile) {
            Ok(session) => {
                identity::profile(&mut findings, &session);
                identity::certificate(&mut findings, &session);
                if identity::clock(&mut findings, &session).await
                    && let Some(granted) = identity::token(&mut findings, &session).await
                {
                    let scopes = identity::scopes(&mut findings, &granted);
                    services::check(&mut findings, &session, scopes).await;
                }
            }
            Err(failure) => {
                findings.problem("Profile", failure.message, failure.hint.unwrap_or_default());
            }
        }
        disk::check(&mut findings, &self.out);
        let is_healthy = findings.0.iter().all(|one| one.verdict != Verdict::Problem);
        if printer.is_json() {
            let findings: Vec<Value> = findings.0.iter().map(describe).collect();
            printer.json(&json!({ "isHealthy": is_healthy, "findings": findings }));
        } else {
            let row = |one: &Finding| {
                vec![one.about.clone(), one.verdict.as_str().to_owned(), one.what.clone(), one.fix.clone()]
            };
            printer.table(
                &["Check", "State", "What was found", "What to do"],
                findings.0.iter().map(row).collect(),
            );
        }
        Ok(if is_healthy { ExitCode::SUCCESS } else { Status::Failed.into() })
    }
}

fn describe(finding: &Finding) -> Value {
    json!({
        "check": finding.about,
        "state": finding.verdict.as_str().to_lowercase(),
        "what": finding.what,
        "fix": Some(&finding.fix).filter(|fix| !fix.is_empty()),
    })
}
