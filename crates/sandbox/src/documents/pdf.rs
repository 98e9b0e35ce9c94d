//! A letter as PDF: A4, as many pages as it takes, with text that can be searched and copied.

mod helvetica;

use pdf_writer::{Content, Date, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use super::{Block, Letter, Style};

// All lengths are in points, 72 to the inch.
const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 71.0;
const SIZE: f32 = 11.0;
const LEADING: f32 = 15.0;
const PARAGRAPH_GAP: f32 = 8.0;

const PLAIN: Name<'static> = Name(b"Plain");
const STRONG: Name<'static> = Name(b"Strong");

/// One line on a page.
struct Line {
    style: Style,
    text: String,
    /// The height of its baseline above the foot of the page.
    baseline: f32,
}

/// The letter, laid out on pages with their numbers.
pub(super) fn write(letter: &Letter) -> Vec<u8> {
    let pages = laid_out(&letter.blocks());
    let mut free = Ref::new(1);
    let (catalog, tree, plain, strong) = (free.bump(), free.bump(), free.bump(), free.bump());
    let mut pdf = Pdf::new();
    describe(&mut pdf, letter, free.bump());
    let language = letter.language_tag();
    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr(&language));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    for (font, base) in [(plain, "Helvetica"), (strong, "Helvetica-Bold")] {
        let mut font = pdf.type1_font(font);
        font.base_font(Name(base.as_bytes()));
        font.encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    let mut kids = Vec::new();
    for (index, lines) in pages.iter().enumerate() {
        let (page, content) = (free.bump(), free.bump());
        kids.push(page);
        let mut node = pdf.page(page);
        node.parent(tree).contents(content).media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT));
        node.resources().fonts().pair(PLAIN, plain).pair(STRONG, strong);
        node.finish();
        let number = format!("{}/{}", index + 1, pages.len());
        pdf.stream(content, &drawn(lines, &number));
    }
    let count = i32::try_from(kids.len()).expect("a letter has fewer pages than that");
    pdf.pages(tree).kids(kids).count(count);
    pdf.finish()
}

/// Title, author and day, as a reader's program shows them.
fn describe(pdf: &mut Pdf, letter: &Letter, info: Ref) {
    let date = Date::new(letter.date.year().unsigned_abs())
        .month(letter.date.month().unsigned_abs())
        .day(letter.date.day().unsigned_abs());
    pdf.document_info(info)
        .title(TextStr(&letter.subject))
        .author(TextStr(&letter.sender))
        .creator(TextStr("Open e-Box sandbox"))
        .creation_date(date);
}

/// The blocks as lines on pages; at least one page.
fn laid_out(blocks: &[Block]) -> Vec<Vec<Line>> {
    let top = HEIGHT - MARGIN - SIZE;
    let mut pages = vec![Vec::new()];
    let mut baseline = top;
    for block in blocks {
        for text in helvetica::lines(&block.text, block.style, SIZE, WIDTH - 2.0 * MARGIN) {
            if baseline < MARGIN {
                pages.push(Vec::new());
                baseline = top;
            }
            let line = Line { style: block.style, text, baseline };
            pages.last_mut().expect("there is a page").push(line);
            baseline -= LEADING;
        }
        baseline -= PARAGRAPH_GAP;
    }
    pages
}

/// The drawing instructions of a page.
fn drawn(lines: &[Line], number: &str) -> Vec<u8> {
    let mut content = Content::new();
    let mut draw = |style, left: f32, baseline: f32, text: &str| {
        let font = match style {
            Style::Strong => STRONG,
            Style::Plain => PLAIN,
        };
        content.begin_text();
        content.set_font(font, SIZE);
        content.next_line(left, baseline);
        content.show(Str(&helvetica::encoded(text)));
        content.end_text();
    };
    for line in lines {
        draw(line.style, MARGIN, line.baseline, &line.text);
    }
    draw(Style::Plain, WIDTH - MARGIN - 2.0 * SIZE, MARGIN / 2.0, number);
    content.finish().into_vec()
}
