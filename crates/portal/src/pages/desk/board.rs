//! `GET /desk`: every dossier by stage, with who is next, since when, and who looks after it; or those of one stage,
//! page by page.

use askama::Template;
use axum::{extract::State, response::Response};
use ebox_domain::EboxId;
use ebox_dossier::{Dossier, Kind, Party, Stage, Visit, port::Listed, words};
use ebox_i18n::Texts;

use super::{named, paths};
use crate::{
    Portal,
    failure::Failure,
    fields::Fields,
    form::Choice,
    layout::{Layout, Part, page},
    pages::dossiers::{Names, standing},
    show,
    visitor::{Staff, Visitor},
};

/// How many dossiers a stage shows on the board.
const OF_STAGE: u32 = 5;
/// The most dossiers under way among which those that end are looked for: usually there is none.
const MOST_ENDING: u32 = 200;
/// How many are on a page of a list.
const PAGE: u32 = 25;
/// The most characters of what is searched for.
const LONGEST_SEARCH: usize = 100;

const SEARCH: &str = "q";
const KIND: &str = "kind";
const STAGE: &str = "stage";
const TURN: &str = "turn";
const OWNER: &str = "owner";
const ENDED: &str = "ended";
const FROM: &str = "from";

#[derive(Template)]
#[template(path = "desk_board.html")]
pub(in crate::pages) struct BoardPage {
    pub(in crate::pages) t: Texts,
    pub(in crate::pages) layout: Layout,
    pub(in crate::pages) criteria: Criteria,
    pub(in crate::pages) kinds: Vec<Choice>,
    pub(in crate::pages) stages: Vec<Choice>,
    pub(in crate::pages) turns: Vec<Choice>,
    /// The groups that have dossiers.
    pub(in crate::pages) groups: Vec<Group>,
    pub(in crate::pages) next: Option<String>,
    pub(in crate::pages) first: Option<String>,
}

/// Dossiers of a stage, or all that were found.
pub(in crate::pages) struct Group {
    pub(in crate::pages) title: String,
    pub(in crate::pages) rows: Vec<Row>,
    pub(in crate::pages) total: u64,
    /// Where all of them are, when not all are here.
    pub(in crate::pages) all: Option<String>,
}

/// A dossier.
pub(in crate::pages) struct Row {
    pub(in crate::pages) href: String,
    pub(in crate::pages) number: String,
    pub(in crate::pages) name: String,
    pub(in crate::pages) kind: String,
    pub(in crate::pages) institution: String,
    pub(in crate::pages) institution_number: String,
    pub(in crate::pages) place: String,
    pub(in crate::pages) turn: String,
    pub(in crate::pages) is_my_turn: bool,
    pub(in crate::pages) age: String,
    pub(in crate::pages) owner: Option<String>,
    pub(in crate::pages) has_trouble: bool,
}

/// Which dossiers somebody wants to see. What an address says besides is not heard.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Criteria {
    pub(in crate::pages) search: String,
    pub(in crate::pages) kind: Option<Kind>,
    pub(in crate::pages) stage: Option<Stage>,
    pub(in crate::pages) turn: Option<Party>,
    pub(in crate::pages) is_mine: bool,
    pub(in crate::pages) ended_too: bool,
    pub(in crate::pages) from: u64,
}

impl Criteria {
    fn read(query: &Fields) -> Self {
        Self {
            search: query.get(SEARCH).unwrap_or_default().chars().take(LONGEST_SEARCH).collect(),
            kind: query.get(KIND).and_then(Kind::parse),
            stage: query.get(STAGE).and_then(|number| Stage::of_number(number.parse().ok()?)),
            turn: query.get(TURN).and_then(Party::parse),
            is_mine: query.get(OWNER) == Some("me"),
            ended_too: query.get(ENDED).is_some(),
            from: query.get(FROM).and_then(|from| from.parse().ok()).unwrap_or_default(),
        }
    }

    /// Whether dossiers stand in one list, and not by stage.
    const fn is_list(&self) -> bool {
        self.stage.is_some() || self.ended_too
    }

    fn wanted(&self, staff: &Staff) -> Listed {
        Listed {
            kind: self.kind,
            stage: self.stage,
            turn: self.turn,
            owner: self.is_mine.then(|| staff.signed_in.session().person.ssin),
            ended_too: self.ended_too,
            text: (!self.search.is_empty()).then(|| self.search.clone()),
            ..Listed::default()
        }
    }

    fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        if !self.search.is_empty() {
            fields = fields.with(SEARCH, self.search.as_str());
        }
        if let Some(kind) = self.kind {
            fields = fields.with(KIND, kind.as_str());
        }
        if let Some(stage) = self.stage {
            fields = fields.with(STAGE, stage.number().to_string());
        }
        if let Some(turn) = self.turn {
            fields = fields.with(TURN, turn.as_str());
        }
        if self.is_mine {
            fields = fields.with(OWNER, "me");
        }
        if self.ended_too {
            fields = fields.with(ENDED, "yes");
        }
        fields
    }

    /// Whether anything is chosen.
    pub(in crate::pages) fn is_narrow(&self) -> bool {
        !self.fields().is_empty() || self.from > 0
    }

    /// What a list of choices has chosen.
    pub(in crate::pages) fn is_chosen(&self, name: &str, value: &str) -> bool {
        self.fields().get(name).unwrap_or_default() == value
    }
}

