//! Point in ring by slabs.

use std::ops::Range;

use geo::Coord;
use geo::kernels::{Kernel, Orientation, RobustKernel};

use super::area::Location;

/// References to edges that the slabs of an area may hold for each of its edges, on average.
///
/// Bounds memory for rings that many slabs would cut in many places: those get fewer, taller slabs.
const REFERENCES_PER_EDGE: usize = 4;

/// The edges of rings, dealt to slabs between the heights of their vertices.
///
/// A position is compared with the edges of its slab only, found by binary search. What is inside is decided by the
/// even-odd rule over all rings together, so holes, islands in holes and separate parts need no special care, and
/// rings that cross themselves or each other still have a definite answer.
#[derive(Debug)]
pub(super) struct Slabs {
    /// The lower side of each slab, ascending; a slab ends where the next begins, the last at `north`.
    floors: Box<[f64]>,
    north: f64,
    /// Where each slab's run in `edges` begins, and after the last slab where that ends.
    starts: Box<[usize]>,
    /// The edges of each slab, each given by its first vertex.
    edges: Box<[u32]>,
}

/// What the ray from a position to the east does at one edge.
enum Ray {
    /// It misses the edge.
    Misses,
    /// It passes through the edge.
    Crosses,
    /// It starts on the edge.
    Starts,
}

impl Slabs {
    /// Deals out `edges`, each given by the place of its first vertex among `vertices`; its second comes next.
    pub(super) fn new(vertices: &[Coord<f64>], edges: impl Iterator<Item = usize>) -> Self {
        let edges: Vec<(usize, [f64; 2])> = edges
            .filter_map(|edge| match vertices.get(edge..edge + 2) {
                Some([a, b]) => Some((edge, [a.y.min(b.y), a.y.max(b.y)])),
                _ => None,
            })
            .collect();
        let mut heights: Vec<f64> = edges.iter().flat_map(|(_, heights)| *heights).collect();
        heights.sort_unstable_by(f64::total_cmp);
        heights.dedup();
        let north = heights.last().copied().unwrap_or(f64::NEG_INFINITY);
        let floors = floors(&heights, &edges);
        let (starts, edges) = deal(&floors, &edges);
        Self { floors: floors.into(), north, starts: starts.into(), edges: edges.into() }
    }

    /// Where a position lies; the vertices are those that the slabs were made of.
    pub(super) fn locate(&self, vertices: &[Coord<f64>], point: Coord<f64>) -> Location {
        let slab = self.floors.partition_point(|floor| *floor <= point.y);
        if slab == 0 || point.y > self.north {
            return Location::Outside;
        }
        let edges = match self.starts.get(slab - 1..=slab) {
            Some(&[start, end]) => self.edges.get(start..end).unwrap_or_default(),
            _ => &[],
        };
        let mut inside = false;
        for &edge in edges {
            let edge = edge as usize;
            let Some(&[a, b]) = vertices.get(edge..edge + 2) else { continue };
            match Ray::cast(point, a, b) {
                Ray::Misses => {}
                Ray::Crosses => inside = !inside,
                Ray::Starts => return Location::Border,
            }
        }
        if inside { Location::Inside } else { Location::Outside }
    }
}

impl Ray {
    /// Casts the ray from `point` to the east at the edge between `a` and `b`.
    ///
    /// An edge holds its lower end and not its upper one, so a ray through a vertex crosses one of two edges that
    /// go on in the same direction, and both or none of two that turn back; level edges are never crossed.
    fn cast(point: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> Self {
        let (lower, upper) = if a.y <= b.y { (a, b) } else { (b, a) };
        if point.y < lower.y || point.y > upper.y || point.x > a.x.max(b.x) {
            return Self::Misses;
        }
        let passes = point.y < upper.y;
        if point.x < a.x.min(b.x) {
            return if passes { Self::Crosses } else { Self::Misses };
        }
        // Within the edge's box, where only an exact sign tells the sides from the edge itself.
        match RobustKernel::orient2d(lower, upper, point) {
            Orientation::Collinear => Self::Starts,
            Orientation::CounterClockwise if passes => Self::Crosses,
            Orientation::CounterClockwise | Orientation::Clockwise => Self::Misses,
        }
    }
}

/// The slabs that an edge between two heights, `[lower, upper]`, reaches into, borders included.
fn slabs(floors: &[f64], [lower, upper]: [f64; 2]) -> Range<usize> {
    let below = |height: f64| floors.partition_point(|floor| *floor <= height);
    below(lower).saturating_sub(1)..below(upper)
}

/// Chooses the floors of the slabs among `heights`, ascending: as many as the bound on references leaves.
fn floors(heights: &[f64], edges: &[(usize, [f64; 2])]) -> Vec<f64> {
    let mut floors: Vec<f64> = heights.iter().copied().step_by(2).collect();
    while floors.len() > 1
        && edges.iter().map(|(_, ends)| slabs(&floors, *ends).len()).sum::<usize>() > REFERENCES_PER_EDGE * edges.len()
    {
        floors = floors.into_iter().step_by(2).collect();
    }
    floors
}

/// Deals the edges to the slabs they reach into: where each slab's run begins, and the runs.
#[expect(clippy::cast_possible_truncation, reason = "more than four thousand million vertices fill 64 GB in one area")]
fn deal(floors: &[f64], edges: &[(usize, [f64; 2])]) -> (Vec<usize>, Vec<u32>) {
    let mut starts = vec![0; floors.len() + 1];
    for (_, ends) in edges {
        let slabs = slabs(floors, *ends);
        for count in starts.get_mut(slabs.start + 1..=slabs.end).into_iter().flatten() {
            *count += 1;
        }
    }
    let mut dealt = 0;
    for start in &mut starts {
        dealt += *start;
        *start = dealt;
    }
    let mut runs = vec![0; dealt];
    let mut free = starts.clone();
    for (edge, ends) in edges {
        for slot in free.get_mut(slabs(floors, *ends)).into_iter().flatten() {
            if let Some(run) = runs.get_mut(*slot) {
                *run = *edge as u32;
            }
            *slot += 1;
        }
    }
    (starts, runs)
}
