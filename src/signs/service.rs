//! Use cases of the sign register. The caller opens the transaction of each and commits it.

use geo::Point;
use serde_json::{Value, json};
use time::{Date, macros::date};
use uuid::Uuid;

use super::{
    codes::{Placement, SignState, SignType},
    conformity::{Finding, compare},
    model::{Face, FaceId, FaceText, Facts, MOST_FACES, Sign, SignId},
    number::SignNumber,
    refusal::Refusal,
    state::{self, Action},
    store,
};
use crate::{
    db::tx::Tx,
    kernel::{
        geometry::{Position, geodesic_m},
        words::{Exactness, Orientation},
    },
    records::{self, Event, Subject},
};

pub use super::clerk::Clerk;
pub(super) use super::clerk::{CLOCK_SKEW, Series, Step};

/// What the records call a sign.
pub const SUBJECT: &str = "sign";

/// A sign within so many metres of where one is expected counts as standing there.
pub const STANDS_WITHIN_M: f64 = 40.0;

/// No sign was put up before this day.
const EARLIEST: Date = date!(1900 - 01 - 01);

/// What restricts a list of signs; everything left open does not.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// In one of these states.
    pub states: Option<Vec<SignState>>,
    /// Of one of these types.
    pub types: Option<Vec<SignType>>,
    /// With the name of this place.
    pub place: Option<Uuid>,
    /// Part of number, location or a text shown.
    pub text: Option<String>,
    /// Within the division that has this code.
    pub division_code: Option<String>,
    /// West, south, east, north in degrees, EPSG:4490.
    pub bbox: Option<[f64; 4]>,
    /// Only signs with a greater number than this.
    pub after: Option<SignNumber>,
}

/// A sign to be entered.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSign {
    /// Made by the client that captured it offline; otherwise new.
    pub id: Option<SignId>,
    /// What is known of it.
    pub facts: Facts,
    /// What it says.
    pub faces: Vec<FaceText>,
    /// It is still to be put up.
    pub is_planned: bool,
    /// Made for demonstration.
    pub is_illustrative: bool,
}

