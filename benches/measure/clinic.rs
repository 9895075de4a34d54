//! `make bench-clinic`: fifty proposed names against registers of several sizes, from memory.

use std::hint::black_box;

use geo::{Geometry, Point};
use mingjie::{
    kernel::pinyin::LocalReadings,
    naming::clinic::{Candidate, Clinic, RuleBook, Severity, Site},
};
use time::{Date, macros::date};

use crate::{
    index::stopwatch::Stopwatch,
    realm::{Naming, Realm, Size},
    snapshot,
    table::{Table, duration},
};

/// The day whose rules are asked.
const DAY: Date = date!(2026 - 12 - 01);

/// How many names are asked about at once.
const NAMES: usize = 50;

/// Measures each size and prints them below each other.
pub(crate) fn measure(sizes: &[usize]) {
    let mut table =
        Table::new(&["names in the register", "50 new names", "50 names that are taken", "verdicts on those"]);
    for places in sizes {
        let (realm, other) = (Realm::new(1, Size::of(*places)), Realm::new(2, Size::of(*places)));
        let here = snapshot::with_names(&realm, DAY);
        let (book, readings) = (RuleBook::on(DAY).expect("rules"), LocalReadings::default());
        let clinic = Clinic { snapshot: &here, book: &book, cases: &[], readings: &readings };
        let (new, taken) = (candidates(&realm, &other), candidates(&realm, &realm));
        let mut watch = Stopwatch::new(&format!("clinic-{places}"));
        let mut time =
            |question, asked: &[Candidate]| watch.time(question, "here", || clinic.examine(black_box(asked)));
        let cells = [duration(time("new_names", &new)), duration(time("taken_names", &taken))];
        let examined = clinic.examine(&taken);
        let blocked = examined.iter().filter(|told| told.worst == Some(Severity::Block)).count();
        // Facilities may have the same names.
        assert!(blocked >= NAMES / 2, "a name that is taken is found: {blocked}");
        let verdicts: usize = examined.iter().map(|told| told.verdicts.len()).sum();
        table.row([here.called.len().to_string()].into_iter().chain(cells).chain([verdicts.to_string()]));
    }
    table.print();
}

/// Streets and points where those of a realm are, called as those of another one: half of each.
fn candidates(realm: &Realm, named_as: &Realm) -> Vec<Candidate> {
    let half = NAMES / 2;
    let step = |count: usize| (count / half).max(1);
    let streets = realm.streets().zip(named_as.streets()).step_by(step(realm.size.streets)).take(half);
    let streets =
        streets.map(|(there, named)| candidate(named.naming, Geometry::LineString(there.line), there.division_code));
    let places = realm.places().zip(named_as.places()).step_by(step(realm.size.places)).take(half);
    let places =
        places.map(|(there, named)| candidate(named.naming, Geometry::Point(Point(there.at)), there.division_code));
    streets.chain(places).collect()
}

fn candidate(naming: Naming, drawn: Geometry<f64>, division_code: String) -> Candidate {
    Candidate {
        name: naming.text,
        category: naming.generic.category.to_owned(),
        site: Site::new(Some(&drawn), Some(division_code)).expect("the realm is on earth"),
        width_m: Some(12.0),
        length_m: None,
        renames: None,
        measures_attached: false,
        item: None,
    }
}
