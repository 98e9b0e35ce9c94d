//! Texts as they are searched: without case, accents and other marks.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds a text for substring search: compatibility decomposition (NFKD), marks removed, lower case, `ß` as
/// `ss`; control characters become spaces. Two texts that people take for the same word fold alike: `François`,
/// `FRANCOIS` and `francois`.
///
/// What is searched and what is searched for are folded in the same way, here and nowhere else.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().map(|c| if c.is_control() { ' ' } else { c.to_ascii_lowercase() }).collect();
    }
    let mut folded = String::with_capacity(text.len());
    // Lower case first: some capital letters only decompose fully afterwards, and lower case can bring marks.
    for c in text.nfkd().flat_map(char::to_lowercase).nfkd() {
        match c {
            'ß' => folded.push_str("ss"),
            // A final sigma is the same letter.
            'ς' => folded.push('σ'),
            c if is_combining_mark(c) => {}
            c if c.is_control() => folded.push(' '),
            c => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_and_ligatures_do_not_count() {
        for (text, same) in [
            ("François", "francois"),
            ("ÉPINARDS", "epinards"),
            ("Straße", "strasse"),
            ("ﬁche", "fiche"),
            ("İstanbul", "istanbul"),
            ("a\tb", "a b"),
        ] {
            assert_eq!(folded(text), same);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn the_fast_way_for_ascii_is_the_same(text in "[ -~]{0,40}") {
            let general: String = text.nfkd().flat_map(char::to_lowercase).nfkd().collect();
            prop_assert_eq!(folded(&text), general);
        }

        #[test]
        fn a_part_of_a_text_folds_to_a_part(text in "[a-zA-Zéèüß ]{0,30}", from in 0_usize..30, to in 0_usize..30) {
            let letters: Vec<char> = text.chars().collect();
            let (from, to) = (from.min(letters.len()), to.min(letters.len()));
            if from <= to {
                let part: String = letters[from..to].iter().collect();
                prop_assert!(folded(&text).contains(&folded(&part)));
            }
        }
    }
}
