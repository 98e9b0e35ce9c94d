//! Links from one page of a collection to the others.

use ebox_domain::page::{Page, PageRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a page of a collection is and where its neighbours are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PageLinks {
    /// This page's number, counted from 1.
    #[serde(default)]
    #[schema(required = true)]
    pub page: u32,
    /// Items a page.
    #[serde(default)]
    #[schema(required = true)]
    pub page_size: u32,
    /// This page.
    #[serde(rename = "self", default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    pub this: Option<String>,
    /// The first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    pub first: Option<String>,
    /// The page before; absent on the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    pub prev: Option<String>,
    /// The page after; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    pub next: Option<String>,
    /// The last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = "uri")]
    pub last: Option<String>,
}

impl PageLinks {
    /// The links of a page of the collection at `url`, which was asked for with `query`: filters stay, the page
    /// number changes.
    pub fn new<T>(page: &Page<T>, url: &str, query: Option<&str>) -> Self {
        let filters: Vec<&str> = query
            .unwrap_or_default()
            .split('&')
            .filter(|pair| {
                let name = pair.split('=').next().unwrap_or_default();
                !name.is_empty() && name != "page" && name != "pageSize"
            })
            .collect();
        let link = |number: u64| {
            let size = page.request.size();
            let own = format!("page={number}&pageSize={size}");
            let pairs: Vec<&str> = filters.iter().copied().chain([own.as_str()]).collect();
            Some(format!("{url}?{}", pairs.join("&")))
        };
        let (number, last) = (u64::from(page.request.page()), page.last());
        Self {
            page: page.request.page(),
            page_size: page.request.size(),
            this: link(number),
            first: link(1),
            // Beyond the end, the page before is the last one that has items.
            prev: (number > 1).then(|| link((number - 1).min(last))).flatten(),
            next: (number < last).then(|| link(number + 1)).flatten(),
            last: link(last),
        }
    }

    /// What was asked for, when it can be asked for.
    pub fn request(&self) -> Option<PageRequest> {
        PageRequest::new(self.page, self.page_size).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(number: u32, total: u64) -> PageLinks {
        let page =
            Page::<()> { items: vec![], total, request: PageRequest::new(number, 10).expect("a page") };
        PageLinks::new(&page, "https://host.example/ebox/messages", Some("isRead=false&page=9&pageSize=10"))
    }

    #[test]
    fn neighbours_keep_the_filters() {
        let links = links(2, 21);
        assert_eq!(
            links.next.as_deref(),
            Some("https://host.example/ebox/messages?isRead=false&page=3&pageSize=10")
        );
        assert_eq!(
            links.prev.as_deref(),
            Some("https://host.example/ebox/messages?isRead=false&page=1&pageSize=10")
        );
    }

    #[test]
    fn the_ends_have_no_neighbour_beyond_them() {
        assert_eq!((links(1, 21).prev, links(3, 21).next), (None, None));
        assert!(links(9, 21).prev.is_some_and(|prev| prev.ends_with("page=3&pageSize=10")));
        assert!(links(1, 0).next.is_none());
    }
}
