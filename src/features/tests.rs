//! The interface as a client sees it, over a real database.

mod days;
mod gdal;
mod pages;
mod service;

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use serde_json::Value;
use time::macros::datetime;
use tokio::sync::Mutex;
use tower::{ServiceExt, layer::util::Identity};

use super::{Features, routes};
use crate::{
    http::{layers, route},
    index::live::{Follower, Index},
    testing::TestDb,
};

/// The interface with the register of [`REGISTER`], on 1 July 2023 in the office.
struct Service {
    test: TestDb,
    features: Features,
    follower: Mutex<Follower>,
    router: Router,
}

/// One answer.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    json: Value,
}

/// A county and a town (rings clockwise as surveyors give them), 25 wells in a row, a renamed village, a village that
/// ended, a thing without a place, two of no extent, a draft, a street with a sign of two faces, and a sign that is planned.
const REGISTER: &str = "
insert into feature select ('00000000-0000-7000-8000-0000000000' || n)::uuid, 'place' from generate_series(11, 35) n;
insert into place (place_id, category, place_code, attributes, geom)
  select ('00000000-0000-7000-8000-0000000000' || n)::uuid, '24100', '4290060012410000' || lpad(n::text, 4, '0'),
         '{\"depth_m\": 12}', st_setsrid(st_makepoint(113 + n / 100.0, 30.65), 4490) from generate_series(11, 35) n;
insert into name (name_id, feature_id, text, kind, status)
  select ('00000000-0000-7000-8000-0000000001' || n)::uuid, ('00000000-0000-7000-8000-0000000000' || n)::uuid,
         n || '号井', 'standard', 'current' from generate_series(11, 35) n;

insert into feature values
  ('00000000-0000-7000-8000-000000000001', 'division'), ('00000000-0000-7000-8000-000000000002', 'division'),
  ('00000000-0000-7000-8000-000000000003', 'place'), ('00000000-0000-7000-8000-000000000004', 'place'),
  ('00000000-0000-7000-8000-000000000005', 'place'), ('00000000-0000-7000-8000-000000000006', 'place'),
  ('00000000-0000-7000-8000-000000000007', 'place'), ('00000000-0000-7000-8000-000000000008', 'place'),
  ('00000000-0000-7000-8000-000000000009', 'place');
insert into boundary_source (source_id, title, authority, document, declared_on) values
  ('00000000-0000-7000-8000-00000000b001', '详图', '湖北省人民政府', '公告', '2023-01-01');
insert into division (division_id, code, level, parent_id, geom) values
  ('00000000-0000-7000-8000-000000000001', '429006', 'county', null, st_geomfromtext(
     'MULTIPOLYGON(((112.6 30.4,112.6 30.9,113.4 30.9,113.4 30.4,112.6 30.4),(113 30.5,113.1 30.5,113.1 30.6,113 30.6,113 30.5)))', 4490)),
  ('00000000-0000-7000-8000-000000000002', '429006001', 'township', '00000000-0000-7000-8000-000000000001', st_geomfromtext(
     'MULTIPOLYGON(((113.1 30.6,113.1 30.7,113.2 30.7,113.2 30.6,113.1 30.6)))', 4490));
insert into place (place_id, valid_from, valid_to, category, division_id, is_public, geom) values
  ('00000000-0000-7000-8000-000000000003', '2019-05-01', 'infinity', '22200', '00000000-0000-7000-8000-000000000002', true,
   st_setsrid(st_makepoint(113.1702102, 30.6485158), 4490)),
  ('00000000-0000-7000-8000-000000000004', '2019-05-01', '2022-01-01', '22200', null, true,
   st_setsrid(st_makepoint(113.3, 30.8), 4490)),
  ('00000000-0000-7000-8000-000000000005', '-infinity', 'infinity', '25100', null, true, null),
  ('00000000-0000-7000-8000-000000000006', '-infinity', 'infinity', '25100', null, true, st_geomfromtext('POINT EMPTY', 4490)),
  ('00000000-0000-7000-8000-000000000007', '-infinity', 'infinity', '25100', null, true, st_geomfromtext('POLYGON EMPTY', 4490)),
  ('00000000-0000-7000-8000-000000000008', '-infinity', 'infinity', '25100', null, false, st_setsrid(st_makepoint(113.2, 30.7), 4490)),
  ('00000000-0000-7000-8000-000000000009', '-infinity', 'infinity', '23512', null, true,
   st_geomfromtext('LINESTRING(179.9 30.5,180 30.5)', 4490));
