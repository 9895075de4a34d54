//! The verdict on a marker, with its reasons.

use super::{
    Observed, Registered,
    ties::{Placed, TieResidual, place, residuals},
};
use crate::{
    code_enum,
    kernel::{
        crs::{CrsError, SourceCrs},
        geometry::{Position, azimuth_deg, geodesic_m},
        text::Text,
    },
};

/// Accuracy of a fix that does not state one, in metres: a phone under the open sky.
const UNSTATED_ACCURACY_M: f64 = 5.0;

/// Accuracy of a registered position that does not state one, in metres.
const UNSTATED_SURVEY_M: f64 = 0.5;

/// Positions may differ by so many of their deviations.
const SIGMAS: f64 = 3.0;

/// A fix is not asked to be nearer than this, in metres.
const LEAST_TOLERANCE_M: f64 = 0.3;

/// A fix as accurate as this can tell by itself that a marker was moved.
const PRECISE_M: f64 = 1.0;

/// The shift between the old datums (Beijing 1954, Xi'an 1980) and CGCS2000, in metres: some tens to less than two
/// hundred, by place and realisation.
const DATUM_SHIFT_M: std::ops::RangeInclusive<f64> = 20.0..=200.0;

code_enum! {
    /// What is to be thought of a marker.
    Verdict as "text" {
        /// 在位
        InPlace = "in_place",
        /// 存疑: the witnesses disagree, or there are too few.
        Suspect = "suspect",
        /// 移位
        Moved = "moved",
        /// 坐标系有误: in place, but the fix is in an older datum.
        WrongDatum = "wrong_datum",
        /// 加偏坐标: in place, but the fix has the shift of a map.
        MapShift = "map_shift",
        /// 坐标轴颠倒: in place, but the axes were swapped.
        AxesSwapped = "axes_swapped",
    }
}

impl Verdict {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::InPlace => ("在位", "in place"),
            Self::Suspect => ("存疑", "suspect"),
            Self::Moved => ("移位", "moved"),
            Self::WrongDatum => ("坐标系有误", "wrong datum"),
            Self::MapShift => ("坐标含地图偏移", "shifted like a map"),
            Self::AxesSwapped => ("坐标轴颠倒", "axes swapped"),
        };
        Text::new(zh, en)
    }
}

/// Why.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// The fix lies within its tolerance of the registered position.
    FixNear {
        /// Metres apart.
        metres: f64,
        /// Metres allowed.
        tolerance_m: f64,
    },
    /// It does not.
    FixFar {
        /// Metres apart.
        metres: f64,
        /// Azimuth from the registered position, degrees clockwise from true north.
        azimuth_deg: f64,
        /// Metres allowed.
        tolerance_m: f64,
    },
    /// With the axes swapped it lies so many metres from it.
    NearWhenSwapped(f64),
    /// With the shift of this map system taken out it lies so many metres from it.
    NearWhenUnshifted(SourceCrs, f64),
    /// It is off by as much as the old datums differ.
    OffLikeADatum(f64),
    /// No tie point was read, or too few to tell.
    NoTiePoints,
    /// The readings contradict each other.
    TiePointsContradict,
    /// By its tie points the marker is where it was.
    TiePointsInPlace(usize),
    /// By its tie points the marker is elsewhere.
    TiePointsElsewhere {
        /// How many say so.
        tie_points: usize,
        /// Metres from the registered place.
        metres: f64,
    },
    /// The others contradict this tie point.
    TiePointDoubtful(i32),
    /// Fix and tie points tell of the same move.
    WitnessesAgree,
    /// They tell of different places.
    WitnessesDisagree,
    /// Only the fix tells of a move, and it is precise enough to.
    PreciseFix(f64),
}

/// A verdict with what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The fix as it was meant: the mistake taken out, if one was found.
    pub fix: Position,
    /// Metres from the registered position to the fix as it was said; none when it lies nowhere.
    pub fix_off_m: Option<f64>,
    /// Where the tie points say it stands.
    pub placed: Option<Placed>,
    /// Each reading against the register.
    pub tie_points: Vec<TieResidual>,
}

