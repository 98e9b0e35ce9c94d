//! `GET /manage/audit/file`: the same as comma-separated values, for spreadsheets.
//!
//! Semicolons, because spreadsheets in Belgium expect them, and a byte order mark, without which they would not read
//! UTF-8. What a spreadsheet would take for a formula gets an apostrophe in front.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use ebox_domain::{EboxId, time::in_brussels};
use ebox_i18n::Texts;
use http::{HeaderValue, header};

use super::{ProviderNames, detail, period, who::Whoever};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    layout::see,
    pages::manage::paths,
    trails::{self, Opening},
    visitor::{Manager, Visitor},
};

/// The most rows of a file: the newest of the period.
pub(in crate::pages) const MOST: usize = 10_000;
/// How many are read at once.
const READ: u32 = 400;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Sends the file.
pub(in crate::pages) async fn send(
    State(portal): State<Portal>,
    visitor: Visitor,
    manager: Manager,
    query: Fields,
) -> Result<Response, Failure> {
    // The page explains what is wrong with the days.
    let Ok(mut period) = period(&query) else { return Ok(see(&query.at(paths::AUDIT))) };
    let t = visitor.t;
    period.after = None;
    let ebox = EboxId::Enterprise(manager.enterprise());
    let mut whoever = Whoever::of(&portal, &manager).await?;
    let names = ProviderNames::of_all(&portal, t).await?;
    let mut file = BYTE_ORDER_MARK.to_owned();
    row(&mut file, head(t).iter().map(String::as_str));
    let mut count = 0;
    loop {
        let (openings, has_more) = trails::openings(&portal.0.histories, ebox, &period, READ).await?;
        period.after = openings.last().map(Opening::cursor);
        for opening in openings.iter().take(MOST - count) {
            let who = whoever.did(&portal, &opening.kept.record).await?.said(t);
            let when = in_brussels(opening.kept.record.at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
            let provider = names.of(&opening.provider);
            let (message, document) = (detail(opening, "messageId"), detail(opening, "attachmentId"));
            row(&mut file, [&when, &who, &provider, message, document]);
            count += 1;
        }
        if !has_more || count >= MOST {
            break;
        }
    }
    let name = format!("attachment; filename=\"e-box-{}.csv\"", manager.enterprise());
    let name = HeaderValue::from_str(&name).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let media_type = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, name)], file).into_response())
}

fn head(t: Texts) -> [String; 5] {
    [
        t.say("audit-when").to_string(),
        t.say("audit-who").to_string(),
        t.say("provider").to_string(),
        t.say("audit-message").to_string(),
        t.say("audit-document").to_string(),
    ]
}

/// Writes a row.
fn row<'c>(file: &mut String, cells: impl IntoIterator<Item = &'c str>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            file.push(';');
        }
        file.push('"');
        // What begins so is a formula for a spreadsheet, also behind white space.
        if cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r', '\n']) {
            file.push('\'');
        }
        file.push_str(&cell.replace('"', "\"\""));
        file.push('"');
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_row_is_a_formula_or_another_row() {
        let mut file = String::new();
        row(&mut file, ["=1+1", " @SUM(A1)", "\tx", "a;b", "say \"no\"\r\nplease", "", "2026-03-01"]);
        let expected =
            "\"'=1+1\";\"' @SUM(A1)\";\"'\tx\";\"a;b\";\"say \"\"no\"\"\r\nplease\";\"\";\"2026-03-01\"\r\n";
        assert_eq!(file, expected);
    }
}
