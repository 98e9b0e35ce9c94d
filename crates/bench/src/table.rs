//! The table that a run prints, ready for `docs/performance.md`.

use anyhow::Result;

use crate::{Options, load::Figures};

/// Rows of figures.
pub(crate) struct Table {
    head: String,
    rows: Vec<[String; 5]>,
}

impl Table {
    pub(crate) fn new(options: &Options) -> Result<Self> {
        let cpu = fs_err::read_to_string("/proc/cpuinfo")?;
        let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
        let model = model.trim_start_matches([':', ' ', '\t']).to_owned();
        let cores = cpu.lines().filter(|line| line.starts_with("processor")).count();
        let memory = fs_err::read_to_string("/proc/meminfo")?;
        let memory =
            memory.lines().next().unwrap_or_default().trim_start_matches("MemTotal:").trim().to_owned();
        let head = format!(
            "{model}, {cores} cores, {memory} of memory; server on one core, load on another; e-Box of {} \
             messages; {} s a figure",
            options.messages, options.seconds
        );
        Ok(Self { head, rows: Vec::new() })
    }

    /// A figure beside its yardstick: `ratio` must be at least, or at most, what `must` says.
    pub(crate) fn row(&mut self, what: &str, ours: String, yardstick: String, ratio: f64, must: &str) {
        eprintln!("{what}: {ours}; {yardstick}; {ratio:.2} ({must})");
        self.rows.push([what.to_owned(), ours, yardstick, format!("{ratio:.2}"), must.to_owned()]);
    }

    /// Calls a second, beside those of a yardstick.
    pub(crate) fn rates(&mut self, what: &str, ours: Figures, beside: &str, yardstick: Figures, must: &str) {
        let ratio = ours.per_second / yardstick.per_second;
        self.row(what, ours.rate(), format!("{beside}: {}", yardstick.rate()), ratio, must);
    }

    /// The time of a call, beside that of a yardstick.
    pub(crate) fn times(&mut self, what: &str, ours: Figures, beside: &str, yardstick: Figures, must: &str) {
        let ratio = ours.median.as_secs_f64() / yardstick.median.as_secs_f64();
        self.row(what, ours.millis(), format!("{beside}: {}", yardstick.millis()), ratio, must);
    }

    /// A figure that stands alone.
    pub(crate) fn figure(&mut self, what: &str, ours: String, must: &str) {
        eprintln!("{what}: {ours} ({must})");
        self.rows.push([what.to_owned(), ours, String::new(), String::new(), must.to_owned()]);
    }

    /// A figure whose yardstick is not there.
    pub(crate) fn missing(&mut self, what: &str, ours: String, peer: &str, why: &anyhow::Error, must: &str) {
        let why = format!("{peer} not measured: {why:#}");
        eprintln!("{what}: {ours}; {why} ({must})");
        self.rows.push([what.to_owned(), ours, why, String::new(), must.to_owned()]);
    }

    pub(crate) fn print(&self) {
        println!("{}\n", self.head);
        println!("| what | ebox | yardstick | ratio | must reach |\n|---|---|---|---|---|");
        for row in &self.rows {
            println!("| {} |", row.join(" | "));
        }
    }
}
