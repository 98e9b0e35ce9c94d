//! A letter as a table.
//!
//! RFC 4180, except for the separator: a Belgian Excel reads the comma as a decimal sign and opens only
//! tables separated by semicolons. It takes the text for UTF-8 only after a byte order mark.

use super::{Letter, words};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One row for each paragraph, below a row of column names.
pub(super) fn write(letter: &Letter) -> Vec<u8> {
    let words = words::of(letter.language);
    let columns = [words.reference, words.date, words.sender, words.subject, words.number, words.text];
    let date = letter.date.strftime("%d/%m/%Y").to_string();
    let mut table = BYTE_ORDER_MARK.to_owned() + &row(&columns);
    for (index, paragraph) in letter.paragraphs.iter().enumerate() {
        let number = (index + 1).to_string();
        table += &row(&[&letter.reference, &date, &letter.sender, &letter.subject, &number, paragraph]);
    }
    table.into_bytes()
}

fn row(fields: &[&str]) -> String {
    let quoted: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    quoted.join(";") + "\r\n"
}

/// A field, in quotes where it would not read back without them.
fn quoted(field: &str) -> String {
    if field.contains([';', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
