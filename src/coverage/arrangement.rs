//! Edges that meet in nodes only, and the faces between them.

use super::{
    grid::{Cell, OnParallel, Straight},
    table::{Cycle, Edge, Face, Half, Key, Node, Table},
};

/// A closed walk along edges with one face to its left.
#[derive(Debug, Clone, Copy)]
struct Walk {
    start: Half,
    /// The westernmost node on it; of several the southernmost.
    west: Cell,
    /// Whether the face lies inside of it. Otherwise the face is around what hangs together here.
    is_bounded: bool,
}

/// The plane cut along edges.
#[derive(Debug)]
pub(super) struct Arrangement<'a> {
    cells: &'a Table<Node, Cell>,
    ends: Table<Edge, [Node; 2]>,
    next: Table<Half, Half>,
    cycles: Table<Half, Cycle>,
    walks: Table<Cycle, Walk>,
    faces: Table<Cycle, Face>,
    /// Faces with their walks, in order.
    bounds: Vec<(Face, Cycle)>,
    face_count: usize,
}

impl<'a> Arrangement<'a> {
    /// Cuts the plane along edges, none of which is given twice.
    pub(super) fn new(cells: &'a Table<Node, Cell>, ends: Table<Edge, [Node; 2]>) -> Self {
        let next = turns(cells, &ends);
        let mut arrangement = Self {
            cells,
            cycles: Table::filled(next.len(), Cycle::new(usize::MAX)),
            ends,
            next,
            walks: Table::new(),
            faces: Table::new(),
            bounds: Vec::new(),
            face_count: 0,
        };
        arrangement.walk();
        arrangement.nest();
        arrangement
    }

    /// How many edges there are.
    pub(super) fn edges(&self) -> usize {
        self.ends.len()
    }

    /// How many faces there are, the outside among them.
    pub(super) fn face_count(&self) -> usize {
        self.face_count
    }

    /// Where a half begins.
    pub(super) fn from(&self, half: Half) -> Node {
        let [a, b] = self.ends[half.edge()];
        if half.is_against() { b } else { a }
    }

    /// The straight piece that a half is, in its direction.
    pub(super) fn straight(&self, half: Half) -> Straight {
        Straight { a: self.cells[self.from(half)], b: self.cells[self.from(half.twin())] }
    }

    /// The face to the left of a half.
    pub(super) fn face(&self, half: Half) -> Face {
        self.faces[self.cycles[half]]
    }

    /// The half that comes after this one on the way around its face.
    pub(super) fn next(&self, half: Half) -> Half {
        self.next[half]
    }

    /// All halves that have a face to their left.
    pub(super) fn around(&self, face: Face) -> impl Iterator<Item = Half> {
        let first = self.bounds.partition_point(|(bounded, _)| *bounded < face);
        let own = self.bounds.iter().skip(first).take_while(move |(bounded, _)| *bounded == face);
        own.flat_map(|(_, cycle)| self.along(self.walks[*cycle].start))
    }

    /// The halves of the walk that begins with one.
    fn along(&self, start: Half) -> impl Iterator<Item = Half> {
        std::iter::successors(Some(start), move |half| Some(self.next[*half]).filter(|next| *next != start))
    }

    fn walk(&mut self) {
        let unwalked = Cycle::new(usize::MAX);
        for start in self.next.keys() {
            if self.cycles[start] != unwalked {
                continue;
            }
            let origin = self.cells[self.from(start)];
            let (mut area, mut west, mut half) = (0, origin, start);
            let cycle = Cycle::new(self.walks.len());
            loop {
                self.cycles[half] = cycle;
                let Straight { a, b } = self.straight(half);
                area += origin.cross(a, b);
                west = west.min(a);
                half = self.next[half];
                if half == start {
                    break;
                }
            }
            self.walks.push(Walk { start, west, is_bounded: area > 0 });
        }
    }

    /// Gives each walk its face: its own, or the one that what hangs together lies in.
    fn nest(&mut self) {
        self.faces = Table::filled(self.walks.len(), Face::OUTSIDE);
        self.face_count = 1;
        for (cycle, walk) in self.walks.iter() {
            if walk.is_bounded {
                self.faces[cycle] = Face::new(self.face_count);
                self.face_count += 1;
            }
        }
        let mut loose: Vec<_> = self.walks.iter().filter(|(_, walk)| !walk.is_bounded).collect();
        // From west to east: what is met to the west has its face already.
        loose.sort_by_key(|(_, walk)| walk.west);
        let loose: Vec<_> = loose.into_iter().map(|(cycle, walk)| (cycle, walk.west)).collect();
        for ((cycle, _), met) in loose.iter().zip(self.met_westwards(&loose)) {
            if let Some(half) = met {
                self.faces[*cycle] = self.face(half);
            }
        }
        self.bounds = self.faces.iter().map(|(cycle, face)| (*face, cycle)).collect();
        self.bounds.sort_unstable();
    }

    /// The first half that one meets going west from each position, with that position to its left.
    fn met_westwards(&self, from: &[(Cycle, Cell)]) -> Vec<Option<Half>> {
        let mut met = vec![None; from.len()];
        if from.len() < 2 {
            return met;
        }
        let mut by_parallel: Vec<(Cell, usize)> = from.iter().enumerate().map(|(at, (_, west))| (*west, at)).collect();
        by_parallel.sort_unstable_by_key(|(west, _)| west.y);
        let mut nearest: Vec<Option<OnParallel>> = vec![None; from.len()];
        for edge in self.ends.keys() {
            let half = Half::of(edge, false);
            let straight = self.straight(half);
            let [_, [south, north]] = straight.reach();
            let first = by_parallel.partition_point(|(west, _)| west.y < south);
            for (west, at) in by_parallel.iter().skip(first).take_while(|(west, _)| west.y < north) {
                let (Some(on), Some(nearest), Some(met)) =
                    (OnParallel::west_of(*west, straight), nearest.get_mut(*at), met.get_mut(*at))
                else {
                    continue;
                };
                if nearest.is_none_or(|nearest| on.is_east_of(nearest)) {
                    *nearest = Some(on);
                    // Downwards, so that the east is to the left.
                    *met = Some(if straight.a.y < straight.b.y { half.twin() } else { half });
                }
            }
        }
        met
    }
}

/// Which half follows each on the way around the face to its left: the next one clockwise at its end.
fn turns(cells: &Table<Node, Cell>, ends: &Table<Edge, [Node; 2]>) -> Table<Half, Half> {
    let mut out: Vec<(Node, Half)> = Vec::with_capacity(ends.len() * 2);
    for (edge, [a, b]) in ends.iter() {
        out.extend([(*a, Half::of(edge, false)), (*b, Half::of(edge, true))]);
    }
    out.sort_unstable();
    let end = |half: Half| {
        let [a, b] = ends[half.edge()];
        if half.is_against() { a } else { b }
    };
    let mut next = Table::filled(out.len(), Half::of(Edge::new(0), false));
    for star in out.chunk_by_mut(|(one, _), (other, _)| one == other) {
        if star.len() > 2 {
            star.sort_by(|(node, one), (_, other)| {
                let from = cells[*node];
                from.towards(cells[end(*one)]).by_angle(from.towards(cells[end(*other)]))
            });
        }
        let Some((_, mut before)) = star.last().copied() else { continue };
        for (_, half) in star.iter() {
            next[half.twin()] = before;
            before = *half;
        }
    }
    next
}
