//! Lines that should be the borders: do they lie on them, do they cover them, do they meet where the borders meet?

use geo::{Coord, LineString, MultiLineString, Point};

use super::{
    arrangement::Arrangement,
    borders::{Meeting, meetings},
    check::{Drawn, usable},
    finding::{Detail, Finding, Kind},
    grid::{Cell, Straight},
    halving::{Piece, neighbours},
    layers::Layers,
    mesh::Map,
    plane::Plane,
    runs::{Parts, Run, joined},
    table::{Edge, Face, Half, Key, Node, Tile},
};

/// The end of a line that is so many times the tolerance away from a junction was meant to be in it.
const MEANT: f64 = 10.0;

/// A connected part of a line, without repeated positions.
struct Part {
    line: usize,
    cells: Vec<Cell>,
}

/// The cut plane with what covers it, and the tolerance in metres.
pub(super) struct Borders<'a> {
    arrangement: &'a Arrangement<'a>,
    layers: &'a Layers,
    /// The faces outside of everything, in order.
    open: &'a [Face],
    tolerance_m: f64,
}

/// Checks all lines.
pub(super) fn check(lines: &[Drawn], borders: &Borders<'_>, findings: &mut Vec<Finding>) {
    let parts = parts(lines, findings);
    let (mut pieces, mut owners) = (Vec::new(), Vec::new());
    for (number, part) in parts.iter().enumerate() {
        for (a, b) in part.cells.iter().zip(part.cells.iter().skip(1)) {
            pieces.push(Straight { a: *a, b: *b });
            owners.push(number);
        }
    }
    let edges: Vec<Straight> = (0..borders.arrangement.edges()).map(|edge| borders.straight(Edge::new(edge))).collect();
    let (mut on_border, mut with_line) = (Parts::new(pieces.len()), Parts::new(edges.len()));
    for (edge, piece) in near(&edges, &pieces, borders.tolerance_m) {
        let (Some(straight), Some(line)) = (edges.get(edge), pieces.get(piece)) else { continue };
        let plane = Plane::around(straight.a);
        on_border.add(piece, plane.part_near(*line, *straight, borders.tolerance_m));
        with_line.add(edge, plane.part_near(*straight, *line, borders.tolerance_m));
    }
    off_border(&parts, &pieces, &owners, on_border, findings);
    borders.without_line(&edges, with_line, findings);
    borders.ends(&parts, &pieces, &owners, findings);
}

fn parts(lines: &[Drawn], findings: &mut Vec<Finding>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (line, drawn) in lines.iter().enumerate() {
        match usable(&drawn.shape) {
            Err(why) => {
                let finding = Finding::of(Kind::Unreadable, []).with(Detail::Unusable(why));
                findings.push(Finding { line: Some(line), ..finding });
            }
            Ok(shape) => parts.extend(shape.iter().filter_map(|part| {
                let mut cells: Vec<Cell> = part.0.iter().map(|coord| Cell::of(*coord)).collect();
                cells.dedup();
                (cells.len() > 1).then_some(Part { line, cells })
            })),
        }
    }
    parts
}

