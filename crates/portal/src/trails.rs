//! The audit records of every registry that is run here, as one list.

use std::{cmp::Reverse, fmt, str::FromStr, sync::Arc};

use ebox_audit::{History, Kept, Place, Wanted};
use ebox_domain::{EboxId, ServiceError, provider::ProviderId};
use jiff::Timestamp;

/// The records of each registry, by its provider.
pub type Histories = Vec<(ProviderId, Arc<dyn History>)>;

/// Something that was opened.
#[derive(Debug, Clone)]
pub(crate) struct Opening {
    /// At whose registry.
    pub(crate) provider: ProviderId,
    pub(crate) kept: Kept,
}

/// From when until when, and after which place.
#[derive(Debug, Clone)]
pub(crate) struct Period {
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
    pub(crate) after: Option<Cursor>,
}

/// A place in the list of all registries: newest first, then by provider, then the last that was kept first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    place: Place,
    provider: ProviderId,
}

/// Why a text is no place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoCursor;

const SEPARATOR: char = '~';

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, provider } = self;
        write!(f, "{}{SEPARATOR}{provider}{SEPARATOR}{}", place.at.as_microsecond(), place.number)
    }
}

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let (at, rest) = text.split_once(SEPARATOR).ok_or(NoCursor)?;
        let (provider, number) = rest.split_once(SEPARATOR).ok_or(NoCursor)?;
        let at = at.parse().ok().and_then(|at| Timestamp::from_microsecond(at).ok()).ok_or(NoCursor)?;
        let number = number.parse().map_err(|_| NoCursor)?;
        let provider = provider.parse().map_err(|_| NoCursor)?;
        Ok(Self { place: Place { at, number }, provider })
    }
}

impl Opening {
    pub(crate) fn cursor(&self) -> Cursor {
        Cursor { place: self.kept.place(), provider: self.provider.clone() }
    }
}

impl Cursor {
    /// The place in the list of one registry that corresponds to it.
    fn at(&self, provider: &ProviderId) -> Place {
        let number = match provider.cmp(&self.provider) {
            // What happened there in the same moment stands before.
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => self.place.number,
            std::cmp::Ordering::Greater => u64::MAX,
        };
        Place { at: self.place.at, number }
    }
}

/// What was opened in an e-Box, newest first: so many, and whether there is more.
pub(crate) async fn openings(
    histories: &Histories,
    ebox: EboxId,
    period: &Period,
    most: u32,
) -> Result<(Vec<Opening>, bool), ServiceError> {
    let mut all = Vec::new();
    for (provider, history) in histories {
        let after = period.after.as_ref().map(|cursor| cursor.at(provider));
        let Period { from, until, .. } = *period;
        let wanted = Wanted { ebox, from, until, after, most: most.saturating_add(1) };
        let found = history.openings(wanted).await?;
        all.extend(found.into_iter().map(|kept| Opening { provider: provider.clone(), kept }));
    }
    all.sort_by(|one, other| order(one).cmp(&order(other)));
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let has_more = all.len() > most;
    all.truncate(most);
    Ok((all, has_more))
}

fn order(opening: &Opening) -> (Reverse<Timestamp>, &ProviderId, Reverse<u64>) {
    let Place { at, number } = opening.kept.place();
    (Reverse(at), &opening.provider, Reverse(number))
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;
    use ebox_audit::Record;
    use ebox_domain::StoreError;

    use super::*;

    /// A store as the port demands it.
    struct Few(Vec<Kept>);

    #[async_trait]
    impl History for Few {
        async fn openings(&self, wanted: Wanted) -> Result<Vec<Kept>, StoreError> {
            let mut kept: Vec<_> = self.0.clone();
            kept.sort_by_key(|kept| Reverse(kept.place()));
            kept.retain(|kept| wanted.after.is_none_or(|after| kept.place() < after));
            kept.truncate(usize::try_from(wanted.most).expect("few"));
            Ok(kept)
        }

        async fn publications(&self, _: ebox_audit::Attempts) -> Result<Vec<Kept>, StoreError> {
            Ok(Vec::new())
        }
    }

    #[tokio::test]
    async fn pages_over_several_registries_leave_nothing_out_and_repeat_nothing() {
        let kept = |(number, at)| Kept {
            number,
            record: Record::new(Timestamp::from_second(at).expect("a moment"), "GET", "/", 200),
        };
        let store = |places: &[(u64, i64)]| -> Arc<dyn History> {
            Arc::new(Few(places.iter().copied().map(kept).collect()))
        };
        let id = |text: &str| text.parse::<ProviderId>().expect("an identifier");
        let histories: Histories = vec![
            (id("a"), store(&[(1, 5), (2, 5), (3, 7)])),
            (id("b"), store(&[(1, 5), (2, 6)])),
            (id("c"), store(&[(1, 5), (2, 4), (3, 5)])),
        ];
        let ebox = EboxId::from_key("0852093431").expect("a key");
        let mut period = Period { from: Timestamp::MIN, until: Timestamp::MAX, after: None };
        let mut seen = Vec::new();
        loop {
            let (page, has_more) = openings(&histories, ebox, &period, 3).await.expect("read");
            seen.extend(page.iter().map(|one| format!("{}{}", one.provider, one.kept.number)));
            period.after = page.last().map(Opening::cursor);
            let written = period.after.as_ref().expect("a last one").to_string();
            assert_eq!(written.parse().as_ref(), Ok(period.after.as_ref().expect("the same")));
            if !has_more {
                break;
            }
        }
        assert_eq!(seen, ["a3", "b2", "a2", "a1", "b1", "c3", "c1", "c2"]);
        for wrong in ["", "1", "1~a", "x~a~1", "1~a~-1"] {
            assert_eq!(wrong.parse::<Cursor>(), Err(NoCursor), "{wrong}");
        }
    }
}
