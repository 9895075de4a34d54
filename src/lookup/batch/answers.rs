//! A body and its answer, a page at a time.

use std::{io::Cursor, sync::Arc};

use axum::body::Bytes;

use super::Sheet;
use crate::{
    index::live::Snapshot,
    kernel::crs::SourceCrs,
    reader::{FileFormat, ReadError, ReadOptions, Reader},
};

/// Rows that are answered in one go.
const PAGE_ROWS: usize = 256;

/// A body, which can be read again.
#[derive(Debug, Clone)]
pub(super) struct Upload {
    pub(super) bytes: Bytes,
    pub(super) format: FileFormat,
    /// The reference system that its sender says it is in.
    pub(super) crs: Option<SourceCrs>,
}

impl Upload {
    /// Reads it from its beginning.
    pub(super) fn read(&self) -> Result<Reader, ReadError> {
        let options = ReadOptions { source_crs: self.crs, place_in_fields: true, ..ReadOptions::default() };
        Reader::from_whole(Cursor::new(self.bytes.clone()), self.format, &options)
    }
}

/// An answer on its way, page by page. A client that goes away drops it.
#[derive(Debug)]
pub(super) struct Answers {
    source: Reader,
    sheet: Sheet,
    here: Arc<Snapshot>,
    next: Next,
}

/// What comes next.
#[derive(Debug, Clone, Copy)]
enum Next {
    Head,
    Rows,
    Nothing,
}

impl Answers {
    /// The answers for the rows of `source`, all from one version of the register.
    pub(super) fn new(source: Reader, sheet: Sheet, here: Arc<Snapshot>) -> Self {
        Self { source, sheet, here, next: Next::Head }
    }

    /// The next piece of the text, `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<Bytes>, ReadError> {
        let mut text = match self.next {
            Next::Head => self.sheet.head(),
            Next::Rows => Vec::new(),
            Next::Nothing => return Ok(None),
        };
        let rows = self.source.by_ref().take(PAGE_ROWS).collect::<Result<Vec<_>, _>>()?;
        text.extend(self.sheet.page(&self.here, &rows).text);
        self.next = Next::Rows;
        if rows.len() < PAGE_ROWS {
            text.extend(self.sheet.foot());
            self.next = Next::Nothing;
        }
        Ok(Some(text.into()))
    }
}