/// Shows the board, or a list.
pub(in crate::pages) async fn show(
    State(portal): State<Portal>,
    visitor: Visitor,
    staff: Staff,
    query: Fields,
) -> Result<Response, Failure> {
    let t = visitor.t;
    let criteria = Criteria::read(&query);
    let visit = portal.visit(&staff.signed_in, "GET", paths::BOARD);
    let (groups, next) = if criteria.is_list() {
        listed(&portal, t, &staff, &visit, &criteria).await?
    } else {
        (by_stage(&portal, t, &staff, &visit, &criteria).await?, None)
    };
    let parties = Party::ALL.map(|party| Choice::new(party.as_str(), words::party(t, party).to_string()));
    let kinds = Kind::ALL.map(|kind| Choice::new(kind.as_str(), words::kind(t, kind).to_string()));
    let stages = Stage::ALL.map(|stage| Choice::new(stage.number().to_string(), numbered(t, stage)));
    page(&BoardPage {
        t,
        layout: Layout::new(&portal, &visitor, Part::Desk),
        kinds: kinds.into(),
        stages: stages.into(),
        turns: parties.into(),
        groups,
        next,
        first: (criteria.from > 0).then(|| criteria.fields().at(paths::BOARD)),
        criteria,
    })
}

fn numbered(t: Texts, stage: Stage) -> String {
    let name = words::stage(t, stage).to_string();
    t.say("dossier-stage").with("number", u64::from(stage.number())).with("name", name).to_string()
}

/// The first dossiers of each stage that has any: those that wait longest.
async fn by_stage(
    portal: &Portal,
    t: Texts,
    staff: &Staff,
    visit: &Visit,
    criteria: &Criteria,
) -> Result<Vec<Group>, Failure> {
    let mut groups = Vec::new();
    for stage in Stage::ALL {
        let wanted = Listed { stage: Some(stage), most: OF_STAGE, ..criteria.wanted(staff) };
        let (dossiers, total) = portal.dossiers()?.board(visit, &wanted).await?;
        if total > 0 {
            let of_stage = Criteria { stage: Some(stage), ..criteria.clone() };
            let is_all = total <= u64::from(OF_STAGE);
            groups.push(Group {
                title: numbered(t, stage),
                rows: rows(portal, t, staff, &dossiers).await?,
                total,
                all: (!is_all).then(|| of_stage.fields().at(paths::BOARD)),
            });
        }
    }
    // Dossiers that end are in no stage any more, and may still wait for somebody to confirm what was taken back.
    let under_way = Listed { under_way: true, ended_too: true, most: MOST_ENDING, ..criteria.wanted(staff) };
    let (mut ending, _) = portal.dossiers()?.board(visit, &under_way).await?;
    ending.retain(|dossier| dossier.state().stage().is_none());
    if !ending.is_empty() {
        groups.push(Group {
            title: t.say("dossier-closing").to_string(),
            rows: rows(portal, t, staff, &ending).await?,
            total: ending.len() as u64,
            all: None,
        });
    }
    Ok(groups)
}

/// A page of a list, and where the next one is.
async fn listed(
    portal: &Portal,
    t: Texts,
    staff: &Staff,
    visit: &Visit,
    criteria: &Criteria,
) -> Result<(Vec<Group>, Option<String>), Failure> {
    let wanted = Listed { most: PAGE, skip: criteria.from, ..criteria.wanted(staff) };
    let (dossiers, total) = portal.dossiers()?.board(visit, &wanted).await?;
    let to = criteria.from.saturating_add(u64::from(PAGE));
    let next = (to < total).then(|| criteria.fields().with(FROM, to.to_string()).at(paths::BOARD));
    if dossiers.is_empty() {
        return Ok((Vec::new(), None));
    }
    let title = criteria.stage.map_or_else(|| t.say("desk-title").to_string(), |stage| numbered(t, stage));
    let rows = rows(portal, t, staff, &dossiers).await?;
    Ok((vec![Group { title, rows, total, all: None }], next))
}

async fn rows(portal: &Portal, t: Texts, staff: &Staff, dossiers: &[Dossier]) -> Result<Vec<Row>, Failure> {
    let names = Names::of(portal, dossiers.iter().filter_map(Dossier::owner)).await?;
    let mut rows = Vec::with_capacity(dossiers.len());
    for dossier in dossiers {
        let ebox = portal.0.federation.ebox(EboxId::Enterprise(dossier.institution())).await?;
        let state = dossier.state();
        rows.push(Row {
            href: paths::dossier(dossier.number()),
            number: dossier.number().to_string(),
            name: named(t, dossier),
            kind: words::kind(t, dossier.kind()).to_string(),
            institution: ebox.map(|ebox| ebox.name).unwrap_or_default(),
            institution_number: show::enterprise(dossier.institution().as_str()),
            place: standing::place(t, state),
            turn: match state.turn() {
                Some(party) => words::party(t, party).to_string(),
                None => standing::turn(t, state),
            },
            is_my_turn: state.turn() == Some(staff.party()),
            age: standing::age(t, dossier.since(), portal.0.clock.now()),
            owner: portal
                .dossiers()?
                .owner(dossier)
                .await?
                .and_then(|owner| names.get(owner))
                .map(ToOwned::to_owned),
            has_trouble: dossier.trouble().is_some(),
        });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_dossiers_and_says_it_again() {
        let query = "q=wages&kind=provider&stage=5&turn=nsso&owner=me&ended=yes";
        let criteria = Criteria::read(&Fields::parse(query.as_bytes()));
        assert_eq!(criteria.fields().at("/desk"), format!("/desk?{query}"));
        assert!(criteria.is_list());
        let odd = Criteria::read(&Fields::parse(b"kind=x&stage=11&turn=%3Cscript%3E&owner=you&from=-1"));
        assert_eq!(odd, Criteria::default());
    }
}
