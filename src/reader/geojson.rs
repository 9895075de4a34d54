//! A GeoJSON file: the features of a collection one by one, wherever `features` stands among its members.

use std::io::BufRead;

use super::{
    error::ReadError,
    feature::{Accept, FeatureReader, foreign_crs},
    json_scan::{JsonScanner, ScanFault},
    notation::{Expected, NoGeoJson},
    options::ReadOptions,
    row::RawRow,
};

/// The rows of a GeoJSON text.
pub(super) struct GeoJsonRows<R> {
    scanner: JsonScanner<R>,
    reader: FeatureReader,
    crs_is_given: bool,
    limit: usize,
    state: State,
    /// Complete rows so far.
    rows: u64,
    /// The text of the value being read.
    value: Vec<u8>,
    /// The `type` of the outermost object, once seen.
    kind: Option<String>,
    has_features: bool,
    /// The members seen while the file may still be one feature or geometry, as `"name":value` joined by commas.
    whole: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before everything.
    Start,
    /// In the outermost object, before a member or its end.
    Members { is_first: bool },
    /// In the array of features, before one or its end.
    Features { is_first: bool },
    /// After the outermost object.
    End,
}

impl<R: BufRead> GeoJsonRows<R> {
    pub(super) fn new(text: R, reader: FeatureReader, options: &ReadOptions) -> Self {
        Self {
            scanner: JsonScanner::new(text),
            reader,
            crs_is_given: options.source_crs.is_some(),
            limit: options.max_feature_bytes,
            state: State::Start,
            rows: 0,
            value: Vec::new(),
            kind: None,
            has_features: false,
            whole: Vec::new(),
        }
    }

    /// One step along the text, which may lead to a row.
    fn step(&mut self) -> Result<Option<RawRow>, Stop> {
        match self.state {
            State::Start => {
                if self.scanner.peek()? == Some(0x1E) {
                    return Err(not_geojson(NoGeoJson::Sequence));
                }
                self.scanner.take(b'{', Expected::Object)?;
                self.state = State::Members { is_first: true };
                Ok(None)
            }
            State::Members { is_first } => {
                if self.scanner.take_if(b'}')? {
                    self.state = State::End;
                    return self.end_of_object();
                }
                if !is_first {
                    self.scanner.take(b',', Expected::NextMember)?;
                }
                self.state = State::Members { is_first: false };
                self.member()?;
                Ok(None)
            }
            State::Features { is_first } => {
                if self.scanner.take_if(b']')? {
                    self.state = State::Members { is_first: false };
                    return Ok(None);
                }
                if !is_first {
                    self.scanner.take(b',', Expected::NextFeature)?;
                }
                self.state = State::Features { is_first: false };
                self.value.clear();
                self.scanner.cut_value(&mut self.value, self.limit)?;
                self.rows += 1;
                Ok(Some(self.reader.row(self.rows, &self.value, Accept::Feature)))
            }
            State::End => Ok(None),
        }
    }

    /// Reads one member of the outermost object, up to the first feature if it is `features`.
    fn member(&mut self) -> Result<(), Stop> {
        self.value.clear();
        match self.scanner.peek()? {
            Some(b'"') => {}
            Some(_) => return Err(ScanFault::Expected(Expected::MemberName).into()),
            None => return Err(ScanFault::Truncated.into()),
        }
        self.scanner.cut_value(&mut self.value, self.limit)?;
        self.scanner.take(b':', Expected::Colon)?;
        let name: String =
            serde_json::from_slice(&self.value).map_err(|_| ScanFault::Expected(Expected::MemberName))?;

        let is_collection = self.kind.as_deref().is_none_or(|kind| kind == "FeatureCollection");
        if name == "features" && is_collection && self.scanner.peek()? == Some(b'[') {
            if self.has_features {
                return Err(not_geojson(NoGeoJson::FeaturesTwice));
            }
            self.scanner.take(b'[', Expected::Array)?;
            self.has_features = true;
            self.whole = Vec::new();
            self.state = State::Features { is_first: true };
            return Ok(());
        }
        let is_known_collection = self.has_features || self.kind.as_deref() == Some("FeatureCollection");
        if is_known_collection && name != "type" && name != "crs" {
            return Ok(self.scanner.skip_value()?);
        }
        if !self.whole.is_empty() {
            self.whole.push(b',');
        }
        self.whole.append(&mut self.value);
        self.whole.push(b':');
        let start = self.whole.len();
        self.scanner.cut_value(&mut self.whole, self.limit)?;
        let value = self.whole.get(start..).unwrap_or_default();
        match name.as_str() {
            "type" => {
                self.kind = serde_json::from_slice(value).map_err(|_| not_geojson(NoGeoJson::TypeNoString))?;
                Ok(())
            }
            "crs" if !self.crs_is_given => match foreign_crs(&String::from_utf8_lossy(value)) {
                Some(named) => Err(Stop::File(ReadError::OtherCrs { named })),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// The outermost object has ended: the whole file was one row, or all of its features have been given.
    fn end_of_object(&mut self) -> Result<Option<RawRow>, Stop> {
        if self.scanner.peek()?.is_some() {
            return Err(ScanFault::Expected(Expected::EndOfFile).into());
        }
        match (self.kind.as_deref(), self.has_features) {
            (Some("FeatureCollection"), true) => Ok(None),
            (_, true) => Err(not_geojson(NoGeoJson::TypeOther)),
            (Some("FeatureCollection"), false) => Err(not_geojson(NoGeoJson::FeaturesMissing)),
            (None, false) => Err(not_geojson(NoGeoJson::TypeMissing)),
            (Some(_), false) => {
                let mut json = std::mem::take(&mut self.whole);
                json.insert(0, b'{');
                json.push(b'}');
                self.rows += 1;
                Ok(Some(self.reader.row(self.rows, &json, Accept::FeatureOrGeometry)))
            }
        }
    }

    fn stopped(&self, stop: Stop) -> ReadError {
        let (offset, complete) = (self.scanner.offset(), self.rows);
        match stop {
            Stop::File(error) => error,
            Stop::Scan(ScanFault::Input(error)) => ReadError::from_input(error, complete),
            Stop::Scan(ScanFault::Truncated) => ReadError::Truncated { offset, complete },
            Stop::Scan(ScanFault::TooLarge) => ReadError::FeatureTooLarge { number: complete + 1, limit: self.limit },
            Stop::Scan(ScanFault::Expected(expected)) => ReadError::Malformed { offset, expected, complete },
        }
    }
}

impl<R: BufRead> Iterator for GeoJsonRows<R> {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.state != State::End {
            match self.step() {
                Ok(Some(row)) => return Some(Ok(row)),
                Ok(None) => {}
                Err(stop) => {
                    self.state = State::End;
                    return Some(Err(self.stopped(stop)));
                }
            }
        }
        let unseen = self.reader.map().check_all_seen().err().filter(|_| self.rows > 0);
        self.rows = 0;
        unseen.map(Err)
    }
}

/// Why reading cannot go on, before it is put together with where.
enum Stop {
    Scan(ScanFault),
    File(ReadError),
}

impl From<ScanFault> for Stop {
    fn from(fault: ScanFault) -> Self {
        Self::Scan(fault)
    }
}

fn not_geojson(reason: NoGeoJson) -> Stop {
    Stop::File(ReadError::NotGeoJson { reason })
}
