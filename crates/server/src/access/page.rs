//! The table as a page to read.

use std::fmt::Write as _;

use ebox_credential::Scope;

use super::{Entry, Kept, Row, Sees, tables};

const HEAD: &str = "\
# Who may do what

Written from `crates/server/src/access/table.rs`, to which tests hold the services. *Scopes*: a token needs one of
them; scopes are named by their last part. *Another's*: what an enterprise that is let in sees of another one's.
*Partition*: what a person sees of a partition to which they have no right. *Record*: what the audit trail keeps of
a call, and the keys of its details; every record also has the moment, the hash of the token, the client, its
enterprise, the keyed hash of the person, the e-Box, method, path and status. The record of an attempt that was
refused has the code of the refusal, and in its details the `fields` that were wrong and the `rules` that they break,
never their values. A call that is refused before it is known who makes it leaves none.
";

/// The page, as Markdown.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for table in tables() {
        // Writing to a String cannot fail.
        let _ = write!(
            page,
            "\n## {}\n\nBelow `{}/`.\n\n| operation | scopes | another's | partition | record |\n\
             |---|---|---|---|---|\n",
            table.document, table.base
        );
        for row in table.rows {
            let _ = writeln!(page, "{}", line(row));
        }
    }
    page
}

fn line(row: &Row) -> String {
    let method = row.method.to_uppercase();
    format!(
        "| `{method} {}` | {} | {} | {} | {} |",
        row.path,
        entry(row.entry),
        sees(row.stranger),
        sees(row.person),
        record(row.record)
    )
}

fn entry(entry: Entry) -> String {
    match entry {
        Entry::Anyone => "none".to_owned(),
        Entry::Assertion => "a client assertion".to_owned(),
        Entry::Token { own, .. } if own == Scope::ALL => "any".to_owned(),
        Entry::Token { own, mandate } => {
            let own = own.iter().map(|scope| format!("`{}`", short(*scope)));
            let mandated =
                mandate.map(|(scope, operation)| format!("`{}` with a mandate to {operation}", short(scope)));
            own.chain(mandated).collect::<Vec<_>>().join(", ")
        }
    }
}

fn short(scope: Scope) -> &'static str {
    scope.as_str().rsplit(':').next().unwrap_or_default()
}

const fn sees(sees: Sees) -> &'static str {
    match sees {
        Sees::Same => "nobody's",
        Sees::LeftOut => "left out",
        Sees::NotFound => "404",
        Sees::Refused => "refused",
        Sees::NoEntry => "no entry",
    }
}

fn record(kept: Kept) -> String {
    let keys = |keys: &[&str]| {
        keys.iter().map(|key| format!("`{}`", key.trim_end_matches('?'))).collect::<Vec<_>>().join(", ")
    };
    match kept {
        Kept::Nothing => "none".to_owned(),
        Kept::Read(names) | Kept::Opening(names) => format!("of success: {}", keys(names)),
        Kept::Attempt(names) => format!("of every attempt: {}", keys(names)),
    }
}
