//! Every fault is told in Chinese and in English. What a file says, here a number, stands in both as it is.

use std::io;

use super::*;
use crate::{
    kernel::text::Text,
    reader::{
        AngleFault, Expected, GeometryFault, GeometryNote, NoGeoJson, RowFault, TextEncoding, geometry::wkt, notation,
    },
};

fn seven() -> String {
    "7".to_owned()
}

/// What the parser says of a text that should hold a small number.
fn parsed(json: &str) -> Text {
    notation::told(&serde_json::from_str::<u8>(json).unwrap_err())
}

#[test]
fn whatever_ends_a_file() {
    let open = |cause| ReadError::Open { path: seven().into(), cause };
    for error in [
        open(io::ErrorKind::NotFound.into()),
        open(io::ErrorKind::PermissionDenied.into()),
        open(io::Error::from_raw_os_error(21)),
        ReadError::Input(io::Error::from_raw_os_error(5)),
        ReadError::Input(io::ErrorKind::Other.into()),
        ReadError::UnknownFormat { path: seven().into() },
        ReadError::NotText { offset: 7, encoding: TextEncoding::Utf8 },
        ReadError::NotText { offset: 7, encoding: TextEncoding::Gb18030 },
        ReadError::Utf16,
        ReadError::Truncated { offset: 7, complete: 2 },
        ReadError::OtherCrs { named: "EPSG:4547".to_owned() },
        ReadError::FeatureTooLarge { number: 3, limit: 4096 },
        ReadError::FieldTooLong { number: 3, column: seven(), limit: 4096 },
        ReadError::OpenQuote { offset: 7, complete: 2 },
        ReadError::NoHeader,
        ReadError::DuplicateColumn { column: seven() },
        ReadError::UnknownColumn { column: seven(), columns: vec!["8".to_owned(), "9".to_owned()] },
        ReadError::MappedTwice { column: seven() },
    ] {
        error.text().assert_complete(&error);
    }
    for expected in [
        Expected::Object,
        Expected::MemberName,
        Expected::Colon,
        Expected::Value,
        Expected::NextMember,
        Expected::Array,
        Expected::NextFeature,
        Expected::EndOfFile,
    ] {
        let error = ReadError::Malformed { offset: 7, expected, complete: 2 };
        error.text().assert_complete(&error);
    }
    for reason in [
        NoGeoJson::Sequence,
        NoGeoJson::TypeMissing,
        NoGeoJson::TypeNoString,
        NoGeoJson::TypeOther,
        NoGeoJson::FeaturesMissing,
        NoGeoJson::FeaturesTwice,
    ] {
        let error = ReadError::NotGeoJson { reason };
        error.text().assert_complete(&error);
    }
}

#[test]
fn whatever_is_wrong_with_a_row() {
    for fault in [
        RowFault::BadJson { message: parsed("[") },
        RowFault::BadJson { message: parsed("}") },
        RowFault::BadJson { message: parsed("-1") },
        RowFault::NotAFeature { found: seven() },
        RowFault::DuplicateField { field: seven() },
        RowFault::NulInText { field: seven() },
        RowFault::ColumnCount { expected: 2, found: 3 },
    ] {
        fault.text().assert_complete(&fault);
    }
}

#[test]
fn whatever_is_wrong_with_a_geometry() {
    let in_wkt = |text: &str| wkt::decode(text).unwrap_err();
    for fault in [
        GeometryFault::Undecodable { message: parsed("[") },
        in_wkt("POINT(1)"),
        in_wkt("POINT(1 2))"),
        in_wkt(")"),
        in_wkt("7"),
        GeometryFault::UnknownType { found: seven() },
        GeometryFault::NotFinite,
        GeometryFault::LineTooShort { positions: 1 },
        GeometryFault::RingTooShort { positions: 3 },
        GeometryFault::TooDeep { limit: 8 },
        GeometryFault::OtherCrs { named: "EPSG:4547".to_owned() },
        GeometryFault::HalfPosition { column: seven() },
    ] {
        fault.text().assert_complete(&fault);
    }
    for reason in [
        AngleFault::Unreadable,
        AngleFault::NotFinite,
        AngleFault::Minutes,
        AngleFault::Seconds,
        AngleFault::Fraction,
        AngleFault::Direction,
    ] {
        reason.text().assert_complete(reason);
        let fault = GeometryFault::Coordinate { column: seven(), text: seven(), reason };
        fault.text().assert_complete(&fault);
    }
    for note in [GeometryNote::RingUnclosed, GeometryNote::HeightDropped, GeometryNote::Empty, GeometryNote::EmptyPart]
    {
        note.text().assert_complete(note);
    }
}
