//! The port of dossiers.

use async_trait::async_trait;
use ebox_audit::Effects;
use ebox_domain::{EnterpriseNumber, Ssin, StoreError, fold::folded};
use ebox_dossier::{
    Change, Dossier, DossierNumber, Event, NewDossier, State,
    conversation::{NewFile, Note},
    port::{DossierStore, Listed},
};
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};

use crate::{
    Store,
    columns::{count, signed, text, unreadable},
    effects,
};

#[async_trait]
impl DossierStore for Store {
    async fn open(&self, new: NewDossier, effects: Effects) -> Result<Dossier, StoreError> {
        self.write("open a dossier", move |unit| {
            Box::pin(async move {
                let last: u32 = sqlx::query_scalar("SELECT coalesce(max(number), 0) FROM dossier")
                    .fetch_one(&mut *unit)
                    .await?;
                let (dossier, event) = new.numbered(DossierNumber::new(last + 1));
                insert(unit, &dossier).await?;
                add_event(unit, dossier.number(), &event).await?;
                effects::write(unit, &effects).await?;
                Ok(dossier)
            })
        })
        .await
    }

    async fn dossier(&self, number: DossierNumber) -> Result<Option<Dossier>, StoreError> {
        let failed = |error| StoreError::new("read a dossier", error);
        let row = sqlx::query("SELECT document FROM dossier WHERE number = ?")
            .bind(number.place())
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        row.as_ref().map(dossier).transpose().map_err(failed)
    }

    async fn change(&self, change: Change, effects: Effects) -> Result<bool, StoreError> {
        self.write("change a dossier", move |unit| {
            Box::pin(async move {
                if !update(unit, change.after(), change.before()).await? {
                    return Ok(false);
                }
                let number = change.after().number();
                if let Some(event) = change.event() {
                    add_event(unit, number, event).await?;
                }
                if let Some((note, files)) = change.note() {
                    add_note(unit, number, note, files).await?;
                }
                effects::write(unit, &effects).await?;
                Ok(true)
            })
        })
        .await
    }

    async fn list(&self, wanted: &Listed) -> Result<(Vec<Dossier>, u64), StoreError> {
        let failed = |error| StoreError::new("list dossiers", error);
        let mut reader = self.read().await?;
        let mut total = QueryBuilder::new("SELECT count(*) FROM dossier");
        conditions(&mut total, wanted);
        let total: i64 = total.build_query_scalar().fetch_one(&mut *reader).await.map_err(failed)?;
        let mut page = QueryBuilder::new("SELECT document FROM dossier");
        conditions(&mut page, wanted);
        page.push(" ORDER BY since, number LIMIT ").push_bind(wanted.most);
        page.push(" OFFSET ").push_bind(signed(wanted.skip));
        let rows = page.build().fetch_all(&mut *reader).await.map_err(failed)?;
        let dossiers = rows.iter().map(dossier).collect::<Result<_, _>>().map_err(failed)?;
        Ok((dossiers, count("total", total).map_err(failed)?))
    }

    async fn history(&self, number: DossierNumber) -> Result<Vec<Event>, StoreError> {
        let failed = |error| StoreError::new("read the history of a dossier", error);
        let rows = sqlx::query("SELECT document FROM dossier_event WHERE dossier = ? ORDER BY place")
            .bind(number.place())
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(document).collect::<Result<_, _>>().map_err(failed)
    }

    async fn conversation(&self, number: DossierNumber) -> Result<Vec<Note>, StoreError> {
        let failed = |error| StoreError::new("read what was said about a dossier", error);
        let rows = sqlx::query("SELECT document FROM dossier_note WHERE dossier = ? ORDER BY number")
            .bind(number.place())
            .fetch_all(&mut *self.read().await?)
            .await
            .map_err(failed)?;
        rows.iter().map(document).collect::<Result<_, _>>().map_err(failed)
    }

    async fn file(
        &self,
        number: DossierNumber,
        note: u32,
        place: usize,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        sqlx::query_scalar("SELECT bytes FROM dossier_file WHERE dossier = ? AND note = ? AND place = ?")
            .bind(number.place())
            .bind(note)
            .bind(signed(place as u64))
            .fetch_optional(&mut *self.read().await?)
            .await
            .map_err(|error| StoreError::new("read a file of a dossier", error))
    }

    async fn enterprises_of(&self, colleague: Ssin) -> Result<Vec<EnterpriseNumber>, StoreError> {
        let failed = |error| StoreError::new("find the dossiers of a colleague", error);
        let numbers: Vec<String> = sqlx::query_scalar(
            "SELECT DISTINCT institution FROM dossier_colleague WHERE ssin = ? ORDER BY institution",
        )
        .bind(colleague.as_str())
        .fetch_all(&mut *self.read().await?)
        .await
        .map_err(failed)?;
        numbers.iter().map(|number| text("institution", number)).collect::<Result<_, _>>().map_err(failed)
    }
}

