//! `/open311/v2`

mod ask;
mod reading;
mod sending;

use std::time::Duration;

use axum::{
    http::Method,
    routing::{MethodRouter, get, post},
};
use serde_json::{Value, json};

use super::format::Format;
use crate::{
    accounts::Accounts,
    db::Db,
    http::{Access, Operation, Param, Route, forwarded::BehindProxy},
    signs::citizens::{Intake, intake::LARGEST},
};

/// How long sending may take: photos come over the air.
const TIME_LIMIT: Duration = Duration::from_mins(2);

/// What the interface works with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Open311 {
    /// Where reports are read.
    pub db: Db,
    /// Where what is sent comes in.
    pub intake: Intake,
    /// For keys, and whether X-Forwarded-* headers are believed.
    pub accounts: Accounts,
}

impl BehindProxy for Open311 {
    fn trusts_proxy(&self) -> bool {
        self.accounts.trust_proxy
    }
}

/// The routes.
#[must_use]
pub fn routes(state: &Open311) -> Vec<Route> {
    let route = |method, path, operation: Operation, handler: MethodRouter<Open311>| {
        Route::new(method, path, Access::Public, operation, handler.with_state(state.clone())).with_any_params()
    };
    let read = |path, operation, handler| route(Method::GET, path, operation, handler);
    let send = |path, operation, handler| {
        route(Method::POST, path, operation, handler).body_limit(LARGEST).time_limit(TIME_LIMIT)
    };
    let discovery = |id| told(id, "服务发现", "Where the interface is");
    let services = |id| told(id, "可上报的损坏类型", "What can be reported");
    let requests = |id| told(id, "报告列表", "Requests, the newest first").params(asked());
    let updates = |id| told(id, "报告的进展", "Steps of requests, the last first").params(period());
    let filing = |id| filed(id, "上报标志损坏", "Report damage to a sign", filing_schema());
    let saying = |id| filed(id, "反映未修复或同一问题", "Say that it is not fixed, or seen again", update_schema());
    vec![
        read("/open311/v2/discovery.xml", in_xml(discovery("georeportDiscoveryXml")), get(reading::discovery)),
        read("/open311/v2/discovery.json", in_json(discovery("georeportDiscovery")), get(reading::discovery)),
        read("/open311/v2/services.xml", in_xml(services("georeportServicesXml")), get(reading::services)),
        read("/open311/v2/services.json", in_json(services("georeportServices")), get(reading::services)),
        read(
            "/open311/v2/services/{service}",
            in_both(told("georeportService", "损坏类型的附加问题", "What may be said of a damage"))
                .params([piece("service", "faded.json")]),
            get(reading::service),
        ),
        read("/open311/v2/requests.xml", in_xml(requests("georeportRequestsXml")), get(reading::requests)),
        read("/open311/v2/requests.json", in_json(requests("georeportRequests")), get(reading::requests)),
        send("/open311/v2/requests.xml", in_xml(filing("fileGeoreportRequestXml")), post(sending::file)),
        send("/open311/v2/requests.json", in_json(filing("fileGeoreportRequest")), post(sending::file)),
        read(
            "/open311/v2/requests/{request}",
            in_both(
                told("georeportRequest", "一份报告", "One request")
                    .params([piece("request", "D2023-0001.json"), extensions()]),
            ),
            get(reading::request),
        ),
        read(
            "/open311/v2/tokens/{token}",
            in_both(told("georeportToken", "按查询码查报告编号", "The id of a request by the sender's code"))
                .params([piece("token", "ABCDEFGHJKLM.json")]),
            get(reading::token),
        ),
        read("/open311/v2/servicerequestupdates.xml", in_xml(updates("georeportUpdatesXml")), get(reading::updates)),
        read("/open311/v2/servicerequestupdates.json", in_json(updates("georeportUpdates")), get(reading::updates)),
        send("/open311/v2/servicerequestupdates.xml", in_xml(saying("sendGeoreportUpdateXml")), post(sending::say)),
        send("/open311/v2/servicerequestupdates.json", in_json(saying("sendGeoreportUpdate")), post(sending::say)),
    ]
}

fn told(id: &'static str, zh: &str, en: &str) -> Operation {
    Operation::new("open311", id, zh, en)
}

