//! Pages of features: limit, next, filters.

use std::str::FromStr;

use super::*;

const PLACES: &str = "/ogc/collections/places/items";

#[tokio::test]
async fn pages_lead_through_every_feature_once() {
    let service = Service::new().await;
    let whole = service.get(&format!("{PLACES}?limit=1000")).await;
    assert_eq!((whole.names().len(), whole.link("next")), (30, None));
    assert_eq!((&whole.json["numberMatched"], &whole.json["numberReturned"]), (&30.into(), &30.into()));
    geojson::FeatureCollection::from_str(&whole.json.to_string()).unwrap();

    let mut seen = Vec::new();
    let mut next = Some(format!("http://diming.example{PLACES}?limit=7&category=24100"));
    while let Some(path) = next {
        let page = service.get(path.strip_prefix("http://diming.example").unwrap()).await;
        let is_first = seen.is_empty();
        assert_eq!(page.json.get("numberMatched"), is_first.then(|| 25.into()).as_ref());
        seen.extend(page.names().into_iter().map(str::to_owned));
        next = page.link("next").map(str::to_owned);
    }
    assert_eq!(seen, (11..=35).map(|number| format!("{number}号井")).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_is_added_or_ends_between_two_pages_moves_nothing_else() {
    let service = Service::new().await;
    let first = service.get(&format!("{PLACES}?limit=7&category=24100")).await;
    service
        .test
        .commit(
            "2023-02-01T00:00:00Z",
            "insert into feature values ('00000000-0000-7000-8000-000000000010', 'place');
             insert into place (place_id, category) values ('00000000-0000-7000-8000-000000000010', '24100');
             update place set valid_to = '2023-01-01' where place_id = '00000000-0000-7000-8000-000000000012'",
        )
        .await;
    // Midnight passes as well: the day stays that of the first page.
    service.test.db.clock().advance(time::Duration::days(1));
    let next = first.link("next").unwrap().strip_prefix("http://diming.example").unwrap();
    let second = service.get(next).await;
    assert_eq!((first.names()[6], second.names()[0]), ("17号井", "18号井"));
}

#[tokio::test]
async fn a_last_page_that_is_full_has_no_next() {
    let service = Service::new().await;
    let page = service.get(&format!("{PLACES}?limit=25&category=24100")).await;
    assert_eq!((page.names().len(), page.link("next")), (25, None));
}

#[tokio::test]
async fn parameters_that_cannot_be_read_are_refused_by_name() {
    let service = Service::new().await;
    for (query, name) in [
        ("limit=0", "limit"),
        ("limit=-3", "limit"),
        ("limit=many", "limit"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=0,9,1,1", "bbox"),
        ("datetime=yesterday", "datetime"),
        ("datetime=2023-02-01/2023-01-01", "datetime"),
        ("datetime=2023-02-01&at=2023-02-01", "at"),
        ("at=2023-02-01T00:00:00Z", "at"),
        ("recorded-at=once", "recorded-at"),
        ("cursor=abc", "cursor"),
        ("f=xml", "f"),
        ("name=%00", "name"),
        ("limit=1&limit=2", "limit"),
    ] {
        let refused = service.get(&format!("{PLACES}?{query}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(refused.json["errors"][0]["pointer"], name, "{query}");
    }
    let divisions = service.get("/ogc/collections/divisions/items?limit=1").await;
    let (_, cursor) = divisions.link("next").unwrap().split_once("cursor=").unwrap();
    assert_eq!(service.get(&format!("{PLACES}?cursor={cursor}")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_box_finds_what_meets_it_also_across_the_antimeridian() {
    let service = Service::new().await;
    let inside = service.get(&format!("{PLACES}?bbox=113.165,30.64,113.175,30.66")).await;
    assert_eq!(inside.names(), ["新村", "17号井"]);
    let across = service.get(&format!("{PLACES}?bbox=179.95,30,-179,31")).await;
    assert_eq!(across.names(), ["钟惺大道"]);
    assert_eq!(service.get("/ogc/collections/streets/items?bbox=-180,30,-179,31").await.names(), [""; 0]);
}

#[tokio::test]
async fn each_queryable_is_a_parameter() {
    let service = Service::new().await;
    for (path, found) in [
        ("/ogc/collections/divisions/items?level=township", "竟陵街道"),
        ("/ogc/collections/divisions/items?parent_code=429006", "竟陵街道"),
        ("/ogc/collections/divisions/items?name=%E5%A4%A9%E9%97%A8%E5%B8%82&code=429006", "天门市"),
        ("/ogc/collections/streets/items?road_class=arterial&orientation=E-W", "钟惺大道"),
        ("/ogc/collections/names/items?kind=standard&names_feature=00000000-0000-7000-8000-000000000003", "新村"),
        ("/ogc/collections/places/items?division_code=429006001", "新村"),
    ] {
        assert_eq!(service.get(path).await.names(), [found], "{path}");
    }
    assert_eq!(service.get("/ogc/collections/names/items?status=cancelled").await.names(), [""; 0]);
}

#[tokio::test]
async fn a_sign_tells_what_its_faces_show_now_in_the_days_that_it_stands() {
    let service = Service::new().await;
    let items = "/ogc/collections/signs/items";
    let ids = async |query: &str| {
        let page = service.get(&format!("{items}?{query}")).await;
        let features = page.json["features"].as_array().unwrap();
        features.iter().map(|sign| sign["properties"]["sign_number"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for query in [
        "",
        "bbox=179,30,180,31",
        "datetime=2020-05-01",
        "sign_number=S0000019&state=in_service&support=single_pole",
        "type=street_plate&placement=start&place_id=00000000-0000-7000-8000-000000000009",
    ] {
        assert_eq!(ids(query).await, ["S0000019"], "{query}");
    }
    for query in ["bbox=113,30,114,31", "datetime=2020-04-30", "placement=end", "state=planned", "place_id=9"] {
        assert_eq!(ids(query).await, [""; 0], "{query}");
    }
    // From memory and from the database, in the order of the directions that they face.
    let faces = serde_json::json!([
        { "text": "钟惺大道", "pinyin": null, "colour": "blue", "facing_deg": 0 },
        { "text": "钟惺大道", "pinyin": "Zhongxing Dadao", "colour": "blue", "facing_deg": 90 },
    ]);
    for query in ["", "?support=single_pole", "?recorded-at=2023-06-30"] {
        let page = service.get(&format!("{items}{query}")).await;
        assert_eq!(page.json["features"][0]["properties"]["faces"], faces, "{query}");
    }
}

#[tokio::test]
async fn properties_have_the_names_that_the_collection_declares() {
    use crate::published::{Collection, Division, Name, Place, PublishedRow, Sign, Street};
    let service = Service::new().await;
    for (collection, declared) in [
        (Collection::Divisions, Division::PROPERTIES),
        (Collection::Places, Place::PROPERTIES),
        (Collection::Streets, Street::PROPERTIES),
        (Collection::Names, Name::PROPERTIES),
        (Collection::Signs, Sign::PROPERTIES),
    ] {
        let page = service.get(&format!("/ogc/collections/{collection}/items?limit=1")).await;
        let mut declared: Vec<_> = declared.to_vec();
        declared.extend(["valid_from", "valid_to", "recorded_at"]);
        declared.sort_unstable();
        let properties = page.json["features"][0]["properties"].as_object().unwrap();
        assert_eq!(properties.keys().collect::<Vec<_>>(), declared, "{collection}");
    }
}

#[tokio::test]
async fn geometries_follow_rfc_7946_and_may_be_missing_or_empty() {
    let service = Service::new().await;
    let county = service.get("/ogc/collections/divisions/items/00000000-0000-7000-8000-000000000001").await;
    let rings = &county.json["geometry"]["coordinates"][0];
    assert_eq!(rings[0][1], serde_json::json!([113.4, 30.4]), "the exterior runs counter-clockwise");
    assert_eq!(rings[1][1], serde_json::json!([113.0, 30.6]), "the hole runs clockwise");
    let places = service.get(&format!("{PLACES}?category=25100")).await;
    let geometries: Vec<_> = (0..3).map(|at| places.json["features"][at]["geometry"].to_string()).collect();
    assert_eq!(
        geometries,
        ["null", r#"{"coordinates":[],"type":"MultiPoint"}"#, r#"{"coordinates":[],"type":"Polygon"}"#]
    );
}
