//! A letter as plain text.

use super::Letter;

/// The letter in UTF-8, with an empty line between its parts.
pub(super) fn write(letter: &Letter) -> Vec<u8> {
    let parts: Vec<String> = letter.blocks().into_iter().map(|block| block.text).collect();
    format!("{}\n", parts.join("\n\n")).into_bytes()
}
