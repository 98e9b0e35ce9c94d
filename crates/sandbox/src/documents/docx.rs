//! A letter as a Word document (ECMA-376, Office Open XML).

use super::{
    Letter, Style,
    archive::{self, Entry},
    xml::{DECLARATION, escaped},
};

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
  <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
  <Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
  <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>
"#;

const PACKAGE_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Id="document" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
  <Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>
"#;

const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
</Relationships>
"#;

/// The namespace of everything Word writes.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The package, its list of types first, as Word writes it.
pub(super) fn write(letter: &Letter) -> Vec<u8> {
    let (document, styles, core) = (document(letter), styles(letter), core(letter));
    archive::of(&[
        Entry::new("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        Entry::new("_rels/.rels", PACKAGE_RELATIONS.as_bytes()),
        Entry::new("word/document.xml", document.as_bytes()),
        Entry::new("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.as_bytes()),
        Entry::new("word/styles.xml", styles.as_bytes()),
        Entry::new("docProps/core.xml", core.as_bytes()),
    ])
}

/// The text, on A4 paper (in twentieths of a point).
fn document(letter: &Letter) -> String {
    let paragraphs: Vec<String> = letter
        .blocks()
        .iter()
        .map(|block| {
            let properties = match block.style {
                Style::Strong => "<w:rPr><w:b/></w:rPr>",
                Style::Plain => "",
            };
            let text = escaped(&block.text);
            format!("<w:p><w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
        })
        .collect();
    let text = paragraphs.concat();
    format!(
        "{DECLARATION}<w:document xmlns:w=\"{WORD}\"><w:body>{text}<w:sectPr>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" w:header=\"708\" \
         w:footer=\"708\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

/// The language of the letter and the space below its paragraphs.
fn styles(letter: &Letter) -> String {
    format!(
        "{DECLARATION}<w:styles xmlns:w=\"{WORD}\"><w:docDefaults>\
         <w:rPrDefault><w:rPr><w:sz w:val=\"22\"/><w:lang w:val=\"{}\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"160\"/></w:pPr></w:pPrDefault>\
         </w:docDefaults></w:styles>",
        letter.language_tag()
    )
}

fn core(letter: &Letter) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>{sender}</dc:creator><dc:language>{language}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>\
         </cp:coreProperties>",
        title = escaped(&letter.subject),
        sender = escaped(&letter.sender),
        language = letter.language_tag(),
        date = letter.date,
    )
}
