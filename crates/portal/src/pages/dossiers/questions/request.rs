//! The initial request.

use ebox_dossier::request::fields;

use super::Asking;
use crate::form::{Choice, Field, Kind};

pub(super) fn ask(asking: &mut Asking<'_>) {
    let t = asking.t;
    asking.title(&t.say("request-part"), Some(t.say("request-part-hint")));
    asking.ask(
        Field::new(fields::NAME, t.say("request-name"), Kind::Text(100, None))
            .hint(t.say("request-name-hint")),
    );
    asking.ask(
        Field::new(fields::USE_CASES, t.say("request-use-cases"), Kind::Lines(4_000))
            .hint(t.say("request-use-cases-hint")),
    );
    asking.ask(
        Field::new(fields::VOLUME, t.say("request-volume"), Kind::Digits(20))
            .hint(t.say("request-volume-hint")),
    );
    asking.ask(
        Field::new(fields::PEAKS, t.say("request-peaks"), Kind::Lines(2_000))
            .hint(t.say("request-peaks-hint")),
    );
    asking.ask(
        Field::new(fields::PLANNING, t.say("request-planning"), Kind::Lines(2_000))
            .hint(t.say("request-planning-hint")),
    );
    let networks = vec![
        Choice::new("inside", t.say("request-inside").to_string())
            .that_means(t.say("request-inside-means").to_string()),
        Choice::new("outside", t.say("request-outside").to_string())
            .that_means(t.say("request-outside-means").to_string()),
    ];
    asking.ask(Field::new(fields::NETWORK, t.say("request-network"), Kind::Radios(networks)));
}
