//! Carrying out what was chosen: the OAuth client of a pending account is made as it shall be.
//!
//! That can be repeated, so it does not matter where an earlier attempt ended.

use ebox_domain::{ServiceError, StoreError};

use crate::{Account, AccountState, Onboarding, port::WantedClient};

impl Onboarding {
    /// Finishes every pending account, and tells how many are still pending. Run at start, when woken, and now
    /// and then.
    pub async fn reconcile(&self) -> Result<usize, ServiceError> {
        let mut left = 0;
        for account in self.parts.store.pending_accounts().await? {
            if self.finish(account).await.state() == AccountState::Pending {
                left += 1;
            }
        }
        Ok(left)
    }

    /// The account after an attempt to finish it; a failure leaves it pending for the next attempt.
    pub(crate) async fn finish(&self, account: Account) -> Account {
        match self.tell(&account).await {
            Ok(told) => told.unwrap_or(account),
            Err(error) => {
                let client_id = account.client_id.as_str();
                let error: &(dyn std::error::Error + 'static) = &error;
                tracing::warn!(client_id, error, "a webservice account stays pending");
                account
            }
        }
    }

    /// Makes the client as the account now is, which may be another version than the caller knows.
    async fn tell(&self, account: &Account) -> Result<Option<Account>, StoreError> {
        let _one_after_another = self.telling.lock().await;
        let Some(account) = self.parts.store.account_of(&account.client_id).await? else { return Ok(None) };
        if account.told == Some(account.version) {
            return Ok(Some(account));
        }
        let certificates = account.certificates.iter().map(|one| one.certificate.clone());
        let client = WantedClient {
            client_id: account.client_id.clone(),
            enterprise: account.enterprise,
            certificates: if account.is_deleted { Vec::new() } else { certificates.collect() },
            scopes: account.permission.scopes(),
            is_enabled: account.is_enabled,
        };
        self.parts.clients.settle(client).await?;
        self.parts.store.told(&account.client_id, account.version).await?;
        Ok(Some(Account { told: Some(account.version), ..account }))
    }
}
