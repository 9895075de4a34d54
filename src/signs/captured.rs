//! What phones capture of signs and the work on them, entered later, in whatever order it arrives.
//!
//! What is new is kept under the id that the phone made. What changes something that the phone has seen says which version
//! that was; what has become of it meanwhile may be in the way ([`is_in_the_way`]), and then nothing is entered.

use std::fmt;

use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    Refusal, SignId, SignNumber,
    damage::{self, NewReport, ReportId},
    model::{FaceText, Facts, Sign},
    policy,
    repair::{self, Finish, OrderId},
    service::{self as signs, CLOCK_SKEW, Clerk, NewSign},
    survey::{self, VisitId, service::NewVisit},
};
use crate::{
    code_enum,
    db::tx::Tx,
    kernel::{actor::Role, text::Text},
    photos::PhotoId,
    records::Subject,
};

code_enum! {
    /// What a phone captures.
    Kind as "field_item_kind" {
        /// 查看: somebody looked at a sign.
        Visit = "visit",
        /// 损坏报告
        DamageReport = "damage_report",
        /// 附议: somebody else has seen the damage of a report, too.
        DamageConfirmation = "damage_confirmation",
        /// Photos for a report.
        DamagePhotos = "damage_photos",
        /// A sign that the register does not have.
        Sign = "sign",
        /// Other facts of a sign.
        SignChange = "sign_change",
        /// What the faces of a sign show.
        SignFaces = "sign_faces",
        /// 开工
        OrderStart = "order_start",
        /// 完工
        OrderFinish = "order_finish",
        /// Photos for an order.
        OrderPhotos = "order_photos",
    }
}

impl Kind {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Visit => ("查看标志", "visit to a sign"),
            Self::DamageReport => ("损坏报告", "damage report"),
            Self::DamageConfirmation => ("附议损坏报告", "confirmation of a damage report"),
            Self::DamagePhotos => ("损坏报告的照片", "photos for a damage report"),
            Self::Sign => ("新登记标志", "sign that was found"),
            Self::SignChange => ("修改标志", "change of a sign"),
            Self::SignFaces => ("登记牌面", "faces of a sign"),
            Self::OrderStart => ("维修开工", "start of an order"),
            Self::OrderFinish => ("维修完工", "finish of an order"),
            Self::OrderPhotos => ("维修单的照片", "photos for an order"),
        };
        Text::new(zh, en)
    }

    /// Who captures it: whoever may use the route that does the same at once.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Visit | Self::Sign | Self::SignChange | Self::SignFaces => policy::ENTERERS,
            Self::DamageReport | Self::DamageConfirmation | Self::DamagePhotos => policy::REPORTERS,
            Self::OrderStart => repair::state::Action::Start.roles(),
            Self::OrderFinish | Self::OrderPhotos => repair::state::Action::Finish.roles(),
        }
    }

    /// Whether it changes something that the phone has seen, so that it matters which version that was.
    #[must_use]
    pub const fn has_base(self) -> bool {
        matches!(self, Self::SignChange | Self::SignFaces | Self::OrderStart | Self::OrderFinish)
    }
}

/// A sign as a phone names it: by its number, or by the id under which a phone has captured it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignRef {
    /// The number on it.
    Number(SignNumber),
    /// Its id.
    Id(SignId),
}

impl SignRef {
    /// Reads one; `None` if it is neither.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        text.parse().map(Self::Number).or_else(|_| text.parse().map(Self::Id)).ok()
    }

    async fn find(self, tx: &Tx) -> Result<SignId, Refusal> {
        match self {
            Self::Number(number) => Ok(signs::by_number(tx, number).await?.id),
            Self::Id(id) => Ok(id),
        }
    }
}

impl fmt::Display for SignRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Id(id) => id.fmt(f),
        }
    }
}

/// What was captured, checked as far as that goes without the register. Photos are named apart: they may still be on
/// their way.
#[derive(Debug, Clone, PartialEq)]
pub enum Captured {
    /// A visit; its sign is the second.
    Visit(NewVisit, SignRef),
    /// A report; its sign, if it is known, and its photos.
    Report(NewReport, Option<SignRef>, Vec<PhotoId>),
    /// Somebody else has seen the damage, and what else.
    Confirmation(ReportId, Option<String>),
    /// Photos for a report.
    ReportPhotos(ReportId, Vec<PhotoId>),
    /// A sign that the register does not have.
    Sign(NewSign),
    /// Other facts of a sign.
    SignChange(SignRef, Facts),
    /// What its faces show.
    SignFaces(SignRef, Vec<FaceText>),
    /// The work on an order began.
    OrderStart(OrderId, OffsetDateTime),
    /// It is done; its photos show it afterwards.
    OrderFinish(OrderId, Finish, Vec<PhotoId>),
    /// Photos for an order; whether of after the work.
    OrderPhotos(OrderId, bool, Vec<PhotoId>),
}

/// The kinds of things that it makes or changes.
pub const SUBJECTS: [&str; 4] =
    [signs::SUBJECT, damage::service::SUBJECT, repair::service::SUBJECT, survey::service::VISIT];

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// What was made or changed.
    pub subject: Subject,
    /// Its version now; 1 for what never changes.
    pub version: i64,
    /// Photos that belong to it and have not arrived.
    pub awaited: Vec<PhotoId>,
}

