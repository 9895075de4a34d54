//! The sixteen directions in which descriptions of boundary lines speak (GB/T 17796-2009: from true north, sectors of
//! 22°30′ with the direction in the middle).

use crate::code_enum;

/// Width of a sector in degrees.
const SECTOR_DEG: f64 = 22.5;

code_enum! {
    /// One of the sixteen directions.
    Bearing as "text" {
        /// 北: 348°45′ to 11°15′, and so on clockwise.
        N = "N",
        /// 北偏东北
        NNE = "NNE",
        /// 东北
        NE = "NE",
        /// 东偏东北
        ENE = "ENE",
        /// 东
        E = "E",
        /// 东偏东南
        ESE = "ESE",
        /// 东南
        SE = "SE",
        /// 南偏东南
        SSE = "SSE",
        /// 南
        S = "S",
        /// 南偏西南
        SSW = "SSW",
        /// 西南
        SW = "SW",
        /// 西偏西南
        WSW = "WSW",
        /// 西
        W = "W",
        /// 西偏西北
        WNW = "WNW",
        /// 西北
        NW = "NW",
        /// 北偏西北
        NNW = "NNW",
    }
}

impl Bearing {
    /// The direction of an azimuth, degrees clockwise from true north.
    #[must_use]
    pub fn of_azimuth(azimuth_deg: f64) -> Self {
        let turned = (azimuth_deg + SECTOR_DEG / 2.0).rem_euclid(360.0);
        let sector = Self::ALL.iter().enumerate().rev();
        sector.into_iter().find(|(at, _)| turned >= SECTOR_DEG * index(*at)).map_or(Self::N, |(_, bearing)| *bearing)
    }

    /// The azimuth in its middle, degrees clockwise from true north.
    #[must_use]
    pub fn azimuth_deg(self) -> f64 {
        Self::ALL.iter().position(|bearing| *bearing == self).map_or(0.0, |at| SECTOR_DEG * index(at))
    }

    /// How far an azimuth lies outside this sector: 0 within, at most 168.75 degrees.
    #[must_use]
    pub fn misses_by_deg(self, azimuth_deg: f64) -> f64 {
        let apart = (azimuth_deg - self.azimuth_deg()).rem_euclid(360.0);
        (apart.min(360.0 - apart) - SECTOR_DEG / 2.0).max(0.0)
    }

    /// How a description says it.
    #[must_use]
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::N => "北",
            Self::NNE => "北偏东北",
            Self::NE => "东北",
            Self::ENE => "东偏东北",
            Self::E => "东",
            Self::ESE => "东偏东南",
            Self::SE => "东南",
            Self::SSE => "南偏东南",
            Self::S => "南",
            Self::SSW => "南偏西南",
            Self::SW => "西南",
            Self::WSW => "西偏西南",
            Self::W => "西",
            Self::WNW => "西偏西北",
            Self::NW => "西北",
            Self::NNW => "北偏西北",
        }
    }

    /// Reads a direction as a description writes it; older ones leave the 偏 out (北东北), or write only 北偏东.
    #[must_use]
    pub fn of_chinese(word: &str) -> Option<Self> {
        let plain: String = word.chars().filter(|character| *character != '偏').collect();
        Some(match plain.as_str() {
            "北" => Self::N,
            "北东北" | "北东" => Self::NNE,
            "东北" => Self::NE,
            "东东北" => Self::ENE,
            "东" => Self::E,
            "东东南" => Self::ESE,
            "东南" => Self::SE,
            "南东南" | "南东" => Self::SSE,
            "南" => Self::S,
            "南西南" | "南西" => Self::SSW,
            "西南" => Self::SW,
            "西西南" => Self::WSW,
            "西" => Self::W,
            "西西北" => Self::WNW,
            "西北" => Self::NW,
            "北西北" | "北西" => Self::NNW,
            _ => return None,
        })
    }
}

/// A place in the list of directions as a number.
fn index(at: usize) -> f64 {
    u32::try_from(at).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sectors_have_the_limits_of_the_standard() {
        for (azimuth, bearing) in [
            (348.75, Bearing::N),
            (0.0, Bearing::N),
            (11.24, Bearing::N),
            (11.25, Bearing::NNE),
            (33.75, Bearing::NE),
            (78.75, Bearing::E),
            (101.24, Bearing::E),
            (168.75, Bearing::S),
            (348.74, Bearing::NNW),
            (-0.1, Bearing::N),
            (720.0, Bearing::N),
        ] {
            assert_eq!(Bearing::of_azimuth(azimuth), bearing, "{azimuth}");
        }
    }

    #[test]
    fn every_direction_is_read_as_it_is_written_and_lies_in_its_own_sector() {
        for bearing in Bearing::ALL.iter().copied() {
            assert_eq!(Bearing::of_chinese(bearing.chinese()), Some(bearing));
            assert_eq!(Bearing::of_azimuth(bearing.azimuth_deg()), bearing);
        }
        assert_eq!(Bearing::of_chinese("北东北"), Some(Bearing::NNE));
        assert_eq!(Bearing::of_chinese("上"), None);
    }

    #[test]
    fn an_azimuth_outside_a_sector_misses_it_by_the_way_to_its_edge() {
        assert!(Bearing::N.misses_by_deg(350.0).abs() < 1e-9);
        assert!((Bearing::N.misses_by_deg(20.0) - 8.75).abs() < 1e-9);
        assert!((Bearing::E.misses_by_deg(270.0) - 168.75).abs() < 1e-9);
    }
}
