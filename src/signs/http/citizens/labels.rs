//! Sheets of codes to be stuck on signs.

use std::time::Duration;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, Method, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;
use tokio::{sync::Semaphore, time::timeout};
use uuid::Uuid;

use super::{CitizensState, wrong_number};
use crate::{
    db::tx::Tx,
    documents::{LABELS_OF_SHEET, Label, Unprintable, labels},
    http::{Access, Operation, Param, Params, Problem, ProblemType, Route, Text, bbox, forwarded},
    kernel::dates::office_date,
    signs::{
        codes::SignState,
        http::READERS,
        model::Sign,
        service::{self, Filter},
        survey::{self, CampaignId},
    },
};

/// Most labels at once: twenty sheets.
const MOST: usize = 20 * LABELS_OF_SHEET;

/// Sheets that are set at once: each takes a core.
static TURNS: Semaphore = Semaphore::const_new(1);

/// How long a request waits for its turn.
const WAIT_FOR_TURN: Duration = Duration::from_secs(20);

/// At the foot of each label.
const CALL: &str = "扫码查看、报修\n热线 12345";

pub(super) fn routes(state: &CitizensState) -> Vec<Route> {
    let operation = Operation::new("signs", "signLabels", "标志二维码标签（A4）", "Sheets of QR codes for signs (A4)")
        .describes(
            "每张 21 枚（63.5×38.1 毫米）。二维码为访问本接口时所用主机名下的 /s/{标志编号}，因此须经公众可访问的地址打开。\
             按标志编号、道路、排查或范围选取在用的标志，至多 420 枚。",
            "21 labels of 63.5 by 38.1 mm a sheet. The code holds /s/{sign number} under the host by which this address is \
             called, so call it by the one that the public reaches. Signs that are up are chosen by number, street, survey \
             campaign or box, 420 at most.",
        )
        .params([
            Param::query("numbers", json!({ "type": "string" }), "标志编号，用逗号分隔", "numbers, parted by commas"),
            Param::query("place", json!({ "type": "string", "format": "uuid" }), "道路", "id of a street"),
            Param::query("campaign", json!({ "type": "string", "format": "uuid" }), "排查", "id of a survey campaign"),
            bbox::param(),
        ])
        .answers(200, "application/pdf", json!({ "type": "string", "format": "binary" }), "the sheets");
    let handler = get(sheets).with_state(state.clone());
    vec![Route::new(Method::GET, "/api/v1/signs/qr-sheets", Access::Roles(READERS), operation, handler)]
}

async fn sheets(State(state): State<CitizensState>, params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let tx = state.signs.db.read("signs.labels").await?;
    let mut signs = chosen(&tx, &params, office_date(state.signs.clock.now())).await?;
    tx.finish().await?;
    if signs.len() > MOST {
        let (zh, en) =
            (format!("一次至多 {MOST} 枚，请缩小范围"), format!("{MOST} labels at once at most; ask for fewer"));
        return Err(Problem::new(ProblemType::Unprocessable, zh, en));
    }
    if signs.is_empty() {
        return Err(Problem::new(ProblemType::NotFound, "没有符合条件的标志", "there are no such signs"));
    }
    signs.sort_by_key(|sign| sign.number);
    let base = forwarded::base(&headers, state.trust_proxy);
    let made: Vec<Label> = signs.iter().map(|sign| label(sign, &base)).collect();
    let busy = || {
        let (zh, en) = ("排版请求过多，请稍候", "too many papers are being set at once");
        Problem::new(ProblemType::Unavailable, zh, en).retry_after(5)
    };
    let Ok(Ok(_turn)) = timeout(WAIT_FOR_TURN, TURNS.acquire()).await else { return Err(busy()) };
    let set = tokio::task::spawn_blocking(move || labels("地名标志二维码", CALL, &made)).await;
    let bytes = set.map_err(|error| Problem::internal(&error))?.map_err(|error| unprintable(&error))?;
    let media_type = HeaderValue::from_static("application/pdf");
    Ok(([(header::CONTENT_TYPE, media_type)], bytes).into_response())
}

/// The signs that are asked for.
async fn chosen(tx: &Tx, params: &Params, today: time::Date) -> Result<Vec<Sign>, Problem> {
    let up = Filter {
        states: Some(SignState::ALL.iter().copied().filter(|state| state.is_up()).collect()),
        ..Filter::default()
    };
    let limit = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
    let box_of = |text: &str| match bbox::read(text)?.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    if let Some(numbers) = params.text("numbers") {
        let mut signs = Vec::new();
        for typed in numbers.split(',').take(MOST + 1) {
            let number = typed.parse().map_err(|_| wrong_number(typed))?;
            signs.push(service::by_number(tx, number).await?);
        }
        return Ok(signs);
    }
    if let Some(campaign) = params.parse::<Uuid>("campaign")? {
        let mut signs = Vec::new();
        for street in survey::service::file(tx, CampaignId(campaign), today).await?.streets {
            let filter = Filter { place: Some(street.street), ..up.clone() };
            signs.extend(service::list(tx, &filter, limit).await?);
        }
        return Ok(signs);
    }
    let (place, bbox) = (params.parse::<Uuid>("place")?, params.parse_with("bbox", box_of)?);
    if place.is_none() && bbox.is_none() {
        let (zh, en) = ("请给出 numbers、place、campaign 或 bbox", "say numbers, place, campaign or bbox");
        return Err(Problem::new(ProblemType::BadRequest, zh, en));
    }
    Ok(service::list(tx, &Filter { place, bbox, ..up }, limit).await?)
}

fn label(sign: &Sign, base: &str) -> Label {
    let face = sign.faces.first().map(|face| &face.says);
    Label {
        address: format!("{base}/s/{}", sign.number),
        number: sign.number.to_string(),
        text: face.map(|says| says.text.clone()).unwrap_or_default(),
        pinyin: face.and_then(|says| says.pinyin.clone()),
    }
}

fn unprintable(error: &Unprintable) -> Problem {
    let Text { zh, en } = error.text();
    match error {
        Unprintable::NoGlyph(_) => Problem::new(ProblemType::NotAcceptable, zh, en),
        Unprintable::Typesetter(_) | Unprintable::Packing(_) => Problem::internal(error),
    }
}
