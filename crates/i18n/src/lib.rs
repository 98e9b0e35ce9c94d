//! What people read: texts in Dutch, French, German and English, and dates and numbers as each language writes them.
//!
//! **What.** [`Texts`] speaks one [`Language`]: [`Texts::say`] looks a text up by its key, [`Texts::date`] and its
//! neighbours write moments (in Brussels time), numbers and sizes. [`preferred`] reads which language a browser
//! asks for.
//!
//! **Why like this.** Texts are Fluent files (`texts/LANGUAGE/AREA.ftl`), which translators edit without touching
//! code and which know plurals. Looking a text up cannot fail: whoever reads a page never meets an error because a
//! text is missing. That none is missing, that all four languages take the same arguments, and that none is unused is
//! proven by `tests/texts.rs`, which reads the templates and sources of everybody who says something.
//!
//! **To add one more**
//! - text: its key in the same file of all four languages; then `{{ t.say("list-empty") }}` in a template or
//!   `texts.say("list-empty").with("count", 3)` in code. The key is written out where it is said, so that it can be
//!   found.
//! - area: four files of one name, and the name in [`areas`](mod@areas).
//! - language: a variant of [`Language`] in `ebox-domain`; the compiler then names every place.

mod areas;
mod negotiate;
mod numbers;
mod texts;
mod time;

pub use ebox_domain::Language;
pub use negotiate::preferred;
pub use texts::{Argument, Phrase, Texts};
