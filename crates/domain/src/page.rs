//! Pages by number, as the published contract demands them.

/// Which page of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    page: u32,
    size: u32,
}

/// Why a page cannot be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPage {
    /// Pages count from 1.
    #[error("pages count from 1")]
    Page,
    /// A page has 1 to 100 items.
    #[error("a page has 1 to 100 items")]
    Size,
}

impl PageRequest {
    /// How many items a page has when nobody says.
    pub const DEFAULT_SIZE: u32 = 25;
    /// The most items that a page may have.
    pub const MAX_SIZE: u32 = 100;

    /// A page, counted from 1, of 1 to 100 items.
    pub const fn new(page: u32, size: u32) -> Result<Self, InvalidPage> {
        if page == 0 || page > i32::MAX as u32 {
            return Err(InvalidPage::Page);
        }
        if size == 0 || size > Self::MAX_SIZE {
            return Err(InvalidPage::Size);
        }
        Ok(Self { page, size })
    }

    /// The page, counted from 1.
    pub const fn page(self) -> u32 {
        self.page
    }

    /// Items a page.
    pub const fn size(self) -> u32 {
        self.size
    }

    /// How many items come before this page.
    pub const fn offset(self) -> u64 {
        (self.page as u64 - 1) * self.size as u64
    }
}

impl Default for PageRequest {
    fn default() -> Self {
        Self { page: 1, size: Self::DEFAULT_SIZE }
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items of this page, in the order of the list.
    pub items: Vec<T>,
    /// How many items the whole list has.
    pub total: u64,
    /// What was asked for.
    pub request: PageRequest,
}

impl<T> Page<T> {
    /// The number of the last page; 1 for an empty list.
    pub fn last(&self) -> u64 {
        self.total.div_ceil(u64::from(self.request.size)).max(1)
    }

    /// The same page with its items translated.
    pub fn map<U>(self, translate: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(translate).collect(),
            total: self.total,
            request: self.request,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_outside_the_contract_cannot_be_asked_for() {
        assert_eq!(PageRequest::new(0, 25), Err(InvalidPage::Page));
        assert_eq!(PageRequest::new(1, 0), Err(InvalidPage::Size));
        assert_eq!(PageRequest::new(1, 101), Err(InvalidPage::Size));
        assert_eq!(PageRequest::new(3, 100).map(PageRequest::offset), Ok(200));
    }

    #[test]
    fn the_last_page_of_an_empty_list_is_the_first() {
        let page = |total| Page::<u8> { items: vec![], total, request: PageRequest::default() };
        assert_eq!(page(0).last(), 1);
        assert_eq!(page(25).last(), 1);
        assert_eq!(page(26).last(), 2);
    }
}
