//! Two offices, each with its own register, carry out one inspection by packages.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use mingjie::kernel::actor::Role;
use ring::{
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair},
};
use serde_json::{Value, json};

use super::{ALL, HANCHUAN, MARKER, Office, TIANMEN, desk, id, marker, report, scheme, segment, signature, subject};

/// Both offices with each other's key.
async fn partners() -> (Office, Office) {
    let (tianmen, hanchuan) = (Office::tianmen().await, Office::hanchuan().await);
    knows(&tianmen, &hanchuan, HANCHUAN).await;
    knows(&hanchuan, &tianmen, TIANMEN).await;
    (tianmen, hanchuan)
}

/// Enters the key of the other office.
async fn knows(office: &Office, other: &Office, code: &str) -> Value {
    let key = other.app.get("/api/v1/exchange-key").send().await.expect(StatusCode::OK).json();
    let body = json!({ "neighbour": code, "x": key["x"], "confirmed": "电话核对指纹，对方王强" });
    let entered = office.posts("/api/v1/neighbour-keys", &body).await.expect(StatusCode::CREATED).json();
    assert_eq!(entered["jwk"]["kid"], key["kid"]);
    entered
}

async fn package(office: &Office, case: &str) -> String {
    let path = format!("{ALL}/{case}/packages");
    office.app.post(&path).role(Role::BoundaryOfficer).send().await.expect(StatusCode::OK).text()
}

async fn taken(office: &Office, package: &str) -> crate::support::Answer {
    let call = office.app.post(&format!("{ALL}/packages")).role(Role::BoundaryOfficer);
    call.header("content-type", "application/jose").body(package.to_owned()).send().await
}

/// What one office has said reaches the other.
async fn passes(from: &Office, to: &Office, case: &str) -> Value {
    taken(to, &package(from, case).await).await.expect(StatusCode::OK).json()
}

async fn refused(office: &Office, package: &str) -> String {
    let problem = taken(office, package).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    problem["reason"].as_str().unwrap().to_owned()
}

