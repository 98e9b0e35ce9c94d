//! Failures of our own, apart from refusals.
//!
//! A refusal ([`Fault`]) tells a caller what to do. A failure tells an operator what broke: its chain of
//! sources is logged once, where it is handled, and callers learn only that it happened.

use std::{error::Error, io::ErrorKind};

use crate::fault::Fault;

/// A store did not do what it was asked. A missing row is never an error; ports answer `None`.
#[derive(Debug, thiserror::Error)]
#[error("{doing} failed")]
pub struct StoreError {
    doing: &'static str,
    source: Box<dyn Error + Send + Sync>,
    is_out_of_room: bool,
}

impl StoreError {
    /// A failure while doing something, named as in `publish a message`.
    pub fn new(doing: &'static str, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = source.into();
        let is_out_of_room = is_out_of_room(&*source);
        Self { doing, source, is_out_of_room }
    }

    /// The same failure, of a disk that is full.
    pub fn out_of_room(self) -> Self {
        Self { is_out_of_room: true, ..self }
    }

    /// Whether the disk is full: the caller may try again when an operator has made room.
    pub const fn is_out_of_room(&self) -> bool {
        self.is_out_of_room
    }
}

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The caller's doing: said to the caller, not logged as an error.
    #[error("refused")]
    Refused(#[from] Fault),
    /// Ours: logged with its chain, answered as [`Fault::Internal`].
    #[error("failed")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
}

impl ServiceError {
    /// A failure of ours.
    pub fn failed(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Failed(source.into())
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// Whether an error comes from a full disk, as far as the system's own errors say so.
fn is_out_of_room(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        let system = error.downcast_ref::<std::io::Error>();
        if matches!(system.map(std::io::Error::kind), Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded))
        {
            return true;
        }
        // An error of the system that carries another one does not name it as its source.
        let carried = system.and_then(std::io::Error::get_ref).map(|inner| inner as &(dyn Error + 'static));
        next = carried.or_else(|| error.source());
    }
    false
}
