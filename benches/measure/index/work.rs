//! What the index is asked, timed.

use std::hint::black_box;

use mingjie::{
    index::live::{Snapshot, on},
    kernel::geometry::Position,
    lookup::{Json, LookUp, Parts},
};

use super::{DAY, Move, QUESTIONS, REACH_M, stopwatch::Stopwatch};
use crate::{
    questions::{self, Sides, corners},
    realm::{self, Realm},
    snapshot,
};

/// A version of the register and the questions to it.
pub(super) struct Work {
    pub(super) here: Snapshot,
    pub(super) asked: Vec<Position>,
    /// Boxes that hold about 100 places.
    pub(super) hundreds: Vec<Sides>,
    /// Boxes that hold about 1,000.
    pub(super) thousands: Vec<Sides>,
}

impl Work {
    pub(super) fn new(realm: &Realm, here: Snapshot) -> Self {
        let asked = questions::positions(realm, QUESTIONS);
        let boxes = |wanted| questions::boxes(&here.places, &asked[..QUESTIONS / 10], wanted);
        Self { hundreds: boxes(100), thousands: boxes(1_000), asked, here }
    }

    pub(super) fn covering(&self, watch: &mut Stopwatch) -> f64 {
        let mut at = self.asked.iter().cycle();
        watch.time("point_in_polygon", "here", || {
            self.here.divisions.covering(black_box(*at.next().expect("a position")), on(DAY))
        })
    }

    /// From the position to the finished text.
    pub(super) fn look_up(&self, watch: &mut Stopwatch) -> f64 {
        let mut at = self.asked.iter().cycle();
        watch.time("full_look_up", "here", || {
            let at = black_box(*at.next().expect("a position"));
            let mut json = Json::with_capacity(1_024);
            LookUp::of(&self.here, at, DAY, REACH_M, Parts::ALL).write(&mut json);
            json.into_bytes()
        })
    }

    pub(super) fn nearest_places(&self, watch: &mut Stopwatch) -> f64 {
        let mut at = self.asked.iter().cycle();
        watch.time("nearest_10_places", "here", || {
            self.here.places.nearest(black_box(*at.next().expect("a position")), 10, None, on(DAY))
        })
    }

    pub(super) fn nearest_streets(&self, watch: &mut Stopwatch) -> f64 {
        let mut at = self.asked.iter().cycle();
        watch.time("nearest_5_streets", "here", || {
            self.here.streets.nearest(black_box(*at.next().expect("a position")), 5, None, on(DAY))
        })
    }

    pub(super) fn in_box(&self, watch: &mut Stopwatch, question: &str, boxes: &[Sides]) -> f64 {
        let mut sides = boxes.iter().cycle();
        watch.time(question, "here", || {
            let [southwest, northeast] = corners(black_box(*sides.next().expect("a box")));
            self.here.places.in_box(southwest, northeast, on(DAY))
        })
    }

    /// Different places, each put where a question is asked.
    pub(super) fn moves(&self, realm: &Realm, count: usize) -> Vec<Move> {
        let step = realm.size.places / count;
        let numbers = (0..count).map(|nth| nth * step);
        let moves = numbers.zip(self.asked.iter().cycle());
        moves.map(|(number, to)| Move { id: realm.place(number).id, number, to: *to }).collect()
    }

    /// The making of the next version of the layer; the rows are there.
    pub(super) fn apply(&self, watch: &mut Stopwatch, question: &str, realm: &Realm, moves: &[Move]) -> f64 {
        let changes: Vec<_> = moves
            .iter()
            .map(|moved| {
                let place = realm::Place { at: moved.to.coord(), ..realm.place(moved.number) };
                let (id, entry) = snapshot::place(place).file();
                (id, vec![entry])
            })
            .collect();
        watch.time_long(question, "here", || changes.clone(), |changes| self.here.places.apply(changes))
    }
}