/// What two offices must read alike.
fn alike(dossier: &Value) -> Value {
    let members =
        ["id", "state", "scheme", "checks", "issues", "report", "filing", "chains", "lead", "round", "due_on"];
    members
        .into_iter()
        .map(|member| (member.to_owned(), dossier[member].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The officer, or the leader, of an office signs what it reads.
async fn signs(office: &Office, case: &str, subjects: &[&str]) {
    let read = office.get(&format!("{ALL}/{case}")).await;
    let acts: Vec<Value> = subjects.iter().map(|name| signature(&read, name)).collect();
    let by_leader = subjects.iter().any(|name| matches!(*name, "scheme" | "report"));
    let role = if by_leader { Role::Leader } else { Role::BoundaryOfficer };
    office.says(role, case, &acts).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn two_offices_carry_out_one_inspection_and_read_the_same() {
    let (tianmen, hanchuan) = partners().await;
    let case = id(&tianmen.planned(TIANMEN).await);
    tianmen.said(&case, &[scheme()]).await;
    signs(&tianmen, &case, &["scheme"]).await;
    let arrival = passes(&tianmen, &hanchuan, &case).await;
    assert_eq!((&arrival["is_new"], &arrival["ours"]["code"]), (&json!(true), &json!(HANCHUAN)));
    assert_eq!(arrival["arrived"].as_array().unwrap().len(), 2);
    signs(&hanchuan, &case, &["scheme"]).await;
    // Both work at the same time, and their packages cross.
    passes(&hanchuan, &tianmen, &case).await;
    tianmen.said(&case, &[desk()]).await;
    hanchuan.said(&case, &[desk()]).await;
    let (ours, theirs) = (package(&tianmen, &case).await, package(&hanchuan, &case).await);
    taken(&hanchuan, &ours).await.expect(StatusCode::OK);
    taken(&tianmen, &theirs).await.expect(StatusCode::OK);
    signs(&tianmen, &case, &["desk:S01-001"]).await;
    signs(&hanchuan, &case, &["desk:S01-001"]).await;
    passes(&tianmen, &hanchuan, &case).await;
    assert_eq!(passes(&hanchuan, &tianmen, &case).await["state"], "desk_done");

    // They judge the marker otherwise; the difference stays until both have settled it.
    let field = format!("field:{MARKER}");
    tianmen.said(&case, &[segment(), marker(&json!({ "text": "damaged", "action": "repainted" }))]).await;
    hanchuan.said(&case, &[segment(), marker(&json!({}))]).await;
    passes(&tianmen, &hanchuan, &case).await;
    let read = passes(&hanchuan, &tianmen, &case).await;
    assert_eq!(subject(&read, &field)["differences"], json!(["text", "action"]));
    hanchuan.said(&case, &[marker(&json!({ "text": "damaged", "action": "repainted" }))]).await;
    passes(&hanchuan, &tianmen, &case).await;
    for office in [&tianmen, &hanchuan] {
        signs(office, &case, &["field:S01-001", &field]).await;
    }
    passes(&hanchuan, &tianmen, &case).await;
    tianmen.said(&case, &[report()]).await;
    signs(&tianmen, &case, &["report"]).await;
    passes(&tianmen, &hanchuan, &case).await;
    signs(&hanchuan, &case, &["report"]).await;
    passes(&hanchuan, &tianmen, &case).await;
    let filing = json!({ "kind": "file", "authority": "湖北省民政厅", "on": "2023-07-01", "document_number": "天民〔2023〕31号" });
    tianmen.said(&case, &[filing]).await;
    let there = passes(&tianmen, &hanchuan, &case).await;
    let here = tianmen.get(&format!("{ALL}/{case}")).await;
    assert_eq!(here["state"], "filed");
    assert_eq!(alike(&here), alike(&there));
}

#[tokio::test]
async fn a_package_that_is_forged_replayed_stale_or_about_something_else_changes_nothing() {
    let (tianmen, hanchuan) = partners().await;
    let case = id(&tianmen.planned(TIANMEN).await);
    tianmen.said(&case, &[scheme()]).await;
    let first = package(&tianmen, &case).await;
    // One character of what was signed, or of the signature, is another.
    let swapped = |at: usize| {
        let mut bytes = first.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        String::from_utf8(bytes).unwrap()
    };
    assert_eq!(refused(&hanchuan, &swapped(first.len() / 2)).await, "forged");
    assert_eq!(refused(&hanchuan, &swapped(first.len() - 20)).await, "forged");
    for nothing in ["", "a.b.c", "!!.??.!!", "e30.e30.e30"] {
        assert_eq!(refused(&hanchuan, nothing).await, "form", "{nothing}");
    }
    // Its own package is from no neighbour.
    assert_eq!(refused(&tianmen, &first).await, "unknown_key");
    assert!(hanchuan.get(ALL).await["inspections"].as_array().unwrap().is_empty());

    // Looked at first, and nothing kept.
    let call = hanchuan.app.post(&format!("{ALL}/packages?dry_run=true")).role(Role::BoundaryOfficer);
    let preview = call.body(first.clone()).send().await.expect(StatusCode::OK).json();
    assert_eq!((&preview["dry_run"], &preview["arrived"][0]["effect"]), (&json!(true), &json!("counts")));
    assert!(hanchuan.get(ALL).await["inspections"].as_array().unwrap().is_empty());
    taken(&hanchuan, &first).await.expect(StatusCode::OK);
    assert_eq!(refused(&hanchuan, &first).await, "replayed");
    tianmen.app.clock().advance(time::Duration::minutes(1));
    let again = package(&tianmen, &case).await;
    assert_eq!(refused(&hanchuan, &again).await, "nothing_new");
    signs(&tianmen, &case, &["scheme"]).await;
    let newest = package(&tianmen, &case).await;
    taken(&hanchuan, &newest).await.expect(StatusCode::OK);
    assert_eq!(refused(&hanchuan, &again).await, "nothing_new");

    // Another inspection of another line, which the other office does not have.
    tianmen.has_line("420923429006").await;
    let body = json!({ "code": "420923", "name": "云梦县", "meeting_period": "year" });
    tianmen.posts("/api/v1/neighbours", &body).await.expect(StatusCode::CREATED);
    let body =
        json!({ "line": "420923429006", "neighbour": "420923", "round": 1, "lead": TIANMEN, "due_on": "2023-12-31" });
    let other = id(&tianmen.posts(ALL, &body).await.expect(StatusCode::CREATED).json());
    let stray = package(&tianmen, &other).await;
    taken(&hanchuan, &stray).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    hanchuan.has_line("420923429006").await;
    let arrived = taken(&hanchuan, &stray).await;
    // It names 云梦 as the side that takes it in: whoever it is here, that is not 汉川 by its own plan.
    assert_eq!(arrived.expect(StatusCode::OK).json()["ours"]["code"], "420923");
}

#[tokio::test]
async fn nothing_is_taken_in_that_a_revoked_key_signed() {
    let (tianmen, hanchuan) = (Office::tianmen().await, Office::hanchuan().await);
    let key = knows(&hanchuan, &tianmen, TIANMEN).await;
    let case = id(&tianmen.planned(TIANMEN).await);
    let revoke = format!("/api/v1/neighbour-keys/{}/revoke", id(&key));
    let keys = hanchuan.posts(&revoke, &json!({ "reason": "对方密钥泄露" })).await.expect(StatusCode::OK).json();
    assert_eq!(keys["keys"][0]["revoke_reason"], "对方密钥泄露");
    hanchuan.posts(&revoke, &json!({ "reason": "再次" })).await.expect(StatusCode::NOT_FOUND);
    assert_eq!(refused(&hanchuan, &package(&tianmen, &case).await).await, "revoked_key");
}

#[tokio::test]
async fn an_office_that_says_two_things_in_one_place_is_found_out() {
    let (tianmen, hanchuan) = partners().await;
    let case = id(&tianmen.planned(TIANMEN).await);
    tianmen.said(&case, &[scheme()]).await;
    passes(&tianmen, &hanchuan, &case).await;
    // Its database is put back to before the scheme, and it says another one.
    let client = tianmen.app.client().await;
    client.batch_execute("set session_replication_role = replica; delete from inspection_act;").await.unwrap();
    let mut other = scheme();
    other["text"] = json!("另一份方案");
    tianmen.said(&case, &[other]).await;
    assert_eq!(refused(&hanchuan, &package(&tianmen, &case).await).await, "forked");
    let read = hanchuan.get(&format!("{ALL}/{case}")).await;
    assert_eq!(read["scheme"]["text"], scheme()["text"]);
}

#[tokio::test]
async fn the_database_lets_no_account_write_in_the_chain_of_the_neighbour() {
    let office = Office::tianmen().await;
    let case = id(&office.planned(TIANMEN).await);
    office.said(&case, &[scheme()]).await;
    let client = office.app.client().await;
    let forged = "insert into inspection_act
                  select inspection_id, $1, 1, $2, via, gen_random_uuid(), said_at, person, unit, content, sha256('x'), account_id, null, null,
                         received_at from inspection_act";
    for ours in [true, false] {
        assert!(client.execute(forged, &[&HANCHUAN, &ours]).await.is_err());
    }
    assert!(client.execute("update inspection_act set person = '王强'", &[]).await.is_err());
}

/// A package that says this, signed by a key.
fn packed(key: &Ed25519KeyPair, kid: &str, payload: &Value) -> String {
    let header = json!({ "alg": "EdDSA", "kid": kid });
    let message = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(payload.to_string()));
    format!("{message}.{}", BASE64.encode(key.sign(message.as_bytes())))
}

#[tokio::test]
async fn a_package_that_is_signed_and_cannot_be_changes_nothing() {
    let office = Office::hanchuan().await;
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    let key = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap();
    let body = json!({ "neighbour": TIANMEN, "x": BASE64.encode(key.public_key()), "confirmed": "电话核对" });
    let entered = office.posts("/api/v1/neighbour-keys", &body).await.expect(StatusCode::CREATED).json();
    let kid = entered["jwk"]["kid"].as_str().unwrap();
    office.posts("/api/v1/neighbour-keys", &body).await.expect(StatusCode::CONFLICT);

    let act = |id: u32, at: &str, content: &Value| json!({ "id": format!("018905ae-c800-7000-8000-{id:012}"), "at": at, "person": "李明", "unit": "天门市", "content": content.to_string() });
    let sound = json!({
        "format": "mingjie/joint-inspection/1", "inspection": "018905ae-c800-7000-8000-000000000001", "line": "420984429006",
        "plan": { "kind": "periodic", "trigger": null, "reason": null, "round": 5, "year": 2023, "due_on": "2023-12-31", "lead": TIANMEN },
        "from": { "code": TIANMEN, "name": "天门市" }, "to": { "code": HANCHUAN, "name": "汉川市" },
        "made_at": "2023-07-01T03:00:00Z", "acts": [act(1, "2023-07-01T02:00:00Z", &scheme())],
    });
    let with = |pointer: &str, value: Value| {
        let mut payload = sound.clone();
        *payload.pointer_mut(pointer).unwrap() = value;
        payload
    };
    let again = act(1, "2023-07-01T02:30:00Z", &scheme());
    for (payload, reason) in [
        (with("/format", json!("mingjie/joint-inspection/2")), "form"),
        (with("/made_at", json!("2023-07-01T05:00:00Z")), "from_future"),
        (with("/from/code", json!("420923")), "other_sender"),
        (with("/from/name", json!("天\u{0}门")), "form"),
        (with("/to/code", json!("420923")), "other_subject"),
        (with("/plan/round", json!(0)), "other_subject"),
        (with("/plan/reason", json!("x".repeat(1_001))), "other_subject"),
        (with("/plan/due_on", json!("0001-01-01")), "other_subject"),
        (with("/plan/lead", json!("420923")), "other_subject"),
        (with("/acts/0/at", json!("2023-07-01T02:00:00.000000001Z")), "bad_act"),
        (with("/acts/0/at", json!("2023-07-01T03:30:00Z")), "bad_act"),
        (with("/acts/0/person", json!(" 李明")), "bad_act"),
        (with("/acts/0/content", json!("{}")), "bad_act"),
        (with("/acts/0/content", json!(json!({ "kind": "scheme", "text": "x" }).to_string())), "bad_act"),
        (with("/acts", json!([sound["acts"][0], again])), "form"),
        (with("/acts/0", json!({ "id": 7 })), "form"),
    ] {
        assert_eq!(refused(&office, &packed(&key, kid, &payload)).await, reason, "{payload}");
    }
    let unknown = with("/line", json!("420923429006"));
    taken(&office, &packed(&key, kid, &unknown)).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(office.get(ALL).await["inspections"].as_array().unwrap().is_empty());
    taken(&office, &packed(&key, kid, &sound)).await.expect(StatusCode::OK);
    // The same office cannot plan the round once more under another id, nor another plan under this one.
    let other = with("/inspection", json!("018905ae-c800-7000-8000-000000000002"));
    taken(&office, &packed(&key, kid, &other)).await.expect(StatusCode::CONFLICT);
    assert_eq!(refused(&office, &packed(&key, kid, &with("/plan/year", json!(2024)))).await, "other_subject");
}
