//! From polygons to findings.

use std::collections::{BTreeMap, BTreeSet};

use geo::{CoordsIter, MultiLineString, MultiPoint, MultiPolygon};

use super::{
    arrangement::Arrangement,
    borders::Borders,
    finding::{Detail, Finding, Kind},
    laid::{Laid, unmatched},
    layers::Layers,
    lines, measure,
    mesh::{Map, Mesh},
    noding,
    outlines::{duplicates, measured, outlines},
    regions::{Fault, Region, regions},
    report::{AreaFigures, BorderFigures, Report, Sums},
    rings::Rings,
    table::{Face, Half, Key, Node, Table, Tile},
};
use crate::kernel::{geometry::Position, text::Text};

/// A polygon to be checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its id or code.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
    /// Its shape in degrees, x = longitude, y = latitude, valid or not; or why there is none.
    pub shape: Result<MultiPolygon<f64>, Text>,
    /// Whether the file left a ring open, which has been closed.
    pub was_open: bool,
}

/// A line that should be a part of the borders.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Its id or code.
    pub id: String,
    /// Its shape in degrees, x = longitude, y = latitude; or why there is none.
    pub shape: Result<MultiLineString<f64>, Text>,
}

/// Checks that polygons tile an area, and that lines, if there are any, are their borders. `tolerance_m` is the mean
/// width in metres below which a gap or overlap is a sliver, and the distance within which a line is on its border.
#[must_use]
pub fn check(areas: &[Area], lines: &[Drawn], tolerance_m: f64) -> Report {
    let mut findings = Vec::new();
    let (mut mesh, mut rings) = laid_out(areas, &mut findings);
    let own = Node::new(mesh.cells.len());
    let splits = noding::node(&mut mesh);
    let missing = rings.split(&mut mesh, &splits, own);
    drop(splits);
    let outlines = outlines(&mesh, &rings, areas.len(), &mut findings);
    drop(rings);
    let doubles = duplicates(&mesh, &outlines, &mut findings);
    let mut figures = figures(areas, &mesh, &outlines);
    let laid = Laid::new(&mesh, &outlines, &doubles, &mut findings);
    drop(outlines);
    let arrangement = Arrangement::new(&mesh.cells, laid.ends);
    let layers = Layers::new(&arrangement, &laid.nets);
    unmatched(&mesh, &missing, &laid.numbers, &laid.nets, &mut findings);
    let sheet = Sheet { arrangement: &arrangement, layers: &layers, tolerance_m };
    let regions = regions(&arrangement, &layers);
    let misled = regions.iter().filter_map(|region| match region.fault {
        Fault::Misled(tile) => Some(tile),
        _ => None,
    });
    sheet.measure_again(&misled.chain(laid.divided).collect(), &doubles, &mut figures);
    let open: &[Face] = regions.first().filter(|region| region.is_outside()).map_or(&[], |region| &region.faces);
    let borders = Borders::of(&arrangement, &layers, open, areas.len());
    let mut ragged = Map::default();
    let mut sums = sums(&sheet, &figures, &doubles, &borders);
    for region in &regions {
        if region.is_outside() {
            sums.whole_m2 = -region.area_m2(&arrangement);
            continue;
        }
        let finding = sheet.finding(region, &mut ragged);
        if region.fault == Fault::Bare {
            sums.gaps_m2 += finding.area_m2.unwrap_or_default();
        }
        findings.push(finding);
    }
    if !lines.is_empty() {
        let borders = lines::Borders::new(&arrangement, &layers, open, tolerance_m);
        lines::check(lines, &borders, &mut findings);
    }
    for (figures, outer) in figures.iter_mut().zip(borders.outer.rows()) {
        figures.outer_m = *outer;
    }
    findings.sort_by(|one, other| one.kind.cmp(&other.kind).then_with(|| other.size().total_cmp(&one.size())));
    Report {
        tolerance_m,
        areas: figures,
        lines: lines.iter().map(|line| line.id.clone()).collect(),
        borders: border_figures(&borders, &ragged),
        findings,
        sums,
    }
}

/// A shape that has positions, all of them on earth; or why it cannot be used.
pub(super) fn usable<T: CoordsIter<Scalar = f64>>(shape: &Result<T, Text>) -> Result<&T, Text> {
    let shape = shape.as_ref().map_err(Text::clone)?;
    let mut positions = shape.coords_iter().map(|coord| Position::new(coord.x, coord.y)).peekable();
    if positions.peek().is_none() {
        return Err(Text::new("图形为空", "the geometry is empty"));
    }
    positions.try_for_each(|position| position.map(drop)).map_err(|bad| bad.text()).map(|()| shape)
}

/// Vertices and rings of all polygons that can be used.
fn laid_out(areas: &[Area], findings: &mut Vec<Finding>) -> (Mesh, Rings) {
    let (mut mesh, mut rings) = (Mesh::new(), Rings::new());
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, area) in areas.iter().enumerate() {
        if !area.id.is_empty()
            && let Some(first) = known.insert(&area.id, at)
        {
            findings.push(Finding::of(Kind::RepeatedId, [first, at]));
        }
        match usable(&area.shape) {
            Err(why) => findings.push(Finding::of(Kind::Unreadable, [at]).with(Detail::Unusable(why))),
            Ok(shape) => {
                let repeated = rings.add(&mut mesh, Tile::new(at), shape);
                if let Some(first) = repeated.first() {
                    let finding = Finding::of(Kind::RepeatedPoint, [at]).with(Detail::Times(repeated.len()));
                    findings.push(finding.drawn(*first, MultiPoint::from(repeated.clone())));
                }
                if area.was_open {
                    findings.push(Finding::of(Kind::UnclosedRing, [at]));
                }
            }
        }
    }
    (mesh, rings)
}

