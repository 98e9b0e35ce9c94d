//! Who may do what: one row for every operation of every service.
//!
//! The rows say who is let in, what others see of what is not theirs, and what is kept of the call. Tests hold the
//! services to them (`tests/access/`): an operation without a row fails, a row without an operation fails, and
//! every operation is called by every kind of caller. `docs/reference/access.md` is written from them.
//!
//! **To add one more** operation: a row in the table of its document in `access/table.rs`, with the permit that its
//! handler takes; then `cargo xtask generate`.

mod page;
mod table;

use ebox_credential::{
    Scope,
    mandate::{Behalf as _, Operation},
    permit::Permit,
};

pub use page::page;
pub use table::tables;

/// The operations of one OpenAPI document.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The document's name, as in [`api_documents`](crate::api_documents).
    pub document: &'static str,
    /// Where the paths begin.
    pub base: &'static str,
    /// Its operations.
    pub rows: &'static [Row],
}

/// One operation.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its method.
    pub method: &'static str,
    /// Its path in the document.
    pub path: &'static str,
    /// Who is let in.
    pub entry: Entry,
    /// What an enterprise that is let in sees of another one's.
    pub stranger: Sees,
    /// What a person sees of a partition to which they have no right.
    pub person: Sees,
    /// What is kept of a call.
    pub record: Kept,
}

/// Who is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Everybody, without a token.
    Anyone,
    /// OAuth clients, by an assertion in the request itself.
    Assertion,
    /// Holders of a token with one of these scopes.
    Token {
        /// The scopes with which one acts in one's own name.
        own: &'static [Scope],
        /// The scope with which one acts in another's, under a mandate for an operation.
        mandate: Option<(Scope, Operation)>,
    },
}

/// What somebody sees of what they have no right to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sees {
    /// There is nothing that belongs to anybody in it: everybody who is let in gets the same answer.
    Same,
    /// It is about one's own only; that of others is not in it, nor counted.
    LeftOut,
    /// 404, as if it were not there.
    NotFound,
    /// A refusal that says why: nobody learns anything from it.
    Refused,
    /// They are not let in at all.
    NoEntry,
}

/// What is kept of a call in the audit trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Nothing.
    Nothing,
    /// A record of each call that succeeded, whose details have these keys; `?` marks one that not all have.
    Read(&'static [&'static str]),
    /// The same; when it was the first that opened a main content, in the unit of work of that.
    Opening(&'static [&'static str]),
    /// A record of each call: with these keys, in the unit of work of the change, of one that changed something, and
    /// with the fields that were wrong of one that was refused.
    Attempt(&'static [&'static str]),
}

impl Entry {
    /// Those who have a permit.
    pub const fn by<P: Permit>() -> Self {
        Self::Token { own: P::SCOPES, mandate: P::Behalf::MANDATE }
    }

    /// Whether a token with this scope alone is let in, in its holder's own name.
    pub fn lets_in(self, scope: Scope) -> bool {
        match self {
            Self::Anyone | Self::Assertion => true,
            Self::Token { own, .. } => own.contains(&scope),
        }
    }

    /// The operation for which a token with this scope alone needs a mandate.
    pub fn mandate_of(self, scope: Scope) -> Option<Operation> {
        match self {
            Self::Token { mandate: Some((by, operation)), own } if by == scope && !own.contains(&scope) => {
                Some(operation)
            }
            _ => None,
        }
    }
}
