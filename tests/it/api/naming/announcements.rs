//! What notices and announcements say, and what becomes of them when an approval is undone.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::{Value, json};
use time::Duration;

use crate::support::{
    Bureau, Who,
    bureau::{line, street},
};

/// What a draft, or something that is published, says.
async fn content(bureau: &Bureau, publication: &str) -> Value {
    let path = format!("/notices/{publication}/content.json");
    bureau.call(Who::Officer, Method::GET, &path).await.send().await.expect(StatusCode::OK).json()
}

/// A notice and an announcement of a case of these items.
async fn told(bureau: &Bureau, case_type: &str, items: &[Value]) -> [Value; 2] {
    let case = bureau.open(case_type, items).await;
    bureau.bring(&case, StateCode::Argued).await;
    let notice = content(bureau, &bureau.signed_notice(&case).await).await;
    bureau.bring(&case, StateCode::Approved).await;
    let decision = bureau.decision(&case).await;
    [notice, content(bureau, &bureau.signed_announcement(&case, &decision).await).await]
}

fn body(content: &Value) -> String {
    content["body"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_cancelled_name_is_announced_as_one_that_is_used_no_more() {
    let bureau = Bureau::new().await;
    let (place, name) = bureau.known_street().await;
    let [notice, announcement] = told(&bureau, "cancel", &[json!({ "place_id": place })]).await;
    assert!(body(&notice).contains("拟销名的1处地名（详见附件）"), "{notice}");
    assert_eq!(announcement["title"], format!("关于{name}销名的公告"));
    assert!(body(&announcement).contains("自批准之日起停止使用"), "{announcement}");
}

#[tokio::test]
async fn a_renaming_is_titled_by_the_name_that_people_know() {
    let bureau = Bureau::new().await;
    let renamed = async || {
        let (place, old) = bureau.known_street().await;
        let mut item = street(bureau.number());
        item["place_id"] = json!(place);
        (old, item["name"].as_str().unwrap().to_owned(), item)
    };
    let (old, new, item) = renamed().await;
    let [notice, announcement] = told(&bureau, "rename", &[item]).await;
    assert_eq!(notice["title"], format!("关于{old}更名为{new}的公示"));
    assert_eq!(announcement["title"], format!("关于{old}更名为{new}的公告"));
    assert!(body(&announcement).contains("使用新名称，原名称停止使用"));
    let ((first, _, one), (.., other)) = (renamed().await, renamed().await);
    let [notice, _] = told(&bureau, "rename", &[one, other]).await;
    assert_eq!(notice["title"], format!("关于{first}等2处地名更名的公示"));
    let [notice, _] = told(&bureau, "name", &[street(300), street(301)]).await;
    assert_eq!(notice["title"], format!("关于{}等2处地名命名的公示", street(300)["name"].as_str().unwrap()));
}

#[tokio::test]
async fn a_change_of_extent_tells_from_where_it_changes() {
    let bureau = Bureau::new().await;
    let (place, _) = bureau.known_street().await;
    let item =
        json!({ "place_id": place, "geometry": line(500), "street": { "ends_at": "北湖大道", "length_m": 900 } });
    let [notice, announcement] = told(&bureau, "extent_change", &[item]).await;
    for told in [&notice, &announcement] {
        let item = &told["items"][0];
        assert_eq!((&item["ends_at"], &item["length_m"]), (&json!("北湖大道"), &json!(900.0)));
        let former = &item["former_extent"];
        assert_eq!((&former["starts_at"], &former["ends_at"]), (&json!("东湖大道"), &json!("西湖大道")), "{told}");
        assert_eq!(former["length_m"], 96.0);
        assert_ne!(former["geometry"], item["geometry"]);
    }
    let page = bureau.call(Who::Officer, Method::GET, &format!("/notices/{}", notice["id"].as_str().unwrap())).await;
    let page = page.header("accept", "text/html").send().await.expect(StatusCode::OK).text();
    assert!(
        page.contains("东湖大道至西湖大道，长：<span class=\"whole\">96 米</span>")
            && page.contains("stroke-dasharray=\"6 9\""),
        "{page}"
    );
}

#[tokio::test]
async fn the_form_of_a_change_of_extent_has_the_old_ends_too() {
    let bureau = Bureau::new().await;
    let (place, _) = bureau.known_street().await;
    let item = json!({ "place_id": place, "geometry": line(501), "street": { "ends_at": "北湖大道" } });
    let case = bureau.open("extent_change", &[item]).await;
    bureau.bring(&case, StateCode::Approved).await;
    let path = format!("/api/v1/naming-cases/{case}/filings/{}/package", bureau.decision(&case).await);
    let package = bureau.call(Who::Officer, Method::GET, &path).await.send().await.expect(StatusCode::OK).bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let form: Value = serde_json::from_reader(archive.by_name("备案表.json").unwrap()).unwrap();
    assert_eq!(form["names"][0]["ends_at"], "北湖大道");
    assert_eq!(form["names"][0]["former_extent"]["ends_at"], "西湖大道", "{form}");
}

#[tokio::test]
async fn a_notice_says_whom_to_ask() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Argued).await;
    let drafted = async |body: Value| {
        let drafted = bureau.done(Who::Officer, &case, "notices", &body).await;
        let content = content(&bureau, drafted["drafted"].as_str().unwrap()).await;
        content["objection"].as_array().unwrap().last().unwrap().as_str().unwrap().to_owned()
    };
    // The telephone number of the settings, unless the draft has another one; with words of the officer's, too.
    assert_eq!(drafted(json!({})).await, "联系电话：0728-5222222。");
    let contact = json!({ "person": "张三", "email": "zhangsan@example.cn" });
    let said = drafted(json!({ "contact": contact, "objection": ["请书面提出。"] })).await;
    assert_eq!(said, "联系人：张三；联系电话：0728-5222222；电子邮箱：zhangsan@example.cn。");
    let blank = bureau.act(Who::Officer, &case, "notices", &json!({ "contact": { "phone": " " } })).await;
    assert_eq!(blank.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["pointer"], "/contact/phone");
}

