//! Numbers as each language writes them, by the usage of Belgium.

use ebox_domain::Language;

/// A space that does not break a line.
const NARROW_SPACE: &str = "\u{202f}";
const SPACE: char = '\u{a0}';

/// A whole number in groups of three digits.
pub(crate) fn grouped(language: Language, number: u64) -> String {
    let separator = match language {
        Language::Nl | Language::De => ".",
        Language::Fr => NARROW_SPACE,
        Language::En => ",",
    };
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// A size in the largest unit in which it is at least one, with one decimal while that says something.
pub(crate) fn size(language: Language, bytes: u64) -> String {
    let units = match language {
        Language::Fr => ["octets", "ko", "Mo", "Go"],
        Language::Nl | Language::De | Language::En => ["bytes", "kB", "MB", "GB"],
    };
    let mut unit = 0;
    let mut divisor = 1;
    while unit + 1 < units.len() && bytes >= divisor * 1000 {
        divisor *= 1000;
        unit += 1;
    }
    let tenths = bytes.saturating_mul(10) / divisor;
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let point = if language == Language::En { '.' } else { ',' };
    if unit == 0 || whole >= 10 || tenth == 0 {
        return format!("{}{SPACE}{}", grouped(language, whole), units[unit]);
    }
    format!("{whole}{point}{tenth}{SPACE}{}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_to_what_people_say() {
        let sizes = [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (1234, "1.2 kB"), (56_789, "56 kB")];
        for (bytes, expected) in sizes {
            assert_eq!(size(Language::En, bytes).replace(SPACE, " "), expected);
        }
        assert_eq!(size(Language::Fr, 2_500_000).replace(SPACE, " "), "2,5 Mo");
        assert_eq!(size(Language::Nl, u64::MAX).replace(SPACE, " "), "1.844.674.407 GB");
    }
}
