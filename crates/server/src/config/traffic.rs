//! Who may call how often, and from which pages.

use std::num::NonZeroU32;

use axum::http::HeaderValue;
use ebox_web::limits::Rate;

use super::{address, reader::Section};

/// Limits on callers. The default is none, and pages of no other origin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How often one client may call.
    pub rate: Option<Rate>,
    /// How many uploads one client may have under way.
    pub uploads: Option<usize>,
    /// The origins of pages that may call.
    pub origins: Vec<HeaderValue>,
}

/// The usual limits of an operator.
const PER_SECOND: u32 = 200;
const BURST: u32 = 1000;
const UPLOADS: usize = 16;

/// Reads what `[limits]` says of callers; 0 is no limit.
pub(super) fn read(limits: &mut Section<'_>, cors: Section<'_>) -> Traffic {
    let number = "a number, 0 for no limit";
    let per_second = limits.optional("requests_per_second", number).unwrap_or(PER_SECOND);
    let burst: u32 = limits.optional("burst", number).unwrap_or_else(|| per_second.max(BURST));
    let uploads = limits.optional("uploads", number).unwrap_or(UPLOADS);
    let mut cors = cors;
    let origins = cors.list("origins", "origins such as https://app.example", |text| {
        let origin = address(text)?;
        let host = origin.split_once("://")?.1;
        if host.contains('/') { None } else { HeaderValue::from_str(&origin).ok() }
    });
    cors.finish();
    let rate = NonZeroU32::new(per_second)
        .map(|per_second| Rate { per_second, burst: NonZeroU32::new(burst).unwrap_or(per_second) });
    Traffic { rate, uploads: (uploads > 0).then_some(uploads), origins: origins.unwrap_or_default() }
}
