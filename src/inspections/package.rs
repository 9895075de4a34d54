//! Packages that two offices exchange: all that a side has said in an inspection, signed.
//!
//! A package is a JWS in compact form (RFC 7515, Ed25519 by RFC 8037). It holds the whole chain of the side that sends it, so
//! that any package can be taken in after any other, and a lost one is made good by the next. Who takes it in computes every
//! digest anew: acts that are known must be the same, and new ones follow the last known.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    acts::{Act, MOST_ACTS},
    chain::{Link, Said},
    codes::{InspectionKind, Trigger},
    keys::{NeighbourKey, Signer},
    model::{Inspection, Plan, Side},
};
use crate::kernel::{plain_text, text::Text};

/// What it says of its form; another form has another name.
const FORMAT: &str = "mingjie/joint-inspection/1";

/// Largest package, bytes.
pub const LARGEST: usize = 16 << 20;

/// Clocks of two offices differ by so much at most.
const CLOCKS_DIFFER: Duration = Duration::minutes(10);

/// A package that was made or taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageRecord {
    /// UUIDv7.
    pub id: Uuid,
    /// Made here; otherwise taken in.
    pub outgoing: bool,
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
    /// Thumbprint of the key that signed it.
    pub thumbprint: String,
    /// Serial of its first new act.
    pub first_serial: i32,
    /// Serial of its last act.
    pub last_serial: i32,
    /// Log-in name of who made it or took it in.
    pub handled_by: String,
    /// When.
    pub handled_at: OffsetDateTime,
}

/// What a package says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    format: String,
    /// Which inspection; both offices have the same id.
    pub inspection: Uuid,
    /// Code of the line.
    pub line: String,
    /// What it is.
    pub plan: PlanSaid,
    /// The side that sends it.
    pub from: Side,
    /// The side that takes it in.
    pub to: Side,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    pub made_at: OffsetDateTime,
    acts: Vec<ActSaid>,
}

/// A plan as a package says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanSaid {
    kind: InspectionKind,
    trigger: Option<Trigger>,
    reason: Option<String>,
    round: Option<i32>,
    year: i32,
    due_on: Date,
    lead: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ActSaid {
    id: Uuid,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    person: String,
    unit: String,
    content: String,
}

/// Why a package is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPackage {
    /// It is no package, or not of this form.
    #[error("it is no package of this form: {0}")]
    Form(String),
    /// Nobody entered the key that it names.
    #[error("the key {0} is that of no neighbour")]
    UnknownKey(String),
    /// The key was revoked.
    #[error("the key {0} was revoked")]
    RevokedKey(String),
    /// The signature is not that of the key.
    #[error("the signature does not fit")]
    Forged,
    /// The key is that of another neighbour.
    #[error("the key belongs to {0}")]
    OtherSender(String),
    /// It is for another side, line or plan.
    #[error("it is about something else: {0}")]
    Other(&'static str),
    /// It was made in the future.
    #[error("it was made after now")]
    FromFuture,
    /// It was taken in before.
    #[error("it was taken in before")]
    Replayed,
    /// It holds nothing that is not known.
    #[error("all of its {0} acts are known")]
    NothingNew(usize),
    /// It holds another act than was taken in before at this serial.
    #[error("act {0} is not what was taken in before")]
    Forked(i32),
    /// An act of it cannot be.
    #[error("act {serial}: {reason}")]
    BadAct {
        /// Which.
        serial: i32,
        /// What is wrong.
        reason: String,
    },
}

