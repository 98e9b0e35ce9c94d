//! The formal request of a Document Provider.

use ebox_dossier::provider_form::fields;

use super::{About, Asking};
use crate::form::{Field, Kind};

pub(super) fn ask(asking: &mut Asking<'_>, about: &About) {
    let t = asking.t;
    asking.title(&t.say("provider-part"), Some(t.say("provider-part-hint")));
    asking.ask(
        Field::new(fields::ID, t.say("provider-id"), Kind::Text(100, None)).hint(t.say("provider-id-hint")),
    );
    asking.names(fields::NAME, &t.say("provider-name"), 100);
    asking.names(fields::DESCRIPTION, &t.say("provider-description"), 400);
    asking.ask(
        Field::new(fields::CONTACT, t.say("provider-contact"), Kind::Email(ebox_domain::EmailAddress::MAX))
            .hint(t.say("provider-contact-hint")),
    );
    asking.title(&t.say("provider-contract-part"), Some(t.say("provider-contract-hint")));
    asking.ask(Field::new(fields::SIGNATORY, t.say("provider-signatory"), Kind::Text(200, None)));
    asking.ask(Field::new(
        fields::CONTRACT,
        t.say("provider-contract"),
        Kind::Suggested(255, about.files.clone()),
    ));
    asking.title(&t.say("provider-addresses"), Some(t.say("form-address-hint")));
    for environment in &about.environments {
        let name = environment.in_certificates();
        asking.ask(Field::new(
            format!("{}.{environment}", fields::V2),
            t.say("provider-v2").with("environment", name),
            Kind::Text(500, None),
        ));
        asking.ask(
            Field::new(
                format!("{}.{environment}", fields::V3),
                t.say("provider-v3").with("environment", name),
                Kind::Text(500, None),
            )
            .optional(),
        );
    }
}
