//! What made-up subjects say.
//!
//! Their words come up as often as those that a measurement of searches needs: `DmfA` in sixteen messages of a
//! hundred, `Erasmus` in one of a hundred thousand, a number of a file in one message alone.

use std::collections::BTreeSet;

use ebox_domain::Language;

/// One subject in the languages of [`LANGUAGES`].
type Subject = [&'static str; 3];

const LANGUAGES: [Language; 3] = [Language::Nl, Language::Fr, Language::De];

const OF_SIXTEEN_IN_A_HUNDRED: Subject = [
    "Bevestiging van uw DmfA-aangifte",
    "Confirmation de votre déclaration DmfA",
    "Bestätigung Ihrer DmfA-Meldung",
];

const OF_ONE_IN_A_HUNDRED_THOUSAND: Subject = [
    "Uw beurs van het programma Erasmus",
    "Votre bourse du programme Erasmus",
    "Ihr Stipendium des Programms Erasmus",
];

const OF_THE_OTHERS: [Subject; 6] = [
    [
        "Uw werkkaart voor tijdelijke werkloosheid",
        "Votre carte pour le chômage temporaire",
        "Ihre Arbeitskarte für Kurzarbeit",
    ],
    [
        "Rekeninguittreksel van uw bijdragen",
        "Extrait de compte de vos cotisations",
        "Kontoauszug Ihrer Beiträge",
    ],
    ["Beslissing over uw aanvraag", "Décision concernant votre demande", "Entscheidung über Ihren Antrag"],
    ["Herinnering van een betaling", "Rappel de paiement", "Zahlungserinnerung"],
    ["Attest van tewerkstelling", "Attestation d'occupation", "Beschäftigungsbescheinigung"],
    ["Wijziging van uw gegevens", "Modification de vos données", "Änderung Ihrer Daten"],
];

/// The subject of a message by its number, in one of the `allowed` languages that `choice` picks.
pub(super) fn subject(number: u64, choice: u64, allowed: &BTreeSet<Language>) -> (Language, &'static str) {
    let words = if number % 100_000 == 7 {
        &OF_ONE_IN_A_HUNDRED_THOUSAND
    } else if [0, 6, 12, 18].contains(&(number % 25)) {
        &OF_SIXTEEN_IN_A_HUNDRED
    } else {
        &OF_THE_OTHERS[usize::try_from(choice / 3 % 6).unwrap_or(0)]
    };
    let spoken: Vec<_> =
        LANGUAGES.into_iter().zip(words).filter(|(language, _)| allowed.contains(language)).collect();
    let place = choice.checked_rem(spoken.len() as u64).and_then(|place| usize::try_from(place).ok());
    place
        .and_then(|place| spoken.get(place))
        .map_or((LANGUAGES[0], words[0]), |(language, words)| (*language, *words))
}

/// The number of a file, of nine digits: no two of a billion messages have the same.
pub(super) const fn file_number(number: u64) -> u64 {
    // A factor that shares none with the modulus leaves no number out.
    (number % 1_000_000_000) * 387_420_489 % 1_000_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_up_as_often_as_they_say() {
        let all = BTreeSet::from(LANGUAGES);
        let having = |word: &str| {
            (0..200_000).filter(|number| subject(*number, number * 7919, &all).1.contains(word)).count()
        };
        assert_eq!(having("DmfA"), 32_000);
        assert_eq!(having("Erasmus"), 2);
    }

    #[test]
    fn no_two_files_have_one_number() {
        let numbers: std::collections::HashSet<u64> = (0..100_000).map(file_number).collect();
        assert_eq!(numbers.len(), 100_000);
    }
}
