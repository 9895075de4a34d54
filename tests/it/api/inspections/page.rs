//! The page that an invitation opens.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::json;

use super::{ALL, HANCHUAN, MARKER, Office, TIANMEN, desk, id, scheme, signature};
use crate::support::{Answer, encoded};

/// The page of a link, asked for without an account.
async fn page(office: &Office, token: &str) -> String {
    office.app.get(&format!("/joint/{token}")).send().await.expect(StatusCode::OK).text()
}

/// Sends a form of the page.
async fn sent(office: &Office, token: &str, fields: &[(&str, &str)]) -> Answer {
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let call =
        office.app.post(&format!("/joint/{token}/acts")).header("content-type", "application/x-www-form-urlencoded");
    call.body(body.join("&")).send().await
}

#[tokio::test]
async fn the_neighbour_reads_enters_and_signs_on_the_page() {
    let office = Office::tianmen().await;
    let case = id(&office.planned(TIANMEN).await);
    let (token, invitation) = office.invited(&case).await;
    assert!(page(&office, &token).await.contains("方案尚未提出"));
    let read = office.said(&case, &[scheme()]).await;
    office.says(Role::Leader, &case, &[signature(&read, "scheme")]).await.expect(StatusCode::OK);

    let shown = page(&office, &token).await;
    let digest = read["scheme"]["digest"].as_str().unwrap();
    assert!(shown.contains("汉川市") && shown.contains(digest) && !shown.contains("<script"), "{shown}");
    let sign = [("form", "sign-scheme"), ("act", "sign"), ("subject", "scheme"), ("digest", digest)];
    let signed = sent(&office, &token, &sign).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(signed.header("location"), format!("/joint/{token}#scheme"));
    assert_eq!(office.get(&format!("{ALL}/{case}")).await["state"], "scheme_agreed");

    // A finding is entered; one that cannot be comes back with what was typed.
    let desk_form = [
        ("form", "enter-desk:S01-001"),
        ("act", "enter"),
        ("item", "S01-001"),
        ("check", "desk"),
        ("note", "<b>附图模糊</b>"),
    ];
    let refused = sent(&office, &token, &desk_form).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
    assert!(refused.contains("&lt;b&gt;附图模糊&lt;/b&gt;") && refused.contains("role=\"alert\""), "{refused}");
    let whole = [&desk_form[..], &[("agreement", "agrees"), ("text", "differs"), ("map", "agrees")]].concat();
    sent(&office, &token, &whole).await.expect(StatusCode::SEE_OTHER);
    office.said(&case, &[desk()]).await;
    let shown = page(&office, &token).await;
    assert!(shown.contains("双方记录不一致") && shown.contains("&lt;b&gt;附图模糊"), "{shown}");
    let agreed = [&desk_form[..], &[("agreement", "agrees"), ("text", "agrees"), ("map", "agrees")]].concat();
    sent(&office, &token, &agreed).await.expect(StatusCode::SEE_OTHER);
    let read = office.get(&format!("{ALL}/{case}")).await;
    let sign = |digest: &str| -> Vec<(String, String)> {
        [("form", "x"), ("act", "sign"), ("subject", "desk:S01-001"), ("digest", digest)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into()
    };
    let form = sign(super::subject(&read, "desk:S01-001")["digest"].as_str().unwrap());
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    sent(&office, &token, &form).await.expect(StatusCode::SEE_OTHER);
    office.said(&case, &[signature(&read, "desk:S01-001")]).await;

    // A marker, with a position; half a position is told.
    let marker = [
        ("form", "m"),
        ("act", "enter"),
        ("item", MARKER),
        ("check", "marker"),
        ("position", "in_place"),
        ("body", "good"),
        ("text", "damaged"),
        ("base", "good"),
        ("surroundings", "good"),
        ("tie_points", "complete"),
        ("action", "to_repair"),
        ("lon", "113.006"),
    ];
    sent(&office, &token, &marker).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    sent(&office, &token, &[&marker[..], &[("lat", "30.498"), ("accuracy_m", "0.1")]].concat())
        .await
        .expect(StatusCode::SEE_OTHER);
    let found = [
        ("form", "find"),
        ("act", "find"),
        ("item", MARKER),
        ("about", "marker"),
        ("text", "注记脱落"),
        ("responsible", HANCHUAN),
        ("due_on", "2023-07-31"),
    ];
    sent(&office, &token, &found).await.expect(StatusCode::SEE_OTHER);
    let read = office.get(&format!("{ALL}/{case}")).await;
    let issue = read["issues"][0]["issue"].as_str().unwrap();
    let present = format!("present_{HANCHUAN}");
    let ours = format!("present_{TIANMEN}");
    let fix = [
        ("form", "f"),
        ("act", "fix"),
        ("issue", issue),
        ("on", "2023-07-01"),
        ("text", "重新描红"),
        (&present, "王强 汉川市民政局"),
    ];
    sent(&office, &token, &fix).await.expect(StatusCode::CONFLICT);
    sent(&office, &token, &[&fix[..], &[(&ours, "李明 天门市民政局\n周平 天门市民政局")]].concat())
        .await
        .expect(StatusCode::SEE_OTHER);
    let read = office.get(&format!("{ALL}/{case}")).await;
    assert_eq!(read["issues"][0]["fix"]["present"].as_array().unwrap().len(), 3);
    sent(&office, &token, &[("act", "nonsense")]).await.expect(StatusCode::BAD_REQUEST);

    // Not for the office's own people, and not after it was revoked.
    office.app.get(&format!("/joint/{token}")).role(Role::Leader).send().await.expect(StatusCode::FORBIDDEN);
    let revoke = format!("{ALL}/{case}/invitations/{}/revoke", id(&invitation));
    office.posts(&revoke, &json!({ "reason": "对方换人" })).await.expect(StatusCode::OK);
    let closed = office.app.get(&format!("/joint/{token}")).send().await.expect(StatusCode::NOT_FOUND);
    assert!(closed.text().contains("链接不能打开"));
    sent(&office, &token, &whole).await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_neighbour_that_leads_proposes_the_scheme_on_the_page() {
    let office = Office::tianmen().await;
    let case = id(&office.planned(HANCHUAN).await);
    let (token, _) = office.invited(&case).await;
    assert!(page(&office, &token).await.contains("提出或更改方案"));
    let (theirs, ours) = (format!("members_{HANCHUAN}"), format!("members_{TIANMEN}"));
    let form = [
        ("form", "propose"),
        ("act", "scheme"),
        ("text", "逐段检查。"),
        (&theirs, "王强 汉川市民政局 组长"),
        (&ours, "李明 天门市民政局"),
        ("field_from", "2023-07-10"),
        ("field_to", "2023-07-12"),
    ];
    // The line of this test has no shape: there is nothing to check, which is told.
    let refused = sent(&office, &token, &form).await.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
    assert!(refused.contains("逐段检查。"), "{refused}");
}
