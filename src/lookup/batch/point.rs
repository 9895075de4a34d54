//! Where a row lies.

use geo::Geometry;

use crate::{
    kernel::{crs::SourceCrs, geometry::Position, text::Text},
    reader::{GeometryNote, RawRow},
};

/// The position of a row whose coordinates are in `crs`, or why it has none.
pub(super) fn position(row: &RawRow, crs: SourceCrs) -> Result<Position, Text> {
    if let Some(fault) = &row.fault {
        return Err(fault.text());
    }
    match &row.geometry {
        Ok(Some(Geometry::Point(point))) => crs.to_storage(point.x(), point.y()).map_err(|error| error.text()),
        Ok(Some(_)) if row.notes.contains(&GeometryNote::Empty) => Err(GeometryNote::Empty.text()),
        Ok(Some(_)) => Err(Text::new("图形不是点", "the geometry is no point")),
        Ok(None) => Err(Text::new("没有坐标", "there is no position")),
        Err(fault) => Err(fault.text()),
    }
}
