//! What the API document says of answers is what they hold.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Archive, VOLUMES, item, line, pdf, results};
use crate::support::document::{holds, schema_of};

#[tokio::test]
async fn answers_about_archives_hold_what_the_document_says() {
    let archive = Archive::new().await;
    let document = archive.app.get("/api/v1/openapi.json").send().await.expect(StatusCode::OK).json();
    let of_volume = |rest: &str| format!("/api/v1/archive-volumes/{{volume_id}}{rest}");
    let line = line(&archive.app, 1).await;
    let opened = archive.post(VOLUMES, &results(line)).await.expect(StatusCode::CREATED).json();
    holds(schema_of(&document, "post", VOLUMES), &opened, "opened");
    let open = opened["id"].as_str().unwrap();
    let mut body = item("agreement");
    body["links"] = json!([{ "kind": "line", "id": line, "page": 2 }]);
    let added = archive.step(open, "items", &body).await.expect(StatusCode::CREATED).json();
    holds(schema_of(&document, "post", &of_volume("/items")), &added, "added");
    let id = added["id"].as_str().unwrap();
    let scan = archive.send_scan(open, id, 1, pdf(1)).await.expect(StatusCode::CREATED).json();
    holds(schema_of(&document, "post", &of_volume("/items/{item_id}/scans")), &scan, "scan");
    archive.send_scan(open, id, 1, b"MM\0*".as_slice()).await.expect(StatusCode::CREATED);

    let stored = archive.stored("甲").await;
    let loan = json!({ "borrower": "王伟", "unit": "区划地名科", "purpose": "查阅", "due_on": "2023-07-20" });
    let lent = archive.step(&stored, "borrowings", &loan).await.expect(StatusCode::CREATED).json();
    holds(schema_of(&document, "post", &of_volume("/borrowings")), &lent, "lent");
    let export = json!({ "volumes": [stored], "recipient": "天门市档案馆", "purpose": "移交" });
    let made = archive.post("/api/v1/archive-exports", &export).await.expect(StatusCode::CREATED).json();
    holds(schema_of(&document, "post", "/api/v1/archive-exports"), &made, "exported");
    let one = |volume: &str, rest: &str| format!("{VOLUMES}/{volume}{rest}");
    for (path, address) in [
        (VOLUMES.to_owned(), VOLUMES.to_owned()),
        (of_volume(""), one(open, "")),
        (of_volume(""), one(&stored, "")),
        (of_volume("/missing"), one(open, "/missing")),
        (format!("{VOLUMES}/missing"), format!("{VOLUMES}/missing?line={line}")),
        (of_volume("/list"), one(&stored, "/list")),
        (format!("{VOLUMES}/completion"), format!("{VOLUMES}/completion")),
        ("/api/v1/archive-borrowings".to_owned(), "/api/v1/archive-borrowings".to_owned()),
        ("/api/v1/archive-exports".to_owned(), "/api/v1/archive-exports".to_owned()),
    ] {
        let answer: Value = archive.get(&address).await;
        holds(schema_of(&document, "get", &path), &answer, &path);
    }
}