impl BadPackage {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Form(why) => format!("不是本格式的交换包：{why}"),
            Self::UnknownKey(key) => format!("没有登记过的邻方密钥：{key}"),
            Self::RevokedKey(key) => format!("该密钥已吊销：{key}"),
            Self::Forged => "签名不符，可能被伪造或改动".to_owned(),
            Self::OtherSender(code) => format!("该密钥属于另一邻方：{code}"),
            Self::Other(what) => match *what {
                "line" => "是另一条界线的交换包".to_owned(),
                "plan" => "联检计划与本方不同".to_owned(),
                _ => "不是发给本方的，或发出方不是本次联检的邻方".to_owned(),
            },
            Self::FromFuture => "制作时间晚于当前时间".to_owned(),
            Self::Replayed => "该包已导入过".to_owned(),
            Self::NothingNew(count) => format!("没有新内容：其中 {count} 条都已收到，可能是旧包"),
            Self::Forked(serial) => format!("第 {serial} 条与先前收到的不同，整包未导入，请与对方核实"),
            Self::BadAct { serial, reason } => format!("第 {serial} 条有误：{reason}"),
        };
        Text { zh, en: self.to_string() }
    }

    /// Its code word.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Form(_) => "form",
            Self::UnknownKey(_) => "unknown_key",
            Self::RevokedKey(_) => "revoked_key",
            Self::Forged => "forged",
            Self::OtherSender(_) => "other_sender",
            Self::Other(_) => "other_subject",
            Self::FromFuture => "from_future",
            Self::Replayed => "replayed",
            Self::NothingNew(_) => "nothing_new",
            Self::Forked(_) => "forked",
            Self::BadAct { .. } => "bad_act",
        }
    }
}

/// Writes the package of this side: `links` is its chain.
#[must_use]
pub fn write(inspection: &Inspection, links: &[&Link], signer: &Signer, now: OffsetDateTime) -> String {
    let plan = &inspection.plan;
    let payload = Payload {
        format: FORMAT.to_owned(),
        inspection: inspection.id,
        line: inspection.line_code.clone(),
        plan: PlanSaid::of(plan),
        from: inspection.ours.clone(),
        to: inspection.theirs.clone(),
        made_at: now,
        acts: links
            .iter()
            .map(|link| ActSaid {
                id: link.id,
                at: link.at,
                person: link.person.clone(),
                unit: link.unit.clone(),
                content: link.content.clone(),
            })
            .collect(),
    };
    let header = json!({ "alg": "EdDSA", "kid": signer.thumbprint, "typ": "JWS", "cty": "application/json" });
    let message = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(json!(payload).to_string()));
    let signature = BASE64.encode(signer.sign(message.as_bytes()));
    format!("{message}.{signature}")
}

#[derive(Debug, Deserialize)]
struct Header {
    alg: String,
    kid: String,
}

/// A package that came, not verified yet.
#[derive(Debug)]
pub struct Sealed<'a> {
    /// Thumbprint of the key that is said to have signed it.
    pub thumbprint: String,
    signed: &'a str,
    payload: &'a str,
    signature: Vec<u8>,
}

impl<'a> Sealed<'a> {
    /// Takes it apart.
    pub fn parse(text: &'a str) -> Result<Self, BadPackage> {
        let form = |why: &str| BadPackage::Form(why.to_owned());
        let (signed, signature) = text.trim().rsplit_once('.').ok_or_else(|| form("JWS"))?;
        let (header, payload) = signed.split_once('.').ok_or_else(|| form("JWS"))?;
        let header = BASE64.decode(header).map_err(|_| form("base64url"))?;
        let header: Header = serde_json::from_slice(&header).map_err(|error| form(&error.to_string()))?;
        if header.alg != "EdDSA" {
            return Err(form("alg"));
        }
        let signature = BASE64.decode(signature).map_err(|_| form("base64url"))?;
        Ok(Self { thumbprint: header.kid, signed, payload, signature })
    }

    /// What it says, if this key signed it.
    pub fn open(&self, key: &NeighbourKey, now: OffsetDateTime) -> Result<Payload, BadPackage> {
        if key.revoked_at.is_some() {
            return Err(BadPackage::RevokedKey(self.thumbprint.clone()));
        }
        if !key.verifies(self.signed.as_bytes(), &self.signature) {
            return Err(BadPackage::Forged);
        }
        let payload = BASE64.decode(self.payload).map_err(|_| BadPackage::Form("base64url".to_owned()))?;
        let payload: Payload = serde_json::from_slice(&payload).map_err(|error| BadPackage::Form(error.to_string()))?;
        if payload.format != FORMAT {
            return Err(BadPackage::Form(payload.format));
        }
        if payload.from.code != key.neighbour {
            return Err(BadPackage::OtherSender(key.neighbour.clone()));
        }
        if payload.made_at > now.saturating_add(CLOCKS_DIFFER) {
            return Err(BadPackage::FromFuture);
        }
        if !payload.plan.is_sound() {
            return Err(BadPackage::Other("plan"));
        }
        if !is_name(&payload.from.name) || !is_name(&payload.to.name) {
            return Err(BadPackage::Form("name of a side".to_owned()));
        }
        if payload.acts.len() > MOST_ACTS {
            return Err(BadPackage::Form(format!("{} acts", payload.acts.len())));
        }
        Ok(payload)
    }
}