fn figures(areas: &[Area], mesh: &Mesh, outlines: &Table<Tile, Vec<Half>>) -> Vec<AreaFigures> {
    let figures = |(area, outline): (&Area, &Vec<Half>)| {
        let (area_m2, perimeter_m) = measured(mesh, outline);
        AreaFigures { id: area.id.clone(), name: area.name.clone(), area_m2, perimeter_m, outer_m: 0.0 }
    };
    areas.iter().zip(outlines.rows()).map(figures).collect()
}

/// The cut plane with what covers it.
struct Sheet<'a> {
    arrangement: &'a Arrangement<'a>,
    layers: &'a Layers,
    tolerance_m: f64,
}

impl Sheet<'_> {
    fn finding(&self, region: &Region, ragged: &mut Map<[Tile; 2], f64>) -> Finding {
        let (area, perimeter) = (region.area_m2(self.arrangement), region.perimeter_m(self.arrangement));
        let width = if perimeter > 0.0 { 2.0 * area / perimeter } else { 0.0 };
        let is_sliver = width < self.tolerance_m;
        let (kind, tiles) = match region.fault {
            Fault::Bare => {
                let kind = if is_sliver { Kind::SliverGap } else { Kind::Gap };
                (kind, region.beside(self.arrangement, self.layers))
            }
            Fault::Twice(one, other) => (if is_sliver { Kind::SliverOverlap } else { Kind::Overlap }, vec![one, other]),
            Fault::Misled(tile) => (Kind::InvalidRing, vec![tile]),
        };
        if let ([one, other], true, false) = (tiles.as_slice(), is_sliver, kind == Kind::InvalidRing) {
            *ragged.entry([*one, *other]).or_default() += perimeter / 2.0;
        }
        let mut finding = Finding::of(kind, tiles.iter().map(|tile| tile.at()));
        if kind == Kind::InvalidRing {
            finding = finding.with(Detail::RingsOverlap);
        }
        finding.area_m2 = Some(area);
        finding.length_m = Some(perimeter);
        finding.width_m = Some(width);
        match region.drawn(self.arrangement) {
            Some((at, polygon)) => finding.drawn(at, polygon),
            None => finding,
        }
    }

    /// Area and perimeter of polygons whose rings do not fit each other: of what they cover in the end. Those that are
    /// equal to one of them have the same.
    fn measure_again(&self, misled: &BTreeSet<Tile>, doubles: &Map<Tile, Tile>, figures: &mut [AreaFigures]) {
        if misled.is_empty() {
            return;
        }
        let mut again: BTreeMap<Tile, (f64, f64)> = misled.iter().map(|tile| (*tile, (0.0, 0.0))).collect();
        for half in (0..self.arrangement.edges() * 2).map(Half::new) {
            let [here, beyond] = [half, half.twin()].map(|half| self.layers.covering(self.arrangement.face(half)));
            for tile in here.iter().filter(|tile| beyond.binary_search(tile).is_err()) {
                if let Some((area, length)) = again.get_mut(tile) {
                    let straight = self.arrangement.straight(half);
                    *area += measure::area_part_m2(straight);
                    *length += measure::length_m(straight);
                }
            }
        }
        for (at, figures) in figures.iter_mut().enumerate() {
            let tile = Tile::new(at);
            if let Some((area, length)) = again.get(doubles.get(&tile).unwrap_or(&tile)) {
                (figures.area_m2, figures.perimeter_m) = (*area, *length);
            }
        }
    }

    /// Square metres that are covered more than once.
    fn excess_m2(&self) -> f64 {
        let faces = (1..self.arrangement.face_count()).map(Face::new);
        let excess = faces.map(|face| {
            let times = self.layers.covering(face).len();
            if times < 2 {
                return 0.0;
            }
            let parts =
                self.arrangement.around(face).map(|half| measure::area_part_m2(self.arrangement.straight(half)));
            let again = u32::try_from(times - 1).unwrap_or(u32::MAX);
            f64::from(again) * parts.sum::<f64>()
        });
        excess.sum()
    }
}

fn sums(sheet: &Sheet<'_>, figures: &[AreaFigures], doubles: &Map<Tile, Tile>, borders: &Borders) -> Sums {
    let copies = || doubles.keys().filter_map(|tile| figures.get(tile.at()));
    Sums {
        areas_m2: figures.iter().map(|area| area.area_m2).sum(),
        overlaps_m2: sheet.excess_m2() + copies().map(|area| area.area_m2).sum::<f64>(),
        perimeters_m: figures.iter().map(|area| area.perimeter_m).sum(),
        shared_m: borders.shared.values().sum(),
        outer_m: borders.outer.rows().sum(),
        along_gaps_m: borders.gaps_m,
        inside_m: borders.inside_m + copies().map(|area| area.perimeter_m).sum::<f64>(),
        ..Sums::default()
    }
}

fn border_figures(borders: &Borders, ragged: &Map<[Tile; 2], f64>) -> Vec<BorderFigures> {
    let mut pairs: Vec<[Tile; 2]> = borders.shared.keys().chain(ragged.keys()).copied().collect();
    pairs.sort_unstable();
    pairs.dedup();
    let metres = |of: &Map<[Tile; 2], f64>, pair| of.get(pair).copied().unwrap_or_default();
    let figures = pairs.iter().map(|pair| BorderFigures {
        areas: pair.map(Key::at),
        shared_m: metres(&borders.shared, pair),
        ragged_m: metres(ragged, pair),
    });
    figures.collect()
}
