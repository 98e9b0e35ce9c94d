//! `ebox completions`

use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::{failure::Failure, printer::Printer};

/// Print completions for a shell. For bash: `ebox completions bash > ~/.local/share/bash-completion/completions/ebox`.
#[derive(Args)]
pub(crate) struct Completions {
    /// For which shell.
    shell: Shell,
}

impl Completions {
    #[expect(clippy::unnecessary_wraps, reason = "commands have one shape")]
    pub(crate) fn run(self, printer: Printer) -> Result<ExitCode, Failure> {
        let mut command = crate::Arguments::command();
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "ebox", &mut script);
        printer.data(String::from_utf8_lossy(&script).trim_end());
        Ok(ExitCode::SUCCESS)
    }
}
