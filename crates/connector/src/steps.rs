//! The steps of the engine, so that a proof can stop it at each of them.

use async_trait::async_trait;

/// A place between two effects of the engine: what came before is done, what comes after is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The journal holds a new run.
    RunOpened,
    /// A page of a list was read.
    PageRead,
    /// Bytes of a download are on disk, more follow.
    BytesWritten,
    /// A file of a message is complete and durable.
    FileComplete,
    /// All files of a message are complete and durable; the journal does not know it yet.
    MessageComplete,
    /// The journal holds the message; its files are not in the run's folder yet.
    MessageCommitted,
    /// The message's files are in the run's folder.
    MessagePlaced,
    /// A provider's list was walked to its end, and the journal holds how far.
    WalkRecorded,
    /// The manifest is written.
    ManifestWritten,
    /// The checksums are written; the package has still the name of an open run.
    ChecksumsWritten,
    /// The package has its name; the journal does not know it yet.
    PackageNamed,
    /// The journal knows that the run is sealed.
    RunSealed,
}

/// Somebody who is told of every step before the engine goes on. Never returning from
/// [`reached`](Steps::reached) stops the engine there, as a power cut would.
#[async_trait]
pub trait Steps: Send + Sync {
    /// The engine reached a step.
    async fn reached(&self, step: Step);
}

/// Nobody: operation.
#[derive(Debug)]
pub(crate) struct NoSteps;

#[async_trait]
impl Steps for NoSteps {
    async fn reached(&self, _step: Step) {}
}