impl Clerk<'_> {
    async fn note(&self, id: SignId, kind: &'static str, states: [SignState; 2], facts: Value) -> Result<(), Refusal> {
        let [from, to] = states.map(|state| Some(state.code()));
        Ok(self.append(subject(id), Step { kind, from, to }, facts).await?)
    }

    /// Enters a sign with its faces: one that stands already, or one that is to be put up.
    pub async fn register(&self, new: NewSign) -> Result<Sign, Refusal> {
        let NewSign { id, facts, faces: shown, is_planned, is_illustrative } = new;
        if !(1..=MOST_FACES).contains(&shown.len()) {
            return Err(Refusal::FaceCount(MOST_FACES));
        }
        self.check(&facts).await?;
        let serial = u32::try_from(store::next_serial(self.tx).await?).unwrap_or(u32::MAX);
        let state = if is_planned { SignState::Planned } else { SignState::InService };
        let sign = Sign {
            id: id.unwrap_or_else(|| self.ids.next()),
            number: SignNumber::of_serial(serial).ok_or(Refusal::NoNumber)?,
            state,
            facts,
            ended_on: None,
            replaced_by: None,
            illustrative: is_illustrative,
            version: 0,
            faces: Vec::new(),
        };
        store::insert(self.tx, &sign).await?;
        let from = sign.facts.installed_on.unwrap_or_else(|| self.today());
        for says in &shown {
            store::insert_face(self.tx, self.ids.next(), sign.id, says, from).await?;
        }
        let facts = json!({ "number": sign.number.to_string() });
        self.append(subject(sign.id), Step::begins("register", state.code()), facts).await?;
        self.settle(sign.id).await
    }

    /// Keeps other facts of a sign.
    pub async fn amend(&self, id: SignId, based_on: Option<i64>, facts: Facts) -> Result<Sign, Refusal> {
        let sign = self.lock(id, based_on).await?;
        self.check(&facts).await?;
        store::change(self.tx, id, &facts).await?;
        let moved_m = moved_m(sign.facts.position, facts.position);
        self.note(id, "amend", [sign.state; 2], json!({ "moved_m": moved_m })).await?;
        self.settle(id).await
    }

    /// Says what the faces of a sign show from today on; a face that shows the same goes on.
    pub async fn show(&self, id: SignId, based_on: Option<i64>, shown: Vec<FaceText>) -> Result<Sign, Refusal> {
        let sign = self.lock(id, based_on).await?;
        if sign.ended_on.is_some() {
            return Err(Refusal::Gone);
        }
        if !(1..=MOST_FACES).contains(&shown.len()) {
            return Err(Refusal::FaceCount(MOST_FACES));
        }
        let mut new = shown;
        let mut over = Vec::new();
        for face in sign.faces {
            match new.iter().position(|says| *says == face.says) {
                Some(same) => drop(new.swap_remove(same)),
                None => over.push(face),
            }
        }
        self.replace_faces(id, &over, &new).await?;
        let facts =
            json!({ "shown": texts(&new), "no_longer": over.iter().map(|face| &face.says.text).collect::<Vec<_>>() });
        self.note(id, "show", [sign.state; 2], facts).await?;
        self.read(id).await
    }

    /// Says what one face shows from today on.
    pub async fn show_on(&self, id: SignId, face: FaceId, says: FaceText) -> Result<Sign, Refusal> {
        let sign = self.lock(id, None).await?;
        if !sign.faces.iter().any(|known| known.id == face) {
            return Err(Refusal::UnknownFace);
        }
        let says = |known: Face| if known.id == face { says.clone() } else { known.says };
        let faces = sign.faces.into_iter().map(says).collect();
        self.show(id, None, faces).await
    }

    /// Ends faces and begins others. One that began today is put right instead: it was shown on no day.
    async fn replace_faces(&self, id: SignId, over: &[Face], new: &[FaceText]) -> Result<(), Refusal> {
        let today = self.today();
        let (young, old): (Vec<_>, Vec<_>) = over.iter().partition(|face| face.shown_from >= today);
        let ended: Vec<FaceId> =
            old.iter().map(|face| face.id).chain(young.iter().skip(new.len()).map(|face| face.id)).collect();
        store::end_faces(self.tx, &ended, today).await?;
        for (at, says) in new.iter().enumerate() {
            match young.get(at) {
                Some(face) => store::correct_face(self.tx, face.id, says).await?,
                None => store::insert_face(self.tx, self.ids.next(), id, says, today).await?,
            }
        }
        Ok(())
    }

    /// Notes that a sign stands somewhere else after work on it: EPSG:4490, x = longitude, y = latitude, degrees.
    pub(super) async fn move_to(&self, id: SignId, position: Point<f64>) -> Result<(), Refusal> {
        let sign = self.lock(id, None).await?;
        let moved_m = moved_m(sign.facts.position, position);
        store::change(self.tx, id, &Facts { position, ..sign.facts }).await?;
        self.note(id, "move", [sign.state; 2], json!({ "moved_m": moved_m })).await?;
        self.settle(id).await.map(drop)
    }

    /// Notes that a planned sign was put up on a day.
    pub async fn install(&self, id: SignId, based_on: Option<i64>, on: Date) -> Result<Sign, Refusal> {
        let mut sign = self.lock(id, based_on).await?;
        self.check_day("/on", on, EARLIEST)?;
        sign.facts.installed_on = Some(on);
        self.step(sign, Action::Install, json!({ "on": on.to_string() })).await?;
        self.settle(id).await
    }

    /// Accepts a sign that was put up.
    pub async fn accept(&self, id: SignId, based_on: Option<i64>) -> Result<Sign, Refusal> {
        let sign = self.lock(id, based_on).await?;
        self.step(sign, Action::Accept, json!({})).await
    }

    /// Notes that a sign was taken down on a day, and why.
    pub async fn remove(&self, id: SignId, based_on: Option<i64>, on: Date, reason: &str) -> Result<Sign, Refusal> {
        let sign = self.lock(id, based_on).await?;
        self.end(sign, Action::Remove, on, json!({ "on": on.to_string(), "reason": reason })).await
    }

    /// Notes that another sign stands in the place of this one from a day on.
    pub async fn replace(&self, id: SignId, based_on: Option<i64>, on: Date, by: SignId) -> Result<Sign, Refusal> {
        let mut sign = self.lock(id, based_on).await?;
        let successor = store::find(self.tx, by).await?.filter(|found| found.id != id && found.state.is_up());
        let successor = successor.ok_or(Refusal::NoSuccessor)?;
        sign.replaced_by = Some(by);
        let facts = json!({ "on": on.to_string(), "by": successor.number.to_string() });
        self.end(sign, Action::Replace, on, facts).await
    }

    async fn end(&self, mut sign: Sign, action: Action, on: Date, facts: Value) -> Result<Sign, Refusal> {
        self.check_day("/on", on, sign.facts.installed_on.unwrap_or(EARLIEST))?;
        sign.ended_on = Some(on);
        let shown: Vec<FaceId> = sign.faces.iter().map(|face| face.id).collect();
        store::end_faces(self.tx, &shown, on).await?;
        self.step(sign, action, facts).await
    }

    async fn step(&self, mut sign: Sign, action: Action, facts: Value) -> Result<Sign, Refusal> {
        let before = sign.state;
        sign.state = state::after(before, action)?;
        store::set_state(self.tx, &sign).await?;
        self.note(sign.id, action.code(), [before, sign.state], facts).await?;
        self.review(sign.id).await
    }

    /// Reads off reports and orders whether a sign that is in service is damaged or under repair, and keeps it.
    ///
    /// To be called after each change of a report or an order on the sign.
    pub async fn review(&self, id: SignId) -> Result<Sign, Refusal> {
        let mut sign = self.lock(id, None).await?;
        if matches!(sign.state, SignState::InService | SignState::Damaged | SignState::UnderRepair) {
            let (before, now) = (sign.state, store::standing(self.tx, id).await?);
            if before != now {
                sign.state = now;
                store::set_state(self.tx, &sign).await?;
                self.note(id, "review", [before, now], json!({})).await?;
            }
        }
        self.read(id).await
    }

    async fn check(&self, facts: &Facts) -> Result<(), Refusal> {
        for (pointer, place) in [("/place_id", facts.place), ("/crossing_id", facts.crossing)] {
            if let Some(place) = place
                && !store::has_place(self.tx, place).await?
            {
                return Err(Refusal::UnknownPlace { pointer });
            }
        }
        facts.installed_on.map_or(Ok(()), |on| self.check_day("/installed_on", on, EARLIEST))
    }

    fn check_day(&self, pointer: &'static str, day: Date, not_before: Date) -> Result<(), Refusal> {
        let not_after = self.today();
        if (not_before..=not_after).contains(&day) {
            return Ok(());
        }
        Err(Refusal::DayOutOfOrder { pointer, day, not_before, not_after })
    }

    /// The sign after a change of where it stands.
    async fn settle(&self, id: SignId) -> Result<Sign, Refusal> {
        let sign = self.read(id).await?;
        self.meet_limit(&sign).await?;
        Ok(sign)
    }

    async fn read(&self, id: SignId) -> Result<Sign, Refusal> {
        store::find(self.tx, id).await?.ok_or(Refusal::UnknownSign)
    }
}

