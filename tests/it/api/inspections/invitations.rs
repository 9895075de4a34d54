//! Links for the neighbour: what they open, and when they do not.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::json;
use time::Duration;

use super::{ALL, HANCHUAN, Office, TIANMEN, desk, id, scheme, signature};

#[tokio::test]
async fn a_link_opens_one_inspection_for_one_side_until_it_is_revoked() {
    let office = Office::tianmen().await;
    let case = id(&office.planned(TIANMEN).await);
    let (token, invitation) = office.invited(&case).await;
    let path = format!("/api/v1/joint/{token}");
    let answer = office.app.get(&path).send().await.expect(StatusCode::OK);
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let read = answer.json();
    assert_eq!(read["you"]["side"]["code"], HANCHUAN);
    assert!(read.get("number").is_none());
    // The other side leads: it alone proposes the scheme.
    office.guest_says(&token, &[scheme()]).await.expect(StatusCode::CONFLICT);
    let read = office.said(&case, &[scheme()]).await;

    // Nobody who is signed in to this office writes for the neighbour.
    for role in [Role::BoundaryOfficer, Role::Leader, Role::Admin] {
        office.app.get(&path).role(role).send().await.expect(StatusCode::FORBIDDEN);
        let body = json!({ "acts": [signature(&read, "scheme")] });
        office.app.post(&format!("{path}/acts")).role(role).json(&body).send().await.expect(StatusCode::FORBIDDEN);
    }
    // A secret that is not the link's opens nothing, and the list of invitations tells none.
    office.app.get(&format!("/api/v1/joint/{}x", &token[1..])).send().await.expect(StatusCode::NOT_FOUND);
    let invitations = office.get(&format!("{ALL}/{case}/invitations")).await;
    assert!(!invitations.to_string().contains(&token));

    office.guest_says(&token, &[signature(&read, "scheme")]).await.expect(StatusCode::OK);
    let used = office.get(&format!("{ALL}/{case}/invitations")).await["invitations"][0]["last_used_at"].clone();
    assert_eq!(used, "2023-07-01T04:00:00Z");
    let revoke = format!("{ALL}/{case}/invitations/{}/revoke", id(&invitation));
    office.posts(&revoke, &json!({ "reason": "对方换人" })).await.expect(StatusCode::OK);
    office.app.get(&path).send().await.expect(StatusCode::NOT_FOUND);
    office.guest_says(&token, &[desk()]).await.expect(StatusCode::NOT_FOUND);
    // What was said with it still counts.
    let read = office.get(&format!("{ALL}/{case}")).await;
    assert_eq!(read["scheme"]["signatures"][0]["person"], "王强");
}

#[tokio::test]
async fn a_link_ends_by_itself_and_lasts_half_a_year_at_most() {
    let office = Office::tianmen().await;
    let case = id(&office.planned(TIANMEN).await);
    let path = format!("{ALL}/{case}/invitations");
    for wrong in ["2023-07-01T12:00:00+08:00", "2024-02-01T00:00:00+08:00"] {
        let body = json!({ "person": "王强", "unit": "汉川市民政局", "expires_at": wrong });
        office.posts(&path, &body).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let (token, _) = office.invited(&case).await;
    office.app.clock().advance(Duration::days(154));
    office.app.get(&format!("/api/v1/joint/{token}")).send().await.expect(StatusCode::NOT_FOUND);
    office.guest_says(&token, &[desk()]).await.expect(StatusCode::NOT_FOUND);
}
