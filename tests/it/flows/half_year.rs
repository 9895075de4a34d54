//! January to June 2023 in the bureau: the acceptance test of naming cases.

use axum::http::StatusCode;
use mingjie::{demo::story::Story, kernel::actor::Role};
use serde_json::{Value, json};

use crate::support::{TestApp, encoded};

/// The seven town roads of the half-year.
const ROADS: [&str; 7] = ["稻香路", "棉乡路", "五华路", "长汀路", "花椰路", "汉堤路", "渔歌路"];

async fn cases(app: &TestApp, query: &str) -> Vec<Value> {
    let path = format!("/api/v1/naming-cases?{query}");
    let list = app.get(&path).role(Role::NamingOfficer).send().await.expect(StatusCode::OK).json();
    list["cases"].as_array().unwrap().clone()
}

async fn file(app: &TestApp, case: &Value) -> Value {
    let path = format!("/api/v1/naming-cases/{}", case["id"].as_str().unwrap());
    app.get(&path).role(Role::NamingOfficer).send().await.expect(StatusCode::OK).json()
}

#[tokio::test]
async fn seven_town_roads_are_named_in_half_a_year_and_everything_that_happened_is_there() {
    let app = TestApp::after(&Story::first_half_of_2023().unwrap()).await;

    // What was decided is what everybody finds.
    let mut codes = Vec::new();
    for road in ROADS {
        let found = app.get(&format!("/api/v1/search?q={}&limit=1", encoded(road))).send().await.json();
        let hit = &found["features"][0]["properties"];
        assert_eq!((&hit["name"], &hit["standing"]), (&json!(road), &json!("standard")), "{road}");
        let place = hit["thing"]["id"].as_str().unwrap();
        let street = app.get(&format!("/ogc/collections/streets/items/{place}")).send().await.json();
        assert_eq!(street["properties"]["admin_tier"], "town");
        codes.push(street["properties"]["place_code"].as_str().unwrap().to_owned());
    }
    assert!(codes.iter().all(|code| code.len() == 20 && code.starts_with("429006")), "{codes:?}");
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), ROADS.len(), "place codes are unique");

    // Each case came to the end that the story tells.
    let of_state = async |state: &str| cases(&app, &format!("state={state}")).await.len();
    assert_eq!(of_state("closed").await, 4);
    assert_eq!(of_state("withdrawn").await, 1);
    assert_eq!(of_state("rejected").await, 1);
    let all = cases(&app, "limit=100").await;
    assert_eq!(all.len(), 6);
    for case in &all {
        let file = file(&app, case).await;
        assert_eq!(file["events_whole"], true, "{}", file["number"]);
        let sealed = |one: &&Value| one["state"] == "sealed";
        assert!(file["publications"].as_array().unwrap().iter().filter(sealed).all(|one| one["seal_holds"] == true));
        // Every change of state has exactly one event, and they follow one another.
        let events = file["events"].as_array().unwrap();
        for (before, after) in events.iter().zip(&events[1..]) {
            assert_eq!(before["to"], after["from"], "{}", file["number"]);
        }
        assert_eq!(events.last().unwrap()["to"], file["state"]);
    }

    // The name that was refused for its sound stays on record; nobody holds it any more.
    let question = json!({ "candidates": [{ "name": "常兴路", "category": "23514", "division_code": "429006116" }] });
    let checked = app.post("/api/v1/names/check").role(Role::NamingOfficer).json(&question).send().await;
    let verdicts = checked.expect(StatusCode::OK).text();
    assert!(verdicts.contains("refused"), "{verdicts}");

    // Nothing is left to do, and what was late says so.
    let due = app.get("/api/v1/obligations?state=open").role(Role::NamingOfficer).send().await.json();
    assert_eq!(due["counts"]["open"], 0, "{due}");
    let duoxiang = file(&app, &cases(&app, &format!("q={}", encoded("多祥镇"))).await[0]).await;
    let late =
        duoxiang["obligations"].as_array().unwrap().iter().find(|due| due["kind"]["code"] == "announcement").unwrap();
    assert_eq!(late["overdue_by_days"], 3);

    // The answer to a citizen was due, and given in time.
    let zhanggang = file(&app, &cases(&app, &format!("q={}", encoded("张港镇"))).await[0]).await;
    let answer =
        zhanggang["obligations"].as_array().unwrap().iter().find(|due| due["kind"]["code"] == "opinion_answer");
    let answer = answer.unwrap();
    assert_eq!((&answer["begins_on"], &answer["met_on"]), (&json!("2023-03-15"), &json!("2023-03-16")), "{answer}");

    // Six notices and four announcements are public; one notice ended with an upheld objection.
    let public = app.get("/api/v1/notices?limit=100").send().await.expect(StatusCode::OK).json();
    let of_kind = |kind: &str| public["notices"].as_array().unwrap().iter().filter(|one| one["kind"] == kind).count();
    assert_eq!((of_kind("public_notice"), of_kind("announcement")), (6, 4), "{public}");

    // The survey of signs: each figure with the records behind it.
    let figures = "/api/v1/signs/statistics?from=2023-01-01&to=2023-06-30";
    let figures = app.get(figures).role(Role::Leader).send().await.expect(StatusCode::OK).json();
    let counts =
        ["checked", "found", "repaired", "still_open"].map(|figure| figures[figure]["count"].as_u64().unwrap());
    assert_eq!(counts, [40, 11, 7, 4], "{figures}");
    let repaired = |damage: &str| figures["repaired_by_damage"][damage]["count"].as_u64().unwrap();
    assert_eq!(["pole_damaged", "plate_deformed", "missing", "tilted"].map(repaired), [2, 2, 2, 1]);
    assert_eq!(figures["repaired"]["late"], 0);
    let signs = app.client().await.query_one("select count(*) from sign", &[]).await.unwrap().get::<_, i64>(0);
    assert!(signs >= 1_200, "{signs}");

    boundaries(&app).await;
}