#[tokio::test]
async fn what_was_announced_and_is_revoked_is_revoked_before_all() {
    let bureau = Bureau::new().await;
    let (place, old) = bureau.known_street().await;
    let mut item = street(bureau.number());
    item["place_id"] = json!(place);
    let new = item["name"].as_str().unwrap().to_owned();
    let case = bureau.open("rename", &[item]).await;
    bureau.bring(&case, StateCode::Recorded).await;
    let decision = bureau.decision(&case).await;
    let announced = bureau.file(&case).await["publications"][1]["number"].as_str().unwrap().to_owned();
    bureau.wait(5);
    bureau.done(Who::Leader, &case, "revoke", &bureau.body("revoke")).await;
    let revoked_on = bureau.today();
    let due = async || {
        let file = bureau.file(&case).await;
        let all = file["obligations"].as_array().unwrap().clone();
        all.into_iter().rfind(|due| due["kind"]["code"] == "announcement").unwrap()
    };
    let open = due().await;
    assert_eq!((&open["met_on"], &open["due_on"]), (&Value::Null, &json!(revoked_on + Duration::days(15))), "{open}");

    bureau.wait(2);
    let drafts =
        [bureau.signed_announcement(&case, &decision).await, bureau.signed_announcement(&case, &decision).await];
    let publish = |draft: &str| format!("announcements/{draft}/publish");
    let state = bureau.done(Who::Officer, &case, &publish(&drafts[0]), &json!({})).await["state"].clone();
    assert_eq!((state, due().await["met_on"].clone()), (json!("revoked"), json!(bureau.today())));
    // Once.
    bureau.act(Who::Officer, &case, &publish(&drafts[1]), &json!({})).await.expect(StatusCode::CONFLICT);
    let again = bureau.act(Who::Officer, &case, "announcements", &json!({ "decision_id": decision })).await;
    again.expect(StatusCode::CONFLICT);

    let revocation = content(&bureau, &drafts[0]).await;
    let number = revocation["number"].as_str().unwrap();
    assert_eq!(revocation["title"], format!("关于撤销{old}更名为{new}的公告"));
    assert_eq!((&revocation["kind"], &revocation["succession"]), (&json!("announcement"), &json!("revokes")));
    assert!(body(&revocation).contains("湖北省民政厅") && body(&revocation).contains("恢复使用原名称"), "{revocation}");
    let item = &revocation["items"][0];
    assert_eq!(
        (&item["action"], &item["former_name"], &item["approved_on"]),
        (&json!("revoke"), &json!(old), &json!(revoked_on))
    );

    let get = async |path: &str| bureau.app.get(path).send().await.expect(StatusCode::OK);
    let page = get(&format!("/notices/{announced}")).await.text();
    let link = |number: &str| format!("<a href=\"/notices/{number}\">{number}</a>");
    assert!(page.contains(&format!("本公告已被 {} 撤销", link(number))) && page.contains("已撤销"), "{page}");
    assert_eq!(get(&format!("/api/v1/notices/{announced}")).await.json()["revoked_by"], number);
    let page = get(&format!("/notices/{number}")).await.text();
    assert!(page.contains(&format!("本公告撤销 {}", link(&announced))), "{page}");
    let list = get("/api/v1/notices?kind=announcement").await.json();
    assert_eq!((&list["notices"][1]["number"], &list["notices"][1]["revoked_by"]), (&json!(announced), &json!(number)));
    assert!(get("/notices").await.text().contains("已撤销"));
    assert_eq!(bureau.file(&case).await["revocations"][0]["announced_on"], json!(bureau.today()));
}

#[tokio::test]
async fn of_what_was_never_announced_no_revocation_is() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Revoked).await;
    let draft = json!({ "decision_id": bureau.decision(&case).await });
    let refused = bureau.act(Who::Officer, &case, "announcements", &draft).await.expect(StatusCode::CONFLICT);
    assert!(refused.text().contains("没有公告过"), "{}", refused.text());
}
