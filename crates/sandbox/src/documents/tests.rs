//! What a reader's program demands of each format.

use std::io::{Cursor, Read as _};

use ebox_domain::Language;
use jiff::civil::date;
use zip::ZipArchive;

use super::{Format, Letter};

fn letter(language: Language) -> Letter {
    Letter {
        language,
        sender: "Service public fédéral \"Finances\" & Co".to_owned(),
        recipient: "Bäckerei Müller & Söhne <GmbH>".to_owned(),
        subject: "Straße 3; bijdragen: € 1.250,00".to_owned(),
        paragraphs: vec![
            "Premier alinéa; avec un point-virgule.".to_owned(),
            "Tweede alinea met \"aanhalingstekens\" en <tekens> & meer.".to_owned(),
        ],
        date: date(2026, 11, 21),
        reference: "2026/000-17".to_owned(),
    }
}

fn bytes(format: Format) -> Vec<u8> {
    format.write(&letter(Language::Fr)).bytes
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The names in an archive, in order, with their bytes.
#[track_caller]
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its checksum holds");
        let name = entry.name().expect("UTF-8").into_owned();
        entries.push((name, bytes));
    }
    entries
}

#[track_caller]
fn entry(bytes: &[u8], name: &str) -> String {
    let found = unpacked(bytes).into_iter().find(|(entry, _)| entry == name);
    text(&found.expect("the entry is there").1)
}

/// The texts of the elements with a name, in order.
#[track_caller]
fn elements(xml: &str, name: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).expect("well-formed");
    let named = document.descendants().filter(|node| node.tag_name().name() == name);
    named.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_format_begins_as_its_readers_expect() {
    for format in Format::ALL {
        let magic: &[u8] = match format {
            Format::Pdf => b"%PDF-1.",
            Format::Csv => "\u{feff}Notre référence;Date;".as_bytes(),
            Format::Xml => b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            Format::Odt | Format::Docx | Format::Zip => b"PK\x03\x04",
            Format::Text => "Service public fédéral".as_bytes(),
        };
        assert!(bytes(format).starts_with(magic), "{format:?}");
    }
}

#[test]
fn the_same_letter_makes_the_same_bytes_and_a_name_without_a_path() {
    for format in Format::ALL {
        for language in Language::ALL {
            let document = format.write(&letter(language));
            assert_eq!(document, format.write(&letter(language)));
            assert_eq!(document.media_type, format.media_type());
        }
    }
    let names = Language::ALL.map(|language| Format::Pdf.write(&letter(language)).file_name.to_string());
    assert_eq!(
        names,
        [
            "brief-2026-000-17.pdf",
            "lettre-2026-000-17.pdf",
            "Schreiben-2026-000-17.pdf",
            "letter-2026-000-17.pdf"
        ]
    );
}

#[test]
fn plain_text_reads_as_a_letter() {
    let text = text(&Format::Text.write(&letter(Language::De)).bytes);
    assert!(text.contains("\n\nDatum: 21. November 2026\n\nUnser Zeichen: 2026/000-17\n\n"), "{text}");
    assert!(
        text.ends_with("Mit freundlichen Grüßen\n\nService public fédéral \"Finances\" & Co\n"),
        "{text}"
    );
}

#[test]
fn a_table_quotes_what_would_not_read_back() {
    let table = text(&bytes(Format::Csv));
    let rows: Vec<&str> = table.split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows[1],
        "2026/000-17;21/11/2026;\"Service public fédéral \"\"Finances\"\" & Co\";\"Straße 3; bijdragen: € \
         1.250,00\";1;\"Premier alinéa; avec un point-virgule.\""
    );
}

#[test]
fn data_reads_back_with_every_character() {
    let xml = text(&bytes(Format::Xml));
    let letter = letter(Language::Fr);
    assert_eq!(elements(&xml, "paragraph"), letter.paragraphs);
    assert_eq!(elements(&xml, "recipient"), [letter.recipient]);
    assert_eq!(elements(&xml, "date"), ["2026-11-21"]);
}

