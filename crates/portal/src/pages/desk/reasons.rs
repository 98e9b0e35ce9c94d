//! Reasons: about the whole, and about single fields.

use ebox_dossier::{Dossier, Part, Remark, State, StepKind};
use ebox_i18n::Texts;

use crate::{
    fields::Fields,
    pages::dossiers::asked::{self, Group},
};

/// The field of the reason about the whole.
pub(in crate::pages) const WHOLE: &str = "why";
/// What the names of reasons about fields begin with.
pub(in crate::pages) const ABOUT: &str = "why.";

/// The fields about which a step may give reasons.
pub(super) fn fields(t: Texts, dossier: &Dossier, step: StepKind) -> Vec<Group> {
    let part = match (step, dossier.state()) {
        (StepKind::SendBack, State::Agreement { .. }) => Part::Request,
        (StepKind::SendBack, State::Validation { .. }) | (StepKind::ReopenForm, _) => Part::Form,
        _ => return Vec::new(),
    };
    asked::asked(t, dossier, part)
}

/// The reasons that a form gives: those about fields that are there, and the one about the whole.
pub(super) fn read(t: Texts, dossier: &Dossier, step: StepKind, entered: &Fields) -> Vec<Remark> {
    let groups = fields(t, dossier, step);
    let known = groups.iter().flat_map(|group| &group.fields).map(|field| field.name.as_str());
    let about = known.filter_map(|field| {
        let text = entered.get(&format!("{ABOUT}{field}"))?;
        Some(Remark { field: field.to_owned(), text: text.to_owned() })
    });
    let whole = entered.get(WHOLE).map(|text| Remark { field: String::new(), text: text.to_owned() });
    whole.into_iter().chain(about).collect()
}
