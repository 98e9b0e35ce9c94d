//! Genuine files: letters that open in the programs people use, in the media types that the contract permits.
//!
//! A [`Letter`] says what is written; a [`Format`] makes a file of it. The same letter always makes the
//! same bytes, so that a world made twice from one seed has the same digests.
//!
//! **To add one more** format: a variant of [`Format`], its media type, a module that makes its bytes, an
//! arm in [`Format::write`]; the tests try every format with every language.

mod archive;
mod csv;
mod docx;
mod odt;
mod pdf;
mod text;
mod words;
mod xml;

#[cfg(test)]
mod tests;

use ebox_domain::{FileName, Language, MediaType};
use jiff::civil::Date;

/// What is written, whatever the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The language it is written in.
    pub language: Language,
    /// Who writes.
    pub sender: String,
    /// Who is written to.
    pub recipient: String,
    /// What about.
    pub subject: String,
    /// What is said, between salutation and closing.
    pub paragraphs: Vec<String>,
    /// The day it is dated.
    pub date: Date,
    /// The sender's reference.
    pub reference: String,
}

/// A file, ready to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name, in the language of the letter.
    pub file_name: FileName,
    /// Its media type.
    pub media_type: MediaType,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A letter on A4 paper.
    Pdf,
    /// A table that a Belgian Excel opens with a double click.
    Csv,
    /// The letter as data.
    Xml,
    /// The letter for LibreOffice.
    Odt,
    /// The letter for Word.
    Docx,
    /// An archive of the letter as PDF, table and data.
    Zip,
    /// Plain text.
    Text,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Pdf, Self::Csv, Self::Xml, Self::Odt, Self::Docx, Self::Zip, Self::Text];

    /// The media type under which a file of this kind is published.
    pub const fn media_type(self) -> MediaType {
        match self {
            Self::Pdf => MediaType::Pdf,
            Self::Csv => MediaType::Csv,
            Self::Xml => MediaType::Xml,
            Self::Odt => MediaType::OdfText,
            Self::Docx => MediaType::WordOpenXml,
            Self::Zip => MediaType::Zip,
            Self::Text => MediaType::Text,
        }
    }

    /// Makes a file of a letter.
    pub fn write(self, letter: &Letter) -> Document {
        let bytes = match self {
            Self::Pdf => pdf::write(letter),
            Self::Csv => csv::write(letter),
            Self::Xml => xml::write(letter),
            Self::Odt => odt::write(letter),
            Self::Docx => docx::write(letter),
            Self::Zip => {
                archive::of_documents(&[Self::Pdf, Self::Csv, Self::Xml].map(|format| format.write(letter)))
            }
            Self::Text => text::write(letter),
        };
        Document { file_name: letter.file_name(self.media_type()), media_type: self.media_type(), bytes }
    }
}

/// How a line of a letter looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Strong,
    Plain,
}

/// A line of a letter before it is broken to the width of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    style: Style,
    text: String,
}

impl Letter {
    /// The letter from its head to its signature, as every format for readers shows it.
    fn blocks(&self) -> Vec<Block> {
        let words = words::of(self.language);
        let block = |style, text: &str| Block { style, text: text.to_owned() };
        let plain = |text: &str| block(Style::Plain, text);
        let mut blocks = vec![
            block(Style::Strong, &self.sender),
            plain(&self.recipient),
            plain(&format!("{}: {}", words.date, words.long_date(self.date))),
            plain(&format!("{}: {}", words.reference, self.reference)),
            block(Style::Strong, &format!("{}: {}", words.subject, self.subject)),
            plain(words.salutation),
        ];
        blocks.extend(self.paragraphs.iter().map(|paragraph| plain(paragraph)));
        blocks.extend([plain(words.closing), plain(&self.sender)]);
        blocks
    }

    /// The language with its country, as file formats name it (`nl-BE`).
    fn language_tag(&self) -> String {
        format!("{}-BE", self.language)
    }

    fn file_name(&self, media_type: MediaType) -> FileName {
        let safe = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let reference: String = self.reference.chars().take(100).map(safe).collect();
        let word = words::of(self.language).file;
        let name = format!("{word}-{reference}.{}", media_type.extension());
        FileName::new(&name).expect("a word, letters and digits, and an extension are a name")
    }
}
