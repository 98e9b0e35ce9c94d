//! The initial request: what an institution wants, in a few words (stage 1).

use crate::{
    draft::Draft,
    reading::{Mistake, Reader},
};

/// The fields of the request, in the order of its page.
pub mod fields {
    /// What the project is called: 100 characters.
    pub const NAME: &str = "name";
    /// For which businesses and use cases: 4000 characters.
    pub const USE_CASES: &str = "useCases";
    /// How many documents a year.
    pub const VOLUME: &str = "volume";
    /// When many of them come at once: 2000 characters.
    pub const PEAKS: &str = "peaks";
    /// When what is planned: 2000 characters.
    pub const PLANNING: &str = "planning";
    /// Whether the institution is inside the network of social security, which alone reaches INT: `inside` or
    /// `outside`.
    pub const NETWORK: &str = "network";

    /// All of them.
    pub const ALL: [&str; 6] = [NAME, USE_CASES, VOLUME, PEAKS, PLANNING, NETWORK];
}

/// Where an institution calls from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// From within the network of social security.
    Inside,
    /// From anywhere else: its first environment is ACC.
    Outside,
}

/// A complete request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What the project is called.
    pub name: String,
    /// For which businesses and use cases.
    pub use_cases: String,
    /// How many documents a year.
    pub volume: u32,
    /// When many of them come at once.
    pub peaks: String,
    /// When what is planned.
    pub planning: String,
    /// Where it calls from.
    pub network: Network,
}

impl Request {
    /// Reads a draft, or names everything that is missing or wrong, in the order of the page.
    pub fn read(draft: &Draft) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader::of(draft);
        let name = reader.text(fields::NAME, 100);
        let use_cases = reader.text(fields::USE_CASES, 4_000);
        let volume = reader.number(fields::VOLUME, 1, 2_000_000_000);
        let peaks = reader.text(fields::PEAKS, 2_000);
        let planning = reader.text(fields::PLANNING, 2_000);
        let network = reader.choice(fields::NETWORK, |text| match text {
            "inside" => Some(Network::Inside),
            "outside" => Some(Network::Outside),
            _ => None,
        });
        let request = network.map(|network| Self { name, use_cases, volume, peaks, planning, network });
        reader.done(request)
    }
}
