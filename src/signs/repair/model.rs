//! Repair orders.

use geo::Point;
use time::OffsetDateTime;
use uuid::Uuid;

use super::codes::{OrderKind, OrderState};
use crate::{
    kernel::actor::UserId,
    photos::PhotoId,
    signs::{FaceId, SignId, damage::ReportId},
    typed_id,
};

typed_id!(
    /// One repair order.
    OrderId
);

/// Most reports that one order repairs.
pub const MOST_REPORTS: usize = 100;

/// Most kinds of parts that one order uses.
pub const MOST_PARTS: usize = 50;

/// Highest cost, in fen: a billion yuan.
pub const HIGHEST_COST_FEN: i64 = 100_000_000_000;

/// What a face has to show afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFace {
    /// The face; the only one of the sign unless it is said.
    pub face: FaceId,
    /// Characters.
    pub text: String,
    /// Roman letters.
    pub pinyin: Option<String>,
}

/// What else an order was made for, in the words of the records: such as a naming case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// What kind of thing.
    pub kind: &'static str,
    /// Which.
    pub id: Uuid,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOrder {
    /// What the order asks for.
    pub kind: OrderKind,
    /// On which sign.
    pub sign: SignId,
    /// What its face has to show, of [`OrderKind::ReplaceFace`] alone.
    pub new_face: Option<NewFace>,
    /// Whether people are in danger until it is done.
    pub is_dangerous: bool,
    /// What is to be done, in words.
    pub task: String,
    /// The reports that it repairs.
    pub reports: Vec<ReportId>,
    /// What else it was made for.
    pub cause: Option<Cause>,
}

/// Who does the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hand {
    /// A crew of the office.
    Crew {
        /// Its account.
        id: UserId,
        /// Its log-in name.
        login: String,
    },
    /// A firm.
    Contractor(String),
}

/// A part that was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub part: String,
    /// How many.
    pub quantity: i32,
    /// Cost of all of them in fen.
    pub cost_fen: Option<i64>,
}

/// What is said when the work is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Finish {
    /// When; not in the future.
    pub done_at: OffsetDateTime,
    /// Where the sign stands afterwards: EPSG:4490, x = longitude, y = latitude, degrees.
    pub position: Option<Point<f64>>,
    /// Cost of the whole in fen.
    pub cost_fen: Option<i64>,
    /// The parts that were used.
    pub parts: Vec<Part>,
    /// In words.
    pub note: Option<String>,
    /// Photos of what was done, all of them uploaded.
    pub photos: Vec<PhotoId>,
}

/// An order.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Identifier.
    pub id: OrderId,
    /// For people: `R2023-0001`.
    pub number: String,
    /// What it asks for.
    pub kind: OrderKind,
    /// Where it stands.
    pub state: OrderState,
    /// The sign.
    pub sign: SignId,
    /// Its number.
    pub sign_number: String,
    /// What its face has to show.
    pub new_face: Option<NewFace>,
    /// Whether people are in danger until it is done.
    pub is_dangerous: bool,
    /// What is to be done, in words.
    pub task: String,
    /// What else it was made for: kind and id.
    pub cause: Option<(String, Uuid)>,
    /// The township in which the sign stands.
    pub township_code: Option<String>,
    /// By when it is to be done.
    pub due_at: OffsetDateTime,
    /// Who does it.
    pub hand: Option<Hand>,
    /// When the work began.
    pub started_at: Option<OffsetDateTime>,
    /// When it was done, and who said so.
    pub done: Option<(OffsetDateTime, UserId)>,
    /// When it was accepted, and by whom.
    pub accepted: Option<(OffsetDateTime, UserId)>,
    /// Cost of the whole in fen.
    pub cost_fen: Option<i64>,
    /// Where the sign stands afterwards.
    pub position_after: Option<Point<f64>>,
    /// How often it was opened again.
    pub reopened: i32,
    /// Counts changes.
    pub version: i64,
    /// Who made it.
    pub created_by: UserId,
    /// When.
    pub created_at: OffsetDateTime,
}

/// What restricts a list of orders; everything left open does not.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// In one of these states.
    pub states: Option<Vec<OrderState>>,
    /// On this sign.
    pub sign: Option<SignId>,
    /// Of the crew with this log-in name.
    pub crew: Option<String>,
    /// Made for this thing.
    pub cause: Option<Uuid>,
    /// In this township.
    pub township_code: Option<String>,
    /// Only orders with a smaller number than this.
    pub before: Option<String>,
}
