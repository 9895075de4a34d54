//! No bytes make a reader panic or run on without end.

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;

/// Pieces that files are made of, and pieces that break them.
const PIECES: [&str; 48] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    "\r",
    "\u{1e}",
    "\u{feff}",
    "\0",
    " ",
    ";",
    "\t",
    "'",
    "°",
    "′",
    "type",
    "\"type\":",
    "\"Feature\"",
    "\"FeatureCollection\"",
    "\"features\":[",
    "\"properties\":{",
    "\"crs\":",
    "\"geometry\":",
    "{\"type\":\"Polygon\",\"coordinates\":[",
    "\"coordinates\":",
    "\"Point\"",
    "\"MultiPolygon\"",
    "[[0,0],[1,0],[1,1],[0,0]]",
    "[1,2,3]",
    "[]",
    "null",
    "NaN",
    "1e999",
    "-0",
    "\\ud800",
    "\\u0000",
    "lon",
    "lat",
    "wkt",
    "POINT",
    "EMPTY",
    "POLYGON((",
    "竟陵",
    "113°09′36.5″",
];

fn read_in_every_way(bytes: &[u8]) {
    for format in [FileFormat::GeoJson, FileFormat::GeoJsonSeq, FileFormat::Csv] {
        for encoding in [None, Some("utf-8"), Some("gbk")] {
            let encoding = encoding.map(|name| name.parse().unwrap());
            let options =
                ReadOptions { encoding, max_feature_bytes: 512, max_field_bytes: 64, ..ReadOptions::default() };
            let (rows, _) = read_with(bytes, format, &options);
            assert!(rows.len() <= bytes.len());
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..400)) {
        read_in_every_way(&bytes);
    }

    #[test]
    fn any_pieces_are_read_or_refused(pieces in vec(select(PIECES.to_vec()), 0..60)) {
        read_in_every_way(pieces.concat().as_bytes());
    }

    #[test]
    fn any_piece_in_the_place_of_a_coordinate_is_read_or_refused(
        pieces in vec(select(PIECES.to_vec()), 0..6),
        kind in select(vec!["Point", "LineString", "Polygon", "MultiPolygon", "GeometryCollection"]),
    ) {
        let inner = pieces.concat();
        read_in_every_way(
            format!(r#"{{"type":"Feature","geometry":{{"type":"{kind}","coordinates":[{inner}],"geometries":[{inner}]}}}}"#)
                .as_bytes(),
        );
        read_in_every_way(format!("wkt,lon,lat\n\"{} ({inner})\",{inner},{inner}\n", kind.to_uppercase()).as_bytes());
        read_in_every_way(format!("lon,lat\n{inner},{inner}\n").as_bytes());
    }
}
