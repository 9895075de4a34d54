//! Official papers as files: PDF to read and to print, DOCX for the office that must edit it.
//!
//! One [`Sheet`] says what stands on the paper; [`pdf()`] and [`docx()`] set it after GB/T 9704-2012 (see ADR 0020).
//! Setting takes from a tenth of a second to more than one of one core, so callers on the asynchronous runtime
//! do it in `tokio::task::spawn_blocking`.

mod characters;
mod docx;
mod fitting;
mod fonts;
mod label;
mod sheet;
mod typesetting;
mod unprintable;

#[cfg(test)]
mod tests;

pub use characters::without_glyph;
pub use docx::docx;
pub use label::{LABELS_OF_SHEET, Label, labels};
pub use sheet::{Align, Attachment, Block, Column, Field, Sheet, Signature, Table};
pub use typesetting::pdf;
pub use unprintable::Unprintable;
