//! Helvetica, which every PDF reader has: how wide its letters are, and which byte is which letter.

use super::Style;

/// The widths of the characters from space to tilde, in thousandths of the font size (Adobe's core metrics).
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
];

/// What the bytes from 0x80 to 0x9F are in WinAnsiEncoding; the five that are nothing are NUL here.
const SPECIAL: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“',
    '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// A text in WinAnsiEncoding; a question mark for what it does not have.
pub(super) fn encoded(text: &str) -> Vec<u8> {
    text.chars().map(byte_of).collect()
}

fn byte_of(character: char) -> u8 {
    match u8::try_from(character) {
        Ok(byte @ (0x20..=0x7e | 0xa0..)) => byte,
        Ok(b'\t' | b'\n' | b'\r') => b' ',
        _ => (0x80..=0x9f)
            .zip(SPECIAL)
            .find(|(_, special)| *special == character && character != '\0')
            .map_or(b'?', |(byte, _)| byte),
    }
}

/// The width of a character in points. Accented letters are taken as wide as the widest of their kind.
fn width(character: char, style: Style, size: f32) -> f32 {
    let ascii = u32::from(character).checked_sub(0x20);
    let thousandths = ascii
        .and_then(|index| WIDTHS.get(usize::try_from(index).ok()?))
        .copied()
        .unwrap_or(if character.is_uppercase() { 778 } else { 611 });
    let bold = match style {
        Style::Strong => 1.12,
        Style::Plain => 1.0,
    };
    f32::from(thousandths) / 1000.0 * size * bold
}

/// A text broken between words into lines of a width; a word that is wider than a line is broken too.
pub(super) fn lines(text: &str, style: Style, size: f32, limit: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    for word in text.split_whitespace() {
        let length: f32 = word.chars().map(|c| width(c, style, size)).sum();
        let space = if line.is_empty() { 0.0 } else { width(' ', style, size) };
        if !line.is_empty() && used + space + length > limit {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += space;
        }
        for character in word.chars() {
            let step = width(character, style, size);
            if !line.is_empty() && used + step > limit {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(character);
            used += step;
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn belgian_texts_keep_every_letter() {
        assert_eq!(encoded("é ü ß € “œ” –"), b"\xe9 \xfc \xdf \x80 \x93\x9c\x94 \x96");
        assert_eq!(encoded("日\0"), b"??");
    }

    proptest! {
        #[test]
        fn lines_fit_and_lose_no_word(words in proptest::collection::vec("[a-zA-ZéÜ]{1,12}", 1..60)) {
            let text = words.join(" ");
            let lines = lines(&text, Style::Plain, 11.0, 200.0);
            prop_assert_eq!(lines.join(" "), text);
            for line in lines {
                prop_assert!(line.chars().map(|c| width(c, Style::Plain, 11.0)).sum::<f32>() <= 200.5);
            }
        }

        #[test]
        fn a_word_wider_than_a_line_is_broken(word in "[a-z]{200,400}") {
            prop_assert_eq!(lines(&word, Style::Strong, 11.0, 200.0).concat(), word);
        }
    }
}
