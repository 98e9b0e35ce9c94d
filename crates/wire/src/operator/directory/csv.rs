//! The operator's list as comma-separated values (RFC 4180), also with semicolons, as spreadsheets here write it.

use ebox_domain::{Cause, Causes, EboxId, Rule};

use super::{EboxLine, NUMBER, finished, status};
use crate::read::Collected;

/// Reads a list with the columns `number`, `name` and `status`, in any order, named in the first line; `status` may
/// be left out. Every mistake is named by its line.
pub fn from_csv(text: &str) -> Result<Vec<EboxLine>, Causes> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = if text.lines().next().unwrap_or_default().contains(';') { ';' } else { ',' };
    let mut rows = rows(text, separator).into_iter();
    let head = rows.next().map(|(_, cells)| cells).unwrap_or_default();
    let column = |name: &str| head.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let (Some(number), Some(name)) = (column("number"), column("name")) else {
        let fix = "name the columns in the first line: number,name,status";
        return Err(Cause::body(Rule::Required, "lines[1]", fix).into());
    };
    let given = column("status");
    let (causes, mut lines) = (Collected::default(), Vec::new());
    for (place, cells) in rows {
        let cell = |column: usize| cells.get(column).map_or("", |cell| cell.trim());
        let refuse = |field: &str, rule, fix: &str, value: &str| {
            causes.add(Cause::body(rule, format!("lines[{place}].{field}"), fix).with_value(value));
        };
        let id = EboxId::from_key(cell(number));
        if id.is_none() {
            refuse("number", Rule::InvalidValue, NUMBER, cell(number));
        }
        if cell(name).is_empty() {
            refuse("name", Rule::Required, "give the name of whose it is", "");
        }
        let text = given.map_or("", cell);
        let is_active = if text.is_empty() { Some(true) } else { status(text) };
        if is_active.is_none() {
            refuse("status", Rule::InvalidValue, "write active or inactive", text);
        }
        if let (Some(id), Some(is_active)) = (id, is_active) {
            lines.push(EboxLine { id, name: cell(name).to_owned(), is_active });
        }
    }
    finished(lines, causes)
}

/// The rows that are not empty, each with the number of the line that it begins on.
fn rows(text: &str, separator: char) -> Vec<(usize, Vec<String>)> {
    let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut begun, mut is_quoted) = (1, 1, false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // Two quotation marks within quotation marks are one.
            '"' if is_quoted && rest.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted || cell.trim().is_empty() => is_quoted = !is_quoted,
            c if c == separator && !is_quoted => cells.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                cells.push(std::mem::take(&mut cell));
                end_row(&mut rows, &mut cells, begun);
                line += 1;
                begun = line;
            }
            c => {
                line += usize::from(c == '\n');
                cell.push(c);
            }
        }
    }
    cells.push(cell);
    end_row(&mut rows, &mut cells, begun);
    rows
}

fn end_row(rows: &mut Vec<(usize, Vec<String>)>, cells: &mut Vec<String>, begun: usize) {
    let cells = std::mem::take(cells);
    if cells.iter().any(|cell| !cell.trim().is_empty()) {
        rows.push((begun, cells));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_list_is_read_as_spreadsheets_write_it() {
        let list = "\u{feff}Name;Number;Status\r\n\"Bakkerij \"\"De Toren\"\"; Gent\";0852093431;inactive\r\n\r\nPeeters;0534530277;\r\n";
        let lines = from_csv(list).expect("read");
        assert_eq!(lines[0].name, "Bakkerij \"De Toren\"; Gent");
        assert_eq!(lines.iter().map(|line| line.is_active).collect::<Vec<_>>(), [false, true]);
        assert_eq!(from_csv("number,name\n94022722580,Jan\n").map(|lines| lines.len()), Ok(1));
    }

    #[test]
    fn every_mistake_is_named_by_its_line() {
        let list = "number,name,status\n123,A,active\n0852093431,\"B\nC\",gone\n0534530277,,active\n\
                    0220916609,D,\n0220916609,E,\n";
        let fields: Vec<String> =
            from_csv(list).expect_err("mistakes").into_iter().map(|cause| cause.field).collect();
        assert_eq!(
            fields,
            ["lines[2].number", "lines[3].status", "lines[5].name", "items[0220916609].number"]
        );
        assert_eq!(from_csv("nummer,naam\n").expect_err("no head")[0].field, "lines[1]");
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,60}|number,name\n[0-9,\"\n]{0,60}") {
            let _ = from_csv(&text);
        }
    }
}
