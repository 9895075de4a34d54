//! CSV files with a header line; geometry from a pair of coordinate columns or from well-known text.

use std::{
    collections::HashSet,
    io::{BufRead, Chain, Cursor, Read},
};

use ::csv::{ReaderBuilder, StringRecord};
use serde_json::Value;

use super::{
    error::ReadError,
    geometry::{
        GeometryFault, NotedGeometry, RawPosition, Shape,
        angle::{self, Axis},
        shortened, wkt,
    },
    mapping::ColumnMap,
    options::ReadOptions,
    quotes::QuoteWatch,
    row::{Fields, RawRow, RowFault},
};
use crate::kernel::crs::SourceCrs;

/// Names of a column of well-known text, lower case.
const WKT_NAMES: [&str; 4] = ["wkt", "geometry", "geom", "the_geom"];

/// Names of coordinate columns, lower case: (longitude or easting, latitude or northing), the surest first.
const POSITION_NAMES: [(&str, &str); 5] =
    [("lon", "lat"), ("lng", "lat"), ("longitude", "latitude"), ("经度", "纬度"), ("x", "y")];

/// What a header line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The columns under their mapped names, in the file's order.
    pub columns: Vec<String>,
    /// Whether some of them say where a row lies.
    pub has_place: bool,
}

/// The rows of a CSV text.
pub(super) struct CsvRows<R> {
    records: ::csv::Reader<QuoteWatch<Chain<Cursor<Vec<u8>>, R>>>,
    record: StringRecord,
    /// Field names in the file's order, after mapping.
    columns: Vec<String>,
    place: PlaceColumns,
    source_crs: Option<SourceCrs>,
    place_in_fields: bool,
    max_field_bytes: usize,
    rows: u64,
}

/// Which columns, counted from 0, say where a row lies.
enum PlaceColumns {
    Nowhere,
    Wkt(usize),
    Position { x: usize, y: usize },
}

impl<R: BufRead> CsvRows<R> {
    /// Reads the header line and finds the delimiter and the geometry in it.
    pub(super) fn new(mut text: R, map: &ColumnMap, options: &ReadOptions) -> Result<Self, ReadError> {
        let mut first_line = Vec::new();
        // Only to look for the delimiter: a header cell may span lines, and a header longer than this is refused below.
        text.by_ref()
            .take(options.max_field_bytes as u64)
            .read_until(b'\n', &mut first_line)
            .map_err(|error| ReadError::from_input(error, 0))?;
        let delimiter = delimiter(&first_line);
        let watch = QuoteWatch::new(Cursor::new(first_line).chain(text), delimiter, options.max_feature_bytes);
        let mut rows = Self {
            records: ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(watch),
            record: StringRecord::new(),
            columns: Vec::new(),
            place: PlaceColumns::Nowhere,
            source_crs: options.source_crs,
            place_in_fields: options.place_in_fields,
            max_field_bytes: options.max_field_bytes,
            rows: 0,
        };
        if !rows.read_record()? {
            return Err(ReadError::NoHeader);
        }
        let names: Vec<String> = (1..).zip(&rows.record).map(|(number, name)| column_name(number, name)).collect();
        map.check_header(&names)?;
        rows.columns = names.iter().map(|name| map.field(name)).collect();
        let mut seen = HashSet::new();
        if let Some(column) = rows.columns.iter().find(|column| !seen.insert(column.as_str())) {
            return Err(ReadError::DuplicateColumn { column: column.clone() });
        }
        rows.place = PlaceColumns::among(&rows.columns);
        Ok(rows)
    }

    /// What the header line says.
    pub(super) fn header(&self) -> Header {
        Header { columns: self.columns.clone(), has_place: !matches!(self.place, PlaceColumns::Nowhere) }
    }

    /// Reads the next record; `false` at the end.
    fn read_record(&mut self) -> Result<bool, ReadError> {
        self.records.get_mut().begin_record();
        self.records.read_record(&mut self.record).map_err(|error| match error.into_kind() {
            ::csv::ErrorKind::Io(error) => ReadError::from_input(error, self.rows),
            // The text is UTF-8 by now and records may be of any length, so that no other kind is left.
            other => ReadError::Input(std::io::Error::other(format!("{other:?}"))),
        })
    }

