//! A letter as data, and the escaping that every format made of XML needs.

use super::Letter;

/// What every XML file begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The letter's facts and paragraphs, each in its element.
pub(super) fn write(letter: &Letter) -> Vec<u8> {
    let paragraphs: Vec<String> = letter
        .paragraphs
        .iter()
        .map(|paragraph| format!("    <paragraph>{}</paragraph>\n", escaped(paragraph)))
        .collect();
    let text = paragraphs.concat();
    format!(
        "{DECLARATION}\
         <letter xmlns=\"urn:open-ebox:sandbox:letter:1\" xml:lang=\"{language}\">\n  \
           <reference>{reference}</reference>\n  \
           <date>{date}</date>\n  \
           <sender>{sender}</sender>\n  \
           <recipient>{recipient}</recipient>\n  \
           <subject>{subject}</subject>\n  \
           <text>\n{text}  </text>\n\
         </letter>\n",
        language = letter.language_tag(),
        reference = escaped(&letter.reference),
        date = letter.date,
        sender = escaped(&letter.sender),
        recipient = escaped(&letter.recipient),
        subject = escaped(&letter.subject),
    )
    .into_bytes()
}

/// A text for an element or an attribute; characters that XML 1.0 cannot carry are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // A parser would read it as a line feed.
            '\r' => escaped.push_str("&#13;"),
            '\n' | '\t' => escaped.push(character),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}