/// A sign as the subject of records.
#[must_use]
pub fn subject(sign: SignId) -> Subject {
    Subject { kind: SUBJECT, id: sign.0 }
}

/// Geodesic metres between two positions; nothing if they are the same.
fn moved_m(from: Point<f64>, to: Point<f64>) -> Option<f64> {
    let (from, to) = (Position::new(from.x(), from.y()).ok()?, Position::new(to.x(), to.y()).ok()?);
    Some(geodesic_m(from, to)).filter(|metres| *metres > 0.0)
}

fn texts(faces: &[FaceText]) -> Vec<&str> {
    faces.iter().map(|face| face.text.as_str()).collect()
}

/// A sign.
pub async fn find(tx: &Tx, id: SignId) -> Result<Sign, Refusal> {
    store::find(tx, id).await?.ok_or(Refusal::UnknownSign)
}

/// The sign that has a number.
pub async fn by_number(tx: &Tx, number: SignNumber) -> Result<Sign, Refusal> {
    find(tx, store::by_number(tx, number).await?.ok_or(Refusal::UnknownSign)?).await
}

/// Signs by number, at most `limit`.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Sign>, Refusal> {
    Ok(store::list(tx, filter, limit).await?)
}

/// What happened to a sign.
pub async fn events(tx: &Tx, id: SignId) -> Result<Vec<Event>, Refusal> {
    Ok(records::of_subject(tx, subject(id)).await?)
}

