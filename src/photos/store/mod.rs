//! Statements of photos; each does what its name says and decides nothing.

mod object;
mod photo;
mod reference;
mod upload;

use tokio_postgres::Row;

use super::model::Digest;
use crate::db::{Error, row::RowExt};

pub(super) use object::{announce, forget_object, insert_holder, lock_unused_object};
pub(super) use photo::{delete_unattached, insert_photo, lock_unattached, photo};
pub(super) use reference::{
    attach_awaited, attached, awaited, hold_photo, insert_awaited, insert_reference, queue_for_photo,
};
pub(super) use upload::{
    advance, complete_upload, count_parts, end_expired, end_upload, forget_uncounted, insert_part, insert_upload,
    lock_upload, open_of_user, parts, queue_for_user, upload,
};

/// A SHA-256 in a column.
fn digest(row: &Row, column: &str, table: &'static str) -> Result<Digest, Error> {
    row.column::<&[u8]>(column)?
        .try_into()
        .map_err(|_| Error::Inconsistent { table, reason: format!("{column} is no SHA-256") })
}