/// Which of the ones come within so many metres of which of the others; some pairs twice or a little farther away.
fn near(ones: &[Straight], others: &[Straight], metres: f64) -> Vec<(usize, usize)> {
    let piece = |number: usize| match number.checked_sub(ones.len()) {
        Some(at) => others.get(at).map(|straight| Piece::of(at, *straight).other()),
        None => ones.get(number).map(|straight| Piece::of(number, *straight)),
    };
    let widened = |number: usize| {
        let piece =
            piece(number).unwrap_or(Piece::of(number, Straight { a: Cell { x: 0, y: 0 }, b: Cell { x: 0, y: 0 } }));
        if piece.is_other { piece.widened(Cell::steps(metres, piece.straight)) } else { piece }
    };
    let mut pairs = neighbours(ones.len() + others.len(), widened, true, |one, other, found| {
        found.push((one.number, other.number));
    });
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn off_border(parts: &[Part], pieces: &[Straight], owners: &[usize], on_border: Parts, findings: &mut Vec<Finding>) {
    let left = on_border.left(pieces);
    for run in joined(&left, |one, other| owners.get(one) == owners.get(other)) {
        let line = owners.get(run.piece).and_then(|part| parts.get(*part)).map(|part| part.line);
        findings.push(Finding { line, ..run_finding(Kind::LineOffBorder, [], &run) });
    }
}

fn run_finding(kind: Kind, areas: impl IntoIterator<Item = usize>, run: &Run) -> Finding {
    let mut finding = Finding::of(kind, areas);
    finding.length_m = Some(run.length_m);
    match run.coords.get(run.coords.len() / 2) {
        Some(at) => finding.drawn(*at, LineString::new(run.coords.clone())),
        None => finding,
    }
}

impl<'a> Borders<'a> {
    /// With a tolerance of a millimetre at least: within less, a line that repeats a border exactly might miss it.
    pub(super) fn new(
        arrangement: &'a Arrangement<'a>,
        layers: &'a Layers,
        open: &'a [Face],
        tolerance_m: f64,
    ) -> Self {
        Self { arrangement, layers, open, tolerance_m: tolerance_m.max(1e-3) }
    }

    fn straight(&self, edge: Edge) -> Straight {
        self.arrangement.straight(Half::of(edge, false))
    }

    /// Shared borders that no line lies on; what hangs together is one finding.
    fn without_line(&self, edges: &[Straight], with_line: Parts, findings: &mut Vec<Finding>) {
        let mut by_pair: Map<[Tile; 2], Vec<Run>> = Map::default();
        for run in joined(&with_line.left(edges), |_, _| false) {
            for meeting in meetings(self.arrangement, self.layers, self.open, Edge::new(run.piece)) {
                if let Meeting::Shared(pair) = meeting {
                    by_pair.entry(pair).or_default().push(run.clone());
                }
            }
        }
        let mut pairs: Vec<_> = by_pair.into_iter().collect();
        pairs.sort_unstable_by_key(|(pair, _)| *pair);
        for (pair, runs) in pairs {
            for group in hanging_together(runs) {
                let mut finding = Finding::of(Kind::BorderWithoutLine, pair.map(Key::at));
                finding.length_m = Some(group.iter().map(|run| run.length_m).sum());
                let middle = group.get(group.len() / 2).and_then(|run| run.coords.first().copied());
                let lines = group.into_iter().map(|run| LineString::new(run.coords)).collect();
                findings.extend(middle.map(|at| finding.drawn(at, MultiLineString::new(lines))));
            }
        }
    }

    /// Ends of lines that meet nothing.
    fn ends(&self, parts: &[Part], pieces: &[Straight], owners: &[usize], findings: &mut Vec<Finding>) {
        let point = |cell: Cell| Straight { a: cell, b: cell };
        let mut ends = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            if let (Some(first), Some(last)) = (part.cells.first(), part.cells.last())
                && first != last
            {
                ends.extend([(number, *first, *last), (number, *last, *first)]);
            }
        }
        let at_ends: Vec<Straight> = ends.iter().map(|(_, end, _)| point(*end)).collect();
        let junctions: Vec<Straight> = self.junctions().into_iter().map(point).collect();
        let mut reached = vec![false; junctions.len()];
        for (piece, junction) in near(pieces, &junctions, self.tolerance_m) {
            if let (Some(piece), Some(junction), Some(reached)) =
                (pieces.get(piece), junctions.get(junction), reached.get_mut(junction))
            {
                *reached |= Plane::around(junction.a).distance(junction.a, *piece) <= self.tolerance_m;
            }
        }
        let mut meets = vec![false; ends.len()];
        for (piece, end) in near(pieces, &at_ends, self.tolerance_m) {
            if let (Some(straight), Some((part, cell, far)), Some(meets)) =
                (pieces.get(piece), ends.get(end), meets.get_mut(end))
            {
                let plane = Plane::around(*cell);
                let to = if owners.get(piece) == Some(part) { point(*far) } else { *straight };
                *meets |= plane.distance(*cell, to) <= self.tolerance_m;
            }
        }
        let mut nearest: Vec<Option<(f64, usize)>> = vec![None; ends.len()];
        for (junction, end) in near(&junctions, &at_ends, self.tolerance_m * MEANT) {
            if let (Some(straight), Some((_, cell, _)), Some(nearest)) =
                (junctions.get(junction), ends.get(end), nearest.get_mut(end))
            {
                let metres = Plane::around(*cell).distance(*cell, *straight);
                if metres <= self.tolerance_m * MEANT && nearest.is_none_or(|(known, _)| metres < known) {
                    *nearest = Some((metres, junction));
                }
            }
        }
        for (((part, cell, _), meets), nearest) in ends.iter().zip(meets).zip(nearest) {
            let is_reached = |junction: usize| reached.get(junction).copied().unwrap_or_default();
            let (kind, metres) = match nearest {
                Some((metres, _)) if metres <= self.tolerance_m => continue,
                Some((metres, junction)) if !(meets && is_reached(junction)) => (Kind::JunctionMissed, Some(metres)),
                _ if meets => continue,
                _ => (Kind::Dangle, None),
            };
            let at: Coord<f64> = cell.coord();
            let finding = Finding::of(kind, []).drawn(at, Point::from(at));
            findings.push(Finding { line: parts.get(*part).map(|part| part.line), width_m: metres, ..finding });
        }
    }

    /// Where three borders meet or more.
    fn junctions(&self) -> Vec<Cell> {
        let mut times: Map<Node, (usize, Cell)> = Map::default();
        for edge in (0..self.arrangement.edges()).map(Edge::new) {
            let half = Half::of(edge, false);
            let Straight { a, b } = self.arrangement.straight(half);
            for (node, cell) in [(self.arrangement.from(half), a), (self.arrangement.from(half.twin()), b)] {
                times.entry(node).or_insert((0, cell)).0 += 1;
            }
        }
        let mut junctions: Vec<Cell> =
            times.into_values().filter(|(times, _)| *times > 2).map(|(_, cell)| cell).collect();
        junctions.sort_unstable();
        junctions
    }
}

/// Runs that end where others begin, together.
fn hanging_together(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let ends = |run: &Run| [run.coords.first(), run.coords.last()].map(|coord| coord.map(|coord| Cell::of(*coord)));
    let mut at: Map<Cell, Vec<usize>> = Map::default();
    for (number, run) in runs.iter().enumerate() {
        ends(run).into_iter().flatten().for_each(|end| at.entry(end).or_default().push(number));
    }
    let mut runs: Vec<Option<Run>> = runs.into_iter().map(Some).collect();
    let mut groups = Vec::new();
    for number in 0..runs.len() {
        let (mut group, mut waiting) = (Vec::new(), vec![number]);
        while let Some(number) = waiting.pop() {
            let Some(run) = runs.get_mut(number).and_then(Option::take) else { continue };
            for end in ends(&run).into_iter().flatten() {
                waiting.extend(at.get(&end).into_iter().flatten());
            }
            group.push(run);
        }
        if !group.is_empty() {
            groups.push(group);
        }
    }
    groups
}
