//! Random tilings, whole and with defects that are counted and measured beforehand.

use geo::{Coord, GeodesicArea, LineString, Polygon};
use proptest::prelude::*;

use super::{Kind, areas, assert_near, brute, checked, found, tiling::Tiling};

/// What is done to a polygon; its neighbours stay as they are.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Plant {
    Nothing,
    Gap,
    SliverGap,
    Overlap,
    SliverOverlap,
    Hole,
    Duplicate,
    UnmatchedVertex,
    BowTie,
}

use Plant::{BowTie, Duplicate, Gap, Hole, Nothing, Overlap, SliverGap, SliverOverlap, UnmatchedVertex};

impl Plant {
    const ALL: [Self; 9] = [Nothing, Gap, SliverGap, Overlap, SliverOverlap, Hole, Duplicate, UnmatchedVertex, BowTie];

    /// How far the middle of the eastern side is moved, degrees.
    fn bulge(self) -> Option<f64> {
        Some(match self {
            Gap => -2e-4,
            SliverGap => -6e-6,
            Overlap => 2e-4,
            SliverOverlap => 6e-6,
            _ => return None,
        })
    }

    fn kind(self) -> Option<Kind> {
        Some(match self {
            Nothing => return None,
            Gap | Hole => Kind::Gap,
            SliverGap => Kind::SliverGap,
            Overlap => Kind::Overlap,
            SliverOverlap => Kind::SliverOverlap,
            Duplicate => Kind::Duplicate,
            UnmatchedVertex => Kind::UnmatchedVertex,
            BowTie => Kind::InvalidRing,
        })
    }
}

fn plants() -> impl Strategy<Value = (Tiling, Vec<Plant>)> {
    (2..6_usize, 2..5_usize, 2..12_usize, any::<u64>()).prop_flat_map(|(pairs, rows, edges, seed)| {
        let plants = prop::collection::vec(prop::sample::select(&Plant::ALL[..]), pairs * rows);
        plants.prop_map(move |plants| (Tiling { columns: pairs * 2, rows, edges: edges * 2, seed }, plants))
    })
}

/// Moves the middle of the eastern side, by degrees.
fn with_bulge(tiling: &Tiling, polygon: &Polygon<f64>, east: f64) -> Polygon<f64> {
    let mut ring = polygon.exterior().0.clone();
    ring[tiling.edges + tiling.edges / 2].x += east;
    Polygon::new(LineString::new(ring), Vec::new())
}

/// What lies between the side as it was and as it bulges.
fn bulge_m2(tiling: &Tiling, polygon: &Polygon<f64>, east: f64) -> f64 {
    let (ring, middle) = (&polygon.exterior().0, tiling.edges + tiling.edges / 2);
    let moved = Coord { x: ring[middle].x + east, ..ring[middle] };
    let bulge = LineString::new(vec![ring[middle - 1], ring[middle], ring[middle + 1], moved]);
    Polygon::new(bulge, Vec::new()).geodesic_area_signed().abs()
}

fn square(at: Coord<f64>, half: f64) -> LineString<f64> {
    LineString::from(vec![
        (at.x - half, at.y - half),
        (at.x - half, at.y + half),
        (at.x + half, at.y + half),
        (at.x + half, at.y - half),
    ])
}