impl Captured {
    /// What it is about, as far as that is known before it is entered.
    pub async fn subject(&self, tx: &Tx) -> Result<Option<Subject>, Refusal> {
        Ok(match self {
            Self::Confirmation(report, _) | Self::ReportPhotos(report, _) => Some(damage::service::subject(*report)),
            Self::OrderStart(order, _) | Self::OrderFinish(order, ..) | Self::OrderPhotos(order, ..) => {
                Some(repair::service::subject(*order))
            }
            Self::SignChange(sign, _) | Self::SignFaces(sign, _) => Some(signs::subject(sign.find(tx).await?)),
            Self::Visit(..) | Self::Report(..) | Self::Sign(_) => None,
        })
    }

    /// Enters it under the id that the phone gave it. Anything else than version `based_on` of what it changes is in the way.
    ///
    /// A report is always taken as distinct: its phone could not see the open ones.
    pub async fn enter(self, clerk: &Clerk<'_>, id: Uuid, based_on: Option<i64>) -> Result<Entered, Refusal> {
        match self {
            Self::Visit(new, sign) => {
                let sign = clerk.lock(sign.find(clerk.tx).await?, None).await?.id;
                let visit = clerk.visit(NewVisit { id: Some(VisitId(id)), sign, ..new }).await?;
                let subject = Subject { kind: survey::service::VISIT, id: visit.id.0 };
                Ok(Entered { subject, version: 1, awaited: Vec::new() })
            }
            Self::Report(new, sign, photos) => {
                let sign = match sign {
                    Some(sign) => Some(sign.find(clerk.tx).await?),
                    None => None,
                };
                let new = NewReport { id: Some(ReportId(id)), sign, is_distinct: true, photos: Vec::new(), ..new };
                let (report, _) = clerk.report(new).await?;
                with_photos(clerk, damage::service::subject(report.id), report.version, damage::service::SHOWS, &photos)
                    .await
            }
            Self::Confirmation(report, note) => {
                let report = clerk.confirm(report, note.as_deref()).await?;
                let subject = damage::service::subject(report.id);
                Ok(Entered { subject, version: report.version, awaited: Vec::new() })
            }
            Self::ReportPhotos(report, photos) => {
                let report = clerk.note_photos(report, &photos).await?;
                with_photos(clerk, damage::service::subject(report.id), report.version, damage::service::SHOWS, &photos)
                    .await
            }
            Self::Sign(new) => Ok(changed(&clerk.register(NewSign { id: Some(SignId(id)), ..new }).await?)),
            Self::SignChange(sign, facts) => {
                let sign = sign.find(clerk.tx).await?;
                Ok(changed(&clerk.amend(sign, based_on, facts).await?))
            }
            Self::SignFaces(sign, faces) => {
                let sign = sign.find(clerk.tx).await?;
                Ok(changed(&clerk.show(sign, based_on, faces).await?))
            }
            Self::OrderStart(order, at) => {
                let order = clerk.start(order, based_on, not_late(clerk, at)).await?;
                let subject = repair::service::subject(order.id);
                Ok(Entered { subject, version: order.version, awaited: Vec::new() })
            }
            Self::OrderFinish(order, finish, photos) => {
                let finish = Finish { done_at: not_late(clerk, finish.done_at), photos: Vec::new(), ..finish };
                let order = clerk.finish(order, based_on, finish).await?;
                with_photos(clerk, repair::service::subject(order.id), order.version, repair::service::AFTER, &photos)
                    .await
            }
            Self::OrderPhotos(order, is_after, photos) => {
                let (order, shows) = clerk.note_order_photos(order, is_after, &photos).await?;
                with_photos(clerk, repair::service::subject(order.id), order.version, shows, &photos).await
            }
        }
    }
}

fn changed(sign: &Sign) -> Entered {
    Entered { subject: signs::subject(sign.id), version: sign.version, awaited: Vec::new() }
}

async fn with_photos(
    clerk: &Clerk<'_>,
    subject: Subject,
    version: i64,
    shows: &'static str,
    photos: &[PhotoId],
) -> Result<Entered, Refusal> {
    Ok(Entered { subject, version, awaited: clerk.attach_or_await(subject, shows, photos).await? })
}

/// An instant that a clock which is a little fast has put into the future.
fn not_late(clerk: &Clerk<'_>, at: OffsetDateTime) -> OffsetDateTime {
    if at <= clerk.now + CLOCK_SKEW { at.min(clerk.now) } else { at }
}

/// Whether what was captured is in order, and something that happened meanwhile is in its way. Then somebody has to decide;
/// anything else is a fault of what was captured.
#[must_use]
pub fn is_in_the_way(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::WrongState(_)
            | Refusal::ReportState(_)
            | Refusal::OrderState(_)
            | Refusal::LostUpdate
            | Refusal::Gone
            | Refusal::ReportOver(_)
            | Refusal::OtherCrew
            | Refusal::UnknownFace
            | Refusal::DoneBeforeOrdered(_)
            | Refusal::NoAccount
    )
}
