//! What has to be done from time to time, so that answers stay small and quick. It takes no input, it may be
//! stopped at any moment, and it does not matter how often it is done.

use ebox_domain::ServiceError;
use jiff::{SignedDuration, Timestamp};

use crate::{Registry, port::Horizon};

/// After this time without a word a sender is not coming back: no upload takes a day.
const LEFT_BEHIND: SignedDuration = SignedDuration::from_hours(24);
/// How long an expired message can still be brought back by hand, should a clock have been wrong.
const GRACE: SignedDuration = SignedDuration::from_hours(24);
/// How long the change feed tells of departures: a client that was away longer begins anew.
const DEPARTURES: SignedDuration = SignedDuration::from_hours(400 * 24);
/// Steps are small: others write in between.
const AT_ONCE: u32 = 100;

impl Registry {
    /// Takes expired messages out of their e-Boxes, forgets what nothing names any more, and removes what
    /// senders that went away left behind.
    pub async fn sweep(&self) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let ago = |time| now.checked_sub(time).unwrap_or(Timestamp::MIN);
        let mut has_expired = false;
        while self.store.expire(now, AT_ONCE).await? > 0 {
            has_expired = true;
        }
        if has_expired {
            self.announce();
        }
        let horizon = Horizon { expired: ago(GRACE), departed: ago(DEPARTURES), touched: ago(LEFT_BEHIND) };
        loop {
            // No publication may name content between its being forgotten and its being removed.
            let _alone = self.naming.write().await;
            let swept = self.store.sweep(horizon, AT_ONCE).await?;
            for digest in &swept.content {
                self.content.remove(digest).await?;
            }
            if !swept.has_more {
                break;
            }
        }
        self.content.sweep_staging(ago(LEFT_BEHIND)).await?;
        Ok(())
    }
}
