//! Divisions as people name them: by code, by name, or by the id of one that was matched before.

use uuid::Uuid;

use crate::index::{
    live::{Snapshot, Thing, ThingKind},
    names::{Extent, Form, Pattern, Wanted},
};

/// How many divisions of one name are looked for.
const MOST_NAMESAKES: usize = 100;

/// Beginnings of codes: of one division and everything below it each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Units(Vec<String>);

impl Units {
    /// The units that `text` means in `snapshot`; none if it means none.
    ///
    /// A code of digits means itself, known or not. A name means the divisions that are or were called so, whole or,
    /// if there is none, those whose names begin so: 竟陵 is 竟陵街道.
    pub(crate) fn meant_by(text: &str, snapshot: &Snapshot) -> Self {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self(vec![beginning(text).to_owned()]);
        }
        let code = |id| Some(code(Thing::of(snapshot, ThingKind::Division, id)?.division));
        if let Ok(id) = text.parse::<Uuid>() {
            return Self(code(id).into_iter().collect());
        }
        let Some(pattern) = Pattern::read(text) else { return Self(Vec::new()) };
        let wanted = Wanted { limit: MOST_NAMESAKES, near: None };
        let found = snapshot
            .called
            .search(&pattern, wanted, |called| called.record.facts.kind == ThingKind::Division && !called.is_to_come);
        let so_called = |extent| {
            let hits = found.hits.iter().filter(move |hit| hit.form <= Form::Folded && hit.extent == extent);
            hits.filter_map(|hit| code(hit.row.record.facts.thing)).collect::<Vec<_>>()
        };
        let whole = so_called(Extent::Whole);
        Self(if whole.is_empty() { so_called(Extent::Prefix) } else { whole })
    }

    /// The beginnings of codes.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// The code in a JSON text, and its part that the codes below begin with.
fn code(json: &str) -> String {
    beginning(json.trim_matches('"')).to_owned()
}

/// What the code of a unit and the codes of all below it begin with. Codes of GB/T 2260 are filled up with zeros to six
/// digits, 420000 for a province; statistical codes to twelve, 429006001000 for a township.
#[must_use]
pub fn beginning(code: &str) -> &str {
    match code.len() {
        12 => {
            let code = code.strip_suffix("000").unwrap_or(code);
            code.strip_suffix("000").map_or(code, beginning)
        }
        6 => {
            let code = code.strip_suffix("00").unwrap_or(code);
            code.strip_suffix("00").unwrap_or(code)
        }
        _ => code,
    }
}

/// The codes of the units around one with this code, the nearest first, as [`beginning`] leaves them and as they are
/// filled up.
pub(super) fn around(code: &str) -> impl Iterator<Item = String> {
    let own = beginning(code).to_owned();
    [9, 6, 4, 2].into_iter().filter_map(move |length| {
        let code = own.get(..length).filter(|_| length < own.len())?;
        Some(if length < 6 { format!("{code:0<6}") } else { code.to_owned() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_for_everything_below_it() {
        for (code, expected) in [
            ("420000", "42"),
            ("421200", "4212"),
            ("429006", "429006"),
            ("429006001", "429006001"),
            ("429006100", "429006100"),
            ("429006001000", "429006001"),
            ("429006000000", "429006"),
            ("420000000000", "42"),
            ("429006001001", "429006001001"),
            ("42", "42"),
        ] {
            assert_eq!(beginning(code), expected, "{code}");
        }
    }

    #[test]
    fn a_unit_lies_in_those_whose_codes_it_begins_with() {
        assert_eq!(around("429006001001").collect::<Vec<_>>(), ["429006001", "429006", "429000", "420000"]);
        assert_eq!(around("429006").collect::<Vec<_>>(), ["429000", "420000"]);
        assert_eq!(around("420000").count(), 0);
        assert_eq!(around("").count(), 0);
    }
}
