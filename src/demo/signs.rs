//! Signs of the demonstration: placed by rule where the streets should have them, all marked illustrative.
//!
//! Most say what the register says. Some spots are left without a sign and some faces are wrong, so that there is
//! something to be found; which ones follows from their place in the list and is the same each time.

use geo::Point;
use time::{Date, Month};

use crate::{
    db::{self, Db},
    kernel::{actor::Actor, dates::office_date, ids::Ids, words::Orientation},
    signs::{
        Refusal,
        codes::{PlateColour, SignType, Support},
        model::{FaceText, Facts},
        plate::roman_letters,
        service::{Clerk, ExpectedSign, NewSign, expected_signs},
    },
};

/// Every so many spots one has no sign.
const MISSING_EVERY: usize = 41;

/// Every so many signs one shows a wrong character.
const MISWRITTEN_EVERY: usize = 211;

/// Every so many signs one shows a wrong spelling.
const MISSPELLED_EVERY: usize = 157;

/// Every so many signs one has the wrong colour.
const OTHER_COLOUR_EVERY: usize = 173;

/// Every so many signs one is kept by another owner.
const OTHER_OWNER_EVERY: usize = 131;

const MAKERS: [&str; 3] = ["竟陵标牌厂", "楚天标识有限公司", "江汉交通设施厂"];

/// Why the signs were not placed; the register is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SignsError {
    /// The register of signs said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// Places the signs in one transaction; tells how many there are.
pub async fn place(db: &Db, ids: &Ids) -> Result<usize, SignsError> {
    let actor = Actor::Operator;
    let tx = db.write("demo.place_signs", &actor).await?;
    tx.lift_time_limit().await?;
    let now = db.clock().now();
    let spots = expected_signs(&tx, office_date(now), None, None).await?;
    let clerk = Clerk { tx: &tx, ids, actor: &actor, now };
    let mut placed = 0;
    for (at, spot) in spots.iter().enumerate().filter(|(at, _)| at % MISSING_EVERY != MISSING_EVERY - 1) {
        let sides = if is_wide(spot) { 2 } else { 1 };
        for side in 0..sides {
            clerk.register(sign(at + 2 * side, spot)).await?;
            placed += 1;
        }
    }
    tx.commit().await?;
    Ok(placed)
}

/// Where a wide road is met or crossed, each side has a sign.
fn is_wide(spot: &ExpectedSign) -> bool {
    let crossing = spot.crossing.as_ref().map(|(_, crossing)| crossing.as_str());
    crossing.is_some_and(|crossing| [spot.name.as_str(), crossing].iter().any(|name| name.ends_with("大道")))
}

fn sign(at: usize, spot: &ExpectedSign) -> NewSign {
    let is_nth = |every: usize| at % every == every - 1;
    let text = if is_nth(MISWRITTEN_EVERY) { miswritten(&spot.name) } else { spot.name.clone() };
    let spelled = spot.pinyin.as_deref().map(roman_letters);
    let pinyin = if is_nth(MISSPELLED_EVERY) { spelled.map(|text| text.replace(' ', "")) } else { spelled };
    let colour = match (spot.orientation, is_nth(OTHER_COLOUR_EVERY)) {
        (Some(Orientation::NorthSouth), false) | (Some(Orientation::EastWest), true) => PlateColour::Green,
        _ => PlateColour::Blue,
    };
    let turned = if spot.orientation == Some(Orientation::NorthSouth) { 90 } else { 0 };
    let face = |facing_deg| FaceText {
        text: text.clone(),
        pinyin: pinyin.clone(),
        colour: Some(colour),
        facing_deg: Some(facing_deg),
    };
    let location = match &spot.crossing {
        Some((_, crossing)) => format!("{}与{crossing}路口", spot.name),
        None => format!("{}{}", spot.name, spot.placement.title().zh),
    };
    NewSign {
        id: None,
        facts: Facts {
            sign_type: if spot.name.ends_with('巷') { SignType::LanePlate } else { SignType::StreetPlate },
            place: Some(spot.street),
            placement: Some(spot.placement),
            crossing: spot.crossing.as_ref().map(|(street, _)| *street),
            location: Some(location),
            support: if at % 9 == 8 { Support::Wall } else { Support::SinglePole },
            material: Some("铝板反光膜".to_owned()),
            width_mm: Some(if spot.name.ends_with("大道") { 1_700 } else { 1_200 }),
            height_mm: Some(if spot.name.ends_with("大道") { 500 } else { 300 }),
            maker: MAKERS.get(at % MAKERS.len()).map(|maker| (*maker).to_owned()),
            owner: is_nth(OTHER_OWNER_EVERY).then(|| "天门市公路事业发展中心".to_owned()),
            installed_on: Date::from_calendar_date(2016 + i32::try_from(at % 6).unwrap_or(0), Month::May, 1).ok(),
            position: beside(spot.position, at),
            accuracy_m: Some(3.0),
        },
        faces: vec![face(turned), face(turned + 180)],
        is_planned: false,
        is_illustrative: true,
    }
}

/// A few metres from the middle of the road, each time to another side: EPSG:4490, x = longitude, y = latitude, degrees.
fn beside(spot: Point<f64>, at: usize) -> Point<f64> {
    let (east, north) = [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)].get(at % 4).copied().unwrap_or_default();
    Point::new(spot.x() + east * 0.000_08, spot.y() + north * 0.000_07)
}

/// The name with its first character doubled, as it comes from a workshop.
fn miswritten(name: &str) -> String {
    name.chars().take(1).chain(name.chars()).collect()
}
