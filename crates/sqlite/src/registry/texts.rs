//! The folded texts of messages, packed a thousand a row: what is too short for trigrams is looked for here.

use std::{collections::HashSet, ops::Range};

use ebox_domain::{
    message::Message,
    page::{Page, PageRequest},
};
use ebox_registry::search::{LANGUAGES, SEPARATOR, Search, Texts};
use sqlx::{Error, QueryBuilder, Row, Sqlite, SqliteConnection};

use super::{boxes::Mailbox, criteria::Criteria, message, search::push_reference};
use crate::{
    columns::{signed, unreadable},
    script::Script,
};

/// Messages a block, as a power of two.
const BITS: i64 = 10;

/// Takes them out again.
pub(super) fn forget(script: &mut Script, place: i64) {
    script
        .add("DELETE FROM message_text WHERE rowid = ?")
        .bind(place)
        .add("DELETE FROM text_block WHERE block = ?")
        .bind(place >> BITS);
}

/// Packs blocks that are full and not packed yet, at most `most`; says whether there may be more.
pub(super) async fn pack(unit: &mut SqliteConnection, most: u32) -> Result<bool, Error> {
    let boxes: Vec<(i64, i64)> = sqlx::query_as("SELECT box, last_place FROM box WHERE last_place >= ?")
        .bind(1_i64 << BITS)
        .fetch_all(&mut *unit)
        .await?;
    let mut packed = 0;
    for (number, last) in boxes {
        let first_block = (number << 32) >> BITS;
        let end = ((number << 32) + last) >> BITS;
        let there: Vec<i64> =
            sqlx::query_scalar("SELECT block FROM text_block WHERE block >= ? AND block < ?")
                .bind(first_block)
                .bind(end)
                .fetch_all(&mut *unit)
                .await?;
        let there: HashSet<i64> = there.into_iter().collect();
        for block in (first_block..end).filter(|block| !there.contains(block)) {
            if packed == most {
                return Ok(true);
            }
            let texts = from_documents(unit, places_of(block)).await?;
            sqlx::query("INSERT OR REPLACE INTO text_block (block, texts) VALUES (?, ?)")
                .bind(block)
                .bind(packed_from(&texts))
                .execute(&mut *unit)
                .await?;
            packed += 1;
        }
    }
    Ok(false)
}

const fn places_of(block: i64) -> Range<i64> {
    block << BITS..(block + 1) << BITS
}

/// A page of the messages that a search of one or two characters finds.
pub(super) async fn page(
    reader: &mut SqliteConnection,
    mailbox: &Mailbox,
    criteria: &Criteria<'_>,
    search: &Search,
    request: PageRequest,
) -> Result<Page<Message>, Error> {
    let end = criteria.places.end.min(mailbox.last_place + 1);
    let (first_block, last_block) = (criteria.places.start >> BITS, (end - 1).max(0) >> BITS);
    let is_plain = !criteria.is_exact() && !criteria.has_expiry() && !search.has_reference();

    let wanted = signed(request.offset())..signed(request.offset()) + i64::from(request.size());
    let (mut total, mut places) = (0_i64, Vec::new());
    for block in (first_block..=last_block).rev() {
        let of_block = places_of(block);
        let within = of_block.start.max(criteria.places.start)..of_block.end.min(end);
        let mut found = matches(reader, block, search).await?;
        found.retain(|place| within.contains(place));
        if !is_plain {
            found = restricted(reader, criteria, search, &within, &found).await?;
        }
        let size = signed(found.len() as u64);
        if total < wanted.end && total + size > wanted.start {
            // Newest first.
            let ranks = total..;
            let here = ranks.zip(found.iter().rev()).filter(|(rank, _)| wanted.contains(rank));
            places.extend(here.map(|(_, place)| *place));
        }
        total += size;
    }
    let mut items = Vec::with_capacity(places.len());
    for place in places {
        items.extend(message::at(reader, mailbox.ebox, place).await?);
    }
    Ok(Page { items, total: crate::columns::count("total", total)?, request })
}

