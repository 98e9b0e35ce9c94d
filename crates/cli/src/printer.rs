//! The only place that decides what is shown: data on standard output, talk on standard error.

use std::{io::Write as _, process::ExitCode, time::Duration};

use comfy_table::{ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::failure::Failure;

/// Prints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printer {
    is_json: bool,
    is_quiet: bool,
    has_progress: bool,
}

impl Printer {
    pub(crate) const fn new(is_json: bool, is_quiet: bool, no_progress: bool) -> Self {
        Self { is_json, is_quiet, has_progress: !(is_json || is_quiet || no_progress) }
    }

    /// Whether a program reads.
    pub(crate) const fn is_json(self) -> bool {
        self.is_json
    }

    /// A line of data.
    pub(crate) fn data(self, line: impl AsRef<str>) {
        // A reader that went away has seen enough.
        let _ = writeln!(anstream::stdout(), "{}", line.as_ref());
    }

    /// A value, for programs.
    pub(crate) fn json(self, value: &serde_json::Value) {
        self.data(format!("{value:#}"));
    }

    /// A table, for eyes.
    pub(crate) fn table(self, head: &[&str], rows: Vec<Vec<String>>) {
        let mut table = Table::new();
        table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_header(head);
        table.add_rows(rows);
        self.data(table.to_string());
    }

    /// A line of talk.
    pub(crate) fn say(self, line: impl AsRef<str>) {
        if !self.is_quiet {
            let _ = writeln!(anstream::stderr(), "{}", line.as_ref());
        }
    }

    /// A line of talk that quiet does not silence.
    pub(crate) fn warn(self, line: impl AsRef<str>) {
        let _ = writeln!(anstream::stderr(), "warning: {}", line.as_ref());
    }

    /// Progress on long work; hidden where nobody looks. `total` is how much there is to do; nothing when that
    /// is unknown.
    pub(crate) fn progress(self, total: Option<u64>, message: &str) -> ProgressBar {
        let target =
            if self.has_progress { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let (bar, template) = match total {
            Some(total) => (ProgressBar::new(total), "  {msg} [{bar:32}] {pos}/{len}"),
            None => (ProgressBar::new_spinner(), "  {spinner} {msg} {pos}"),
        };
        bar.set_draw_target(target);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(message.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        bar
    }

    /// Says why nothing, or not everything, was done.
    pub(crate) fn fail(self, failure: &Failure) -> ExitCode {
        if self.is_json {
            let value = serde_json::json!({
                "error": { "code": failure.code, "message": failure.message, "hint": failure.hint },
            });
            self.json(&value);
        }
        let _ = writeln!(anstream::stderr(), "error: {}", failure.message);
        if let Some(hint) = &failure.hint {
            let _ = writeln!(anstream::stderr(), "\nhint: {hint}");
        }
        failure.status.into()
    }
}
