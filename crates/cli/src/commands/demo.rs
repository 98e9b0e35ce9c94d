//! `ebox demo`

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, Mutex},
};

use clap::Args;
use ebox_credential::SystemRandom;
use ebox_domain::time::SystemClock;
use ebox_sandbox::demo::{self, Demo as Shown, DemoError, DemoEvent, DemoOptions, DemoReport, Step};
use ebox_server::{config::Log, listen::StopSignal, telemetry};
use indicatif::ProgressBar;

use crate::{
    commands::dev,
    failure::{Failure, chain},
    printer::Printer,
};

/// Watch an enterprise receive its official mail: a whole federation on this machine, 60 genuine messages from
/// three senders through two providers, retrieved into packages.
///
/// Nothing leaves this machine. Run again in the same folder, it goes on from there.
#[derive(Args)]
#[command(after_help = "Example:\n  ebox demo\n  ebox demo --data /tmp/demo --keep")]
pub(crate) struct Demo {
    /// The folder of packages; the federation lives in its folder `world`.
    #[arg(long, default_value = "ebox-demo", value_name = "DIR")]
    data: PathBuf,
    /// Leave the federation running at the end, until Ctrl-C.
    #[arg(long)]
    keep: bool,
}

impl Demo {
    pub(crate) async fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let log = Log { is_json: false, filter: "error".to_owned() };
        telemetry::start_logs(&log).map_err(|error| Failure::new("log", error.to_string()))?;
        let stop = StopSignal::new().map_err(|error| Failure::system("cannot wait for signals", &error))?;
        let options = DemoOptions {
            folder: self.data.clone(),
            clock: Arc::new(SystemClock),
            rng: Arc::new(SystemRandom),
        };
        let screen = Screen { printer, bar: Mutex::new(None) };
        let shown = demo::run(options, &(Arc::new(move |event| screen.show(event)) as demo::Tell)).await;
        let Shown { report, world } = shown.map_err(|error| failure(&error))?;
        print(printer, &report);
        if self.keep {
            printer.say(format!("\nThe federation runs at {}. Stop it with Ctrl-C.", report.base_url));
            stop.wait().await;
        }
        world.stop().await.map_err(|error| dev::failure(&error))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Shows what happens while it happens.
struct Screen {
    printer: Printer,
    bar: Mutex<Option<ProgressBar>>,
}

impl Screen {
    fn show(&self, event: DemoEvent) {
        let mut bar = self.bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match event {
            DemoEvent::Begun(step, total) => *bar = Some(self.printer.progress(total, title(step))),
            DemoEvent::Advanced(done) => {
                if let Some(bar) = bar.as_ref() {
                    bar.set_position(done);
                }
            }
            DemoEvent::Held(step, what) => {
                if let Some(bar) = bar.take() {
                    bar.finish_and_clear();
                }
                self.printer.say(format!("{}. {}: {what}", place(step), title(step)));
            }
        }
    }
}

const fn title(step: Step) -> &'static str {
    match step {
        Step::Federation => "The federation starts",
        Step::Onboarding => "An enterprise becomes a Document Consumer",
        Step::Publication => "Three senders publish",
        Step::Retrieval => "The enterprise retrieves its mail",
        Step::Again => "It asks again",
        Step::OneMore => "One more message is published, and it asks a third time",
    }
}

const fn place(step: Step) -> u8 {
    step as u8 + 1
}

fn print(printer: Printer, report: &DemoReport) {
    if printer.is_json() {
        // A report of texts and numbers always serialises.
        printer.json(&serde_json::to_value(report).unwrap_or_default());
        return;
    }
    let Some(first) = report.retrievals.first() else { return };
    let row = |name: &str, messages: u64, files: u64, bytes: u64, digests: u64, seconds: f64| {
        vec![
            name.to_owned(),
            messages.to_string(),
            files.to_string(),
            bytesize::ByteSize(bytes).to_string(),
            digests.to_string(),
            format!("{seconds:.2} s"),
            rate(messages, seconds),
        ]
    };
    let mut rows: Vec<Vec<String>> = first
        .providers
        .iter()
        .map(|one| row(&one.name, one.messages, one.files, one.bytes, one.digests_verified, one.seconds))
        .collect();
    rows.push(row(
        "Together",
        first.messages,
        first.files,
        first.bytes,
        first.digests_verified,
        first.seconds,
    ));
    printer.table(&["Provider", "Messages", "Files", "Size", "Digests verified", "Time", "Rate"], rows);

    if report.found > 0 {
        printer
            .say(format!("The folder held {} package(s) of earlier runs; they are untouched.", report.found));
    }
    printer.say("\nWhere to look next:");
    for retrieval in &report.retrievals {
        if let Some(package) = &retrieval.package {
            printer.say(format!("  {}", package.display()));
        }
    }
    printer.say(format!("  {} says who is who in this federation", report.sandbox.display()));
    if let Some(package) = first.package.as_ref() {
        printer.say(format!("  ebox package verify {}", package.display()));
    }
}

/// Messages a second; a blank when it was too quick to tell.
fn rate(messages: u64, seconds: f64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a rate for eyes")]
    let rate = messages as f64 / seconds;
    if rate.is_finite() { format!("{rate:.0}/s") } else { String::new() }
}

fn failure(error: &DemoError) -> Failure {
    match error {
        DemoError::World(error) => dev::failure(error),
        DemoError::NotHeld { .. } => Failure::new("not_held", error.to_string())
            .hint("run it again in a new folder with --data; if it happens again, it is a mistake in ebox"),
        _ => Failure::new("demo", chain(error)),
    }
}
