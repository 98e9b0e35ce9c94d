//! The way of a dossier as a line: every stage of its kind, what is done, where it is, what is to come. Stages of an
//! environment stand with it.

use ebox_domain::Environment;
use ebox_dossier::{Dossier, Kind, Stage, State, words};
use ebox_i18n::{Phrase, Texts};

/// The way.
#[derive(Debug, Clone, Default)]
pub(in crate::pages) struct Way {
    pub(in crate::pages) legs: Vec<Leg>,
}

/// Stages that belong together: those before any environment, those of one, those after all.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Leg {
    /// The environment, as people call it.
    pub(in crate::pages) environment: Option<&'static str>,
    pub(in crate::pages) stations: Vec<Station>,
}

/// A stage on the way.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Station {
    pub(in crate::pages) number: u8,
    pub(in crate::pages) name: String,
    pub(in crate::pages) standing: Standing,
}

/// How the dossier stands to a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Standing {
    /// It is past it.
    Done,
    /// It is there.
    Now,
    /// It does not need it.
    LeftOut,
    /// It has still to come.
    ToCome,
}

impl Station {
    /// The number as an argument of a text.
    pub(in crate::pages) fn number_said(&self) -> u32 {
        self.number.into()
    }
}

impl Standing {
    /// The class of its look.
    pub(in crate::pages) const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::LeftOut => "left-out",
            Self::ToCome => "to-come",
        }
    }

    pub(in crate::pages) fn is_now(self) -> bool {
        self == Self::Now
    }

    pub(in crate::pages) const fn said(self, t: Texts) -> Phrase {
        match self {
            Self::Done => t.say("way-done"),
            Self::Now => t.say("way-now"),
            Self::LeftOut => t.say("way-left-out"),
            Self::ToCome => t.say("way-to-come"),
        }
    }
}

impl Way {
    /// The way of a dossier. One that ended has none any more.
    pub(in crate::pages) fn of(t: Texts, dossier: &Dossier) -> Self {
        let Some(stage) = dossier.state().stage() else { return Self::default() };
        let here = (stage, dossier.state().environment());
        let all = stations(dossier.kind(), &dossier.environments());
        let place = all.iter().position(|one| *one == here).unwrap_or(all.len());
        let is_live = dossier.state() == State::ProductionReady;
        let mut legs: Vec<Leg> = Vec::new();
        for (at, (stage, environment)) in all.iter().enumerate() {
            let standing = match at.cmp(&place) {
                std::cmp::Ordering::Less => past(dossier, *stage, *environment),
                std::cmp::Ordering::Equal if is_live => Standing::Done,
                std::cmp::Ordering::Equal => Standing::Now,
                std::cmp::Ordering::Greater => Standing::ToCome,
            };
            let station =
                Station { number: stage.number(), name: words::stage(t, *stage).to_string(), standing };
            let environment = environment.map(Environment::in_certificates);
            match legs.last_mut() {
                Some(leg) if leg.environment == environment => leg.stations.push(station),
                _ => legs.push(Leg { environment, stations: vec![station] }),
            }
        }
        Self { legs }
    }
}

/// What became of a stage that the dossier is past: a certificate that was there already was not asked for.
fn past(dossier: &Dossier, stage: Stage, environment: Option<Environment>) -> Standing {
    let is_without = stage == Stage::Certificate
        && environment.is_some_and(|environment| dossier.certificate(environment).is_none());
    if is_without { Standing::LeftOut } else { Standing::Done }
}

/// Every stage of a way, in its order. In production a sender has nothing to try.
fn stations(kind: Kind, environments: &[Environment]) -> Vec<(Stage, Option<Environment>)> {
    let (each, once): (Vec<Stage>, Vec<Stage>) = kind.stages().partition(|stage| stage.is_per_environment());
    let (last, first): (Vec<Stage>, Vec<Stage>) =
        once.into_iter().partition(|stage| *stage == Stage::ProductionReady);
    let is_passed = |stage: Stage, environment: Environment| {
        kind == Kind::Provider
            || environment != Environment::Prd
            || !matches!(stage, Stage::Tests | Stage::Go)
    };
    let mut all: Vec<_> = first.into_iter().map(|stage| (stage, None)).collect();
    for environment in environments {
        let here = each.iter().filter(|stage| is_passed(**stage, *environment));
        all.extend(here.map(|stage| (*stage, Some(*environment))));
    }
    all.extend(last.into_iter().map(|stage| (stage, None)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_environment_is_passed_and_production_has_no_tests_of_a_sender() {
        let numbers = |kind, environments: &[Environment]| {
            stations(kind, environments).into_iter().map(|(stage, _)| stage.number()).collect::<Vec<_>>()
        };
        let all = [Environment::Int, Environment::Acc, Environment::Prd];
        assert_eq!(numbers(Kind::Sender, &all), [1, 2, 3, 4, 5, 6, 7, 8, 9, 6, 7, 8, 9, 6, 7, 10]);
        assert_eq!(numbers(Kind::FurtherMessageTypes, &all[1..]), [4, 5, 7, 8, 9, 7, 10]);
        assert_eq!(numbers(Kind::Provider, &all[2..]), [1, 2, 4, 5, 6, 7, 8, 9, 10]);
    }
}
