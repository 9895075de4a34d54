//! What the public reads.

use axum::http::StatusCode;
use mingjie::{
    kernel::actor::Role,
    publications::{Draft, Follows},
};
use time::Duration;

use super::{announcement, drafted, notice, published, sealed, street};
use crate::support::TestApp;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

#[tokio::test]
async fn a_draft_is_seen_by_those_who_work_on_it_and_by_nobody_else() {
    let app = TestApp::new().await;
    let id = drafted(&app, notice(&app)).await;
    let addresses = ["", "/content.json", "/features.geojson", "/seal.json", "/notice.pdf", "/notice.docx"];
    for address in addresses.map(|address| format!("/notices/{id}{address}")) {
        app.get(&address).send().await.expect(StatusCode::NOT_FOUND);
        app.get(&address).role(Role::TownshipClerk).send().await.expect(StatusCode::NOT_FOUND);
    }
    app.get(&format!("/api/v1/notices/{id}")).send().await.expect(StatusCode::NOT_FOUND);
    for list in ["/notices", "/notices/feed.atom", "/notices/feed.json", "/api/v1/notices"] {
        let text = app.get(list).send().await.expect(StatusCode::OK).text();
        assert!(!text.contains("状元路") && !text.contains(&id.to_string()), "{list}");
    }
    for role in [Role::NamingOfficer, Role::Leader, Role::Auditor] {
        let page = app.get(&format!("/notices/{id}")).role(role).send().await.expect(StatusCode::OK);
        assert!(page.text().contains("状元路") && page.text().contains("草拟"));
        assert_eq!(page.header("cache-control"), "no-store");
    }
    let sent = app.post(&format!("/notices/{id}/opinions")).json(&super::opinion()).send().await;
    sent.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_can_be_no_number_is_the_number_of_nothing() {
    let app = TestApp::new().await;
    published(&app, notice(&app)).await;
    let addresses = ["", "/content.json", "/features.geojson", "/seal.json", "/notice.pdf", "/notice.docx"];
    for key in ["%00", "GS-2023-0001%00", "GS-2023-0002", "%E5%85%AC%E7%A4%BA"] {
        for address in addresses.map(|address| format!("/notices/{key}{address}")) {
            app.get(&address).send().await.expect(StatusCode::NOT_FOUND);
        }
        app.get(&format!("/api/v1/notices/{key}")).send().await.expect(StatusCode::NOT_FOUND);
        app.get(&format!("/notices/GS-2023-0001/opinions/{key}?code=ABCD")).send().await.expect(StatusCode::NOT_FOUND);
    }
    let confirmation = app.post("/notices/GS-2023-0001/confirmation");
    let sent = confirmation.json(&serde_json::json!({ "receipt": "GS-2023-0001-0001\0", "code": "\0" })).send().await;
    sent.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn one_address_has_many_forms_and_the_content_has_the_digest_that_is_shown() {
    let app = TestApp::new().await;
    let told = published(&app, notice(&app)).await;
    assert_eq!((told.number.as_str(), told.address.as_str()), ("GS-2023-0001", "/notices/GS-2023-0001"));
    let content = app.get("/notices/GS-2023-0001/content.json").send().await.expect(StatusCode::OK);
    assert_eq!(sha256(&content.bytes), told.digest);

    let page = app.get("/notices/gs-2023-0001").header("accept", BROWSER).send().await.expect(StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    for shown in
        [&told.digest, "公示中，还剩6天", "2023年7月1日至2023年7月7日（共7天）", "Zhuàngyuán Lù", "剅河路", "<svg"]
    {
        assert!(page.text().contains(shown), "{shown}");
    }
    assert!(!page.text().contains("<script"));
    let english = app.get("/notices/GS-2023-0001").header("accept-language", "en").send().await;
    assert!(english.text().contains("open, 6 days left"));
    assert_eq!((english.header("content-language"), english.header("vary")), ("en", "accept, accept-language"));

    let data = app.get("/notices/GS-2023-0001").header("accept", "application/json").send().await.json();
    assert_eq!((&data["state"], &data["takes_opinions"]), (&"published".into(), &true.into()));
    assert_eq!(data["content"], content.json());
    assert!(data.get("prepared_by").is_none());
    let by_id = format!("/api/v1/notices/{}", data["id"].as_str().unwrap());
    assert_eq!(app.get(&by_id).role(Role::Auditor).send().await.json()["prepared_by"][0], "wang");

    let features = app.get("/notices/GS-2023-0001").header("accept", "application/geo+json").send().await;
    assert_eq!(features.header("content-type"), "application/geo+json");
    assert_eq!(features.json()["features"][0]["geometry"]["coordinates"][1][0], 113.17);
    app.get("/notices/GS-2023-0001").header("accept", "image/png").send().await.expect(StatusCode::NOT_ACCEPTABLE);

    for address in ["/notices/GS-2023-0001", "/notices/GS-2023-0001/content.json", "/notices", "/api/v1/notices"] {
        let tag = app.get(address).send().await.header("etag").to_owned();
        let again = app.get(address).header("if-none-match", &tag).send().await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
    }
}

#[tokio::test]
async fn the_paper_is_pdf_or_docx_and_is_not_set_again_for_who_has_it() {
    let app = TestApp::new().await;
    let number = published(&app, notice(&app)).await.number;
    for (form, media, begins) in [("pdf", "application/pdf", "%PDF-"), ("docx", "application/vnd.", "PK")] {
        let address = format!("/notices/{number}/notice.{form}");
        let paper = app.get(&address).send().await.expect(StatusCode::OK);
        assert!(paper.header("content-type").starts_with(media) && paper.bytes.starts_with(begins.as_bytes()));
        let again = app.get(&address).header("if-none-match", paper.header("etag")).send().await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
        let by_accept = app.get(&format!("/notices/{number}")).header("accept", paper.header("content-type")).send();
        assert_eq!(by_accept.await.header("etag"), paper.header("etag"));
    }
}

#[tokio::test]
async fn a_sealed_notice_answers_the_same_bytes_for_ever() {
    let app = TestApp::new().await;
    let number = published(&app, notice(&app)).await.number;
    app.db().clock().advance(Duration::days(7));
    sealed(&app, &number).await;
    let forms = [
        (format!("/notices/{number}"), BROWSER),
        (format!("/notices/{number}"), "application/json"),
        (format!("/notices/{number}/content.json"), "*/*"),
        (format!("/notices/{number}/seal.json"), "*/*"),
    ];
    let mut before = Vec::new();
    for (address, accept) in &forms {
        before.push(app.get(address).header("accept", accept).send().await.expect(StatusCode::OK));
    }
    let seal = before[1].json()["closed"]["seal_sha256"].as_str().unwrap().to_owned();
    assert_eq!(sha256(&before[3].bytes), seal);
    assert!(before[0].text().contains(&seal) && !before[0].text().contains("name=\"stance\""));
    app.db().clock().advance(Duration::days(400));
    published(&app, announcement(&app)).await;
    for ((address, accept), before) in forms.iter().zip(before) {
        let after = app.get(address).header("accept", accept).send().await;
        assert_eq!((after.bytes, after.headers["etag"].clone()), (before.bytes, before.headers["etag"].clone()));
    }
}

#[tokio::test]
async fn the_old_page_says_what_took_its_place() {
    let app = TestApp::new().await;
    let old = published(&app, notice(&app)).await.number;
    let id = app.get(&format!("/api/v1/notices/{old}")).send().await.json()["id"].as_str().unwrap().parse().unwrap();
    let new = published(&app, Draft { follows: Some(Follows::replacing(id)), ..notice(&app) }).await.number;
    let page = app.get(&format!("/notices/{old}")).send().await.text();
    assert!(page.contains(&format!("<a href=\"/notices/{new}\">{new}</a>")) && page.contains("提前终止"), "{page}");
    let page = app.get(&format!("/notices/{new}")).send().await.text();
    assert!(page.contains(&format!("本文代替 <a href=\"/notices/{old}\">{old}</a>")));
}

#[tokio::test]
async fn the_board_counts_in_english_and_the_entrance_leads_to_it() {
    let app = TestApp::new().await;
    published(&app, announcement(&app)).await;
    published(&app, notice(&app)).await;
    let board = app.get("/notices").header("accept-language", "en").send().await.text();
    assert!(board.contains("· 1 name<") && board.contains("· 2 names<"), "{board}");
    assert!(app.get("/").send().await.text().contains("<a href=\"/notices\">"));
}

#[tokio::test]
async fn the_paper_bears_the_public_number_and_calls_its_annex_by_one_word() {
    let app = TestApp::new().await;
    let number = published(&app, notice(&app)).await.number;
    let docx = app.get(&format!("/notices/{number}/notice.docx")).send().await.expect(StatusCode::OK).bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let xml = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
    let document = roxmltree::Document::parse(&xml).unwrap();
    let texts = document.descendants().filter(roxmltree::Node::is_text);
    let text: String = texts.filter_map(|node| node.text()).collect();
    assert!(text.contains("天民公〔2023〕3号编号：GS-2023-0001"), "{text}");
    assert!(text.contains("附件：公示地名表") && !text.contains("附表"), "{text}");
}

#[tokio::test]
async fn feeds_are_well_formed_and_tell_one_kind_when_asked() {
    let app = TestApp::new().await;
    let evil = "关于“A&B<路>”命名的公示";
    published(&app, Draft { title: evil.into(), ..notice(&app) }).await;
    app.db().clock().advance(Duration::hours(1));
    published(&app, announcement(&app)).await;

    let atom = app.get("/notices/feed.atom").header("host", "names.example").send().await.expect(StatusCode::OK);
    assert_eq!(atom.header("content-type"), "application/atom+xml");
    let text = atom.text();
    let feed = roxmltree::Document::parse(&text).unwrap();
    let root = feed.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
    assert!(root.children().any(|child| child.tag_name().name() == "updated"));
    let entries: Vec<_> = root.children().filter(|child| child.tag_name().name() == "entry").collect();
    let title = |entry: &roxmltree::Node<'_, '_>| {
        let title = entry.children().find(|child| child.tag_name().name() == "title").unwrap();
        title.text().unwrap().to_owned()
    };
    let titles: Vec<_> = entries.iter().map(title).collect();
    assert_eq!(titles, ["关于状元路命名的公告", evil]);
    let link = entries[0].children().find(|child| child.tag_name().name() == "link").unwrap();
    assert_eq!(link.attribute("href"), Some("http://names.example/notices/GG-2023-0001"));

    let json = app.get("/notices/feed.json?kind=public_notice").send().await.expect(StatusCode::OK);
    assert_eq!(json.header("content-type"), "application/feed+json");
    let feed = json.json();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!((feed["items"].as_array().unwrap().len(), &feed["items"][0]["title"]), (1, &evil.into()));
    app.get("/notices/feed.json?kind=poem").send().await.expect(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn markup_in_a_notice_stays_text() {
    let app = TestApp::new().await;
    let mut item = street(3, "<img src=x onerror=alert(1)>");
    item.reason = Some("\"><script>alert(2)</script>".into());
    let evil = Draft {
        title: "<b>公示</b>".into(),
        body: vec!["</p><script>alert(3)</script>".into()],
        objection: vec!["<a href='//evil.example'>这里</a>".into()],
        issued_by: "<i>局</i>".into(),
        document_number: Some("<u>1</u>".into()),
        items: vec![item],
        ..notice(&app)
    };
    let number = published(&app, evil).await.number;
    for address in [format!("/notices/{number}"), "/notices".to_owned()] {
        let page = app.get(&address).send().await.text();
        for markup in ["<script", "<img", "<b>公", "<i>", "<u>", "<a href='"] {
            assert!(!page.contains(markup), "{address}: {markup}");
        }
    }
}

#[tokio::test]
async fn a_list_goes_on_where_the_page_before_ended() {
    let app = TestApp::new().await;
    let mut numbers = Vec::new();
    for _ in 0..5 {
        numbers.push(published(&app, notice(&app)).await.number);
        app.db().clock().advance(Duration::minutes(1));
    }
    numbers.reverse();
    let (mut listed, mut next) = (Vec::new(), Some("/api/v1/notices?limit=2&kind=public_notice".to_owned()));
    while let Some(address) = next {
        let page = app.get(address.trim_start_matches("http://localhost")).send().await.expect(StatusCode::OK).json();
        for line in page["notices"].as_array().unwrap() {
            listed.push(line["number"].as_str().unwrap().to_owned());
        }
        next = page["next"].as_str().map(str::to_owned);
    }
    assert_eq!(listed, numbers);
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}
