//! Where a marker stands by its tie points: least squares in the plane around its registered place.
//!
//! Tie points lie within some hundred metres; over that distance the plane differs from the ellipsoid by less than a
//! millimetre.

use super::{Reading, TiePoint};

/// A distance is read to so many metres, or to so much of itself if that is more: a tape over uneven ground.
const DISTANCE_SIGMA_M: f64 = 0.1;
const DISTANCE_SIGMA_PART: f64 = 0.005;

/// An azimuth is read to so many degrees: a compass, its declination taken out.
const AZIMUTH_SIGMA_DEG: f64 = 1.0;

/// Readings may be off by so many of these deviations.
const SIGMAS: f64 = 3.0;

/// Steps of the adjustment; it converges in four or five where it converges at all.
const STEPS: usize = 25;

/// What became of one reading.
#[derive(Debug, Clone, PartialEq)]
pub struct TieResidual {
    /// Which tie point.
    pub ordinal: i32,
    /// What it is.
    pub name: String,
    /// Azimuth read less azimuth registered, degrees from -180 to 180.
    pub azimuth_deg: Option<f64>,
    /// Distance read less distance registered, in metres.
    pub distance_m: Option<f64>,
    /// Whether it reads what it did, as far as such readings can tell.
    pub agrees: bool,
}

/// Where the marker stands by its tie points.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Metres east of its registered place.
    pub east_m: f64,
    /// Metres north of it.
    pub north_m: f64,
    /// How far such a place may be off, in metres.
    pub tolerance_m: f64,
    /// How many tie points say so.
    pub tie_points: usize,
    /// The one that the others contradict, if there is one.
    pub contradicted: Option<i32>,
}

impl Placed {
    /// Metres from the registered place.
    #[must_use]
    pub fn metres(&self) -> f64 {
        self.east_m.hypot(self.north_m)
    }
}

/// Each reading against the register.
pub(super) fn residuals(ties: &[TiePoint], readings: &[Reading]) -> Vec<TieResidual> {
    pairs(ties, readings)
        .map(|(tie, reading)| {
            let azimuth_deg = reading.azimuth_deg.map(|read| turn_deg(read - tie.azimuth_deg));
            let distance_m = reading.distance_m.map(|read| read - tie.distance_m);
            let agrees = azimuth_deg.is_none_or(|off| off.abs() <= SIGMAS * AZIMUTH_SIGMA_DEG)
                && distance_m.is_none_or(|off| off.abs() <= SIGMAS * distance_sigma_m(tie.distance_m));
            TieResidual { ordinal: tie.ordinal, name: tie.name.clone(), azimuth_deg, distance_m, agrees }
        })
        .collect()
}

/// Where the marker stands by its readings; none when they cannot tell, or contradict each other by more than one of
/// them.
pub(super) fn place(ties: &[TiePoint], readings: &[Reading]) -> Option<Placed> {
    let sights: Vec<Sight> = pairs(ties, readings).flat_map(|(tie, reading)| sights(tie, reading)).collect();
    let all = adjust(&sights);
    if let Some((place, misfit)) = &all
        && *misfit <= SIGMAS
    {
        return Some(placed(&sights, *place, None));
    }
    // One tie point may have been moved, or mistaken for another: the others must then agree without it.
    let mut alone = ordinals(&sights).into_iter().filter_map(|left_out| {
        let others: Vec<Sight> = sights.iter().filter(|sight| sight.ordinal != left_out).copied().collect();
        let (place, misfit) = adjust(&others)?;
        // Two numbers always agree on a place.
        (misfit <= SIGMAS && others.len() > 2).then(|| placed(&others, place, Some(left_out)))
    });
    let found = alone.next()?;
    alone.next().is_none().then_some(found)
}

/// One number that was read: the direction or the way from the marker to a known place.
#[derive(Debug, Clone, Copy)]
struct Sight {
    ordinal: i32,
    /// East and north of the registered place of the marker, in metres.
    tie: (f64, f64),
    read: Number,
    sigma: f64,
}

#[derive(Debug, Clone, Copy)]
enum Number {
    /// Metres.
    Distance(f64),
    /// Radians clockwise from north.
    Azimuth(f64),
}

