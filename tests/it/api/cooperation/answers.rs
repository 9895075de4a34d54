//! What the API document says of answers is what they hold.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::{
    Office, agreements, disputes, emergencies, id,
    meetings::{self, held, their_word},
    prevention,
};
use crate::support::{holds, schema_of};

#[tokio::test]
async fn answers_about_the_work_with_neighbours_hold_what_the_document_says() {
    let office = Office::new().await;
    let document = office.app.get("/api/v1/openapi.json").send().await.expect(StatusCode::OK).json();
    let contact = json!({ "name": "王强", "unit": "汉川市民政局", "confirmed_on": "2023-05-01" });
    let enter = async |path: &str, body: &Value| {
        let entered = office.entered(path, body).await;
        holds(schema_of(&document, "post", path), &entered, path);
        entered
    };
    office.entered("/api/v1/neighbours/420984/contacts", &contact).await;
    let bulletin =
        json!({ "neighbour": "420984", "direction": "in", "sent_on": "2023-06-28", "subject": "通报", "text": "情况" });
    let bulletin = enter("/api/v1/bulletins", &bulletin).await;
    let meeting = held(&office).await;
    office.leader(&format!("{meeting}/confirm_ours"), &json!({})).await;
    office.step(&format!("{meeting}/confirm_theirs"), &their_word()).await;
    enter(meetings::MEETINGS, &meetings::meeting()).await;
    let patrol = enter(prevention::SCREENINGS, &prevention::screening("patrol")).await;
    let risk = enter(prevention::RISKS, &prevention::risk()).await;
    let dispute = enter(disputes::DISPUTES, &disputes::dispute()).await;
    let response = json!({ "on": "2023-06-01", "at": "2023-06-01T10:30:00+08:00", "text": "到场" });
    office.step(&format!("{}/{}/respond", disputes::DISPUTES, id(&dispute)), &response).await;
    let plan = enter(emergencies::PLANS, &emergencies::plan()).await;
    let emergency = enter(emergencies::EMERGENCIES, &emergencies::alert()).await;
    let drill = enter(emergencies::DRILLS, &emergencies::drill()).await;
    let agreement = enter(agreements::AGREEMENTS, &agreements::agreement()).await;
    office.leader(&format!("{}/{}/sign", agreements::AGREEMENTS, id(&agreement)), &agreements::signing("一号")).await;

    for (path, address) in [
        ("/api/v1/neighbours", "/api/v1/neighbours".to_owned()),
        ("/api/v1/neighbours/{code}", "/api/v1/neighbours/420984".to_owned()),
        ("/api/v1/neighbours/{code}/contacts", "/api/v1/neighbours/420984/contacts".to_owned()),
        ("/api/v1/bulletins", "/api/v1/bulletins".to_owned()),
        ("/api/v1/bulletins/{bulletin_id}", format!("/api/v1/bulletins/{}", id(&bulletin))),
        ("/api/v1/meetings", "/api/v1/meetings".to_owned()),
        ("/api/v1/meetings/{meeting_id}", meeting),
        ("/api/v1/meetings/due", "/api/v1/meetings/due?within_days=366".to_owned()),
        ("/api/v1/screenings", "/api/v1/screenings".to_owned()),
        ("/api/v1/screenings/{screening_id}", format!("/api/v1/screenings/{}", id(&patrol))),
        ("/api/v1/risk-points", "/api/v1/risk-points".to_owned()),
        ("/api/v1/risk-points/{risk_id}", format!("/api/v1/risk-points/{}", id(&risk))),
        ("/api/v1/disputes", "/api/v1/disputes".to_owned()),
        ("/api/v1/disputes/{dispute_id}", format!("/api/v1/disputes/{}", id(&dispute))),
        ("/api/v1/emergency-plans", "/api/v1/emergency-plans".to_owned()),
        ("/api/v1/emergency-plans/{plan_id}", format!("/api/v1/emergency-plans/{}", id(&plan))),
        ("/api/v1/emergencies", "/api/v1/emergencies".to_owned()),
        ("/api/v1/emergencies/{emergency_id}", format!("/api/v1/emergencies/{}", id(&emergency))),
        ("/api/v1/drills", "/api/v1/drills".to_owned()),
        ("/api/v1/drills/{drill_id}", format!("/api/v1/drills/{}", id(&drill))),
        ("/api/v1/peace-agreements", "/api/v1/peace-agreements".to_owned()),
        ("/api/v1/peace-agreements/{agreement_id}", format!("/api/v1/peace-agreements/{}", id(&agreement))),
        ("/api/v1/peaceful-boundary/evaluation", "/api/v1/peaceful-boundary/evaluation?year=2023".to_owned()),
        (
            "/api/v1/peaceful-boundary/statistics",
            "/api/v1/peaceful-boundary/statistics?from=2023-01-01&to=2023-06-30".to_owned(),
        ),
    ] {
        let answer = office.app.get(&address).role(Role::Leader).send().await.expect(StatusCode::OK).json();
        holds(schema_of(&document, "get", path), &answer, path);
    }
}
