//! Scans.

use axum::http::StatusCode;
use mingjie::{kernel::actor::Role, photos::service::sweep};
use serde_json::json;
use time::Duration;
use uuid::Uuid;

use super::{Archive, VOLUMES, general, id_of, kinds, pdf, png};

#[tokio::test]
async fn a_scan_is_what_its_bytes_say_and_is_given_back_as_it_came() {
    let archive = Archive::new().await;
    let volume = archive.opened(&general("甲")).await;
    let item = archive.item(&volume, "other").await;
    let sent = pdf(3);
    let answer = archive.send_scan(&volume, &item, 3, sent.clone()).await.expect(StatusCode::CREATED);
    let scan = answer.json();
    assert_eq!((&scan["media_type"], &scan["counted_pages"]), (&json!("application/pdf"), &json!(3)));
    assert_eq!((&scan["size"], &scan["uncounted"]), (&json!(sent.len()), &json!(null)));
    let href = scan["href"].as_str().unwrap();
    let got = archive.app.get(href).role(Role::BoundaryOfficer).send().await.expect(StatusCode::OK);
    assert_eq!((got.bytes.as_slice(), got.header("content-type")), (sent.as_slice(), "application/pdf"));
    let held = archive.app.get(href).role(Role::Leader).header("if-none-match", got.header("etag"));
    held.send().await.expect(StatusCode::NOT_MODIFIED);
    archive.app.get(href).role(Role::NamingOfficer).send().await.expect(StatusCode::FORBIDDEN);
    // Neither its name nor what the client calls it matters.
    let digest = scan["sha256"].as_str().unwrap();
    assert!(archive.app.photo_dir().join(&digest[..2]).join(&digest[2..]).is_file());
}

#[tokio::test]
async fn pages_that_cannot_be_counted_are_told_and_those_that_differ_are_missing() {
    let archive = Archive::new().await;
    let volume = archive.opened(&general("甲")).await;
    let item = archive.item(&volume, "other").await;
    let missing = async || archive.volume(&volume).await["missing"].clone();
    let tiff =
        archive.send_scan(&volume, &item, 1, b"II*\0\x08\0\0\0".as_slice()).await.expect(StatusCode::CREATED).json();
    assert_eq!((&tiff["media_type"], &tiff["counted_pages"]), (&json!("image/tiff"), &json!(null)));
    assert!(tiff["uncounted"]["zh"].is_string());
    assert_eq!(missing().await, json!([]));
    let broken =
        archive.send_scan(&volume, &item, 2, b"%PDF-1.7\nnothing".as_slice()).await.expect(StatusCode::CREATED);
    assert_eq!(broken.json()["counted_pages"], json!(null));
    // One page by the item, three by its scans.
    assert_eq!(kinds(&missing().await), ["pages_differ"]);
    let withdraw = format!("items/{item}/scans/{}/withdraw", id_of(&broken));
    let withdrawn =
        archive.step(&volume, &withdraw, &json!({ "reason": "无法打开" })).await.expect(StatusCode::OK).json();
    assert_eq!(withdrawn["withdrawn_reason"], "无法打开");
    archive.step(&volume, &withdraw, &json!({ "reason": "无法打开" })).await.expect(StatusCode::CONFLICT);
    assert_eq!(missing().await, json!([]));
    let wrong = archive.send_scan(&volume, &item, 4, pdf(2)).await.expect(StatusCode::CREATED).json();
    assert_eq!(wrong["counted_pages"], 2);
    assert_eq!(kinds(&missing().await), ["pages_differ", "pages_differ"]);
}

#[tokio::test]
async fn what_is_no_scan_or_comes_too_late_is_refused() {
    let archive = Archive::new().await;
    let volume = archive.opened(&general("甲")).await;
    let item = archive.item(&volume, "other").await;
    for other in [b"PK\x03\x04".as_slice(), b"GIF89a", b""] {
        archive.send_scan(&volume, &item, 1, other).await.expect(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    for pages in [0, 10_001] {
        archive.send_scan(&volume, &item, pages, png("甲")).await.expect(StatusCode::BAD_REQUEST);
    }
    let unsaid = format!("{VOLUMES}/{volume}/items/{item}/scans");
    archive.app.post(&unsaid).role(Role::Archivist).body(png("甲")).send().await.expect(StatusCode::BAD_REQUEST);
    archive.send_scan(&volume, &Uuid::from_u128(1).to_string(), 1, png("甲")).await.expect(StatusCode::NOT_FOUND);
    archive.send_scan(&volume, &item, 1, png("甲")).await.expect(StatusCode::CREATED);
    archive.send_scan(&volume, &item, 1, png("甲")).await.expect(StatusCode::CONFLICT);
    for step in ["arrange", "catalogue", "scan"] {
        archive.step(&volume, step, &json!({})).await.expect(StatusCode::OK);
    }
    archive.send_scan(&volume, &item, 1, png("乙")).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_scan_that_is_sent_again_is_kept_once() {
    let archive = Archive::new().await;
    let volume = archive.opened(&general("甲")).await;
    let item = archive.item(&volume, "other").await;
    let path = format!("{VOLUMES}/{volume}/items/{item}/scans?pages=1");
    let send = |content: &str| {
        archive.app.post(&path).role(Role::Archivist).header("idempotency-key", "s1").body(png(content)).send()
    };
    let (first, again) = (send("甲").await.expect(StatusCode::CREATED), send("甲").await.expect(StatusCode::CREATED));
    assert_eq!((first.json(), again.header("idempotent-replayed")), (again.json(), "true"));
    send("乙").await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(archive.volume(&volume).await["items"][0]["scans"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_sweep_takes_what_was_refused_and_leaves_every_scan_even_a_withdrawn_one() {
    let archive = Archive::new().await;
    let app = &archive.app;
    let volume = archive.opened(&general("甲")).await;
    let item = archive.item(&volume, "other").await;
    let scan = archive.scan(&volume, &item).await;
    let withdraw = format!("items/{item}/scans/{scan}/withdraw");
    archive.step(&volume, &withdraw, &json!({ "reason": "模糊" })).await.expect(StatusCode::OK);
    archive.send_scan(&volume, &Uuid::from_u128(1).to_string(), 1, png("乙")).await.expect(StatusCode::NOT_FOUND);
    app.clock().advance(Duration::days(1));
    assert_eq!(sweep(app.db(), app.objects(), app.clock().now()).await.unwrap().objects, 1);
    let href = format!("{VOLUMES}/{volume}/items/{item}/scans/{scan}");
    let got = app.get(&href).role(Role::Archivist).send().await.expect(StatusCode::OK);
    assert_eq!(got.bytes, png(&item));
}
