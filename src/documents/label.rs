//! Sheets of labels that are stuck on signs.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

use super::{
    characters::missing_in,
    typesetting::{LABELS, typeset},
    unprintable::Unprintable,
};

/// Labels of one sheet.
pub const LABELS_OF_SHEET: usize = 21;

/// Modules left free around a code (ISO/IEC 18004, 5.3.8).
const QUIET: usize = 4;

/// What stands on the label of one sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What the code opens: an absolute address.
    pub address: String,
    /// Number of the sign.
    pub number: String,
    /// What the sign says.
    pub text: String,
    /// The same in roman letters.
    pub pinyin: Option<String>,
}

#[derive(Serialize)]
struct Sheet<'a> {
    title: &'a str,
    call: &'a str,
    labels: Vec<Set<'a>>,
}

#[derive(Serialize)]
struct Set<'a> {
    /// The code as SVG.
    code: String,
    number: &'a str,
    text: &'a str,
    pinyin: Option<&'a str>,
}

impl<'a> Set<'a> {
    fn of(label: &'a Label) -> Result<Self, Unprintable> {
        let Label { address, number, text, pinyin } = label;
        Ok(Self { code: code(address)?, number, text, pinyin: pinyin.as_deref() })
    }
}

/// Sheets of A4 with labels of 63.5 by 38.1 mm, three by seven, as PDF; `call` stands at the foot of each label.
pub fn labels(title: &str, call: &str, labels: &[Label]) -> Result<Vec<u8>, Unprintable> {
    let texts = labels.iter().flat_map(|label| [Some(label.text.as_str()), label.pinyin.as_deref()]);
    let missing = missing_in(texts.flatten().chain([title, call]));
    if !missing.is_empty() {
        return Err(Unprintable::NoGlyph(missing));
    }
    let labels = labels.iter().map(Set::of).collect::<Result<_, _>>()?;
    typeset(&LABELS, &Sheet { title, call, labels })
}

/// A QR code as SVG. A quarter of it may be scratched or dirty: it hangs in the street.
fn code(address: &str) -> Result<String, Unprintable> {
    let code = QrCode::with_error_correction_level(address, EcLevel::Q);
    let code = code.map_err(|error| Unprintable::Typesetter(error.to_string()))?;
    let (side, colors) = (code.width(), code.to_colors());
    let whole = side + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in colors.chunks(side).enumerate() {
        let mut x = 0;
        // Dark modules beside each other are one bar, so that no hair shows between them.
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len());
            }
            x += run.len();
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"{whole}\" viewBox=\"0 0 {whole} {whole}\">\
         <rect width=\"{whole}\" height=\"{whole}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}
