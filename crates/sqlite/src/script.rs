//! Statements that go to SQLite's thread together.
//!
//! Every statement that is sent alone costs a journey to that thread and back, and a unit of work makes a dozen
//! of them while all others wait for the one writer. What needs no answer of SQLite goes in one script instead.

use serde::Serialize;
use sqlx::{
    Arguments as _, AssertSqlSafe, Encode, Error, Sqlite, SqliteConnection, Type, sqlite::SqliteArguments,
};

/// Statements of one unit of work, in their order, with the values of their question marks.
#[derive(Default)]
pub(crate) struct Script {
    sql: String,
    values: SqliteArguments,
    failed: Option<Error>,
}

impl Script {
    /// Adds a statement. One [`Script::bind`] for each of its question marks follows.
    pub(crate) fn add(&mut self, statement: &'static str) -> &mut Self {
        self.sql.push_str(statement);
        self.sql.push_str(";\n");
        self
    }

    /// The value of the next question mark.
    pub(crate) fn bind<'v, T: Encode<'v, Sqlite> + Type<Sqlite>>(&mut self, value: T) -> &mut Self {
        if let Err(error) = self.values.add(value) {
            self.failed.get_or_insert(Error::Encode(error));
        }
        self
    }

    /// The value of the next question mark: rows as JSON, for `jsonb_each`, which writes no row as text
    /// again before its values are taken, as `json_each` does. A statement for many rows is one journey, and the same
    /// statement however many they are.
    pub(crate) fn bind_rows<T: Serialize>(&mut self, rows: &[T]) -> &mut Self {
        match serde_json::to_string(rows) {
            Ok(json) => self.bind(json),
            Err(error) => {
                self.failed.get_or_insert(Error::Encode(Box::new(error)));
                self
            }
        }
    }

    /// Runs the statements; none after one that fails.
    pub(crate) async fn run(self, unit: &mut SqliteConnection) -> Result<(), Error> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        if self.sql.is_empty() {
            return Ok(());
        }
        // Safe: it was put together of constants.
        sqlx::query_with(AssertSqlSafe(self.sql), self.values).execute(unit).await.map(|_| ())
    }
}
