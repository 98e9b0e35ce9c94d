//! Names that are safe on any file system, made of names that others chose.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use crate::digest;

/// The most bytes of a name: with the path before it, well below the limits of every file system.
const MAX_BYTES: usize = 150;
/// The most bytes of what counts as an extension.
const MAX_EXTENSION: usize = 20;

/// Names that Windows keeps for devices, whatever extension follows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A safe name for a file that its sender called `original`: no path, no control or direction characters, no
/// characters or names that a file system reserves, not hidden, not like an option, at most 150 bytes with the
/// extension kept.
pub fn safe(original: &str) -> String {
    let last = original.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last.chars().filter(|c| !is_invisible(*c)).map(replaced).nfc().collect();
    let trimmed = visible.trim_matches(|c: char| c.is_whitespace()).trim_end_matches(['.', ' ']);
    let mut name = if trimmed.is_empty() { "file".to_owned() } else { trimmed.to_owned() };
    if name.starts_with(['.', '-', '~']) || is_device(&name) {
        name.insert(0, '_');
    }
    cut(&name, "", MAX_BYTES)
}

/// Control characters, and those that change the direction of text: `gpj.exe` must not read as `exe.jpg`.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn replaced(c: char) -> char {
    if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        stem.strip_prefix(port).is_some_and(|rest| {
            matches!(
                rest,
                "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "\u{b9}" | "\u{b2}" | "\u{b3}"
            )
        })
    });
    numbered || DEVICES.contains(&stem.as_str())
}

/// The name with a suffix before its extension, cut to so many bytes.
fn cut(name: &str, suffix: &str, limit: usize) -> String {
    let (stem, extension) = match name.rfind('.') {
        Some(dot) if dot > 0 && name.len() - dot <= MAX_EXTENSION => name.split_at(dot),
        _ => (name, ""),
    };
    let mut end = stem.len().min(limit - extension.len() - suffix.len());
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    let stem = stem[..end].trim_end_matches(['.', ' ']);
    format!("{stem}{suffix}{extension}")
}

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
            let other = cut(&name, &format!("~{number}"), MAX_BYTES);
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
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_of_a_name_can_do_harm() {
        for (original, expected) in [
            ("letter.pdf", "letter.pdf"),
            ("../../etc/passwd", "passwd"),
            (r"C:\Windows\system.ini", "system.ini"),
            ("..", "file"),
            ("", "file"),
            (".bashrc", "_.bashrc"),
            ("-rf", "_-rf"),
            ("~root", "_~root"),
            ("a:b*c?.txt", "a_b_c_.txt"),
            ("con", "_con"),
            ("Aux.tar.gz", "_Aux.tar.gz"),
            ("COM¹.txt", "_COM¹.txt"),
            ("COM10.txt", "COM10.txt"),
            ("dots...", "dots"),
            ("new\nline\u{7f}\0.txt", "newline.txt"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("re\u{301}sume\u{301}.pdf", "résumé.pdf"),
        ] {
            assert_eq!(safe(original), expected, "{original:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = safe(&format!("{}.pdf", "é".repeat(200)));
        assert!(name.len() <= MAX_BYTES && name.ends_with("é.pdf"), "{name}");
        let no_extension = safe(&format!("a.{}", "b".repeat(300)));
        assert_eq!(no_extension.len(), MAX_BYTES);
    }

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
        fn every_name_is_safe(original in "\\PC{0,300}|[\\x00-\\x7f]{0,40}|[.~ /\\\\-]{0,10}|(?i)(con|nul|com1)[. ]?\\PC{0,5}") {
            let name = safe(&original);
            prop_assert!(!name.is_empty() && name.len() <= MAX_BYTES);
            prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0', '\n']));
            prop_assert!(!name.starts_with(['.', '-', '~', ' ']) && !name.ends_with(['.', ' ']));
            prop_assert!(!is_device(&name));
            prop_assert!(!name.chars().any(is_invisible));
        }

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
