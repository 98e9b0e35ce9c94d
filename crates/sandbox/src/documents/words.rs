//! The words of a letter in each language.

use ebox_domain::Language;
use jiff::civil::Date;

/// What a letter in one language says besides its own text.
pub(super) struct Words {
    /// What its file is called.
    pub(super) file: &'static str,
    pub(super) date: &'static str,
    pub(super) reference: &'static str,
    pub(super) subject: &'static str,
    pub(super) sender: &'static str,
    pub(super) number: &'static str,
    pub(super) text: &'static str,
    pub(super) salutation: &'static str,
    pub(super) closing: &'static str,
    months: [&'static str; 12],
    after_day: &'static str,
}

impl Words {
    /// A day as a letter writes it: `21 november 2026`.
    pub(super) fn long_date(&self, date: Date) -> String {
        let month = self.months[usize::from(date.month().unsigned_abs()) - 1];
        format!("{}{} {month} {}", date.day(), self.after_day, date.year())
    }
}

/// The words of a language.
pub(super) const fn of(language: Language) -> &'static Words {
    match language {
        Language::Nl => &DUTCH,
        Language::Fr => &FRENCH,
        Language::De => &GERMAN,
        Language::En => &ENGLISH,
    }
}

const DUTCH: Words = Words {
    file: "brief",
    date: "Datum",
    reference: "Ons kenmerk",
    subject: "Betreft",
    sender: "Afzender",
    number: "Nr.",
    text: "Tekst",
    salutation: "Geachte mevrouw, geachte heer,",
    closing: "Met de meeste hoogachting,",
    months: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    after_day: "",
};

const FRENCH: Words = Words {
    file: "lettre",
    date: "Date",
    reference: "Notre référence",
    subject: "Concerne",
    sender: "Expéditeur",
    number: "N°",
    text: "Texte",
    salutation: "Madame, Monsieur,",
    closing: "Veuillez agréer, Madame, Monsieur, l’expression de nos sentiments distingués.",
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    after_day: "",
};

const GERMAN: Words = Words {
    file: "Schreiben",
    date: "Datum",
    reference: "Unser Zeichen",
    subject: "Betreff",
    sender: "Absender",
    number: "Nr.",
    text: "Text",
    salutation: "Sehr geehrte Damen und Herren,",
    closing: "Mit freundlichen Grüßen",
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    after_day: ".",
};

const ENGLISH: Words = Words {
    file: "letter",
    date: "Date",
    reference: "Our reference",
    subject: "Subject",
    sender: "Sender",
    number: "No.",
    text: "Text",
    salutation: "Dear Sir or Madam,",
    closing: "Yours faithfully,",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    after_day: "",
};
