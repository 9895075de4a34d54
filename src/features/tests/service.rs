//! Landing page, conformance, API document, collections.

use serde_json::json;

use super::*;

#[tokio::test]
async fn the_landing_page_leads_everywhere_with_and_without_a_slash() {
    let service = Service::new().await;
    for path in ["/ogc", "/ogc/", "/ogc?f=json"] {
        let landing = service.get(path).await;
        assert_eq!(landing.link("self"), Some(format!("http://diming.example{path}").as_str()));
        assert_eq!(landing.header(header::CONTENT_TYPE), "application/json");
        for rel in ["service-desc", "conformance", "data"] {
            let there = landing.link(rel).unwrap().strip_prefix("http://diming.example").unwrap();
            assert_eq!(service.get(there).await.status, StatusCode::OK, "{there}");
        }
    }
    let english = service.ask("GET", "/ogc", [(header::ACCEPT_LANGUAGE, "en")]).await;
    assert!(english.json["title"].as_str().unwrap().starts_with("Mingjie"));
    assert_eq!(english.header(header::CONTENT_LANGUAGE), "en");
}

#[tokio::test]
async fn the_api_document_describes_every_address_and_refers_to_nothing_elsewhere() {
    let service = Service::new().await;
    let api = service.get("/ogc/api").await;
    assert_eq!(api.header(header::CONTENT_TYPE), "application/vnd.oai.openapi+json;version=3.0");
    for route in routes(&service.features) {
        let path = route.path().strip_prefix("/ogc").unwrap();
        let path = if path.is_empty() { "/" } else { path };
        assert!(api.json["paths"][path]["get"].is_object(), "{path}");
    }
    let parameters = api.json["paths"]["/collections/streets/items"]["get"]["parameters"].as_array().unwrap();
    let names: Vec<_> = parameters.iter().map(|parameter| parameter["name"].as_str().unwrap()).collect();
    for name in ["limit", "bbox", "datetime", "at", "recorded-at", "cursor", "f", "name", "road_class"] {
        assert!(names.contains(&name), "{name}");
    }
    assert_eq!(parameters[0]["explode"], json!(false));
    let text = api.json.to_string();
    assert!(text.match_indices("\"$ref\":\"").all(|(at, found)| text[at + found.len()..].starts_with('#')));
}

#[tokio::test]
async fn collections_tell_where_and_when_their_features_lie() {
    let service = Service::new().await;
    let all = service.get("/ogc/collections").await;
    let ids: Vec<_> = all.json["collections"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["divisions", "built-up-areas", "places", "streets", "names", "signs"]);
    let divisions = service.get("/ogc/collections/divisions").await;
    assert_eq!(all.json["collections"][0], divisions.json);
    assert_eq!(divisions.json["extent"]["spatial"]["bbox"], json!([[112.6, 30.4, 113.4, 30.9]]));
    assert_eq!(divisions.json["extent"]["temporal"]["interval"], json!([[null, null]]));
    assert_eq!(divisions.link("items"), Some("http://diming.example/ogc/collections/divisions/items"));
    let empty = service.get("/ogc/collections/built-up-areas").await;
    assert_eq!(empty.json["extent"]["spatial"], Value::Null);

    service
        .test
        .commit("2023-02-01T00:00:00Z", "update place set valid_from = '2001-01-01' where valid_from = '-infinity'")
        .await;
    let places = service.get("/ogc/collections/places").await;
    assert_eq!(places.json["extent"]["temporal"]["interval"], json!([["2001-01-01T00:00:00+08:00", null]]));
}

#[tokio::test]
async fn what_is_unknown_is_a_problem_document() {
    let service = Service::new().await;
    for (path, status) in [
        ("/ogc/collections/rivers", 404),
        ("/ogc/collections/rivers/items", 404),
        ("/ogc/collections/places/items/7", 404),
        ("/ogc/collections/places/items/00000000-0000-7000-8000-0000000000ff", 404),
        ("/ogc?f=html", 400),
        ("/ogc/collections?f=geojson", 400),
        ("/ogc/collections?limit=2", 400),
        ("/ogc/collections/places/items?nme=a", 400),
        ("/ogc/collections/places/items?road_class=arterial", 400),
    ] {
        let answer = service.get(path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json", "{path}");
    }
    let refused = service.ask("GET", "/ogc", [(header::ACCEPT, "image/png")]).await;
    assert_eq!(refused.status, StatusCode::NOT_ACCEPTABLE);
    let head = service.ask("HEAD", "/ogc/collections/places/items", []).await;
    assert_eq!((head.status, head.json), (StatusCode::OK, Value::Null));
    assert_eq!(service.ask("POST", "/ogc/collections/places/items", []).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_answer_that_the_client_has_is_not_sent_again_until_the_register_or_the_day_changes() {
    let service = Service::new().await;
    for path in [
        "/ogc/collections",
        "/ogc/collections/places",
        "/ogc/collections/places/items?limit=3",
        "/ogc/collections/divisions/items/00000000-0000-7000-8000-000000000001",
    ] {
        let first = service.get(path).await;
        let tag = first.header(header::ETAG).to_owned();
        let again = service.ask("GET", path, [(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!((again.status, &again.json), (StatusCode::NOT_MODIFIED, &Value::Null), "{path}");
        assert_eq!(again.header(header::ETAG), tag);
        let english = [(header::IF_NONE_MATCH, tag.as_str()), (header::ACCEPT_LANGUAGE, "en")];
        assert_eq!(service.ask("GET", path, english).await.status, StatusCode::OK, "{path}");
        service
            .test
            .commit("2023-02-01T00:00:00Z", "update place set attributes = '{}' where category = '25100'")
            .await;
        let changed = service.ask("GET", path, [(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!(changed.status, StatusCode::OK, "{path}");
        let tag = changed.header(header::ETAG).to_owned();
        service.test.db.clock().advance(time::Duration::days(1));
        assert_eq!(service.ask("GET", path, [(header::IF_NONE_MATCH, &tag)]).await.status, StatusCode::OK, "{path}");
    }
}