insert into street (street_id, road_class, length_m, orientation, crosses) values
  ('00000000-0000-7000-8000-000000000009', 'arterial', 3601, 'E-W', '{00000000-0000-7000-8000-000000000002}');
insert into name (name_id, feature_id, valid_from, valid_to, text, kind, status, approved_on) values
  ('00000000-0000-7000-8000-000000000101', '00000000-0000-7000-8000-000000000001', '-infinity', 'infinity', '天门市', 'standard', 'current', null),
  ('00000000-0000-7000-8000-000000000102', '00000000-0000-7000-8000-000000000002', '-infinity', 'infinity', '竟陵街道', 'standard', 'current', null),
  ('00000000-0000-7000-8000-000000000103', '00000000-0000-7000-8000-000000000003', '2019-05-01', '2023-06-30', '老村', 'standard', 'current', null),
  ('00000000-0000-7000-8000-000000000104', '00000000-0000-7000-8000-000000000003', '2023-06-30', 'infinity', '新村', 'standard', 'current', '2023-06-12'),
  ('00000000-0000-7000-8000-000000000105', '00000000-0000-7000-8000-000000000004', '2019-05-01', '2022-01-01', '废村', 'standard', 'cancelled', null),
  ('00000000-0000-7000-8000-000000000109', '00000000-0000-7000-8000-000000000009', '-infinity', 'infinity', '钟惺大道', 'standard', 'current', null);
insert into sign (sign_id, sign_number, type, state, place_id, placement, support, installed_on, geom) values
  ('00000000-0000-7000-8000-000000000201', 'S0000019', 'street_plate', 'in_service', '00000000-0000-7000-8000-000000000009',
   'start', 'single_pole', '2020-05-01', st_setsrid(st_makepoint(179.9, 30.5), 4490)),
  ('00000000-0000-7000-8000-000000000202', 'S0000027', 'street_plate', 'planned', '00000000-0000-7000-8000-000000000009',
   'end', 'single_pole', null, st_setsrid(st_makepoint(180, 30.5), 4490));
insert into sign_face (face_id, sign_id, facing_deg, text, pinyin, colour, shown_from, shown_to) values
  ('00000000-0000-7000-8000-000000000211', '00000000-0000-7000-8000-000000000201', 90, '钟惺大道', 'Zhongxing Dadao', 'blue', '2020-05-01', 'infinity'),
  ('00000000-0000-7000-8000-000000000212', '00000000-0000-7000-8000-000000000201', 0, '钟惺大道', null, 'blue', '2020-05-01', 'infinity'),
  ('00000000-0000-7000-8000-000000000213', '00000000-0000-7000-8000-000000000201', 0, '钟星大道', null, null, '2019-05-01', '2020-05-01')";

impl Service {
    async fn new() -> Self {
        let test = TestDb::new(datetime!(2023-06-30 16:00 UTC)).await;
        test.commit("2023-01-01T00:00:00Z", REGISTER).await;
        let index = Arc::new(Index::default());
        let features = Features::new(test.db.clone(), Arc::clone(&index), false);
        let router = layers::around(route::router(routes(&features)), Arc::clone(&index), Identity::new());
        let follower = Mutex::new(Follower::new(&test.db, index));
        Self { test, features, follower, router }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, []).await
    }

    async fn ask<const N: usize>(&self, method: &str, path: &str, headers: [(header::HeaderName, &str); N]) -> Answer {
        self.follower.lock().await.catch_up().await.unwrap();
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "diming.example");
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let json = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        Answer { status, headers, json }
    }
}

impl Answer {
    fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).unwrap().to_str().unwrap()
    }

    /// The address of the first link with this relation.
    fn link(&self, rel: &str) -> Option<&str> {
        let links = self.json["links"].as_array().unwrap();
        links.iter().find(|link| link["rel"] == rel).map(|link| link["href"].as_str().unwrap())
    }

    /// The names of the features, in order.
    fn names(&self) -> Vec<&str> {
        let features = self.json["features"].as_array().unwrap_or_else(|| panic!("{}", self.json));
        features.iter().map(|feature| feature["properties"]["name"].as_str().unwrap_or("-")).collect()
    }
}
