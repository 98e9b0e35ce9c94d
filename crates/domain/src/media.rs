//! The media types that an attachment may have.

use std::fmt;

macro_rules! media_types {
    ($($(#[$doc:meta])* $variant:ident = $text:literal, $extension:literal;)*) => {
        /// A media type of the contract's closed list (Message Registry 2.1, `Attachment.mediaType`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum MediaType {
            $($(#[$doc])* $variant,)*
        }

        impl MediaType {
            /// The whole closed list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The published text.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// The customary file name extension, without a dot.
            pub const fn extension(self) -> &'static str {
                match self {
                    $(Self::$variant => $extension,)*
                }
            }
        }
    };
}

media_types! {
    /// PDF.
    Pdf = "application/pdf", "pdf";
    /// ZIP archive.
    Zip = "application/zip", "zip";
    /// Comma-separated values.
    Csv = "text/csv", "csv";
    /// HTML.
    Html = "text/html", "html";
    /// Plain text.
    Text = "text/plain", "txt";
    /// XML; the contract knows `text/xml` only and refuses `application/xml`.
    Xml = "text/xml", "xml";
    /// OpenDocument text.
    OdfText = "application/vnd.oasis.opendocument.text", "odt";
    /// OpenDocument spreadsheet.
    OdfSpreadsheet = "application/vnd.oasis.opendocument.spreadsheet", "ods";
    /// OpenDocument presentation.
    OdfPresentation = "application/vnd.oasis.opendocument.presentation", "odp";
    /// OpenDocument graphics.
    OdfGraphics = "application/vnd.oasis.opendocument.graphics", "odg";
    /// Excel before 2007.
    Excel = "application/vnd.ms-excel", "xls";
    /// Excel.
    ExcelOpenXml = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx";
    /// PowerPoint before 2007.
    PowerPoint = "application/vnd.ms-powerpoint", "ppt";
    /// Word before 2007.
    Word = "application/msword", "doc";
    /// Word.
    WordOpenXml = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx";
}

impl MediaType {
    /// Reads a `Content-Type` value; parameters are not looked at, case does not count.
    pub fn parse(text: &str) -> Option<Self> {
        let essence = text.split(';').next().unwrap_or_default().trim();
        Self::ALL.iter().copied().find(|one| one.as_str().eq_ignore_ascii_case(essence))
    }

    /// Whether it is text, of which somebody must know how its characters are written.
    pub fn is_text(self) -> bool {
        self.as_str().starts_with("text/")
    }
}

/// The `charset` of a `Content-Type` value, unless it is UTF-8 or ASCII, which is UTF-8 too.
pub fn foreign_charset(content_type: &str) -> Option<&str> {
    let mut parameters = content_type.split(';').skip(1).filter_map(|one| one.split_once('='));
    let (_, charset) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let charset = charset.trim().trim_matches('"');
    let is_ours = ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|one| one.eq_ignore_ascii_case(charset));
    (!is_ours).then_some(charset)
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_the_list_reads_back_with_parameters_and_in_any_case() {
        for media in MediaType::ALL {
            assert_eq!(
                MediaType::parse(&format!("{} ; charset=utf-8", media.as_str().to_uppercase())),
                Some(*media)
            );
        }
        assert_eq!(MediaType::parse("application/xml"), None);
        assert_eq!(MediaType::parse(""), None);
    }

    #[test]
    fn a_charset_other_than_utf_8_is_found_however_it_is_written() {
        for ours in
            ["text/plain", "text/plain; charset=UTF-8", "text/csv;header=present; Charset=\"us-ascii\""]
        {
            assert_eq!(foreign_charset(ours), None, "{ours}");
        }
        assert_eq!(foreign_charset("text/plain; charset=ISO-8859-1"), Some("ISO-8859-1"));
        assert_eq!(
            foreign_charset("text/csv; header=present; CHARSET = \"windows-1252\""),
            Some("windows-1252")
        );
    }
}
