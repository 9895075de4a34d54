//! How sure it is that a candidate is meant, from 0 to 100.
//!
//! | form | whole name | its beginning | inside |
//! | --- | --- | --- | --- |
//! | the same characters | 100 | 80 | 60 |
//! | the same, folded | 98 | 78 | 58 |
//! | its pinyin | 85 | 65 | 45 |
//! | the same sound and tone | 80 | 60 | 40 |
//! | the same sound in another tone | 70 | 50 | 30 |
//! | another reading | 65 | 45 | 25 |
//! | abbreviated pinyin | 55 | 40 | 30 |
//! | one error | 60 | 45 | 30 |
//!
//! Less 5 for a former name, less 25 for each demand that is not met.

use crate::index::names::{Extent, Form, Standing};

/// What each demand costs that is not met.
const UNMET: u8 = 25;

/// What it costs that the name is a former one.
const FORMER: u8 = 5;

/// The score of a candidate.
pub(super) fn score(form: Form, extent: Extent, standing: Standing, unmet: usize) -> u8 {
    let [whole, prefix, inner] = match form {
        Form::Exact => [100, 80, 60],
        Form::Folded => [98, 78, 58],
        Form::Spelled => [85, 65, 45],
        Form::SameSound => [80, 60, 40],
        Form::OtherTone => [70, 50, 30],
        Form::OtherReading => [65, 45, 25],
        Form::Abbreviated => [55, 40, 30],
        Form::Similar => [60, 45, 30],
    };
    let base: u8 = match extent {
        Extent::Whole => whole,
        Extent::Prefix => prefix,
        Extent::Inner => inner,
    };
    let former = if standing == Standing::Former { FORMER } else { 0 };
    let unmet = u8::try_from(unmet).unwrap_or(u8::MAX).saturating_mul(UNMET);
    base.saturating_sub(former).saturating_sub(unmet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matches_better_scores_more_and_what_is_demanded_in_vain_scores_less() {
        let standing = Standing::Standard;
        for form in [
            Form::Exact,
            Form::Folded,
            Form::Spelled,
            Form::SameSound,
            Form::OtherTone,
            Form::OtherReading,
            Form::Abbreviated,
            Form::Similar,
        ] {
            let of = |extent| score(form, extent, standing, 0);
            let [whole, prefix, inner] = [of(Extent::Whole), of(Extent::Prefix), of(Extent::Inner)];
            assert!(whole <= 100 && whole > prefix && prefix > inner && inner > 0, "{form:?}");
            assert!(score(form, Extent::Whole, Standing::Former, 0) < whole);
            assert!(score(form, Extent::Whole, standing, 1) < whole);
            assert_eq!(score(form, Extent::Whole, Standing::Former, 1_000), 0);
        }
    }
}
