//! Names that are safe on any file system, made of names that others chose.

use unicode_normalization::UnicodeNormalization as _;

use crate::unseen::is_format;

/// The most bytes of a name: with the path before it, well below the limits of every file system.
pub const MAX_BYTES: usize = 150;
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
    safe_with(&name, "")
}

/// A safe name with a suffix before its extension, in as many bytes.
///
/// `letter.pdf` and `~2` are `letter~2.pdf`. The suffix is short and safe itself.
pub fn safe_with(name: &str, suffix: &str) -> String {
    cut(name, suffix, MAX_BYTES)
}

/// Control characters, and those that change the direction of text: `gpj.exe` must not read as `exe.jpg`.
fn is_invisible(c: char) -> bool {
    c.is_control() || is_format(c)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
    }
}