impl Sight {
    /// How much more was read than a marker at `place` would read, in deviations, and how that changes with the place.
    fn residual(&self, (east, north): (f64, f64)) -> (f64, (f64, f64)) {
        let (de, dn) = (self.tie.0 - east, self.tie.1 - north);
        let way = de.hypot(dn).max(f64::MIN_POSITIVE);
        match self.read {
            Number::Distance(read) => ((read - way) / self.sigma, (-de / way / self.sigma, -dn / way / self.sigma)),
            Number::Azimuth(read) => {
                let off = turn_deg((read - de.atan2(dn)).to_degrees()).to_radians();
                (off / self.sigma, (-dn / way.powi(2) / self.sigma, de / way.powi(2) / self.sigma))
            }
        }
    }
}

fn pairs<'a>(ties: &'a [TiePoint], readings: &'a [Reading]) -> impl Iterator<Item = (&'a TiePoint, &'a Reading)> {
    readings.iter().filter_map(|reading| Some((ties.iter().find(|tie| tie.ordinal == reading.ordinal)?, reading)))
}

fn sights(tie: &TiePoint, reading: &Reading) -> impl Iterator<Item = Sight> {
    let azimuth = tie.azimuth_deg.to_radians();
    let there = (tie.distance_m * azimuth.sin(), tie.distance_m * azimuth.cos());
    let sight = |read, sigma| Sight { ordinal: tie.ordinal, tie: there, read, sigma };
    let distance = reading.distance_m.map(|read| sight(Number::Distance(read), distance_sigma_m(tie.distance_m)));
    let direction =
        reading.azimuth_deg.map(|read| sight(Number::Azimuth(read.to_radians()), AZIMUTH_SIGMA_DEG.to_radians()));
    distance.into_iter().chain(direction)
}

fn ordinals(sights: &[Sight]) -> Vec<i32> {
    let mut ordinals: Vec<i32> = sights.iter().map(|sight| sight.ordinal).collect();
    ordinals.sort_unstable();
    ordinals.dedup();
    ordinals
}

/// Gauss-Newton from the registered place: the place, and the worst misfit of a reading in deviations.
fn adjust(sights: &[Sight]) -> Option<((f64, f64), f64)> {
    if sights.len() < 2 {
        return None;
    }
    let mut place = (0.0, 0.0);
    for _ in 0..STEPS {
        let (normal, right) = normal_equations(sights, place);
        let step = solve(normal, right)?;
        place = (place.0 + step.0, place.1 + step.1);
        if step.0.hypot(step.1) < 1e-6 {
            break;
        }
    }
    let worst = sights.iter().map(|sight| sight.residual(place).0.abs()).fold(0.0, f64::max);
    worst.is_finite().then_some((place, worst))
}

/// Normal matrix (a, b; b, c) and right side of the step from `place`.
fn normal_equations(sights: &[Sight], place: (f64, f64)) -> ((f64, f64, f64), (f64, f64)) {
    let mut normal = (0.0, 0.0, 0.0);
    let mut right = (0.0, 0.0);
    for (residual, (de, dn)) in sights.iter().map(|sight| sight.residual(place)) {
        normal = (normal.0 + de * de, normal.1 + de * dn, normal.2 + dn * dn);
        right = (right.0 + de * residual, right.1 + dn * residual);
    }
    (normal, right)
}

/// The step that solves the normal equations; none where sights that lie in one direction fix no place.
fn solve((east, mixed, north): (f64, f64, f64), right: (f64, f64)) -> Option<(f64, f64)> {
    let determinant = east * north - mixed * mixed;
    (determinant > 1e-6 * (east + north).powi(2))
        .then(|| ((north * right.0 - mixed * right.1) / determinant, (east * right.1 - mixed * right.0) / determinant))
}

fn placed(sights: &[Sight], (east_m, north_m): (f64, f64), contradicted: Option<i32>) -> Placed {
    let ((east, mixed, north), _) = normal_equations(sights, (east_m, north_m));
    // The variances of both coordinates added: the trace of the inverse.
    let variance = (east + north) / (east * north - mixed * mixed);
    let tie_points = ordinals(sights).len();
    Placed { east_m, north_m, tolerance_m: SIGMAS * variance.sqrt(), tie_points, contradicted }
}

fn distance_sigma_m(distance_m: f64) -> f64 {
    DISTANCE_SIGMA_M.max(DISTANCE_SIGMA_PART * distance_m)
}

/// An angle in degrees as a turn from -180 to 180.
fn turn_deg(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}
