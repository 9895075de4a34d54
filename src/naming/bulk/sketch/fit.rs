//! The pair of points on two paths whose straight line fits best what is announced.

use geo::{BoundingRect, Coord, Geometry};

use super::path::{Path, Plane};
use crate::kernel::{geometry::Position, words::Orientation};

/// Steps along a path at first; of a short one fewer.
const MOST_STEPS: usize = 150;

/// Length of a step that is fine enough at first, in metres.
const STEP_M: f64 = 15.0;

/// Points on either side that are tried when a pair is made finer, and how often that is done.
const FINER: i32 = 5;
const ROUNDS: usize = 3;

/// A part of the length that costs as much as [`TURN_DEG`].
const LENGTH_PART: f64 = 0.1;

/// Degrees that cost 1.
const TURN_DEG: f64 = 30.0;

/// What a line of a kilometre costs where no length is announced, and what a kilometre off the wished position costs.
const FAINT: f64 = 0.01;

/// A pair this much dearer than the best one fits about as well: 2.5 % of the length or 7.5 degrees.
const ABOUT: f64 = 0.0625;

const KILOMETRE: f64 = 1000.0;

/// What the line should be like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub(super) orientation: Option<Orientation>,
    pub(super) length_m: Option<f64>,
    pub(super) near: Option<Position>,
}

/// The line that fits best.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Its start in degrees.
    pub(super) from: Coord<f64>,
    /// Its end in degrees.
    pub(super) to: Coord<f64>,
    pub(super) cost: f64,
    /// Degrees off the direction wished for.
    pub(super) turned_deg: Option<f64>,
    /// How far from its start another line starts that fits about as well, in metres.
    pub(super) loose_m: f64,
}

/// The line from one geometry to another that fits best; `None` if one of them is empty.
pub(super) fn best(start: &Geometry<f64>, finish: &Geometry<f64>, wish: &Wish) -> Option<Fit> {
    let plane = Plane::at(start.bounding_rect()?.center());
    let search = Search {
        start: Path::of(start, plane)?,
        finish: Path::of(finish, plane)?,
        length_m: wish.length_m.filter(|length| *length > 0.0),
        orientation: wish.orientation,
        near: wish.near.map(|near| plane.metres(near.coord())),
    };
    let (pair, steps, loose_m) = search.coarse();
    let (cost, [from, to]) = search.finer(pair, steps);
    let turned_deg = search.orientation.and_then(|orientation| turned(to - from, orientation));
    Some(Fit { from: plane.degrees(from), to: plane.degrees(to), cost, turned_deg, loose_m })
}

struct Search {
    start: Path,
    finish: Path,
    length_m: Option<f64>,
    orientation: Option<Orientation>,
    near: Option<Coord<f64>>,
}

impl Search {
    fn cost(&self, from: Coord<f64>, to: Coord<f64>) -> f64 {
        let line = to - from;
        let length = line.x.hypot(line.y);
        let of_length = match self.length_m {
            Some(wished) => ((length / wished - 1.0) / LENGTH_PART).powi(2),
            None => FAINT * length / KILOMETRE,
        };
        let of_turn = self.orientation.and_then(|orientation| turned(line, orientation));
        let of_turn = of_turn.map_or(0.0, |degrees| (degrees / TURN_DEG).powi(2));
        let of_place = self.near.map_or(0.0, |near| {
            let off = (from + to) / 2.0 - near;
            FAINT * off.x.hypot(off.y) / KILOMETRE
        });
        of_length + of_turn + of_place
    }

    /// The best pair of points in steps along both paths, the steps, and how far off others are about as good.
    fn coarse(&self) -> ([f64; 2], [f64; 2], f64) {
        let steps = [&self.start, &self.finish].map(|path| path.length() / steps_along(path));
        let points = |path: &Path, step: f64| -> Vec<(f64, Coord<f64>)> {
            let count = if step > 0.0 { MOST_STEPS } else { 0 };
            let along = (0..=count).map(|at| step * f64::from(u32::try_from(at).unwrap_or_default()));
            along
                .take_while(|along| *along <= path.length() + step / 2.0)
                .map(|along| (along, path.at(along)))
                .collect()
        };
        let [one_step, other_step] = steps;
        let (starts, finishes) = (points(&self.start, one_step), points(&self.finish, other_step));
        let of_start = |(along, from): &(f64, Coord<f64>)| {
            let costs = finishes.iter().map(|(other, to)| (self.cost(*from, *to), *other));
            let (cost, other) = costs.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or((f64::INFINITY, 0.0));
            (cost, *along, other, *from)
        };
        let rated: Vec<_> = starts.iter().map(of_start).collect();
        let best = rated.iter().min_by(|one, other| one.0.total_cmp(&other.0));
        let Some((cost, along, other, from)) = best.copied() else { return ([0.0; 2], steps, 0.0) };
        let about = rated.iter().filter(|rated| rated.0 <= cost + ABOUT);
        let loose = about.map(|rated| (rated.3 - from).x.hypot((rated.3 - from).y)).fold(0.0, f64::max);
        ([along, other], steps, loose)
    }

    /// The best pair of points around a good one.
    fn finer(&self, pair: [f64; 2], steps: [f64; 2]) -> (f64, [Coord<f64>; 2]) {
        let points = |[one, other]: [f64; 2]| [self.start.at(one), self.finish.at(other)];
        let cost = |pair: [f64; 2]| {
            let [from, to] = points(pair);
            self.cost(from, to)
        };
        let mut best = (cost(pair), pair);
        let mut steps = steps;
        for _ in 0..ROUNDS {
            let [one, other] = best.1;
            steps = steps.map(|step| step / f64::from(FINER));
            for (east, north) in (-FINER..=FINER).flat_map(|east| (-FINER..=FINER).map(move |north| (east, north))) {
                let [one_step, other_step] = steps;
                let tried = [
                    (one + f64::from(east) * one_step).clamp(0.0, self.start.length()),
                    (other + f64::from(north) * other_step).clamp(0.0, self.finish.length()),
                ];
                let cost = cost(tried);
                if cost < best.0 {
                    best = (cost, tried);
                }
            }
        }
        (best.0, points(best.1))
    }
}

/// How many steps a path is walked in, at least one.
fn steps_along(path: &Path) -> f64 {
    let most = f64::from(u32::try_from(MOST_STEPS).unwrap_or(u32::MAX));
    (path.length() / STEP_M).ceil().clamp(1.0, most)
}

/// Degrees between a line and the axis that it should run along; none for a ring or a line without length.
fn turned(line: Coord<f64>, orientation: Orientation) -> Option<f64> {
    let (along, across) = match orientation {
        Orientation::EastWest => (line.x, line.y),
        Orientation::NorthSouth => (line.y, line.x),
        Orientation::Ring => return None,
    };
    (line.x != 0.0 || line.y != 0.0).then(|| across.abs().atan2(along.abs()).to_degrees())
}
