//! `make bench`: the index beside PostGIS and a packed static tree, on the same realm in the same run.

mod agreement;
mod growth;
mod packed;
mod postgis;
pub(crate) mod stopwatch;
mod work;

pub(crate) use growth::{grow, measure_one_size};

use std::hint::black_box;

use mingjie::{
    index::{live::Loose, spatial::Layer},
    kernel::geometry::Position,
};
use time::{Date, macros::date};
use uuid::Uuid;

use self::{packed::Packed, postgis::PostGis, stopwatch::Stopwatch, work::Work};
use crate::{
    memory::{Resident, mebibytes},
    realm::{Realm, Size},
    register::Register,
    snapshot::{self, Loading},
    table::{Table, duration, maybe},
};

/// The day that is asked about.
const DAY: Date = date!(2026 - 07 - 01);

/// How far a street may be away to be named in a look-up, metres.
const REACH_M: f64 = mingjie::lookup::answer::REACH_M;

/// How many different questions of each kind.
const QUESTIONS: usize = 2_000;

/// One place put elsewhere.
#[derive(Debug, Clone, Copy)]
struct Move {
    id: Uuid,
    number: usize,
    to: Position,
}

/// What each contender took for a question, in seconds; `None` where it cannot answer.
struct Taken {
    question: &'static str,
    here: f64,
    postgis: Option<f64>,
    packed: Option<f64>,
}

/// Measures a realm with so many places and prints the comparison.
pub(crate) fn compare(places: usize) {
    let realm = Realm::new(1, Size::of(places));
    let register = Register::of(&realm);
    let postgis = PostGis::connect(&register.superuser);
    let (here, loading) = snapshot::of(&realm);
    let (work, packed) = (Work::new(&realm, here), Packed::of(&realm));
    agreement::check(&work.here, &postgis, &packed, &work.asked[..200], &work.hundreds[..20]);
    println!("answers agree on 200 positions and 20 boxes");

    let mut taken = vec![Taken {
        question: "load_everything",
        here: loading.iter().map(|layer| layer.seconds).sum(),
        postgis: Some(postgis.load_seconds()),
        packed: None,
    }];
    taken.extend(measure(&realm, &work, &postgis, &packed));
    postgis.tidy();
    print(&taken);
    print_loading(&loading);
}

fn measure(realm: &Realm, work: &Work, postgis: &PostGis, packed: &Packed) -> Vec<Taken> {
    let mut watch = Stopwatch::new(&format!("index-{}", realm.size.places));
    let mut taken = Vec::new();
    let entries: Vec<_> = snapshot::places(realm).map(Loose::file).collect();
    let boxes = packed::points(realm);
    taken.push(Taken {
        question: "bulk_load_places",
        here: watch.time_long("bulk_load_places", "here", || entries.clone(), Layer::load),
        postgis: None,
        packed: Some(watch.time_long("bulk_load_places", "packed", || (), |()| packed::tree(&boxes))),
    });
    drop((entries, boxes));

    let mut at = work.asked.iter().cycle().copied();
    let mut ask = move || at.next().expect("a position");
    taken.push(Taken {
        question: "point_in_polygon",
        here: work.covering(&mut watch),
        postgis: Some(watch.time("point_in_polygon", "postgis", || postgis.covering(black_box(ask())))),
        packed: Some(watch.time("point_in_polygon", "packed", || packed.covering(black_box(ask())))),
    });
    taken.push(Taken {
        question: "full_look_up",
        here: work.look_up(&mut watch),
        postgis: Some(watch.time("full_look_up", "postgis", || postgis.look_up(black_box(ask()), DAY))),
        packed: None,
    });
    taken.push(Taken {
        question: "nearest_10_places",
        here: work.nearest_places(&mut watch),
        postgis: Some(watch.time("nearest_10_places", "postgis", || postgis.nearest_places(black_box(ask())))),
        packed: Some(watch.time("nearest_10_places", "packed", || packed.nearest(black_box(ask())))),
    });
    taken.push(Taken {
        question: "nearest_5_streets",
        here: work.nearest_streets(&mut watch),
        postgis: Some(watch.time("nearest_5_streets", "postgis", || postgis.nearest_streets(black_box(ask())))),
        packed: None,
    });
    for (question, boxes) in [("box_of_100", &work.hundreds), ("box_of_1000", &work.thousands)] {
        let mut sides = boxes.iter().cycle().copied();
        let mut ask = || sides.next().expect("a box");
        taken.push(Taken {
            question,
            here: work.in_box(&mut watch, question, boxes),
            postgis: Some(watch.time(question, "postgis", || postgis.in_box(black_box(ask())))),
            packed: Some(watch.time(question, "packed", || packed.in_box(black_box(ask())))),
        });
    }
    for (question, count) in [("apply_1_change", 1), ("apply_10000_changes", 10_000.min(realm.size.places / 2))] {
        let moves = work.moves(realm, count);
        let mut times: Vec<f64> = (0..5).map(|_| postgis.moving(&moves).as_secs_f64()).collect();
        times.sort_by(f64::total_cmp);
        let here = work.apply(&mut watch, question, realm, &moves);
        taken.push(Taken { question, here, postgis: Some(times[2]), packed: None });
    }
    taken
}

fn print(taken: &[Taken]) {
    let columns = ["question", "here", "PostGIS", "packed tree", "PostGIS ÷ here", "packed ÷ here"];
    let mut table = Table::new(&columns);
    for Taken { question, here, postgis, packed } in taken {
        let ratio = |other: &Option<f64>| maybe(other.map(|other| format!("{:.2}", other / here)));
        table.row([
            question.replace('_', " "),
            duration(*here),
            maybe(postgis.map(duration)),
            maybe(packed.map(duration)),
            ratio(postgis),
            ratio(packed),
        ]);
    }
    table.print();
}

fn print_loading(loading: &[Loading]) {
    let mut table =
        Table::new(&["layer", "entries", "loaded with the making of its rows in", "memory", "bytes an entry"]);
    for Loading { layer, entries, seconds, bytes } in loading {
        let each = bytes / (*entries).max(1) as u64;
        table.row([(*layer).to_owned(), entries.to_string(), duration(*seconds), mebibytes(*bytes), each.to_string()]);
    }
    table.print();
    println!("peak of this whole program: {}", mebibytes(Resident::own().peak));
}
