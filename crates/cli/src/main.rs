//! `ebox`: every role of the e-Box Enterprise federation in one program.
//!
//! **What.** This binary parses arguments, calls one room, and prints. One file per command in `commands/`.
//!
//! **Why like this.** Engines emit events and never print; [`printer`] is the only place that decides what a
//! person or a program sees. Data goes to standard output, talk to standard error. A failure that a user can do
//! something about is a [`failure::Failure`] with a code, a sentence, a hint and an exit status.
//!
//! **To add one more** command: a file in `commands/` with its arguments and its `run`, an arm in
//! [`commands::Command`], a line in the README's table.

mod commands;
mod configuration;
mod failure;
mod printer;
mod profile;
#[cfg(test)]
mod reference;
mod session;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use commands::Command;
use printer::Printer;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The open implementation of Belgium's e-Box Enterprise federation.
#[derive(Parser)]
#[command(name = "ebox", version, about, after_help = EXIT_CODES)]
struct Arguments {
    /// Print data as JSON, for programs.
    #[arg(long, global = true)]
    json: bool,
    /// Say nothing but data and errors.
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Show no progress bars.
    #[arg(long, global = true)]
    no_progress: bool,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit status:
  0  everything was done
  1  something failed; the message says what to do
  2  the command line is wrong
  3  some providers failed; what the others did, or gave, is there (sync, messages)
  4  a choice is missing that only a person can make (sync, messages)
  5  the other side refused: credentials, scopes or rights
  6  the other side cannot be reached";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let printer = Printer::new(arguments.json, arguments.quiet, arguments.no_progress);
    // One provider of cryptography for the whole process, before anything opens a connection.
    if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
        printer.warn("another provider of cryptography was installed first");
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return printer.fail(&failure::Failure::system("cannot start", &error)),
    };
    match runtime.block_on(arguments.command.run(printer)) {
        Ok(status) => printer.end(status),
        Err(failure) => printer.fail(&failure),
    }
}