/// Judges a marker by a fix and readings. Refused only when the fix lies nowhere, whichever way it is turned.
pub fn judge(registered: &Registered, observed: &Observed) -> Result<Judgement, CrsError> {
    let tolerance_m = tolerance_m(registered, observed);
    let stated = observed.crs.to_storage(observed.x, observed.y);
    let near = |position: &Position| geodesic_m(registered.position, *position) <= tolerance_m;
    let placed = place(&registered.tie_points, &observed.readings);
    let mut reasons = Vec::new();
    let (mistake, fix) = match stated {
        Ok(fix) if near(&fix) => (None, fix),
        stated => match explained(observed).into_iter().find(|(_, position)| near(position)) {
            Some((mistake, fix)) => (Some(mistake), fix),
            None => (None, stated?),
        },
    };
    let metres = geodesic_m(registered.position, fix);
    let azimuth_deg = azimuth_deg(registered.position, fix);
    reasons.push(match mistake {
        None if metres <= tolerance_m => Reason::FixNear { metres, tolerance_m },
        None => Reason::FixFar { metres, azimuth_deg, tolerance_m },
        Some(Mistake::Swapped) => Reason::NearWhenSwapped(metres),
        Some(Mistake::Map(crs)) => Reason::NearWhenUnshifted(crs, metres),
    });
    let ties = Ties::of(placed.as_ref(), &observed.readings);
    ties.tell(placed.as_ref(), &mut reasons);
    let witnesses = Witnesses {
        mistake,
        metres,
        azimuth_deg,
        tolerance_m,
        accuracy_m: observed.accuracy_m,
        placed: placed.as_ref(),
        ties,
    };
    let verdict = witnesses.verdict(&mut reasons);
    let fix_off_m = observed.crs.to_storage(observed.x, observed.y).ok().map(|at| geodesic_m(registered.position, at));
    let tie_points = residuals(&registered.tie_points, &observed.readings);
    Ok(Judgement { verdict, reasons, fix, fix_off_m, placed, tie_points })
}

/// A known mistake in saying a position.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mistake {
    Swapped,
    Map(SourceCrs),
}

/// What the position would be without each known mistake.
fn explained(observed: &Observed) -> Vec<(Mistake, Position)> {
    let (x, y) = (observed.x, observed.y);
    let swapped = observed.crs.to_storage(y, x).ok().map(|at| (Mistake::Swapped, at));
    let is_plain = matches!(observed.crs, SourceCrs::Cgcs2000 | SourceCrs::Wgs84);
    let maps = [SourceCrs::Gcj02, SourceCrs::Bd09].into_iter().filter(|_| is_plain);
    let unshifted = maps.filter_map(|crs| Some((Mistake::Map(crs), crs.to_storage(x, y).ok()?)));
    swapped.into_iter().chain(unshifted).collect()
}

fn tolerance_m(registered: &Registered, observed: &Observed) -> f64 {
    let fix = observed.accuracy_m.unwrap_or(UNSTATED_ACCURACY_M);
    let survey = registered.accuracy_m.unwrap_or(UNSTATED_SURVEY_M);
    (SIGMAS * fix.hypot(survey)).max(LEAST_TOLERANCE_M)
}

/// What the tie points say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ties {
    Silent,
    Contradicting,
    InPlace,
    Elsewhere,
}

impl Ties {
    fn of(placed: Option<&Placed>, readings: &[super::Reading]) -> Self {
        let numbers: usize = readings
            .iter()
            .map(|read| usize::from(read.azimuth_deg.is_some()) + usize::from(read.distance_m.is_some()))
            .sum();
        match placed {
            Some(placed) if placed.metres() <= placed.tolerance_m => Self::InPlace,
            Some(_) => Self::Elsewhere,
            None if numbers > 2 => Self::Contradicting,
            None => Self::Silent,
        }
    }

    fn tell(self, placed: Option<&Placed>, reasons: &mut Vec<Reason>) {
        let tie_points = placed.map_or(0, |placed| placed.tie_points);
        reasons.push(match self {
            Self::Silent => Reason::NoTiePoints,
            Self::Contradicting => Reason::TiePointsContradict,
            Self::InPlace => Reason::TiePointsInPlace(tie_points),
            Self::Elsewhere => Reason::TiePointsElsewhere { tie_points, metres: placed.map_or(0.0, Placed::metres) },
        });
        reasons.extend(placed.and_then(|placed| placed.contradicted).map(Reason::TiePointDoubtful));
    }
}

struct Witnesses<'a> {
    mistake: Option<Mistake>,
    metres: f64,
    azimuth_deg: f64,
    tolerance_m: f64,
    accuracy_m: Option<f64>,
    placed: Option<&'a Placed>,
    ties: Ties,
}