/// The tiling with its plants, and the bow ties by themselves: brute force takes no invalid polygon.
fn planted(tiling: &Tiling, plants: &[Plant]) -> (Vec<Polygon<f64>>, Vec<Polygon<f64>>) {
    let (mut polygons, mut more, mut ties) = (tiling.polygons(), Vec::new(), Vec::new());
    for (number, plant) in plants.iter().enumerate() {
        // Every other column, so that no plant touches another one.
        let polygon = &mut polygons[number * 2];
        match plant {
            Nothing => {}
            Gap | SliverGap | Overlap | SliverOverlap => {
                *polygon = with_bulge(tiling, polygon, plant.bulge().unwrap_or_default());
            }
            Hole => {
                let corners = [0, 1, 2, 3].map(|side| polygon.exterior().0[side * tiling.edges]);
                let middle = corners.into_iter().fold(Coord::zero(), |sum, corner| sum + corner) / 4.0;
                *polygon = Polygon::new(polygon.exterior().clone(), vec![square(middle, 5e-4)]);
            }
            Duplicate => {
                let mut ring = polygon.exterior().0.clone();
                ring.pop();
                ring.rotate_left(3);
                ring.reverse();
                more.push(Polygon::new(LineString::new(ring), Vec::new()));
            }
            UnmatchedVertex => {
                let mut ring = polygon.exterior().0.clone();
                let at = tiling.edges + 1;
                ring.insert(at + 1, (ring[at] + ring[at + 1]) / 2.0);
                *polygon = Polygon::new(LineString::new(ring), Vec::new());
            }
            BowTie => {
                let mut ring =
                    square(Coord { x: 110.0 + f64::from(u32::try_from(number).unwrap()) * 0.01, y: 30.0 }, 1e-3).0;
                ring.swap(1, 2);
                ties.push(Polygon::new(LineString::new(ring), Vec::new()));
            }
        }
    }
    // Clockwise is told, but not of interest here.
    polygons.extend(more);
    (polygons, ties)
}

fn assert_sizes(mut sizes: Vec<f64>, mut brute: Vec<f64>) {
    // Brute force rounds to a few millimetres, along hundreds of metres.
    brute.retain(|size| *size > 1.0);
    sizes.sort_by(f64::total_cmp);
    assert_eq!(sizes.len(), brute.len(), "{sizes:?} {brute:?}");
    for (one, other) in sizes.iter().zip(brute) {
        assert!((one - other).abs() <= 1e-3 * other + 2.0, "{one} is not {other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_tiling_has_no_finding_and_its_sums_agree(
        columns in 1..7_usize, rows in 1..7_usize, edges in 1..20_usize, seed: u64,
    ) {
        let polygons = Tiling { columns, rows, edges, seed }.polygons();
        let report = checked(&areas(polygons.clone()));
        prop_assert_eq!(found(&report), []);
        assert_near(report.sums.whole_m2, brute::whole(&polygons), 1e-4);
        prop_assert_eq!(report.borders.len(), rows * (columns - 1) + columns * (rows - 1));
        prop_assert!(report.sums.along_gaps_m + report.sums.inside_m <= 0.0);
    }

    #[test]
    fn what_was_planted_is_found_with_its_size_and_nothing_else((tiling, plants) in plants()) {
        let (polygons, ties) = planted(&tiling, &plants);
        let mut all = areas(polygons.clone());
        all.extend(areas(ties).into_iter().enumerate().map(|(at, area)| super::Area { id: format!("tie {at}"), ..area }));
        let report = checked(&all);
        let mut wanted: Vec<Kind> = plants.iter().filter_map(|plant| plant.kind()).collect();
        wanted.sort();
        let mut told: Vec<Kind> = report.findings.iter().map(|finding| finding.kind).collect();
        told.retain(|kind| *kind != Kind::RingOrder);
        prop_assert_eq!(told, wanted);
        let sizes = |kinds: &[Kind]| -> Vec<f64> {
            kinds.iter().flat_map(|kind| report.of(*kind)).map(|finding| finding.area_m2.unwrap()).collect()
        };
        let mut bulges: Vec<f64> = plants.iter().enumerate().filter_map(|(number, plant)| {
            Some(bulge_m2(&tiling, &tiling.polygons()[number * 2], plant.bulge()?))
        }).collect();
        bulges.sort_by(f64::total_cmp);
        let mut told = sizes(&[Kind::Gap, Kind::SliverGap, Kind::Overlap, Kind::SliverOverlap]);
        told.retain(|size| *size < 1e4);
        told.sort_by(f64::total_cmp);
        prop_assert_eq!(told.len(), bulges.len());
        told.iter().zip(&bulges).for_each(|(told, bulge)| assert_near(*told, *bulge, 1e-4));
        assert_sizes(sizes(&[Kind::Gap, Kind::SliverGap]), brute::gaps(&polygons));
        assert_sizes(sizes(&[Kind::Overlap, Kind::SliverOverlap, Kind::Duplicate]), brute::overlaps(&polygons));
    }
}
