//! The causes of one refusal, bounded.

use std::ops::{Deref, DerefMut};

use super::Cause;

/// What is wrong with a request, in the order in which it was found: the first causes, and how many more there are.
/// Every refusal carries its causes in this type, so that no request can make an answer larger than that.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Causes {
    named: Vec<Cause>,
    more: usize,
}

impl Causes {
    /// How many causes a refusal names: enough for people, bounded for machines.
    pub const MAX: usize = 100;

    /// Adds a cause, which is only counted when enough are named already.
    pub fn push(&mut self, cause: Cause) {
        if self.named.len() < Self::MAX {
            self.named.push(cause);
        } else {
            self.more += 1;
        }
    }

    /// How many causes there are beside those that are named.
    pub const fn more(&self) -> usize {
        self.more
    }

    /// Adds the causes that another reader found.
    pub fn append(&mut self, others: Self) {
        self.extend(others.named);
        self.more += others.more;
    }
}

impl Deref for Causes {
    type Target = [Cause];

    fn deref(&self) -> &[Cause] {
        &self.named
    }
}

impl DerefMut for Causes {
    fn deref_mut(&mut self) -> &mut [Cause] {
        &mut self.named
    }
}

impl Extend<Cause> for Causes {
    fn extend<I: IntoIterator<Item = Cause>>(&mut self, causes: I) {
        for cause in causes {
            self.push(cause);
        }
    }
}

impl FromIterator<Cause> for Causes {
    fn from_iter<I: IntoIterator<Item = Cause>>(causes: I) -> Self {
        let mut all = Self::default();
        all.extend(causes);
        all
    }
}

impl From<Vec<Cause>> for Causes {
    fn from(causes: Vec<Cause>) -> Self {
        causes.into_iter().collect()
    }
}

impl From<Cause> for Causes {
    fn from(cause: Cause) -> Self {
        Self { named: vec![cause], more: 0 }
    }
}

impl IntoIterator for Causes {
    type Item = Cause;
    type IntoIter = std::vec::IntoIter<Cause>;

    fn into_iter(self) -> Self::IntoIter {
        self.named.into_iter()
    }
}

impl<'c> IntoIterator for &'c Causes {
    type Item = &'c Cause;
    type IntoIter = std::slice::Iter<'c, Cause>;

    fn into_iter(self) -> Self::IntoIter {
        self.named.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Rule;

    #[test]
    fn causes_beyond_the_first_hundred_are_only_counted() {
        let cause = |at: usize| Cause::body(Rule::Unknown, format!("list[{at}]"), "leave it out");
        let mut causes: Causes = (0..60).map(cause).collect();
        causes.append((60..200).map(cause).collect());
        assert_eq!((causes.len(), causes.more()), (Causes::MAX, 100));
        assert_eq!(causes[99].field, "list[99]");
    }
}
