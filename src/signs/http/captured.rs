//! What phones capture, read from the bodies that the routes of signs take.

use serde::Deserialize;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    json as told,
    orders::{FinishBody, finish_body},
    reports::{ReportBody, report_body},
    surveys::{VisitBody, visit_body},
    wire::{FaceBody, NewSignBody, SignBody, faces, faces_schema, new_sign_schema, photos, photos_schema, sign_schema},
};
use crate::{
    db::tx::Tx,
    http::{
        Problem,
        content::{instant, prose, unfit},
        read_json,
        schema::{object, text},
    },
    kernel::actor::Role,
    photos::PhotoId,
    signs::{
        Refusal, SignId,
        captured::{Captured, Kind, SignRef},
        damage::{self, ReportId},
        repair::{self, Finish, OrderId},
        service as signs,
    },
};

/// Who captured something, and how the clock was by which it was done.
#[derive(Debug, Clone, Copy)]
pub struct Capture {
    /// The id that the phone gave it.
    pub id: Uuid,
    /// The role of who captured it.
    pub role: Role,
    /// When, by the clock of the phone: what was seen without saying when was seen then.
    pub at: OffsetDateTime,
    /// How far that clock was behind; instants in the content are moved by it.
    pub clock_shift: Duration,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfirmationContent {
    report_id: Uuid,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportPhotosContent {
    report_id: Uuid,
    photos: Vec<Uuid>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignChangeContent {
    number: String,
    sign: SignBody,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignFacesContent {
    number: String,
    faces: Vec<FaceBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderStartContent {
    order_id: Uuid,
    started_at: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderFinishContent {
    order_id: Uuid,
    finish: FinishBody,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderPhotosContent {
    order_id: Uuid,
    after: bool,
    photos: Vec<Uuid>,
}

/// Reads what was captured; pointers of faults are within the content.
pub fn read(kind: Kind, content: &[u8], capture: Capture) -> Result<Captured, Problem> {
    let seen = |at: OffsetDateTime| at.saturating_add(capture.clock_shift);
    Ok(match kind {
        Kind::Visit => {
            let (mut new, sign) = read_json::<VisitBody>(content)?.checked(capture.at)?;
            check_id(new.id.map(|id| id.0), capture.id)?;
            new.seen_at = seen(new.seen_at);
            Captured::Visit(new, sign_ref("/sign", &sign)?)
        }
        Kind::DamageReport => {
            let (mut new, sign) = read_json::<ReportBody>(content)?.checked(capture.role, capture.at)?;
            check_id(new.id.map(|id| id.0), capture.id)?;
            new.seen_at = seen(new.seen_at);
            let photos = std::mem::take(&mut new.photos);
            Captured::Report(new, sign.map(|sign| sign_ref("/sign", &sign)).transpose()?, photos)
        }
        Kind::DamageConfirmation => {
            let ConfirmationContent { report_id, note } = read_json(content)?;
            let note = note.map(|text| prose("/note", &text, 1_000)).transpose()?;
            Captured::Confirmation(ReportId(report_id), note)
        }
        Kind::DamagePhotos => {
            let ReportPhotosContent { report_id, photos } = read_json(content)?;
            Captured::ReportPhotos(ReportId(report_id), some_photos(photos)?)
        }
        Kind::Sign => Captured::Sign(read_json::<NewSignBody>(content)?.checked()?),
        Kind::SignChange => {
            let SignChangeContent { number, sign } = read_json(content)?;
            Captured::SignChange(sign_ref("/number", &number)?, sign.checked("/sign")?)
        }
        Kind::SignFaces => {
            let SignFacesContent { number, faces: shown } = read_json(content)?;
            Captured::SignFaces(sign_ref("/number", &number)?, faces(shown)?)
        }
        Kind::OrderStart => {
            let OrderStartContent { order_id, started_at } = read_json(content)?;
            let at = started_at.map_or(Ok(capture.at), |text| instant("/started_at", &text))?;
            Captured::OrderStart(OrderId(order_id), seen(at))
        }
        Kind::OrderFinish => {
            let OrderFinishContent { order_id, finish } = read_json(content)?;
            let finish = finish.checked(capture.at).map_err(|problem| problem.below("/finish"))?;
            let photos = finish.photos.clone();
            Captured::OrderFinish(OrderId(order_id), Finish { done_at: seen(finish.done_at), ..finish }, photos)
        }
        Kind::OrderPhotos => {
            let OrderPhotosContent { order_id, after, photos } = read_json(content)?;
            Captured::OrderPhotos(OrderId(order_id), after, some_photos(photos)?)
        }
    })
}

/// The thing that something captured is about, as it is now; `None` for what never changes.
pub async fn shown(tx: &Tx, kind: &str, id: Uuid) -> Result<Option<Value>, Refusal> {
    Ok(match kind {
        signs::SUBJECT => Some(told::sign(&signs::find(tx, SignId(id)).await?)),
        damage::service::SUBJECT => Some(told::report(&damage::service::find(tx, ReportId(id)).await?.0)),
        repair::service::SUBJECT => Some(told::order(&repair::service::file(tx, OrderId(id)).await?.order)),
        _ => None,
    })
}

/// What is strange about where a captured report says that it is.
pub async fn position_doubt(tx: &Tx, report: Uuid) -> Result<Option<Value>, Refusal> {
    let (report, _, _) = damage::service::find(tx, ReportId(report)).await?;
    Ok(damage::service::position_doubt(tx, &report).await?.map(told::doubt))
}

/// A content needs no id; one that it has is that of the item.
fn check_id(said: Option<Uuid>, id: Uuid) -> Result<(), Problem> {
    match said {
        Some(said) if said != id => {
            Err(unfit("/id", "须与采集项的编号相同，也可以不写", "is the id of the item, or left out"))
        }
        _ => Ok(()),
    }
}

fn sign_ref(pointer: &str, text: &str) -> Result<SignRef, Problem> {
    SignRef::read(text).ok_or_else(|| {
        let (zh, en) =
            ("不是标志编号，也不是采集标志的编号", "is no number of a sign, and no id of a sign that was captured");
        unfit(pointer, zh, en)
    })
}

fn some_photos(ids: Vec<Uuid>) -> Result<Vec<PhotoId>, Problem> {
    if ids.is_empty() {
        return Err(unfit("/photos", "至少一张照片", "takes at least one photo"));
    }
    photos(ids)
}

/// Schema of the content of a kind.
#[must_use]
pub fn content_schema(kind: Kind) -> Value {
    let id = |of: &str| json!({ "type": "string", "format": "uuid", "description": of });
    let number =
        || json!({ "type": "string", "description": "number of the sign, or the id under which it was captured" });
    let (order, report) = (|| id("id of the order"), || id("id of the report"));
    match kind {
        Kind::Visit => visit_body(),
        Kind::DamageReport => report_body(),
        Kind::DamageConfirmation => {
            object(&["report_id"], json!({ "report_id": report(), "note": text(1_000, "what else was seen") }))
        }
        Kind::DamagePhotos => {
            object(&["report_id", "photos"], json!({ "report_id": report(), "photos": photos_schema() }))
        }
        Kind::Sign => new_sign_schema(),
        Kind::SignChange => object(&["number", "sign"], json!({ "number": number(), "sign": sign_schema() })),
        Kind::SignFaces => object(&["number", "faces"], json!({ "number": number(), "faces": faces_schema() })),
        Kind::OrderStart => object(
            &["order_id"],
            json!({ "order_id": order(), "started_at": { "type": "string", "format": "date-time", "nullable": true } }),
        ),
        Kind::OrderFinish => object(&["order_id", "finish"], json!({ "order_id": order(), "finish": finish_body() })),
        Kind::OrderPhotos => object(
            &["order_id", "after", "photos"],
            json!({ "order_id": order(), "after": { "type": "boolean", "description": "of after the work, not before" },
                    "photos": photos_schema() }),
        ),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::signs::SignNumber;

    const AT: OffsetDateTime = datetime!(2023-06-30 09:00 UTC);
    const ID: Uuid = Uuid::from_u128(0x0188_fb00_0000_7000_8000_0000_0000_0001);

    fn number() -> String {
        SignNumber::of_serial(1).unwrap().to_string()
    }

    fn read_as(kind: Kind, content: &str) -> Result<Captured, Problem> {
        read(
            kind,
            content.as_bytes(),
            Capture { id: ID, role: Role::FieldCrew, at: AT, clock_shift: Duration::days(-3) },
        )
    }

    #[test]
    fn instants_are_moved_by_how_wrong_the_clock_was() {
        let start = read_as(Kind::OrderStart, &format!("{{\"order_id\":\"{ID}\"}}")).unwrap();
        assert_eq!(start, Captured::OrderStart(OrderId(ID), datetime!(2023-06-27 09:00 UTC)));
        let said = format!("{{\"order_id\":\"{ID}\",\"started_at\":\"2023-06-29T08:00:00+08:00\"}}");
        assert_eq!(
            read_as(Kind::OrderStart, &said).unwrap(),
            Captured::OrderStart(OrderId(ID), datetime!(2023-06-26 00:00 UTC))
        );
    }

    #[test]
    fn a_sign_is_named_by_its_number_or_by_the_id_under_which_it_was_captured() {
        let (number, id) = (number(), ID.to_string());
        for (sign, is_named) in [(&*number, true), (&*id, true), ("S0000000", false), ("人民路", false)] {
            let content = json!({ "sign": sign, "condition": "good" }).to_string();
            assert_eq!(read_as(Kind::Visit, &content).is_ok(), is_named, "{sign}");
        }
    }

    #[test]
    fn a_content_with_another_id_than_its_item_is_refused() {
        let content = |id: Uuid| json!({ "id": id, "sign": number(), "condition": "good" }).to_string();
        assert!(read_as(Kind::Visit, &content(ID)).is_ok());
        let other = Uuid::from_u128(ID.as_u128() + 1);
        assert_eq!(read_as(Kind::Visit, &content(other)).unwrap_err().kind(), crate::http::ProblemType::Unprocessable);
    }
}