fn conditions(query: &mut QueryBuilder<Sqlite>, wanted: &Listed) {
    query.push(" WHERE 1 = 1");
    if !wanted.ended_too {
        query.push(" AND stage IS NOT NULL");
    }
    if wanted.under_way {
        query.push(" AND under_way = 1");
    }
    if let Some(institution) = wanted.institution {
        query.push(" AND institution = ").push_bind(institution.to_string());
    }
    if let Some(kind) = wanted.kind {
        query.push(" AND kind = ").push_bind(kind.as_str());
    }
    if let Some(stage) = wanted.stage {
        query.push(" AND stage = ").push_bind(stage.number());
    }
    if let Some(turn) = wanted.turn {
        query.push(" AND turn = ").push_bind(turn.as_str());
    }
    if let Some(owner) = wanted.owner {
        query.push(" AND owner = ").push_bind(owner.as_str().to_owned());
    }
    if let Some(words) = &wanted.text {
        query.push(" AND instr(words, ").push_bind(folded(words)).push(") > 0");
    }
}

async fn insert(unit: &mut SqliteConnection, dossier: &Dossier) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO dossier (number, version, institution, kind, stage, turn, owner, since, under_way, words, document) \
         VALUES (?, 0, ?, ?, NULL, NULL, NULL, 0, 0, '', '')",
    )
    .bind(dossier.number().place())
    .bind(dossier.institution().to_string())
    .bind(dossier.kind().as_str())
    .execute(&mut *unit)
    .await?;
    update(unit, dossier, 0).await.map(|_| ())
}

/// Writes a dossier over the version before it. Whether that was there.
async fn update(unit: &mut SqliteConnection, dossier: &Dossier, before: u32) -> Result<bool, Error> {
    let state: State = dossier.state();
    let words = format!("{} {} {}", dossier.number(), dossier.institution(), dossier.name());
    let updated = sqlx::query(
        "UPDATE dossier SET version = ?, stage = ?, turn = ?, owner = ?, since = ?, under_way = ?, words = ?, \
         document = ? WHERE number = ? AND version = ?",
    )
    .bind(dossier.version())
    .bind(state.stage().map(ebox_dossier::Stage::number))
    .bind(state.turn().map(ebox_dossier::Party::as_str))
    .bind(dossier.owner().map(|owner| owner.to_string()))
    .bind(dossier.since().as_microsecond())
    .bind(state.is_under_way())
    .bind(folded(&words))
    .bind(dossier.to_json().map_err(|error| Error::Encode(error.into()))?)
    .bind(dossier.number().place())
    .bind(before)
    .execute(&mut *unit)
    .await?;
    if updated.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("DELETE FROM dossier_colleague WHERE dossier = ?")
        .bind(dossier.number().place())
        .execute(&mut *unit)
        .await?;
    for colleague in dossier.colleagues() {
        sqlx::query("INSERT INTO dossier_colleague (ssin, dossier, institution) VALUES (?, ?, ?)")
            .bind(colleague.as_str())
            .bind(dossier.number().place())
            .bind(dossier.institution().to_string())
            .execute(&mut *unit)
            .await?;
    }
    Ok(true)
}

async fn add_event(unit: &mut SqliteConnection, number: DossierNumber, event: &Event) -> Result<(), Error> {
    let json = serde_json::to_string(event).map_err(|error| Error::Encode(error.into()))?;
    sqlx::query("INSERT INTO dossier_event (dossier, document) VALUES (?, ?)")
        .bind(number.place())
        .bind(json)
        .execute(unit)
        .await
        .map(|_| ())
}

async fn add_note(
    unit: &mut SqliteConnection,
    number: DossierNumber,
    note: &Note,
    files: &[NewFile],
) -> Result<(), Error> {
    let json = serde_json::to_string(note).map_err(|error| Error::Encode(error.into()))?;
    sqlx::query("INSERT INTO dossier_note (dossier, number, document) VALUES (?, ?, ?)")
        .bind(number.place())
        .bind(note.number)
        .bind(json)
        .execute(&mut *unit)
        .await?;
    for (place, file) in files.iter().enumerate() {
        sqlx::query("INSERT INTO dossier_file (dossier, note, place, bytes) VALUES (?, ?, ?, ?)")
            .bind(number.place())
            .bind(note.number)
            .bind(signed(place as u64))
            .bind(file.bytes.clone())
            .execute(&mut *unit)
            .await?;
    }
    Ok(())
}

fn dossier(row: &SqliteRow) -> Result<Dossier, Error> {
    let json: String = row.try_get("document")?;
    Dossier::from_json(&json).map_err(|error| unreadable("document", error))
}

fn document<T: serde::de::DeserializeOwned>(row: &SqliteRow) -> Result<T, Error> {
    let json: String = row.try_get("document")?;
    serde_json::from_str(&json).map_err(|error| unreadable("document", error))
}
