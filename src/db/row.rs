//! Reading rows by column name, and the register's own types in columns.

use std::error::Error as StdError;

use bytes::BytesMut;
use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use time::Date;
use tokio_postgres::Row;

use super::Error;
use crate::kernel::validity::ValidPeriod;

/// A day in a column that may hold `-infinity` or `infinity`; `None` is either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenDay(pub Option<Date>);

impl<'a> FromSql<'a> for OpenDay {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Self(match postgres_types::Date::<Date>::from_sql(ty, raw)? {
            postgres_types::Date::Value(day) => Some(day),
            postgres_types::Date::PosInfinity | postgres_types::Date::NegInfinity => None,
        }))
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::DATE
    }
}

/// The first day of a period as a column value: `-infinity` when unknown.
#[derive(Debug, Clone, Copy)]
pub struct FirstDay(pub Option<Date>);

/// The first day after a period as a column value: `infinity` when it has not ended.
#[derive(Debug, Clone, Copy)]
pub struct EndDay(pub Option<Date>);

macro_rules! open_day_to_sql {
    ($name:ident, $infinity:ident) => {
        impl ToSql for $name {
            fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
                self.0.map_or(postgres_types::Date::$infinity, postgres_types::Date::Value).to_sql(ty, out)
            }

            fn accepts(ty: &Type) -> bool {
                *ty == Type::DATE
            }

            to_sql_checked!();
        }
    };
}
open_day_to_sql!(FirstDay, NegInfinity);
open_day_to_sql!(EndDay, PosInfinity);

/// Columns by name.
pub trait RowExt {
    /// The value of `column`.
    fn column<'a, T: FromSql<'a>>(&'a self, column: &str) -> Result<T, Error>;

    /// The period in `valid_from` and `valid_to`.
    fn valid_period(&self) -> Result<ValidPeriod, Error> {
        ValidPeriod::new(self.column::<OpenDay>("valid_from")?.0, self.column::<OpenDay>("valid_to")?.0)
            .map_err(|empty| Error::Inconsistent { table: "valid_from, valid_to", reason: empty.to_string() })
    }
}

impl RowExt for Row {
    fn column<'a, T: FromSql<'a>>(&'a self, column: &str) -> Result<T, Error> {
        Ok(self.try_get(column)?)
    }
}
