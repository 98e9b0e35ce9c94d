//! A letter as an OpenDocument text (ODF 1.3).

use super::{
    Letter, Style,
    archive::{self, Entry},
    xml::{DECLARATION, escaped},
};

const MIME_TYPE: &str = "application/vnd.oasis.opendocument.text";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
  <manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>
  <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
  <manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
  <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"#;

/// The package: its type first and uncompressed, so that the type can be read at a fixed place.
pub(super) fn write(letter: &Letter) -> Vec<u8> {
    let (content, styles, meta) = (content(letter), styles(letter), meta(letter));
    let mime_type = Entry { name: "mimetype", bytes: MIME_TYPE.as_bytes(), is_stored: true };
    archive::of(&[
        mime_type,
        Entry::new("META-INF/manifest.xml", MANIFEST.as_bytes()),
        Entry::new("content.xml", content.as_bytes()),
        Entry::new("styles.xml", styles.as_bytes()),
        Entry::new("meta.xml", meta.as_bytes()),
    ])
}

fn content(letter: &Letter) -> String {
    let paragraphs: Vec<String> = letter
        .blocks()
        .iter()
        .map(|block| {
            let style = match block.style {
                Style::Strong => "Strong",
                Style::Plain => "Standard",
            };
            format!("<text:p text:style-name=\"{style}\">{}</text:p>", escaped(&block.text))
        })
        .collect();
    let text = paragraphs.concat();
    format!(
        "{DECLARATION}<office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\">\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
}

/// A4 paper, the language of the letter, and bold paragraphs.
fn styles(letter: &Letter) -> String {
    format!(
        "{DECLARATION}<office:document-styles \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
         xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" office:version=\"1.3\">\
         <office:styles>\
         <style:default-style style:family=\"paragraph\">\
         <style:text-properties fo:language=\"{language}\" fo:country=\"BE\" fo:font-size=\"11pt\"/>\
         </style:default-style>\
         <style:style style:name=\"Standard\" style:family=\"paragraph\">\
         <style:paragraph-properties fo:margin-bottom=\"0.3cm\"/></style:style>\
         <style:style style:name=\"Strong\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">\
         <style:text-properties fo:font-weight=\"bold\"/></style:style>\
         </office:styles>\
         <office:automatic-styles><style:page-layout style:name=\"A4\">\
         <style:page-layout-properties fo:page-width=\"21cm\" fo:page-height=\"29.7cm\" fo:margin=\"2.5cm\"/>\
         </style:page-layout></office:automatic-styles>\
         <office:master-styles>\
         <style:master-page style:name=\"Standard\" style:page-layout-name=\"A4\"/>\
         </office:master-styles></office:document-styles>",
        language = letter.language,
    )
}

fn meta(letter: &Letter) -> String {
    format!(
        "{DECLARATION}<office:document-meta \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\">\
         <office:meta><dc:title>{title}</dc:title><meta:initial-creator>{sender}</meta:initial-creator>\
         <meta:creation-date>{date}T00:00:00</meta:creation-date><dc:language>{language}</dc:language>\
         </office:meta></office:document-meta>",
        title = escaped(&letter.subject),
        sender = escaped(&letter.sender),
        date = letter.date,
        language = letter.language_tag(),
    )
}