/// Code of the township in which a position lies on a day.
pub async fn township_at(tx: &Tx, position: Point<f64>, day: Date) -> Result<Option<String>, Refusal> {
    Ok(store::township_at(tx, position, day).await?)
}

/// A face that does not say what the register says.
#[derive(Debug, Clone, PartialEq)]
pub struct FaultyFace {
    /// The sign.
    pub sign: SignId,
    /// Its number.
    pub number: String,
    /// Where it stands, in words.
    pub location: Option<String>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub position: Point<f64>,
    /// The place whose name it should show.
    pub place: Uuid,
    /// The face.
    pub face: FaceId,
    /// What it shows.
    pub shows: FaceText,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// The faces of signs that are up which did not say on a day what the register said on that day, by number. Signs of
/// other owners are not looked at.
pub async fn faulty_faces(
    tx: &Tx,
    day: Date,
    exactness: Exactness,
    division_code: Option<&str>,
    place: Option<Uuid>,
) -> Result<Vec<FaultyFace>, Refusal> {
    let faces = store::faces_to_compare(tx, day, division_code, place).await?;
    let judged = faces.into_iter().map(|face| {
        let findings = compare(&face.shows, &face.said, exactness);
        let store::FaceToCompare { sign, number, location, position, place, face, shows, .. } = face;
        FaultyFace { sign, number, location, position, place, face, shows, findings }
    });
    Ok(judged.filter(|face| !face.findings.is_empty()).collect())
}

/// Where a street should have a sign (GB 17733: at its start, its end and each crossing).
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedSign {
    /// The street.
    pub street: Uuid,
    /// Its name.
    pub name: String,
    /// How that is spelled, with tone marks.
    pub pinyin: Option<String>,
    /// Which way it runs.
    pub orientation: Option<Orientation>,
    /// Which spot.
    pub placement: Placement,
    /// The street that crosses there.
    pub crossing: Option<(Uuid, String)>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub position: Point<f64>,
    /// The sign that stands there, or is planned.
    pub there: Option<(SignId, String, SignState)>,
}

/// Where signs are expected on a day, by street.
pub async fn expected_signs(
    tx: &Tx,
    day: Date,
    division_code: Option<&str>,
    street: Option<Uuid>,
) -> Result<Vec<ExpectedSign>, Refusal> {
    let spots = store::spots(tx, day, division_code, street, STANDS_WITHIN_M).await?;
    let expected = spots.into_iter().map(|spot| {
        let store::Spot { street, name, pinyin, orientation, placement, crossing, position, there } = spot;
        ExpectedSign { street, name, pinyin, orientation, placement, crossing, position, there }
    });
    Ok(expected.collect())
}