/// The work on boundaries of the same half-year.
async fn boundaries(app: &TestApp) {
    let get = async |path: &str| app.get(path).role(Role::Auditor).send().await.expect(StatusCode::OK).json();
    // Two township lines were inspected jointly, and one marker restored with people of both sides present.
    let inspections = get("/api/v1/joint-inspections?state=filed&year=2023").await;
    let inspections = inspections["inspections"].as_array().unwrap();
    assert_eq!(inspections.len(), 2);
    let mut restored = Vec::new();
    for inspection in inspections {
        let file = get(&format!("/api/v1/joint-inspections/{}", inspection["id"].as_str().unwrap())).await;
        assert!(file["checks"].as_array().unwrap().iter().all(|check| check["signed"] == true));
        assert_eq!(file["unaddressed"], json!([]));
        restored.extend(file["issues"].as_array().unwrap().clone());
    }
    assert_eq!((restored.len(), &restored[0]["standing"]), (1, &json!("verified")));
    let present = restored[0]["fix"]["present"].as_array().unwrap();
    let mut sides: Vec<&str> = present.iter().map(|person| person["side"].as_str().unwrap()).collect();
    sides.dedup();
    assert_eq!(sides, ["429006107", "429006109"]);

    let defects = get("/api/v1/marker-defects?state=closed").await;
    assert_eq!(defects["defects"][0]["marker"], "429006107429006109001Q");
    let marker = get("/api/v1/boundary-markers/429006107429006109001Q").await;
    assert_eq!(marker["state"], "in_service");

    // The archives went from 60 to 93 percent.
    let completion = async |day: &str| get(&format!("/api/v1/archive-volumes/completion?at={day}")).await;
    let (before, after) = (completion("2023-02-15").await, completion("2023-06-30").await);
    assert_eq!((&before["complete"]["count"], &before["percent"]), (&json!(9), &json!(60.0)), "{before}");
    assert_eq!((&after["complete"]["count"], &after["percent"]), (&json!(14), &json!(93.3)), "{after}");

    // A meeting, a screening, a dispute that was mediated, a drill.
    let figures = get("/api/v1/peaceful-boundary/statistics?from=2023-01-01&to=2023-06-30").await;
    let hanchuan = figures["neighbours"].as_array().unwrap().iter().find(|one| one["neighbour"] == "420984").unwrap();
    for figure in ["meetings", "screenings", "disputes_settled", "drills"] {
        assert_eq!(hanchuan[figure]["count"], 1, "{figure}: {hanchuan}");
    }
}
