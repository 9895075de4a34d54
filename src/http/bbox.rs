//! The parameter `bbox` (OGC API Features part 1, 7.15.3): CRS84, longitude before latitude, degrees.

use serde_json::json;

use super::Param;
use crate::kernel::geometry::Position;

/// The parameter in the API document.
#[must_use]
pub fn param() -> Param {
    let number = json!({ "type": "number" });
    Param::query(
        "bbox",
        json!({ "type": "array", "minItems": 4, "maxItems": 6, "items": number }),
        "西、南、东、北四界（度，CRS84）；西大于东则跨越 180° 经线；六个数时高程不计",
        "west, south, east, north in degrees (CRS84); west > east crosses the antimeridian; heights of six are ignored",
    )
}

/// The boxes as west, south, east, north; a box across the antimeridian comes as two. `None` for what is no box.
#[must_use]
pub fn read(text: &str) -> Option<Vec<[f64; 4]>> {
    let numbers: Vec<f64> = text.split(',').map(|number| number.trim().parse()).collect::<Result<_, _>>().ok()?;
    let [west, south, east, north] = match *numbers.as_slice() {
        [west, south, east, north] => [west, south, east, north],
        [west, south, low, east, north, high] if low <= high => [west, south, east, north],
        _ => return None,
    };
    let (south_west, north_east) = (Position::new(west, south).ok()?, Position::new(east, north).ok()?);
    if south_west.lat() > north_east.lat() {
        return None;
    }
    Some(if west <= east {
        vec![[west, south, east, north]]
    } else {
        vec![[west, south, 180.0, north], [-180.0, south, east, north]]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_has_four_sides_and_heights_are_ignored() {
        assert_eq!(read("113.1,30.6,113.2,30.7"), Some(vec![[113.1, 30.6, 113.2, 30.7]]));
        assert_eq!(read("113.1, 30.6, 0, 113.2, 30.7, 100"), Some(vec![[113.1, 30.6, 113.2, 30.7]]));
    }

    #[test]
    fn a_box_across_the_antimeridian_is_two() {
        assert_eq!(read("170,-10,-170,10"), Some(vec![[170.0, -10.0, 180.0, 10.0], [-180.0, -10.0, -170.0, 10.0]]));
    }

    #[test]
    fn what_is_no_box_is_refused() {
        for text in [
            "",
            "1,2,3",
            "1,2,3,4,5",
            "1,2,3,4,5,6,7",
            "a,b,c,d",
            "NaN,0,1,1",
            "0,0,inf,1",
            "0,2,1,1",
            "0,0,9,1,1,0",
            "113.1,30.6,213.2,30.7",
            "30.6,113.1,30.7,113.2",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
