//! What a photo says of itself (Exif 3.0, CIPA DC-008): when, where, and which side is up.

use std::io::Cursor;

use exif::{DateTime, Exif, Field, In, Reader, Tag, Value};
use image::metadata::Orientation;
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use crate::{
    kernel::{crs::SourceCrs, dates::OFFICE_OFFSET, plain_text},
    photos::model::{CameraPosition, PositionSource, Testimony},
};

/// Longest name of a datum that is kept, in characters.
const LONGEST_DATUM: usize = 60;

/// Which side is up, and what the photo tells. A photo without Exif, or with Exif that cannot be read, tells nothing.
pub(super) fn read(sent: &[u8]) -> (Orientation, Testimony) {
    let Ok(exif) = Reader::new().read_from_container(&mut Cursor::new(sent)) else {
        return (Orientation::NoTransforms, Testimony::default());
    };
    let datum = text(&exif, Tag::GPSMapDatum);
    let testimony = Testimony { taken_at: taken_at(&exif), position: position(&exif, datum.as_deref()), datum };
    (orientation(&exif), testimony)
}

fn field(exif: &Exif, tag: Tag) -> Option<&Field> {
    exif.get_field(tag, In::PRIMARY)
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &field(exif, tag)?.value {
        Value::Ascii(texts) => texts.first().map(Vec::as_slice),
        _ => None,
    }
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let text = String::from_utf8_lossy(ascii(exif, tag)?).into_owned();
    plain_text::line(text.trim_end_matches('\0'), LONGEST_DATUM).ok().map(str::to_owned)
}

/// A rational of a field; `None` when its denominator is zero, as cameras write what they do not know.
fn rational(exif: &Exif, tag: Tag, index: usize) -> Option<f64> {
    match &field(exif, tag)?.value {
        Value::Rational(values) => values.get(index).filter(|value| value.denom != 0).map(exif::Rational::to_f64),
        _ => None,
    }
}

fn orientation(exif: &Exif) -> Orientation {
    let value = field(exif, Tag::Orientation).and_then(|field| field.value.get_uint(0));
    let known = value.and_then(|value| u8::try_from(value).ok()).and_then(Orientation::from_exif);
    known.unwrap_or(Orientation::NoTransforms)
}

/// `DateTimeOriginal` with its fraction and its zone; without a zone, the office's.
fn taken_at(exif: &Exif) -> Option<OffsetDateTime> {
    let mut told = DateTime::from_ascii(ascii(exif, Tag::DateTimeOriginal)?).ok()?;
    if let Some(fraction) = ascii(exif, Tag::SubSecTimeOriginal) {
        // A fraction that cannot be read leaves the second.
        let _ = told.parse_subsec(fraction);
    }
    if let Some(zone) = ascii(exif, Tag::OffsetTimeOriginal) {
        // So does a zone: most cameras write blanks where they know none.
        let _ = told.parse_offset(zone);
    }
    let month = Month::try_from(told.month).ok()?;
    let day = Date::from_calendar_date(told.year.into(), month, told.day).ok()?;
    // To the microsecond, which is what the database keeps.
    let micro = told.nanosecond.unwrap_or(0) / 1_000;
    let time = Time::from_hms_micro(told.hour, told.minute, told.second, micro).ok()?;
    let zone = match told.offset {
        Some(minutes) => UtcOffset::from_whole_seconds(i32::from(minutes) * 60).ok()?,
        None => OFFICE_OFFSET,
    };
    PrimitiveDateTime::new(day, time).assume_offset(zone).checked_to_offset(UtcOffset::UTC)
}

/// The position in the datum that the photo names.
fn position(exif: &Exif, datum: Option<&str>) -> Option<CameraPosition> {
    let (crs, source) = reference(datum)?;
    let lat = angle(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, *b"NS")?;
    let lon = angle(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, *b"EW")?;
    // Cameras that have not found out where they are write zeros.
    let found = lat.abs() > 0.0 || lon.abs() > 0.0;
    let at = crs.to_storage(lon, lat).ok().filter(|_| found)?;
    let accuracy_m = rational(exif, Tag::GPSHPositioningError, 0);
    Some(CameraPosition { at, source, accuracy_m })
}

/// The reference system of a datum as cameras write it; `None` for one that is not known here.
fn reference(datum: Option<&str>) -> Option<(SourceCrs, PositionSource)> {
    let Some(datum) = datum else { return Some((SourceCrs::Wgs84, PositionSource::Assumed)) };
    let word: String = datum.chars().filter(char::is_ascii_alphanumeric).collect();
    match word.to_ascii_uppercase().as_str() {
        "WGS84" => Some((SourceCrs::Wgs84, PositionSource::Stated)),
        "CGCS2000" => Some((SourceCrs::Cgcs2000, PositionSource::Stated)),
        "GCJ02" => Some((SourceCrs::Gcj02, PositionSource::Converted)),
        "BD09" => Some((SourceCrs::Bd09, PositionSource::Converted)),
        _ => None,
    }
}

/// Degrees, minutes and seconds as degrees; south and west are negative.
fn angle(exif: &Exif, tag: Tag, side: Tag, [positive, negative]: [u8; 2]) -> Option<f64> {
    let degrees = rational(exif, tag, 0)?;
    let minutes = rational(exif, tag, 1).unwrap_or(0.0);
    let seconds = rational(exif, tag, 2).unwrap_or(0.0);
    let sign = match ascii(exif, side)?.first()?.to_ascii_uppercase() {
        side if side == positive => 1.0,
        side if side == negative => -1.0,
        _ => return None,
    };
    Some(sign * (degrees + minutes / 60.0 + seconds / 3_600.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_datum_is_known_however_it_is_written_and_one_that_is_not_known_gives_no_position() {
        for (datum, known) in [
            (None, Some((SourceCrs::Wgs84, PositionSource::Assumed))),
            (Some("WGS-84"), Some((SourceCrs::Wgs84, PositionSource::Stated))),
            (Some("wgs 84"), Some((SourceCrs::Wgs84, PositionSource::Stated))),
            (Some("CGCS2000"), Some((SourceCrs::Cgcs2000, PositionSource::Stated))),
            (Some("GCJ-02"), Some((SourceCrs::Gcj02, PositionSource::Converted))),
            (Some("BD09"), Some((SourceCrs::Bd09, PositionSource::Converted))),
            (Some("TOKYO"), None),
        ] {
            assert_eq!(reference(datum), known, "{datum:?}");
        }
    }
}
