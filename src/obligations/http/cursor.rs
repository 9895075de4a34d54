//! Where a page of obligations ends: the day and the id of its last one.

use std::{fmt, str::FromStr};

use time::Date;
use uuid::Uuid;

use crate::obligations::model::ObligationId;

/// Everything up to this obligation was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) due_on: Date,
    pub(super) id: ObligationId,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}{}", self.due_on.to_julian_day(), self.id.0.simple())
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (day, id) = text.split_at_checked(8).ok_or(())?;
        let day = u32::from_str_radix(day, 16).map_err(drop)?.cast_signed();
        let due_on = Date::from_julian_day(day).map_err(drop)?;
        let cursor = Self { due_on, id: ObligationId(Uuid::from_str(id).map_err(drop)?) };
        if cursor.to_string() == text { Ok(cursor) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_cursor_reads_back_and_no_other_text_is_one() {
        let cursor = Cursor { due_on: date!(2023 - 07 - 05), id: ObligationId(Uuid::from_u128(7)) };
        let text = cursor.to_string();
        assert_eq!(text.parse(), Ok(cursor));
        for bad in ["", "1", &text[1..], &format!("{text}0"), &format!("+{}", &text[1..]), "到期日到期日"] {
            assert_eq!(bad.parse::<Cursor>(), Err(()), "{bad}");
        }
    }
}
