use geo::{LineString, wkt};

use super::*;

fn station(serial: u16) -> Station {
    Station { serial: Some(serial), name: format!("{serial:03}号界桩") }
}

fn stretch(feature: Feature, name: Option<&str>, shape: LineString<f64>) -> Stretch {
    Stretch { feature, feature_name: name.map(str::to_owned), shape }
}

/// From a meeting point east along the Han, then by two features north-east, then back to a bend.
fn course() -> Course {
    let junction = Station { serial: None, name: "仙桃市、潜江市、天门市三交点".to_owned() };
    let river = stretch(Feature::River, Some("汉江"), wkt!(LINESTRING(113.0 30.5, 113.006 30.498, 113.0125 30.5)));
    let ditch = stretch(Feature::Ditch, Some("永丰渠"), wkt!(LINESTRING(113.0125 30.5, 113.02 30.506)));
    let field = stretch(Feature::FieldEdge, None, wkt!(LINESTRING(113.02 30.506, 113.02 30.512)));
    let straight = stretch(Feature::Straight, None, wkt!(LINESTRING(113.02 30.512, 113.01 30.512)));
    Course {
        name: "仙桃市与天门市行政区域界线".to_owned(),
        code: "429004429006".to_owned(),
        legs: vec![
            Leg { from: junction, stretches: vec![river], to: station(1) },
            Leg { from: station(1), stretches: vec![ditch, field], to: station(2) },
            Leg { from: station(2), stretches: vec![straight], to: station(3) },
        ],
    }
}

fn found(text: &str) -> Vec<(Option<usize>, &'static str)> {
    let findings = check(text, &course(), Tolerance::default());
    findings.iter().map(|finding| (finding.sentence, finding.disagreement.code())).collect()
}

#[test]
fn a_line_is_described_from_marker_to_marker() {
    let text = write(&course());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "仙桃市与天门市行政区域界线（429004429006）走向说明",
            "1．界线自仙桃市、潜江市、天门市三交点起，沿汉江中心线向东行1.279千米，至001号界桩。",
            "2．界线自001号界桩起，沿永丰渠中心线向东北行980米，折沿田埂向北行665米，至002号界桩。",
            "3．界线自002号界桩起，沿直线向西行960米，至003号界桩。",
            "界线全长3.885千米。",
        ]
    );
}

#[test]
fn what_was_written_agrees_with_the_line() {
    assert_eq!(check(&write(&course()), &course(), Tolerance::default()), []);
}

#[test]
fn a_description_by_another_hand_agrees_as_well() {
    let text = "本界线从仙桃、潜江、天门三交点起，沿汉江主航道，大致向东行，约１．２８公里，至1号界桩；\n\
                自1号界桩（429004429006001Q）起，沿永丰渠向北东 980 m，再沿田埂向正北，至2号界桩；\
                从002号界桩向西行960米至003号界桩。";
    // The meeting point is called otherwise, and nobody can tell: it is said to be no such leg, or agrees by its words.
    let text =
        text.replace("仙桃、潜江、天门三交点", "仙桃市潜江市天门市三交点").replace("向北东 980 m", "向东北 980 m");
    assert_eq!(found(&text), []);
}

#[test]
fn each_sentence_that_disagrees_is_pointed_at() {
    let good = write(&course());
    let cases = [
        ("向东行1.279", "向南行1.279", (Some(2), "bearing")),
        ("1.279千米", "1.382千米", (Some(2), "length")),
        ("沿汉江中心线", "沿天门河中心线", (Some(2), "followed")),
        ("折沿田埂", "折沿道路中心线", (Some(3), "followed")),
        (
            "自002号界桩起，沿直线向西行960米，至003号界桩",
            "自003号界桩起，沿直线向东行960米，至002号界桩",
            (Some(4), "reversed"),
        ),
        ("至003号界桩", "至007号界桩", (Some(4), "no_such_leg")),
    ];
    for (written, wrong, finding) in cases {
        let text = good.replace(written, wrong);
        assert_ne!(text, good);
        assert!(found(&text).contains(&finding), "{wrong}: {:?}", found(&text));
    }
    let text = good.replace("全长3.885", "全长4.885");
    assert_eq!(found(&text), [(Some(5), "whole_length"), (Some(5), "sum")]);
}

#[test]
fn what_is_left_out_is_said() {
    let good = write(&course());
    let without =
        |number: &str| -> String { good.split_inclusive('\n').filter(|line| !line.starts_with(number)).collect() };
    assert_eq!(found(&without("2．"))[0], (Some(3), "skipped"));
    assert_eq!(found(&without("3．")).last(), Some(&(None, "unfinished")));
    assert_eq!(found(""), [(None, "unfinished")]);
}

#[test]
fn a_sentence_is_pointed_at_by_its_characters() {
    let text = write(&course()).replace("向西行", "向北行");
    let findings = check(&text, &course(), Tolerance::default());
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    let place = finding.place.clone().unwrap();
    let quoted: String = text.chars().skip(place.start).take(place.len()).collect();
    assert_eq!(Some(quoted), finding.words);
    assert_eq!(finding.disagreement.text().zh, "说明为向北，界线为向西（方位角 270.0°）");
}

#[test]
fn a_way_round_has_no_direction() {
    let ring = stretch(Feature::Straight, None, wkt!(LINESTRING(113.0 30.5, 113.01 30.5, 113.01 30.51, 113.0 30.5)));
    let point = Station { serial: None, name: "J001".to_owned() };
    let leg = Leg { from: point.clone(), stretches: vec![ring], to: point };
    let around = Course { legs: vec![leg], ..course() };
    let text = write(&around);
    assert!(text.contains("界线自J001起，沿直线环行"), "{text}");
    assert_eq!(check(&text, &around, Tolerance::default()), []);
}

#[test]
fn no_text_breaks_the_reader() {
    for text in [
        "，。；\n",
        "自起至",
        "自。至。沿。向。",
        "1".repeat(50).as_str(),
        "自１号界桩起，至",
        "至至至",
        "千米米公里",
        "9.9.9千米",
    ] {
        assert!(check(text, &course(), Tolerance::default()).len() < 20);
    }
}
