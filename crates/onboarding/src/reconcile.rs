//! Carrying out what is planned: a pending account becomes an OAuth client, then an active account.
//!
//! Both steps can be repeated, so it does not matter where an earlier attempt ended.

use ebox_audit::Effects;
use ebox_domain::{ServiceError, StoreError};

use crate::{Account, AccountState, Onboarding, port::NewClient};

impl Onboarding {
    /// Finishes every pending account, and tells how many are still pending. Run at start, when woken, and now
    /// and then.
    pub async fn reconcile(&self) -> Result<usize, ServiceError> {
        let mut left = 0;
        for account in self.parts.store.pending_accounts().await? {
            if self.finish(account).await.state == AccountState::Pending {
                left += 1;
            }
        }
        Ok(left)
    }

    /// The account after an attempt to finish it; a failure leaves it pending for the next attempt.
    pub(crate) async fn finish(&self, account: Account) -> Account {
        match self.activate(&account).await {
            Ok(state) => Account { state, ..account },
            Err(error) => {
                let client_id = account.client_id.as_str();
                let error: &(dyn std::error::Error + 'static) = &error;
                tracing::warn!(client_id, error, "a webservice account stays pending");
                account
            }
        }
    }

    async fn activate(&self, account: &Account) -> Result<AccountState, StoreError> {
        let client = NewClient {
            client_id: account.client_id.clone(),
            enterprise: account.enterprise,
            certificate: account.certificate.clone(),
            scopes: account.permission.scopes(),
        };
        self.parts.clients.register(client).await?;
        let since = self.parts.clock.now();
        self.parts.store.activate(&account.client_id, since, Effects::default()).await?;
        Ok(AccountState::Active { since })
    }
}
