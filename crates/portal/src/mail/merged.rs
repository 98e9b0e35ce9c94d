//! The lists of all registries as one, newest first.

use std::cmp::Reverse;

use ebox_client::{Filter, Message, MessagePage};
use ebox_domain::page::PageRequest;
use futures_util::future::join_all;

use super::{Absent, Ebox, Open, PATIENCE, Why};

/// A message with its provider.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) provider: String,
    pub(crate) message: Message,
}

/// A page of all lists as one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Listing {
    pub(crate) messages: Vec<Listed>,
    /// How many messages there are over all pages, at the providers that answered.
    pub(crate) total: u64,
    /// How many entries could not be read.
    pub(crate) unreadable: usize,
    /// Whose messages are not among these.
    pub(crate) absent: Vec<Absent>,
}

impl Ebox<'_> {
    /// The newest messages of all registries.
    pub(crate) async fn newest(&self, filter: &Filter, size: u32) -> Listing {
        let page = PageRequest::new(1, size).unwrap_or_default();
        let reads = join_all(self.registries.iter().map(|open| read(open, page, filter))).await;
        let mut listing = Listing { absent: self.absent.clone(), ..Listing::default() };
        for (open, read) in self.registries.iter().zip(reads) {
            match read {
                Ok(page) => {
                    listing.total += page.total;
                    listing.unreadable += page.unreadable.len();
                    let provider = &open.provider.id;
                    let listed = |message| Listed { provider: provider.clone(), message };
                    listing.messages.extend(page.items.into_iter().map(listed));
                }
                Err(why) => listing.absent.push(Absent::new(&open.provider, why)),
            }
        }
        listing.messages.sort_by_key(|listed| Reverse(listed.message.received));
        listing.messages.truncate(size as usize);
        listing
    }
}

async fn read(open: &Open, page: PageRequest, filter: &Filter) -> Result<MessagePage, Why> {
    match tokio::time::timeout(PATIENCE, open.registry.list(page, filter)).await {
        Ok(read) => read.map_err(|error| Why::of(&error)),
        Err(_) => Err(Why::of(&open.registry.late("list messages"))),
    }
}
