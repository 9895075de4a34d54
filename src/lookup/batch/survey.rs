//! A look over a whole file before the first answer is given.

use super::{Columns, Refusal};
use crate::reader::{FileFormat, Reader};

/// What a file that can be read to its end holds.
#[derive(Debug)]
pub struct Survey {
    /// How many rows.
    pub rows: u64,
    /// What they say; only as far as `into` needs to know.
    pub columns: Columns,
}

impl Survey {
    /// Reads `source` to its end, at most `most_rows`, in memory that does not grow with it. The names of properties
    /// are gathered when the answers are to be a table, which begins with them.
    pub fn of(source: Reader, into: FileFormat, most_rows: u64) -> Result<Self, Refusal> {
        let mut columns = match source.header() {
            Some(header) => Columns::of_header(header)?,
            None => Columns::of_features(),
        };
        let gather = source.header().is_none() && into == FileFormat::Csv;
        let mut rows = 0;
        for row in source {
            let row = row?;
            rows = row.number;
            if rows > most_rows {
                return Err(Refusal::TooManyRows { limit: most_rows });
            }
            if gather {
                row.fields.iter().try_for_each(|(name, _)| columns.add(name))?;
            }
        }
        Ok(Self { rows, columns })
    }
}