/// Years in which anything of an inspection can be.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2200;

/// Whether it is one line of at most a hundred characters, without blanks around it.
fn is_name(text: &str) -> bool {
    plain_text::line(text, 100).is_ok_and(|line| line == text)
}

impl PlanSaid {
    /// Whether an inspection can be planned so.
    fn is_sound(&self) -> bool {
        let is_of_kind = match self.kind {
            InspectionKind::Periodic => {
                self.trigger.is_none() && self.round.is_some_and(|round| (1..=100).contains(&round))
            }
            InspectionKind::AdHoc => self.trigger.is_some() && self.round.is_none() && self.reason.is_some(),
        };
        let is_reason = |text: &String| plain_text::prose(text, 1_000).is_ok_and(|prose| prose == text);
        is_of_kind
            && self.reason.as_ref().is_none_or(is_reason)
            && YEARS.contains(&self.year)
            && YEARS.contains(&self.due_on.year())
    }

    fn of(plan: &Plan) -> Self {
        let Plan { kind, trigger, reason, round, year, due_on, lead } = plan.clone();
        Self { kind, trigger, reason, round, year, due_on, lead }
    }

    /// The plan.
    #[must_use]
    pub fn plan(self) -> Plan {
        let Self { kind, trigger, reason, round, year, due_on, lead } = self;
        Plan { kind, trigger, reason, round, year, due_on, lead }
    }
}

impl Payload {
    /// Whether it is about this inspection, and for this side of it.
    pub fn check_about(&self, inspection: &Inspection) -> Result<(), BadPackage> {
        if self.line != inspection.line_code {
            return Err(BadPackage::Other("line"));
        }
        if self.from.code != inspection.theirs.code || self.to.code != inspection.ours.code {
            return Err(BadPackage::Other("side"));
        }
        if self.plan != PlanSaid::of(&inspection.plan) {
            return Err(BadPackage::Other("plan"));
        }
        Ok(())
    }

    /// Its acts behind those that are `known`, the chain of that side; every digest is computed anew.
    pub fn links_after(&self, known: &[&Link], inspection: &Inspection) -> Result<Vec<Link>, BadPackage> {
        let frame = inspection.frame();
        let mut links: Vec<Link> = Vec::new();
        let mut previous: Option<[u8; 32]> = None;
        for (act, serial) in self.acts.iter().zip(1..) {
            let bad = |reason: String| BadPackage::BadAct { serial, reason };
            let said = Said {
                inspection: inspection.id,
                side: &self.from.code,
                serial,
                id: act.id,
                at: act.at,
                person: &act.person,
                unit: &act.unit,
                content: &act.content,
            };
            let digest = said.digest(previous.as_ref());
            previous = Some(digest);
            let place = usize::try_from(serial - 1).unwrap_or(usize::MAX);
            if let Some(known) = known.get(place) {
                if known.digest != digest {
                    return Err(BadPackage::Forked(serial));
                }
                continue;
            }
            if act.at > self.made_at || !YEARS.contains(&act.at.year()) || act.at.nanosecond() % 1_000 != 0 {
                return Err(bad("its instant: not after the package was made, and in whole microseconds".to_owned()));
            }
            if !is_name(&act.person) || !is_name(&act.unit) {
                return Err(bad("person or unit".to_owned()));
            }
            let mut read: Act = serde_json::from_str(&act.content).map_err(|error| bad(error.to_string()))?;
            let as_said = read.clone();
            read.tidy(&frame).map_err(|fault| bad(format!("{}: {}", fault.pointer, fault.text.zh)))?;
            if read != as_said {
                return Err(bad("blanks around a text".to_owned()));
            }
            links.push(Link {
                side: self.from.code.clone(),
                serial,
                id: act.id,
                at: act.at,
                person: act.person.clone(),
                unit: act.unit.clone(),
                content: act.content.clone(),
                act: read,
                digest,
            });
        }
        if self.acts.len() < known.len() {
            return Err(BadPackage::NothingNew(self.acts.len()));
        }
        Ok(links)
    }
}
