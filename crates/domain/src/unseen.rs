//! Characters that nobody sees, and texts of nothing else.

/// Whether a character formats or directs text and shows nothing itself: soft hyphens, joiners, spaces without width,
/// marks of direction, separators of lines, tags.
pub const fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a text is empty to whoever looks at it: it has nothing but white space and format characters.
pub fn is_blank(text: &str) -> bool {
    trimmed(text).is_empty()
}

/// A text without the white space and format characters around it.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_format(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_nobody_sees_is_blank() {
        for blank in ["", " \t\n", "\u{200b}", "\u{ad}\u{feff} \u{2066}\u{2069}", "\u{202e}\u{a0}"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        for seen in ["x", "\u{200b}.", "é", "\u{202e}א", "👩\u{200d}🔬"] {
            assert!(!is_blank(seen), "{seen:?}");
        }
        assert_eq!(trimmed(" \u{200b}👩\u{200d}🔬\u{feff}"), "👩\u{200d}🔬");
    }
}
