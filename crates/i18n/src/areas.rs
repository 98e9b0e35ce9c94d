//! The files of texts, one for each language and area. They are part of the program.
//!
//! **To add one more** area: its name below, and a file of that name for each language.

use ebox_domain::Language;

/// The texts of an area, in the order of [`Language::ALL`].
pub(crate) struct Area {
    pub(crate) name: &'static str,
    pub(crate) files: [&'static str; 4],
}

macro_rules! areas {
    ($($name:literal),+ $(,)?) => {
        /// Every area.
        pub(crate) const AREAS: &[Area] = &[$(Area {
            name: $name,
            files: [
                include_str!(concat!("../texts/nl/", $name, ".ftl")),
                include_str!(concat!("../texts/fr/", $name, ".ftl")),
                include_str!(concat!("../texts/de/", $name, ".ftl")),
                include_str!(concat!("../texts/en/", $name, ".ftl")),
            ],
        }),+];
    };
}

areas![
    "common",
    "sign-in",
    "enrolment",
    "messages",
    "message",
    "reply",
    "consumer",
    "terms",
    "account",
    "errors",
    "manage",
    "people",
    "partitions",
    "rules",
    "mandates",
    "preferences",
    "audit",
    "dossier",
    "outgoing",
    "contact",
    "dossier-pages",
    "desk",
    "sending",
    "sending-form",
    "sending-tests",
];

impl Area {
    pub(crate) const fn in_language(&self, language: Language) -> &'static str {
        self.files[language as usize]
    }
}