fn in_xml(operation: Operation) -> Operation {
    operation.answers(200, Format::Xml.media_type(), json!({ "type": "string" }), "as GeoReport v2 has it")
}

fn in_json(operation: Operation) -> Operation {
    operation.answers(200, Format::Json.media_type(), json!({}), "as GeoReport v2 has it")
}

fn in_both(operation: Operation) -> Operation {
    in_json(in_xml(operation))
}

fn filed(id: &'static str, zh: &str, en: &str, schema: Value) -> Operation {
    told(id, zh, en).body("application/x-www-form-urlencoded", schema.clone()).body("multipart/form-data", schema)
}

/// The last piece of an address, with the format at its end.
fn piece(name: &'static str, example: &str) -> Param {
    let schema = json!({ "type": "string", "pattern": "\\.(xml|json)$", "example": example });
    Param::path(name, schema, "标识，以 .xml 或 .json 结尾", "what it is called, with .xml or .json at its end")
}

fn text(name: &'static str, zh: &str, en: &str) -> Param {
    Param::query(name, json!({ "type": "string" }), zh, en)
}

fn extensions() -> Param {
    text("extensions", "true：附 extended_attributes 和 notes", "true: with extended_attributes and notes")
}

fn asked() -> Vec<Param> {
    vec![
        text(
            "service_request_id",
            "编号，可用逗号列出多个；其他条件不再起作用",
            "ids, parted by commas; nothing else counts then",
        ),
        text("service_code", "损坏类型，可用逗号列出多个", "services, parted by commas"),
        text(
            "start_date",
            "上报不早于此时刻；与 end_date 至多相隔 90 天",
            "requested from this instant on; at most 90 days",
        ),
        text("end_date", "上报不晚于此时刻", "requested until this instant"),
        text("status", "open 或 closed", "open or closed"),
        text("address_id", "标志编号", "number of the sign"),
        text("updated_after", "更新不早于此时刻", "changed from this instant on"),
        text("updated_before", "更新不晚于此时刻", "changed until this instant"),
        text("page", "第几页，从 1 起", "which page, from 1"),
        text("page_size", "每页条数，至多 1000", "requests of a page, at most 1,000"),
        extensions(),
    ]
}

fn period() -> Vec<Param> {
    vec![
        text("service_request_id", "编号，可用逗号列出多个", "ids, parted by commas"),
        text("start_date", "不早于此时刻；与 end_date 至多相隔 90 天", "from this instant on; at most 90 days"),
        text("end_date", "不晚于此时刻", "until this instant"),
    ]
}

fn form_of(required: &[&str], members: &[(&str, &str)]) -> Value {
    let properties =
        members.iter().map(|(name, said)| ((*name).to_owned(), json!({ "type": "string", "description": said })));
    json!({ "type": "object", "required": required, "properties": Value::Object(properties.collect()) })
}

fn filing_schema() -> Value {
    let mut schema = form_of(
        &["service_code"],
        &[
            ("service_code", "a service"),
            (
                "api_key",
                "a token of an account that may report damage; without one it is throttled like the form on the sign",
            ),
            ("address_id", "number of the sign"),
            ("attribute[sign_id]", "the same"),
            ("attribute[dangerous]", "yes: it may hurt somebody"),
            ("lat", "WGS 84, degrees"),
            ("long", "WGS 84, degrees"),
            ("address_string", "where, in words"),
            ("description", "in words; never published"),
            ("first_name", "kept apart and never published, like the three below"),
            ("last_name", "family name"),
            ("phone", "telephone number"),
            ("email", "e-mail address"),
            ("media_url", "kept with the words, not fetched"),
        ],
    );
    if let Some(members) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let files =
            json!({ "type": "array", "items": { "type": "string", "format": "binary" }, "description": "photos" });
        members.insert("media".to_owned(), files);
    }
    schema
}

fn update_schema() -> Value {
    form_of(
        &["service_request_id", "api_key"],
        &[
            ("service_request_id", "the request"),
            ("api_key", "a token of an account that may report damage"),
            ("status", "open, for a request that is closed: it is not fixed; else it is seen by somebody else, too"),
        ],
    )
}
