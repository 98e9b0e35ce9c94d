//! `ebox completions`

use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::failure::Failure;

/// Print completions for a shell. For bash: `ebox completions bash > ~/.local/share/bash-completion/completions/ebox`.
#[derive(Args)]
pub(crate) struct Completions {
    /// For which shell.
    shell: Shell,
}

impl Completions {
    #[expect(clippy::unnecessary_wraps, reason = "commands have one shape")]
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let mut command = crate::Arguments::command();
        clap_complete::generate(self.shell, &mut command, "ebox", &mut std::io::stdout());
        Ok(ExitCode::SUCCESS)
    }
}
