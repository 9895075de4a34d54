//! The suggested order in which the signs of a campaign are walked.

use geo::Point;

use super::model::Stop;

/// Signs beyond this many are walked in the order in which they come: the way of one day has a few hundred.
const MOST_ORDERED: usize = 2_000;

/// Puts stops into a short order: always to the nearest that is left, then uncrossed by turning stretches round as long as
/// that makes the way shorter (2-opt; Croes 1958). `from` is where the walk begins, EPSG:4490, x = longitude,
/// y = latitude, degrees; without it, the westernmost stop.
#[must_use]
pub fn order(mut stops: Vec<Stop>, from: Option<Point<f64>>) -> Vec<Stop> {
    if stops.len() > MOST_ORDERED || stops.is_empty() {
        return stops;
    }
    stops.sort_by(|a, b| a.position.x().total_cmp(&b.position.x()).then_with(|| a.number.cmp(&b.number)));
    let mut here = from.unwrap_or_else(|| stops.first().map_or_else(Point::default, |stop| stop.position));
    let mut way = Vec::with_capacity(stops.len());
    while !stops.is_empty() {
        let distances = stops.iter().map(|stop| apart(here, stop.position));
        let nearest = distances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at);
        let stop = stops.remove(nearest);
        here = stop.position;
        way.push(stop);
    }
    uncross(&mut way);
    way
}

/// Turns stretches round as long as the way gets shorter by it. Each round makes it shorter, so that it ends.
fn uncross(way: &mut [Stop]) {
    let at = |way: &[Stop], index: usize| way.get(index).map(|stop| stop.position);
    let mut better = true;
    while better {
        better = false;
        for first in 0..way.len().saturating_sub(2) {
            for last in first + 2..way.len() {
                let (Some(a), Some(b), Some(c)) = (at(way, first), at(way, first + 1), at(way, last)) else { continue };
                let before = apart(a, b) + at(way, last + 1).map_or(0.0, |next| apart(c, next));
                let after = apart(a, c) + at(way, last + 1).map_or(0.0, |next| apart(b, next));
                if after + 1e-9 < before
                    && let Some(stretch) = way.get_mut(first + 1..=last)
                {
                    stretch.reverse();
                    better = true;
                }
            }
        }
    }
}

/// How far apart two positions are, in degrees of latitude: enough to compare by within a county.
fn apart(a: Point<f64>, b: Point<f64>) -> f64 {
    let shrink = f64::midpoint(a.y(), b.y()).to_radians().cos();
    ((a.x() - b.x()) * shrink).hypot(a.y() - b.y())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::signs::SignId;

    fn stop(number: usize, x: f64, y: f64) -> Stop {
        Stop { sign: SignId(uuid::Uuid::nil()), number: format!("{number:04}"), text: None, position: Point::new(x, y) }
    }

    fn length(way: &[Stop]) -> f64 {
        way.windows(2).map(|pair| apart(pair[0].position, pair[1].position)).sum()
    }

    #[test]
    fn a_street_is_walked_from_end_to_end() {
        let shuffled = [3, 0, 4, 1, 2].map(|at| stop(at, 113.1 + 0.001 * f64::from(u8::try_from(at).unwrap()), 30.65));
        let numbers: Vec<String> = order(shuffled.to_vec(), None).into_iter().map(|stop| stop.number).collect();
        assert_eq!(numbers, ["0000", "0001", "0002", "0003", "0004"]);
    }

    proptest! {
        #[test]
        fn every_stop_is_walked_once_and_turning_any_stretch_makes_it_no_shorter(
            positions in prop::collection::vec((113.0_f64..113.2, 30.5_f64..30.7), 1..30)
        ) {
            let stops: Vec<Stop> = positions.iter().enumerate().map(|(at, (x, y))| stop(at, *x, *y)).collect();
            let way = order(stops, None);
            let mut numbers: Vec<&str> = way.iter().map(|stop| stop.number.as_str()).collect();
            numbers.sort_unstable();
            prop_assert_eq!(numbers, (0..positions.len()).map(|at| format!("{at:04}")).collect::<Vec<_>>());
            for first in 1..way.len() {
                for last in first..way.len() {
                    let mut turned = way.clone();
                    turned[first..=last].reverse();
                    prop_assert!(length(&turned) + 1e-6 >= length(&way));
                }
            }
        }
    }
}