/// The places of a block whose texts match, in order.
async fn matches(reader: &mut SqliteConnection, block: i64, search: &Search) -> Result<Vec<i64>, Error> {
    let packed: Option<Vec<u8>> = sqlx::query_scalar("SELECT texts FROM text_block WHERE block = ?")
        .bind(block)
        .fetch_optional(&mut *reader)
        .await?;
    match packed {
        Some(packed) => find(&packed, block, search),
        None => {
            let texts = from_documents(reader, places_of(block)).await?;
            Ok(texts.iter().filter(|(_, texts)| texts.have(search)).map(|(place, _)| *place).collect())
        }
    }
}

/// Of the places between two, those that meet the criteria and have the text, or are found by reference data.
async fn restricted(
    reader: &mut SqliteConnection,
    criteria: &Criteria<'_>,
    search: &Search,
    within: &Range<i64>,
    found: &[i64],
) -> Result<Vec<i64>, Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT place, ");
    push_reference(&mut query, search);
    query.push(" FROM message NOT INDEXED WHERE place >= ").push_bind(within.start);
    query.push(" AND place < ").push_bind(within.end);
    criteria.push_row(&mut query);
    query.push(" ORDER BY place");
    let rows = query.build_query_as::<(i64, bool)>().fetch_all(reader).await?;
    let allowed = rows.into_iter();
    Ok(allowed
        .filter(|(place, by_reference)| *by_reference || found.binary_search(place).is_ok())
        .map(|(place, _)| place)
        .collect())
}

async fn from_documents(
    reader: &mut SqliteConnection,
    places: Range<i64>,
) -> Result<Vec<(i64, Texts)>, Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT ");
    query.push(message::COLUMNS).push(
        ", m.place, b.ebox FROM message m JOIN message_document d ON d.place = m.place \
         JOIN box b ON b.box = m.place >> 32 WHERE m.place >= ",
    );
    query.push_bind(places.start).push(" AND m.place < ").push_bind(places.end).push(" ORDER BY m.place");
    let rows = query.build().fetch_all(reader).await?;
    rows.iter()
        .map(|row| {
            let message = message::read(row, message::read_owner(row, message::NEXT_COLUMN + 1)?)?;
            Ok((row.try_get(message::NEXT_COLUMN)?, Texts::of(&message)))
        })
        .collect()
}

/// Packs texts: for each message its number within the block, the length of the rest, and its four texts, the
/// separator between any two of them doubled as their end.
fn packed_from(texts: &[(i64, Texts)]) -> Vec<u8> {
    let mut packed = Vec::new();
    for (place, texts) in texts {
        let [nl, fr, de] = &texts.by_language;
        let joined = [nl, fr, de, &texts.every].map(String::as_str).join(END);
        packed.extend_from_slice(&number_in_block(*place).to_le_bytes());
        packed.extend_from_slice(&u32::try_from(joined.len()).unwrap_or(u32::MAX).to_le_bytes());
        packed.extend_from_slice(joined.as_bytes());
    }
    packed
}

/// Ends a text. Folded texts have no control characters but the separator.
const END: &str = "\u{1e}";
const _: () = assert!(SEPARATOR as u32 != 0x1e);

fn number_in_block(place: i64) -> u16 {
    u16::try_from(place & ((1 << BITS) - 1)).unwrap_or(0)
}

fn find(packed: &[u8], block: i64, search: &Search) -> Result<Vec<i64>, Error> {
    let own = LANGUAGES.into_iter().position(|language| language == search.language());
    let finder = memchr::memmem::Finder::new(search.text().as_bytes());
    let mut found = Vec::new();
    let mut rest = packed;
    while !rest.is_empty() {
        let (number, texts, after) = split(rest).ok_or_else(|| unreadable("texts", "a block that is cut"))?;
        let is_found = finder.find(texts).is_some()
            && texts
                .split(|byte| *byte == END.as_bytes()[0])
                .enumerate()
                .any(|(place, text)| (place == 3 || Some(place) == own) && finder.find(text).is_some());
        if is_found {
            found.push((block << BITS) + i64::from(number));
        }
        rest = after;
    }
    Ok(found)
}

fn split(packed: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (number, rest) = packed.split_first_chunk::<2>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (texts, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    Some((u16::from_le_bytes(*number), texts, rest))
}
