//! N03.

use geo::line_string;

use super::{
    Candidate, Finding as F, RuleId as R, Severity as S, Site, alone, candidate, drawn, found, street, the_only,
};

fn sized(name: &str, category: &str, width_m: f64, length_m: f64) -> Candidate {
    Candidate { width_m: Some(width_m), length_m: Some(length_m), ..candidate(name, category) }
}

#[test]
fn announced_streets_pass_as_wide_and_long_as_they_are() {
    for (name, category, width_m, length_m) in [
        ("滨湖大道", "23512", 20.0, 2_700.0),
        ("明志路", "23513", 24.0, 600.0),
        ("广沟北路", "23513", 30.0, 1_180.0),
        ("潜丰路", "23514", 3.5, 550.0),
        ("禅解路", "23514", 5.5, 8_100.0),
        ("青石巷", "23514", 6.0, 300.0),
    ] {
        assert_eq!(found(&alone(sized(name, category, width_m, length_m))), [], "{name}");
    }
}

#[test]
fn a_lane_called_avenue_needs_a_reason() {
    let examined = alone(sized("明月大道", "23514", 8.0, 300.0));
    assert_eq!(
        found(&examined),
        [(R::N03, S::Warn, F::TooNarrow), (R::N03, S::Warn, F::TooShort), (R::N03, S::Warn, F::ClassCalledSo)]
    );
    for verdict in &examined.verdicts {
        verdict.text.assert_told();
    }
    assert_eq!(examined.verdicts[0].text.zh, "宽 8.0 米；“大道”一般宽度不少于 20 米");
    assert_eq!(found(&alone(sized("明月巷", "23512", 40.0, 3_000.0))).len(), 3);
}

#[test]
fn a_line_has_its_own_length() {
    let short = line_string![(x: 113.0, y: 30.0), (x: 113.001, y: 30.0)];
    let site = Site { division_code: Some("429006001".to_owned()), ..drawn(short) };
    let avenue =
        |length_m| Candidate { site: site.clone(), category: "23512".to_owned(), length_m, ..street("明月大道") };
    assert_eq!(the_only(&alone(avenue(None))).finding, F::TooShort);
    assert_eq!(found(&alone(avenue(Some(1_200.0)))), [], "what is said counts more than what is drawn");
}
