//! The configuration of `ebox serve`, as commands read it.

use std::path::Path;

use ebox_server::config::Config;

use crate::failure::Failure;

/// Reads a configuration; its mistakes are all named.
pub(crate) fn read(path: &Path) -> Result<Config, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::new("config", format!("{} cannot be read: {error}", path.display()))
            .hint("docs/configuration.md has a whole example")
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    Config::parse(&text, folder)
        .map_err(|error| Failure::new("config", format!("{}: {error}", path.display())))
}