impl Witnesses<'_> {
    fn verdict(&self, reasons: &mut Vec<Reason>) -> Verdict {
        let is_near = self.metres <= self.tolerance_m;
        match (is_near, self.ties) {
            (_, Ties::Contradicting) => Verdict::Suspect,
            (true, Ties::InPlace | Ties::Silent) => match self.mistake {
                None => Verdict::InPlace,
                Some(Mistake::Swapped) => Verdict::AxesSwapped,
                Some(Mistake::Map(_)) => Verdict::MapShift,
            },
            // What the tie points tell may be too little for the fix to see.
            (_, Ties::Elsewhere) => {
                let agree = self.witnesses_apart_m().is_some_and(|apart| apart <= self.tolerance_m);
                reasons.push(if agree { Reason::WitnessesAgree } else { Reason::WitnessesDisagree });
                let several = self.placed.is_some_and(|placed| placed.tie_points > 1);
                if agree && several && self.mistake.is_none() { Verdict::Moved } else { Verdict::Suspect }
            }
            (false, Ties::InPlace) if DATUM_SHIFT_M.contains(&self.metres) => {
                reasons.push(Reason::OffLikeADatum(self.metres));
                Verdict::WrongDatum
            }
            (false, Ties::InPlace) => {
                reasons.push(Reason::WitnessesDisagree);
                Verdict::Suspect
            }
            (false, Ties::Silent) => match self.accuracy_m.filter(|accuracy_m| *accuracy_m <= PRECISE_M) {
                Some(accuracy_m) => {
                    reasons.push(Reason::PreciseFix(accuracy_m));
                    Verdict::Moved
                }
                None => Verdict::Suspect,
            },
        }
    }

    /// Metres between where the fix and where the tie points see the marker.
    fn witnesses_apart_m(&self) -> Option<f64> {
        let placed = self.placed?;
        let azimuth = self.azimuth_deg.to_radians();
        let (east_m, north_m) = (self.metres * azimuth.sin(), self.metres * azimuth.cos());
        Some((placed.east_m - east_m).hypot(placed.north_m - north_m))
    }
}

impl Reason {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let (zh, en) = match self {
            Self::FixNear { metres, tolerance_m } => (
                format!("实测位置距登记位置 {metres:.1} 米，在允许的 {tolerance_m:.1} 米以内"),
                format!("the fix is {metres:.1} m from the registered position; {tolerance_m:.1} m are allowed"),
            ),
            Self::FixFar { metres, azimuth_deg, tolerance_m } => (
                format!(
                    "实测位置距登记位置 {metres:.1} 米（方位角 {azimuth_deg:.0}°），超过允许的 {tolerance_m:.1} 米"
                ),
                format!(
                    "the fix is {metres:.1} m off (azimuth {azimuth_deg:.0}°); only {tolerance_m:.1} m are allowed"
                ),
            ),
            Self::NearWhenSwapped(metres) => (
                format!("两个坐标对调后距登记位置 {metres:.1} 米"),
                format!("with the axes swapped it is {metres:.1} m from the registered position"),
            ),
            Self::NearWhenUnshifted(crs, metres) => (
                format!("按地图坐标（`{crs}`）去除偏移后距登记位置 {metres:.1} 米"),
                format!("read as the map coordinates {crs} it is {metres:.1} m from the registered position"),
            ),
            Self::OffLikeADatum(metres) => (
                format!("偏差 {metres:.0} 米与旧坐标系（1954 北京、1980 西安）的差值相当"),
                format!("{metres:.0} m is how far the old datums (Beijing 1954, Xi'an 1980) differ"),
            ),
            Self::NoTiePoints => {
                ("没有足够的方位物读数".to_owned(), "too few readings to tie points to tell".to_owned())
            }
            Self::TiePointsContradict => {
                ("方位物读数相互矛盾".to_owned(), "the readings to tie points contradict each other".to_owned())
            }
            Self::TiePointsInPlace(count) => {
                (format!("{count} 个方位物表明界桩未动"), format!("by {count} tie points it stands where it did"))
            }
            Self::TiePointsElsewhere { tie_points, metres } => (
                format!("{tie_points} 个方位物表明界桩偏离登记位置 {metres:.1} 米"),
                format!("by {tie_points} tie points it stands {metres:.1} m from its registered place"),
            ),
            Self::TiePointDoubtful(ordinal) => (
                format!("第 {ordinal} 个方位物与其余方位物矛盾，可能已变动"),
                format!("tie point {ordinal} contradicts the others; it may have changed"),
            ),
            Self::WitnessesAgree => {
                ("实测位置与方位物反映的移动一致".to_owned(), "fix and tie points tell of the same move".to_owned())
            }
            Self::WitnessesDisagree => {
                ("实测位置与方位物不一致".to_owned(), "fix and tie points tell of different places".to_owned())
            }
            Self::PreciseFix(accuracy_m) => (
                format!("实测精度 {accuracy_m:.2} 米，足以判断"),
                format!("the fix is accurate to {accuracy_m:.2} m, which is enough to tell"),
            ),
        };
        Text { zh, en }
    }
}
