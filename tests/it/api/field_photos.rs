//! `/api/v1/field/photos`: what is told of a photo, and its pictures.

use axum::http::{Method, StatusCode};
use mingjie::{kernel::actor::Role, photos::Digest};
use serde_json::json;

use crate::support::{Crew, TestApp, TestPhoto};

#[tokio::test]
async fn position_and_time_are_told_and_are_not_in_the_picture() {
    let app = TestApp::new().await;
    let crew = Crew::of(&app, Role::FieldCrew);
    let sent = TestPhoto::new(640, 480)
        .taken("2023:06:30 17:45:00", Some("+08:00"))
        .at(113.25, 30.5, Some("WGS-84"))
        .orientation(8)
        .owner("SECRET owner")
        .jpeg();
    let id = crew.send(&sent).await;
    let told = crew.photo(id).await.expect(StatusCode::OK).json();
    let expected = json!({ "lon": 113.25, "lat": 30.5, "source": "stated", "accuracy_m": 4.5 });
    assert_eq!((&told["position"], &told["position_datum"]), (&expected, &json!("WGS-84")));
    assert_eq!(told["taken_at"], "2023-06-30T09:45:00Z");
    assert_eq!((&told["width"], &told["height"]), (&json!(480), &json!(640)));
    assert_eq!((&told["id"], &told["media_type"]), (&json!(id), &json!("image/jpeg")));
    for (address, digest) in [("image", "sha256"), ("thumbnail", "thumbnail_sha256")] {
        let path = format!("/api/v1/field/photos/{id}/{address}");
        let picture = app.get(&path).role(Role::Leader).send().await.expect(StatusCode::OK);
        assert_eq!(picture.header("content-type"), "image/jpeg");
        assert_eq!(picture.header("x-content-type-options"), "nosniff");
        assert_eq!(picture.header("cache-control"), "private, max-age=31536000, immutable");
        assert_eq!(picture.header("content-length"), picture.bytes.len().to_string());
        assert_eq!(told[digest], Digest::of(&picture.bytes).to_string());
        assert!(!picture.bytes.windows(6).any(|window| window == b"SECRET"));
        let tag = picture.header("etag").to_owned();
        assert!(tag.starts_with('"'), "{tag}");
        let again = app.get(&path).role(Role::Leader).header("if-none-match", &tag).send().await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    }
}

#[tokio::test]
async fn photos_are_for_those_who_work_here() {
    let app = TestApp::new().await;
    let id = Crew::of(&app, Role::NamingOfficer).send(&TestPhoto::new(8, 8).png()).await;
    for path in ["", "/image", "/thumbnail"] {
        let path = format!("/api/v1/field/photos/{id}{path}");
        app.request(Method::GET, &path).await.expect(StatusCode::UNAUTHORIZED);
        app.get(&path).role(Role::Neighbour).send().await.expect(StatusCode::FORBIDDEN);
        app.get(&path).role(Role::Auditor).send().await.expect(StatusCode::OK);
    }
}

#[tokio::test]
async fn a_photo_sent_twice_is_kept_once_and_shown_twice() {
    let app = TestApp::new().await;
    let crew = Crew::of(&app, Role::FieldCrew);
    let sent = TestPhoto::new(32, 32).webp();
    let (first, second) = (crew.send(&sent).await, crew.send(&sent).await);
    assert_ne!(first, second);
    assert_eq!(crew.photo(first).await.json()["sha256"], crew.photo(second).await.json()["sha256"]);
    let objects = app.client().await.query_one("select count(*) from photo_object", &[]).await.unwrap();
    assert_eq!(objects.get::<_, i64>(0), 2, "a picture and its thumbnail");
}
