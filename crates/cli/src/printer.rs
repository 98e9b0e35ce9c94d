//! The only place that decides what is shown: data on standard output, talk on standard error.

use std::{
    io::{self, Write as _},
    process::ExitCode,
    sync::OnceLock,
    time::Duration,
};

use comfy_table::{ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::failure::Failure;

/// Columns with a line below their heads, and nothing else that distracts.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none().junction(' '));

/// A terminal below this width is filled beyond its edge rather than with columns of single letters.
const NARROWEST: u16 = 40;

/// Why data did not get out, when it did not.
static LOST: OnceLock<io::Error> = OnceLock::new();

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
        let mut output = anstream::stdout();
        match writeln!(output, "{}", line.as_ref()).and_then(|()| output.flush()) {
            // A reader that went away has seen enough.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                // The first reason is the one that counts.
                let _ = LOST.set(error);
            }
            _ => {}
        }
    }

    /// A value, for programs.
    pub(crate) fn json(self, value: &serde_json::Value) {
        self.data(format!("{value:#}"));
    }

    /// A table, for eyes.
    pub(crate) fn table(self, head: &[&str], rows: Vec<Vec<String>>) {
        self.data(filled(Some(head), rows).trim_fmt());
    }

    /// What things are called, and what they are, for eyes.
    pub(crate) fn pairs(self, rows: Vec<Vec<String>>) {
        self.data(filled(None, rows).trim_fmt());
    }

    /// A text that somebody else wrote, for eyes.
    pub(crate) fn text(self, text: &str) {
        self.data(harmless(text));
    }

    /// A line of talk.
    pub(crate) fn say(self, line: impl AsRef<str>) {
        if !self.is_quiet {
            let _ = writeln!(anstream::stderr(), "{}", harmless(line.as_ref()));
        }
    }

    /// A line of talk that quiet does not silence.
    pub(crate) fn warn(self, line: impl AsRef<str>) {
        let _ = writeln!(anstream::stderr(), "warning: {}", harmless(line.as_ref()));
    }

    /// Progress on long work; hidden where nobody looks. `total` is how much there is to do; nothing when that
    /// is unknown.
    pub(crate) fn progress(self, total: Option<u64>, message: &str) -> ProgressBar {
        let (bar, template) = match total {
            Some(total) => (ProgressBar::new(total), "  {msg} [{bar:32}] {pos}/{len}"),
            None => (ProgressBar::new_spinner(), "  {spinner} {msg} {pos}"),
        };
        bar.set_draw_target(self.target());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(message.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        bar
    }

    /// Room for several bars at once.
    pub(crate) fn bars(self) -> MultiProgress {
        MultiProgress::with_draw_target(self.target())
    }

    fn target(self) -> ProgressDrawTarget {
        if self.has_progress { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() }
    }

    /// Progress of a file on its way, in bytes.
    pub(crate) fn transfer(self, total: Option<u64>, name: &str) -> ProgressBar {
        let bar = self.progress(total, &harmless(name));
        let template = match total {
            Some(_) => "  {msg} [{bar:32}] {bytes}/{total_bytes}",
            None => "  {spinner} {msg} {bytes}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar
    }

    /// How the program ends: data that did not get out is a failure, whatever was done.
    pub(crate) fn end(self, status: ExitCode) -> ExitCode {
        match LOST.get() {
            Some(error) => self.fail(
                &Failure::system("cannot write to standard output", error)
                    .hint("what was asked was done; check where the output goes, and that there is room"),
            ),
            None => status,
        }
    }

    /// Says why nothing, or not everything, was done.
    pub(crate) fn fail(self, failure: &Failure) -> ExitCode {
        if self.is_json {
            let mut value = serde_json::json!({
                "error": { "code": failure.code, "message": failure.message, "hint": failure.hint },
            });
            for (name, done) in &failure.done {
                value[*name] = done.clone();
            }
            self.json(&value);
        }
        let _ = writeln!(anstream::stderr(), "error: {}", harmless(&failure.message));
        if let Some(hint) = &failure.hint {
            let _ = writeln!(anstream::stderr(), "\nhint: {}", harmless(hint));
        }
        failure.status.into()
    }
}

fn filled(head: Option<&[&str]>, rows: Vec<Vec<String>>) -> Table {
    let mut table = Table::new();
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
    // Some terminals do not tell their width, and claim to have none.
    if table.width().is_some_and(|width| width < NARROWEST) {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    if let Some(head) = head {
        table.set_header(head);
    }
    for row in rows {
        table.add_row(row.iter().map(|cell| harmless(cell)));
    }
    table
}

/// A text without anything that a terminal obeys: what others wrote must not move the cursor, hide a line or
/// turn the direction of writing.
pub(crate) fn harmless(text: &str) -> String {
    let obeyed = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace("\r\n", "\n").replace(obeyed, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_without_heads_begins_with_its_first_row() {
        let table = filled(None, vec![vec!["Subject".to_owned(), "A letter".to_owned()]]).trim_fmt();
        assert_eq!(table.lines().map(str::trim).collect::<Vec<_>>(), ["Subject   A letter"]);
        let table = filled(Some(&["Subject"]), vec![vec!["A letter".to_owned()]]).trim_fmt();
        assert_eq!(table.lines().count(), 3, "{table}");
    }

    #[test]
    fn what_others_wrote_commands_no_terminal() {
        assert_eq!(harmless("a\r\nb\tc"), "a\nb\tc");
        assert_eq!(harmless("\u{1b}[2Jgone\u{202e}fdp"), "\u{fffd}[2Jgone\u{fffd}fdp");
    }
}