#[test]
fn control_characters_do_not_break_documents_made_of_xml() {
    let mut letter = letter(Language::Nl);
    letter.subject = "bel\u{7}, einde\u{0}\r\n\u{ffff}".to_owned();
    let xml = text(&Format::Xml.write(&letter).bytes);
    assert_eq!(elements(&xml, "subject"), ["bel, einde\r\n"]);
}

#[test]
fn an_opendocument_names_its_type_at_the_place_where_readers_look() {
    let odt = bytes(Format::Odt);
    // A local header of 30 bytes without extra fields, the name, then the type itself, uncompressed.
    assert_eq!(&odt[8..10], [0, 0], "stored");
    assert_eq!(&odt[28..30], [0, 0], "no extra field");
    assert!(odt[30..].starts_with(b"mimetypeapplication/vnd.oasis.opendocument.textPK"));
}

#[test]
fn an_opendocument_holds_what_its_manifest_lists() {
    let odt = bytes(Format::Odt);
    let manifest = entry(&odt, "META-INF/manifest.xml");
    let manifest = roxmltree::Document::parse(&manifest).expect("well-formed");
    let attributes = manifest.descendants().flat_map(|node| node.attributes());
    let listed: Vec<&str> = attributes
        .filter(|attribute| attribute.name() == "full-path" && attribute.value() != "/")
        .map(|attribute| attribute.value())
        .collect();
    let held = unpacked(&odt);
    let held: Vec<&str> = held.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(held[..2], ["mimetype", "META-INF/manifest.xml"]);
    assert_eq!(held[2..], listed);
    assert_eq!(elements(&entry(&odt, "meta.xml"), "language"), ["fr-BE"]);
    assert_eq!(elements(&entry(&odt, "styles.xml"), "page-layout").len(), 1);
}

#[test]
fn office_documents_say_what_the_letter_says() {
    let expected: Vec<String> = letter(Language::Fr).blocks().into_iter().map(|block| block.text).collect();
    assert_eq!(elements(&entry(&bytes(Format::Odt), "content.xml"), "p"), expected);
    assert_eq!(elements(&entry(&bytes(Format::Docx), "word/document.xml"), "t"), expected);
}

#[test]
fn a_word_document_declares_every_part_that_it_holds() {
    let docx = bytes(Format::Docx);
    let types = entry(&docx, "[Content_Types].xml");
    for (name, bytes) in unpacked(&docx) {
        roxmltree::Document::parse(&text(&bytes)).expect("well-formed");
        let declared = types.contains(&format!("PartName=\"/{name}\"")) || name.contains("_rels/");
        assert!(declared || name == "[Content_Types].xml", "{name}");
    }
    assert!(entry(&docx, "_rels/.rels").contains("Target=\"word/document.xml\""));
}

#[test]
fn an_archive_holds_the_same_letter_in_other_formats() {
    let held = unpacked(&bytes(Format::Zip));
    let expected = [Format::Pdf, Format::Csv, Format::Xml].map(|format| {
        let document = format.write(&letter(Language::Fr));
        (document.file_name.to_string(), document.bytes)
    });
    assert_eq!(held, expected);
}

#[test]
fn a_long_letter_takes_several_pages_and_says_so() {
    let pages = |letter: &Letter| {
        let pdf = Format::Pdf.write(letter).bytes;
        pdf.windows(11).filter(|window| window == b"/Type /Page").count() - 1
    };
    let mut letter = letter(Language::Nl);
    assert_eq!(pages(&letter), 1);
    letter.paragraphs =
        vec!["Een alinea die lang genoeg is om over meer dan één regel te lopen. ".repeat(4); 30];
    assert_eq!(pages(&letter), 4);
    let pdf = Format::Pdf.write(&letter).bytes;
    assert!(pdf.windows(5).any(|window| window == b"(4/4)"));
}

#[test]
fn a_letter_on_paper_carries_its_language_and_its_letters() {
    let pdf = bytes(Format::Pdf);
    let has = |part: &[u8]| pdf.windows(part.len()).any(|window| window == part);
    assert!(has(b"/Lang (fr-BE)"));
    assert!(has(b"/WinAnsiEncoding"));
    // The beginning of `Notre référence`, in hexadecimal because it is not ASCII.
    assert!(has(b"<4E6F7472652072E966E972656E63653A20"));
}