    fn row(&self) -> RawRow {
        let (geometry, notes) = match self.place() {
            Ok(Some((geometry, notes))) => (Ok(Some(geometry)), notes),
            Ok(None) => (Ok(None), Vec::new()),
            Err(fault) => (Err(fault), Vec::new()),
        };
        let fields: Fields = self
            .columns
            .iter()
            .zip(&self.record)
            .enumerate()
            .filter(|(index, _)| self.place_in_fields || !self.place.includes(*index))
            .map(|(_, (column, cell))| (column.clone(), value(cell)))
            .collect();
        let fault = if self.record.len() == self.columns.len() {
            fields.with_nul().map(|field| RowFault::NulInText { field: shortened(field) })
        } else {
            Some(RowFault::ColumnCount { expected: self.columns.len(), found: self.record.len() })
        };
        let delivered_geometry = match self.place {
            PlaceColumns::Wkt(column) if geometry.is_err() => self.record.get(column).map(str::to_owned),
            PlaceColumns::Nowhere | PlaceColumns::Wkt(_) | PlaceColumns::Position { .. } => None,
        };
        RawRow { number: self.rows, id: None, fields, geometry, delivered_geometry, notes, fault }
    }

    fn place(&self) -> Result<Option<NotedGeometry>, GeometryFault> {
        let cell = |index: usize| self.record.get(index).unwrap_or_default().trim();
        let shape = match self.place {
            PlaceColumns::Nowhere => return Ok(None),
            PlaceColumns::Wkt(column) if cell(column).is_empty() => return Ok(None),
            PlaceColumns::Wkt(column) => wkt::decode_extended(cell(column), self.source_crs)?,
            PlaceColumns::Position { x, y } => match (cell(x), cell(y)) {
                ("", "") => return Ok(None),
                ("", _) => return Err(GeometryFault::HalfPosition { column: self.column(x) }),
                (_, "") => return Err(GeometryFault::HalfPosition { column: self.column(y) }),
                (easting, northing) => Shape::Point(Some(RawPosition {
                    x: self.coordinate(x, easting, Axis::X)?,
                    y: self.coordinate(y, northing, Axis::Y)?,
                    has_more: false,
                })),
            },
        };
        shape.check().map(Some)
    }

    fn coordinate(&self, index: usize, text: &str, axis: Axis) -> Result<f64, GeometryFault> {
        angle::parse(text, axis).map_err(|reason| GeometryFault::Coordinate {
            column: self.column(index),
            text: shortened(text),
            reason,
        })
    }

    fn column(&self, index: usize) -> String {
        self.columns.get(index).cloned().unwrap_or_default()
    }

    fn check_lengths(&self) -> Result<(), ReadError> {
        let long = (0..).zip(&self.record).find(|(index, cell)| {
            cell.len() > self.max_field_bytes && !matches!(self.place, PlaceColumns::Wkt(wkt) if wkt == *index)
        });
        match long {
            None => Ok(()),
            Some((index, _)) => Err(ReadError::FieldTooLong {
                number: self.rows,
                column: self.column(index),
                limit: self.max_field_bytes,
            }),
        }
    }
}

impl<R: BufRead> Iterator for CsvRows<R> {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.read_record() {
            Ok(false) => None,
            Ok(true) => {
                self.rows += 1;
                Some(self.check_lengths().map(|()| self.row()))
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl PlaceColumns {
    /// Well-known text wins over a pair of coordinates: it can say more.
    fn among(columns: &[String]) -> Self {
        let lower: Vec<String> = columns.iter().map(|column| column.to_lowercase()).collect();
        let find = |name: &str| lower.iter().position(|column| column == name);
        if let Some(column) = WKT_NAMES.into_iter().find_map(find) {
            return Self::Wkt(column);
        }
        POSITION_NAMES
            .into_iter()
            .find_map(|(x, y)| Some(Self::Position { x: find(x)?, y: find(y)? }))
            .unwrap_or(Self::Nowhere)
    }

    fn includes(&self, index: usize) -> bool {
        match *self {
            Self::Nowhere => false,
            Self::Wkt(column) => column == index,
            Self::Position { x, y } => x == index || y == index,
        }
    }
}

/// The delimiter that occurs most outside quotes; a comma when none does.
pub(super) fn delimiter(header: &[u8]) -> u8 {
    let count = |delimiter: u8| {
        let mut in_quotes = false;
        header
            .iter()
            .filter(|byte| {
                in_quotes ^= **byte == b'"';
                !in_quotes && **byte == delimiter
            })
            .count()
    };
    // The last of equal maxima wins.
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// A header cell without blanks around it; a column without a name is called after its number, from 1.
fn column_name(number: usize, cell: &str) -> String {
    match cell.trim() {
        "" => format!("column_{number}"),
        name => name.to_owned(),
    }
}

fn value(cell: &str) -> Value {
    if cell.is_empty() { Value::Null } else { Value::String(cell.to_owned()) }
}
