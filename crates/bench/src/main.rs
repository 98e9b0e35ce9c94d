//! Speed and memory, measured: `cargo xtask bench`.
//!
//! **What.** A sandbox with one huge e-Box runs on one core and is called from the other. Every figure stands
//! beside a yardstick that was measured in the same run on the same machine: a bare server that does only what
//! cannot be avoided, or the same call where it is easy.
//!
//! **Why ratios.** Figures of two machines say little about each other, and durable ones swing tenfold with the
//! state of a disk; their ratio to a yardstick beside them stays.
//!
//! **To add one more** measurement: a function in a file named after what it measures, a row in its table, and
//! its bound from the requirements.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a chore talks to the developer's terminal")]

mod bare;
mod content;
mod group_commit;
mod lists;
mod load;
mod peers;
mod portal;
mod publish;
mod searches;
mod table;
mod tokens;
mod world;

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result};

use table::Table;
use world::World;

/// What is measured, and with what.
#[derive(Debug, Clone)]
pub struct Options {
    /// The program.
    pub ebox: PathBuf,
    /// Where its data lies; kept between runs.
    pub data: PathBuf,
    /// Where servers of others are installed; kept between runs.
    pub peers: PathBuf,
    /// How many messages the huge e-Box has.
    pub messages: u64,
    /// How long each figure is measured.
    pub seconds: u64,
    /// Only these parts are measured; all of them when there is none.
    pub parts: Vec<String>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let result = runtime.map_err(Into::into).and_then(|runtime| match words.as_slice() {
        ["bare", folder] => runtime.block_on(bare::serve(PathBuf::from(folder))),
        ["probe", file, writers, size, seconds] => {
            group_commit::run(file.as_ref(), writers.parse()?, size.parse()?, seconds.parse()?)
        }
        ["run", ebox, data, peers, messages, seconds, parts @ ..] => {
            let options = Options {
                ebox: PathBuf::from(ebox),
                data: std::path::absolute(data)?,
                peers: std::path::absolute(peers)?,
                messages: messages.parse()?,
                seconds: seconds.parse()?,
                parts: parts.iter().map(|part| (*part).to_owned()).collect(),
            };
            runtime.block_on(run(options))
        }
        _ => anyhow::bail!("usage: ebox-bench run EBOX DATA PEERS MESSAGES SECONDS [tokens|lists|searches|content|publication|portal ...]"),
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<()> {
    // One provider of cryptography, before anything uses it.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let mut table = Table::new(&options)?;
    let world = World::open(&options, &mut table).context("the world does not start")?;
    let wanted =
        |part: &str| world.options.parts.is_empty() || world.options.parts.iter().any(|one| one == part);
    if wanted("tokens") {
        tokens::measure(&world, &mut table).await.context("tokens")?;
    }
    if wanted("lists") {
        lists::measure(&world, &mut table).await.context("lists")?;
    }
    if wanted("searches") {
        searches::measure(&world, &mut table).await.context("searches")?;
    }
    if wanted("content") {
        content::measure(&world, &mut table).await.context("content")?;
    }
    if wanted("publication") {
        publish::measure(&world, &mut table).await.context("publication")?;
    }
    if wanted("portal") {
        portal::measure(&world.options, &mut table).await.context("portal")?;
    }
    let memory = world.resident_memory()?;
    table.figure(
        "memory of the server after all of this",
        format!("{} MB", memory / 1_000_000),
        "under 200 MB",
    );
    table.print();
    Ok(())
}
