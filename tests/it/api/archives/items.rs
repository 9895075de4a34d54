//! Items, their order and what they belong to.

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Archive, VOLUMES, general, item, line, marker};

fn serials(volume: &Value) -> Vec<(&str, i64)> {
    let items = volume["items"].as_array().unwrap().iter().filter(|item| item["removed_at"].is_null());
    items.map(|item| (item["type"].as_str().unwrap(), item["serial"].as_i64().unwrap())).collect()
}

#[tokio::test]
async fn items_are_put_in_order_and_leave_no_gap_once_they_are_catalogued() {
    let archive = Archive::new().await;
    let volume = archive.opened(&general("甲")).await;
    let mut items = Vec::new();
    for kind in ["other", "minutes", "approval"] {
        items.push(archive.item(&volume, kind).await);
    }
    for order in [json!([items[0]]), json!([items[0], items[0], items[1]]), json!([items[0], items[1], volume])] {
        let refused = archive.step(&volume, "arrange", &json!({ "order": order })).await;
        assert_eq!(refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["pointer"], "/order");
    }
    items.reverse();
    archive.step(&volume, "arrange", &json!({ "order": items })).await.expect(StatusCode::OK);
    assert_eq!(serials(&archive.volume(&volume).await), [("approval", 1), ("minutes", 2), ("other", 3)]);
    let remove = format!("items/{}/remove", items[1]);
    archive.step(&volume, &remove, &json!({ "reason": " " })).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let removed =
        archive.step(&volume, &remove, &json!({ "reason": "与正文重复" })).await.expect(StatusCode::OK).json();
    assert_eq!(removed["removed_reason"], "与正文重复");
    archive.step(&volume, &remove, &json!({ "reason": "再移" })).await.expect(StatusCode::CONFLICT);
    archive.step(&volume, "catalogue", &json!({})).await.expect(StatusCode::OK);
    let file = archive.volume(&volume).await;
    assert_eq!(serials(&file), [("approval", 1), ("other", 2)]);
    assert_eq!((&file["item_count"], file["items"].as_array().unwrap().len()), (&json!(2), 3));
    assert_eq!(file["items"][1]["catalogue_number"], "0001-WS·2023-D30-QH-0001-002");
    // From now on nothing comes and nothing goes.
    let closed = format!("items/{}/remove", items[0]);
    archive.step(&volume, &closed, &json!({ "reason": "误收" })).await.expect(StatusCode::CONFLICT);
    archive.step(&volume, "items", &item("other")).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_item_belongs_to_lines_markers_inspections_and_cases() {
    let archive = Archive::new().await;
    let volume = archive.results().await;
    let line = line(&archive.app, 2).await;
    let marker = marker(&archive.app, line).await;
    let linked = |links: Value| {
        let mut body = item("marker_registration");
        body["links"] = links;
        body
    };
    let inspection: Uuid = {
        let sql = "insert into joint_inspection (inspection_id, inspection_number, line_id, kind, round, year, due_on, lead_code, state,
                                                 created_at)
                   values (gen_random_uuid(), 'LJ2023-0001', $1, 'periodic', 5, 2023, '2023-12-31', '429006', 'planned', '2023-06-01')
                   returning inspection_id";
        archive.app.client().await.query_one(sql, &[&line]).await.unwrap().get(0)
    };
    let links = json!([
        { "kind": "line", "id": line, "page": null }, { "kind": "marker", "id": marker, "page": 3 },
        { "kind": "inspection", "id": inspection, "page": 1 },
    ]);
    let added = archive.step(&volume, "items", &linked(links.clone())).await.expect(StatusCode::CREATED).json();
    assert_eq!(added["links"], links);
    for (links, pointer) in [
        (json!([{ "kind": "line", "id": line }, { "kind": "marker", "id": line }]), "/links/1/id"),
        (json!([{ "kind": "case", "id": line }]), "/links/0/id"),
        (json!([{ "kind": "inspection", "id": line }]), "/links/0/id"),
        (json!([{ "kind": "line", "id": line, "page": 0 }]), "/links/0/page"),
        (json!([{ "kind": "street", "id": line }]), "/links/0/kind"),
        (json!(vec![json!({ "kind": "line", "id": line }); 101]), "/links"),
    ] {
        let problem =
            archive.step(&volume, "items", &linked(links)).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    assert_eq!(archive.volume(&volume).await["item_count"], 1);
}

#[tokio::test]
async fn an_item_is_corrected_by_who_saw_what_it_was() {
    let archive = Archive::new().await;
    let volume = archive.results().await;
    let id = archive.item(&volume, "agreement").await;
    let path = format!("{VOLUMES}/{volume}/items/{id}");
    let put = |tag: &str, body: &Value| {
        archive.app.call(Method::PUT, &path).role(Role::BoundaryOfficer).header("if-match", tag).json(body).send()
    };
    let mut unsigned = item("agreement");
    (unsigned["signed"], unsigned["pages"]) = (json!(false), json!(12));
    put("\"1\"", &unsigned).await.expect(StatusCode::PRECONDITION_FAILED);
    let corrected = put("\"2\"", &unsigned).await.expect(StatusCode::OK);
    assert_eq!((&corrected.json()["pages"], corrected.header("etag")), (&json!(12), "\"3\""));
    let file = archive.volume(&volume).await;
    let missing = file["missing"].as_array().unwrap();
    assert!(missing.iter().any(|lack| lack["kind"] == "not_signed" && lack["item_id"] == json!(id)), "{missing:?}");
    let last = file["events"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["kind"], &last["facts"]["before"]["pages"]), (&json!("correct-item"), &json!(1)));
    for (member, value) in [
        ("dated_on", json!("2023-07-02")),
        ("dated_on", json!("1899-12-31")),
        ("dated_on", json!("2023-02-30")),
        ("pages", json!(0)),
        ("pages", json!(10_001)),
        ("author", json!("")),
        ("secrecy", json!("top_secret")),
        ("title", json!("甲\u{202e}乙")),
    ] {
        let mut wrong = item("agreement");
        wrong[member] = value;
        let problem = put("\"3\"", &wrong).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], format!("/{member}"), "{problem}");
    }
    let nowhere = format!("{VOLUMES}/{volume}/items/{}", Uuid::from_u128(3));
    let nowhere = archive.app.call(Method::PUT, &nowhere).role(Role::Archivist).header("if-match", "\"3\"");
    nowhere.json(&item("other")).send().await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_who_add_at_once_get_two_places() {
    let archive = Archive::new().await;
    let volume = archive.opened(&general("甲")).await;
    let body = item("other");
    let added = futures_util::future::join_all((0..5).map(|_| archive.step(&volume, "items", &body))).await;
    let mut places: Vec<i64> =
        added.into_iter().map(|answer| answer.expect(StatusCode::CREATED).json()["serial"].as_i64().unwrap()).collect();
    places.sort_unstable();
    assert_eq!(places, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn the_list_of_a_volume_is_data_and_paper() {
    let archive = Archive::new().await;
    let volume = archive.arranged("天门市界线管理文件").await;
    archive.step(&volume, "catalogue", &json!({})).await.expect(StatusCode::OK);
    let list = archive.get(&format!("{VOLUMES}/{volume}/list")).await;
    assert_eq!(list["items"][0]["catalogue_number"], "0001-WS·2023-D30-QH-0001-001");
    let paper = |form: &str| archive.app.get(&format!("{VOLUMES}/{volume}/list.{form}")).role(Role::Leader).send();
    let pdf = paper("pdf").await.expect(StatusCode::OK);
    assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.header("content-type") == "application/pdf");
    let docx = paper("docx").await.expect(StatusCode::OK);
    let mut unpacked = zip::ZipArchive::new(std::io::Cursor::new(docx.bytes)).unwrap();
    let text = std::io::read_to_string(unpacked.by_name("word/document.xml").unwrap()).unwrap();
    for said in ["天门市界线管理文件", "卷内目录", "责任者", "关于", "备考表"] {
        assert!(text.contains(said), "{said}");
    }
}
