//! The names of packages: safe on any file system, and each of them once.

use std::collections::BTreeSet;

use ebox_domain::safe_name::{safe, safe_with};
use unicode_normalization::UnicodeNormalization as _;

use crate::digest;

/// The names of one folder: each is given once, also where case does not count.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// Takes a name that must stay as it is.
    pub(crate) fn reserve(&mut self, name: &str) {
        self.0.insert(folded(name));
    }

    /// A safe name for a file that its sender called `original`, unlike every other of this folder.
    pub(crate) fn give(&mut self, original: &str) -> String {
        let name = safe(original);
        if self.0.insert(folded(&name)) {
            return name;
        }
        for number in 2_u64.. {
            let other = safe_with(&name, &format!("~{number}"));
            if self.0.insert(folded(&other)) {
                return other;
            }
        }
        name
    }
}

/// What two names have in common that meet on a file system where case does not count.
fn folded(name: &str) -> String {
    name.to_uppercase().to_lowercase().nfc().collect()
}

/// The folder of a message: the same each time, and unlike that of every other message of every provider.
///
/// Identifiers of plain lower-case characters are kept as they are. Others are made safe and end in a piece of
/// their digest, so that neither case nor cutting can make two of them meet.
pub(crate) fn folder(provider: &str, message: &str) -> String {
    let is_plain = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
    };
    let name = format!("{provider}_{message}");
    if is_plain(provider)
        && is_plain(message)
        && !message.is_empty()
        && name.len() < 100
        && safe(&name) == name
    {
        return name;
    }
    let digest = digest::of_bytes(format!("{provider}\0{message}").as_bytes()).to_hex();
    let readable: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).take(80).collect();
    format!("{}~{}", safe(&readable), &digest[..16])
}

#[cfg(test)]
mod tests {
    use ebox_domain::safe_name::MAX_BYTES;

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_two_files_of_a_message_meet() {
        let mut names = Names::default();
        names.reserve("message.json");
        let given: Vec<String> =
            ["a.pdf", "A.PDF", "a.pdf", "x/a.pdf", "Message.json", "straße", "STRASSE", "re\u{301}", "ré"]
                .map(|name| names.give(name))
                .into();
        assert_eq!(
            given,
            ["a.pdf", "A~2.PDF", "a~3.pdf", "a~4.pdf", "Message~2.json", "straße", "STRASSE~2", "ré", "ré~2"]
        );
    }

    #[test]
    fn a_message_has_one_folder_and_it_is_its_own() {
        assert_eq!(
            folder("nsso", "0190163d-8694-739b-aea5-966c26f8ad91"),
            "nsso_0190163d-8694-739b-aea5-966c26f8ad91"
        );
        let folders: BTreeSet<String> = [
            ("a", "b"),
            ("a", "B"),
            ("A", "b"),
            ("a_b", "c"),
            ("a", "b_c"),
            ("a", ""),
            ("", "a"),
            ("a", "../b"),
            ("a", "é"),
        ]
        .iter()
        .map(|(provider, message)| folder(provider, message).to_lowercase())
        .collect();
        assert_eq!(folders.len(), 9, "{folders:?}");
    }

    proptest! {
        #[test]
        fn names_of_one_folder_differ(originals in proptest::collection::vec("[aAbB]{1,2}(\\.[tT]xt)?|\\PC{0,200}", 0..20)) {
            let mut names = Names::default();
            let given: Vec<String> = originals.iter().map(|name| folded(&names.give(name))).collect();
            let distinct: BTreeSet<&String> = given.iter().collect();
            prop_assert_eq!(distinct.len(), given.len());
            prop_assert!(given.iter().all(|name| name.len() <= 3 * MAX_BYTES));
        }

        #[test]
        fn a_folder_is_a_safe_name(provider in "\\PC{0,120}", message in "\\PC{0,120}") {
            let name = folder(&provider, &message);
            prop_assert_eq!(safe(&name), name);
        }
    }
}
