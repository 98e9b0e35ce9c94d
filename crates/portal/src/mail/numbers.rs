//! The e-Box in the numbers that people look after, over all registries.

use ebox_client::{ClientError, Filter};
use ebox_domain::page::PageRequest;
use futures_util::future::{join_all, try_join3};
use jiff::{ToSpan as _, civil::Date};

use super::{Ebox, Open};

/// How many days before it disappears a message is about to.
pub(crate) const ABOUT_TO_EXPIRE_DAYS: i32 = 15;

/// How many messages want something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// Not opened.
    pub(crate) unread: u64,
    /// Disappearing soon.
    pub(crate) about_to_expire: u64,
    /// Asking for an action that nobody executed yet.
    pub(crate) for_action: u64,
    /// Registered mail.
    pub(crate) registered: u64,
    /// Whether a registry is missing from these numbers.
    pub(crate) is_partial: bool,
}

/// The day before which what disappears is about to.
pub(crate) fn about_to_expire_before(today: Date) -> Date {
    today.checked_add(ABOUT_TO_EXPIRE_DAYS.days()).unwrap_or(Date::MAX)
}

impl Ebox<'_> {
    /// The numbers of every registry that answers in time, together. Hidden messages count.
    pub(crate) async fn numbers(&self, today: Date) -> Numbers {
        let reads = self.registries.iter().map(|open| self.patiently(open, of_one(open, today)));
        let mut sum = Numbers { is_partial: !self.absent.is_empty(), ..Numbers::default() };
        for read in join_all(reads).await {
            // Whoever does not answer is named beside the list.
            let Some(Ok(one)) = read else {
                sum.is_partial = true;
                continue;
            };
            sum.unread += one.unread;
            sum.about_to_expire += one.about_to_expire;
            sum.for_action += one.for_action;
            sum.registered += one.registered;
        }
        sum
    }
}

async fn of_one(open: &Open, today: Date) -> Result<Numbers, ClientError> {
    let registry = &open.registry;
    match registry.statistics(&[]).await {
        Ok(numbers) => Ok(Numbers {
            unread: numbers.unread,
            about_to_expire: numbers.about_to_expire,
            for_action: numbers.for_action,
            registered: numbers.registered,
            is_partial: false,
        }),
        // An older registry has no statistics, and knows no actions; its lists say how long they are.
        Err(error) if matches!(error.kind(), ebox_client::ErrorKind::NotOffered(_)) => {
            let page = PageRequest::new(1, 1).unwrap_or_default();
            let count = async |filter: Filter| Ok(registry.list(page, &filter).await?.total);
            let soon = Some(about_to_expire_before(today));
            let (unread, about_to_expire, registered) = try_join3(
                count(Filter { is_read: Some(false), ..Filter::default() }),
                count(Filter { expired_before: soon, ..Filter::default() }),
                count(Filter { is_registered: Some(true), ..Filter::default() }),
            )
            .await?;
            Ok(Numbers { unread, about_to_expire, registered, ..Numbers::default() })
        }
        Err(error) => Err(error),
    }
}
