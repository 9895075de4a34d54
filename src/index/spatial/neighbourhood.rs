//! Neighbourhoods on the ground as numbers.

use super::shape::Shape;

impl Shape {
    /// A number such that geometries with near numbers are mostly near each other: the middle of the box around the geometry
    /// on Morton's curve, which takes the bits of longitude and latitude in turn. 0 for an empty geometry.
    #[must_use]
    pub fn neighbourhood(&self) -> u64 {
        self.bounds().map_or(0, |bounds| {
            let middle = bounds.center();
            spread(share((middle.x + 180.0) / 360.0)) << 1 | spread(share((middle.y + 90.0) / 180.0))
        })
    }
}

/// A share from 0 to 1 of the largest number.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range, and the fraction goes")]
fn share(share: f64) -> u32 {
    (share * f64::from(u32::MAX)) as u32
}

/// The bits of a number with a zero before each.
fn spread(number: u32) -> u64 {
    let halves = [(16, 0x0000_ffff_0000_ffff), (8, 0x00ff_00ff_00ff_00ff), (4, 0x0f0f_0f0f_0f0f_0f0f)];
    let pairs = [(2, 0x3333_3333_3333_3333), (1, 0x5555_5555_5555_5555)];
    halves.into_iter().chain(pairs).fold(u64::from(number), |bits, (by, mask): (u32, u64)| (bits | bits << by) & mask)
}

#[cfg(test)]
mod tests {
    use geo::{Geometry, Point, line_string};

    use super::*;

    fn neighbourhood(geometry: impl Into<Geometry<f64>>) -> u64 {
        Shape::new(&geometry.into()).unwrap().neighbourhood()
    }

    #[test]
    fn bits_are_spread_in_their_order() {
        assert_eq!((spread(0), spread(1), spread(0b1011), spread(u32::MAX)), (0, 1, 0b100_0101, 0x5555_5555_5555_5555));
    }

    #[test]
    fn what_lies_between_is_between_and_the_corners_of_the_plane_are_the_ends() {
        let at = |lon, lat| neighbourhood(Point::new(lon, lat));
        assert_eq!((at(-180.0, -90.0), at(180.0, 90.0)), (0, u64::MAX));
        let [here, next, far] = [at(113.1, 30.6), at(113.100_001, 30.6), at(-70.0, 30.6)];
        assert!(here.abs_diff(next) < here.abs_diff(far));
        let line = line_string![(x: 113.0, y: 30.5), (x: 113.2, y: 30.7)];
        assert!(neighbourhood(line).abs_diff(here) < here.abs_diff(far));
        assert_eq!(Shape::nowhere().neighbourhood(), 0);
    }
}
