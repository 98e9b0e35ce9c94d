//! Comma-separated values as a table. What they are separated by is found out; formulas stay texts.

/// The most rows and columns that are shown.
const MOST_ROWS: usize = 1000;
const MOST_COLUMNS: usize = 50;

/// Rows of values; the first row has their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Table {
    pub(in crate::pages) head: Vec<String>,
    pub(in crate::pages) rows: Vec<Vec<String>>,
    /// Whether there is more than is shown.
    pub(in crate::pages) is_cut: bool,
}

impl Table {
    /// Reads a text; `None` for one that has not at least two rows and two columns, which is better read as it is.
    pub(in crate::pages) fn read(text: &str) -> Option<Self> {
        let mut rows = rows(text, separator(text));
        rows.retain(|row| row.iter().any(|value| !value.is_empty()));
        let columns = rows.iter().map(Vec::len).max()?;
        if rows.len() < 2 || columns < 2 {
            return None;
        }
        let is_cut = rows.len() > MOST_ROWS + 1 || columns > MOST_COLUMNS;
        rows.truncate(MOST_ROWS + 1);
        for row in &mut rows {
            row.resize(columns.min(MOST_COLUMNS), String::new());
        }
        let head = rows.remove(0);
        Some(Self { head, rows, is_cut })
    }
}

/// What separates values: what the first line has most of.
fn separator(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: char| first.chars().filter(|c| *c == separator).count();
    [';', ',', '\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(';')
}

/// Rows of values (RFC 4180). What is not well formed is taken as it stands.
fn rows(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut value) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                value.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if value.is_empty() => is_quoted = true,
            '\r' if !is_quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut value));
                rows.push(std::mem::take(&mut row));
                // Whoever sends more is read elsewhere.
                if rows.len() > MOST_ROWS + 1 {
                    return rows;
                }
            }
            c if c == separator && !is_quoted => row.push(std::mem::take(&mut value)),
            c => value.push(c),
        }
    }
    if !value.is_empty() || !row.is_empty() {
        row.push(value);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_whatever_separates_them() {
        for text in ["a;b\n1;2\n", "a,b\r\n1,2", "a\tb\n1\t2", "\"a\";b\n\"1\";2\n\n"] {
            let table = Table::read(text).expect("a table");
            assert_eq!(table.head, ["a", "b"], "{text:?}");
            assert_eq!(table.rows, [["1", "2"]], "{text:?}");
        }
    }

    #[test]
    fn quotes_keep_separators_and_lines_together() {
        let table = Table::read("name;note\n\"De; Korenaar\";\"said \"\"yes\"\"\nand left\"\nshort\n")
            .expect("a table");
        assert_eq!(table.rows[0], ["De; Korenaar", "said \"yes\"\nand left"]);
        assert_eq!(table.rows[1], ["short", ""], "a row that is too short is filled");
    }

    #[test]
    fn what_is_no_table_is_none_and_what_is_too_long_is_cut() {
        assert_eq!(Table::read("only one line; it is a sentence"), None);
        assert_eq!(Table::read("one\ncolumn"), None);
        assert_eq!(Table::read(""), None);
        let long = "a;b\n".repeat(5000);
        let table = Table::read(&long).expect("a table");
        assert!(table.is_cut && table.rows.len() == MOST_ROWS);
    }
}
