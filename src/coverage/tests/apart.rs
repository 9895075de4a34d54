//! Polygons of which each was drawn by itself: no edge is shared.

use geo::{Coord, LineString, Polygon};
use proptest::prelude::*;

use super::{Kind, areas, assert_near, brute, checked, tiling::Tiling};

/// Moves every vertex by up to `most` degrees, differently in each polygon.
fn drawn_apart(tiling: &Tiling, most: f64) -> Vec<Polygon<f64>> {
    let mut state = tiling.seed | 1;
    let mut noise = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(1 << 30) - 1.0
    };
    let mut moved = |ring: &LineString<f64>| {
        let coords = ring.0.iter().skip(1).map(|at| Coord { x: at.x + most * noise(), y: at.y + most * noise() });
        Polygon::new(LineString::new(coords.collect()), Vec::new())
    };
    tiling.polygons().iter().map(|polygon| moved(polygon.exterior())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn gaps_and_overlaps_are_those_of_brute_force(
        columns in 2..5_usize, rows in 2..5_usize, edges in 2..20_usize, metres in 0.3..60.0_f64, seed: u64,
    ) {
        let polygons = drawn_apart(&Tiling { columns, rows, edges, seed }, metres / 1.2e5);
        let report = checked(&areas(polygons.clone()));
        // Brute force takes no invalid polygon.
        prop_assume!(report.of(Kind::InvalidRing).is_empty());
        let sum = |kinds: [Kind; 2]| -> f64 {
            kinds.iter().flat_map(|kind| report.of(*kind)).map(|finding| finding.area_m2.unwrap()).sum()
        };
        assert_near(sum([Kind::Gap, Kind::SliverGap]), brute::gaps(&polygons).iter().sum(), 2e-3);
        assert_near(sum([Kind::Overlap, Kind::SliverOverlap]), brute::overlaps(&polygons).iter().sum(), 2e-3);
        assert_near(report.sums.whole_m2, brute::whole(&polygons), 1e-4);
    }
}

#[test]
fn a_border_drawn_twice_is_ragged_between_the_two() {
    let tiling = Tiling { columns: 2, rows: 1, edges: 12, seed: 7 };
    let report = checked(&areas(drawn_apart(&tiling, 2e-6)));
    let [border] = report.borders.as_slice() else { panic!("{:?}", report.borders) };
    assert_eq!(border.areas, [0, 1]);
    assert!(border.shared_m < 1.0, "{border:?}");
    // A kilometre and its bends, but for the ends that no sliver closes.
    assert!((900.0..1_400.0).contains(&border.ragged_m), "{border:?}");
    assert!(report.of(Kind::Gap).is_empty() && report.of(Kind::Overlap).is_empty());
}
