//! Pages of reference data; the items are those of v2.1.

use ebox_domain::page::Page;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{MessageType, PageLinks, SenderApplication, SenderOrganization};

macro_rules! collections {
    ($($(#[$doc:meta])* $name:ident of $item:ty;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
            pub struct $name {
                /// The items of this page, by identifier.
                #[serde(default)]
                #[schema(required = true)]
                pub items: Vec<$item>,
                /// How many there are over all pages.
                #[serde(default)]
                #[schema(required = true)]
                pub total: u64,
                /// Where the other pages are.
                #[serde(flatten)]
                pub links: PageLinks,
            }

            impl $name {
                /// A page of the collection at `url`.
                pub fn new(page: Page<$item>, url: &str) -> Self {
                    let links = PageLinks::new(&page, url, None);
                    Self { items: page.items, total: page.total, links }
                }
            }
        )+
    };
}

collections! {
    /// A page of message types.
    MessageTypes of MessageType;
    /// A page of applications.
    SenderApplications of SenderApplication;
    /// A page of organizations.
    SenderOrganizations of SenderOrganization;
}
