//! A long walk at random through several cases; after each step everything that must hold is looked at.

use axum::http::{Method, StatusCode};
use mingjie::naming::{Action, StateCode};
use serde_json::{Value, json};
use tokio_postgres::Client;

use crate::support::{
    Answer, Bureau, Who,
    bureau::{CASES, street},
};

/// Steps of one walk.
const STEPS: usize = 300;

/// Cases that walk.
const WALKERS: usize = 6;

/// Walks that are taken, each by its seed.
const SEEDS: [u64; 1] = [20_230_701];

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(limit).unwrap()).unwrap()
    }
}

/// What must never be found, each as a statement that counts it.
const NEVER: &[(&str, &str)] = &[
    (
        "two standard names of one place on one day",
        "select count(*) from name a join name b on a.feature_id = b.feature_id and a.name_id < b.name_id
          where a.kind = 'standard' and b.kind = 'standard'
            and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)",
    ),
    (
        "a decision on a case without a sealed notice, or with an opinion that is not answered",
        "select count(*) from naming_decision d join naming_case c using (case_id)
          where not exists (select from publication p where p.publication_id = c.notice_id and p.state = 'sealed')
             or exists (select from opinion o where o.publication_id = c.notice_id
                        and not exists (select from opinion_answer a where a.opinion_id = o.opinion_id))",
    ),
    (
        "an event that does not begin where the one before ended",
        "select count(*) from (
           select from_state, lag(to_state) over (partition by subject_id order by position) as before, position
             from event where subject_kind = 'naming_case') e
          where position > 1 and from_state is distinct from before",
    ),
    (
        "a case that stands elsewhere than its last event says",
        "select count(*) from naming_case c
          where c.state::text is distinct from (select to_state from event e
            where e.subject_kind = 'naming_case' and e.subject_id = c.case_id order by position desc limit 1)",
    ),
    (
        "a name held by an item that is decided, out, or in a case that ended or was not applied for",
        "select count(*) from naming_reservation r join naming_item i using (item_id) join naming_case c using (case_id)
          where r.released_at is null
            and (i.state <> 'open' or c.state in ('draft', 'approved', 'recorded', 'closed', 'rejected', 'withdrawn', 'lapsed', 'revoked'))",
    ),
    (
        "an open item of a case that was applied for, whose name nobody holds",
        "select count(*) from naming_item i join naming_case c using (case_id)
          where i.state = 'open' and c.state not in ('draft', 'rejected', 'withdrawn', 'lapsed', 'revoked')
            and not exists (select from naming_reservation r where r.item_id = i.item_id and r.released_at is null)",
    ),
    (
        "something due in a case that came to nothing",
        "select count(*) from obligation o join naming_case c on c.case_id = o.subject_id
          where c.state in ('rejected', 'withdrawn', 'lapsed', 'revoked') and o.met_on is null and o.dropped_on is null",
    ),
    (
        "an approved item without a place and its code, or a place for one that is not",
        "select count(*) from naming_item
          where (state in ('approved', 'revoked')) <> (place_id is not null)
             or (state in ('approved', 'revoked')) <> (place_code is not null)",
    ),
];

async fn look(client: &Client, after: &str) {
    for (what, statement) in NEVER {
        let found: i64 = client.query_one(*statement, &[]).await.unwrap().get(0);
        assert_eq!(found, 0, "{what}, after {after}");
    }
}

/// Takes an action in a case, in one of the ways in which it can be taken.
async fn take(bureau: &Bureau, dice: &mut Dice, case: &str, action: Action) -> Option<Answer> {
    let file = bureau.file(case).await;
    let items = file["items"].as_array().unwrap();
    let item = items[dice.below(items.len())]["id"].as_str().unwrap().to_owned();
    let act = async |who, step: String, body: Value| Some(bureau.act(who, case, &step, &body).await);
    let plain = async |who| act(who, action.code().to_owned(), bureau.body(action.code())).await;
    let last = |list: &str| file[list].as_array().and_then(|all| all.last()?["id"].as_str().map(str::to_owned));
    match action {
        Action::Edit if dice.below(2) == 0 => {
            act(Who::Officer, "items".into(), json!({ "items": [street(bureau.number())] })).await
        }
        Action::Edit => {
            let call = bureau.call(Who::Officer, Method::PUT, &format!("{CASES}/{case}/items/{item}")).await;
            let tag = format!("\"{}\"", file["version"]);
            Some(call.header("if-match", &tag).json(&street(bureau.number())).send().await)
        }
        Action::TakeOut => act(Who::Officer, format!("items/{item}/take-out"), json!({ "reason": "原因" })).await,
        Action::Argue | Action::Report => {
            for kind in ["argumentation_report", "assessment_report", "opinions_report"] {
                bureau.attach(case, kind).await;
            }
            bureau.settle(case).await;
            plain(if action == Action::Report { Who::Leader } else { Who::Officer }).await
        }
        Action::OpenNotice => {
            let notice = bureau.signed_notice(case).await;
            act(Who::Officer, format!("notices/{notice}/publish"), json!({})).await
        }
        Action::CloseNotice => {
            bureau.wait(i64::try_from(dice.below(9)).unwrap());
            plain(Who::Officer).await
        }
        Action::UpholdObjection => {
            let notice = file["notice_id"].as_str().unwrap();
            let opinion = json!({ "stance": "object", "text": "易混淆。", "name": "居民", "phone": "13800000000" });
            bureau.app.post(&format!("/notices/{notice}/opinions")).json(&opinion).send().await;
            let path = format!("/api/v1/notices/{notice}/opinions");
            let opinions = bureau.call(Who::Officer, Method::GET, &path).await.send().await.json();
            let outcome = ["upheld", "not_adopted", "none"][dice.below(3)];
            for one in opinions["opinions"].as_array().unwrap().iter().filter(|_| outcome != "none") {
                let body = json!({ "outcome": outcome, "summary": "认为易混淆。", "text": "已研究。" });
                let path = format!("{path}/{}/answer", one["id"].as_str().unwrap());
                bureau.call(Who::Officer, Method::POST, &path).await.json(&body).send().await;
            }
            plain(Who::Officer).await
        }
        Action::DecideInPart | Action::Approve | Action::Reject => {
            let mut decision = bureau.body("decide");
            let refused = json!([{ "item_id": item, "reason": "另拟" }]);
            match action {
                Action::DecideInPart => decision["approved"] = json!([item]),
                Action::Reject => decision["refused"] = refused,
                _ => {}
            }
            Some(bureau.decide(case, &decision).await)
        }
        Action::Close => {
            bureau.sync(case).await;
            plain(Who::Officer).await
        }
        Action::File => {
            bureau.attach(case, "decision_document").await;
            let (step, day) = [("send", "sent_on"), ("file", "filed_on"), ("file", "filed_on")][dice.below(3)];
            act(Who::Officer, format!("filings/{}/{step}", last("decisions")?), json!({ (day): bureau.today() })).await
        }
        Action::Announce => {
            let body = json!({ "decision_id": last("decisions")? });
            let drafted = bureau.act(Who::Officer, case, "announcements", &body).await;
            if drafted.status != StatusCode::CREATED {
                return Some(drafted);
            }
            let announcement = drafted.json()["drafted"].as_str().unwrap().to_owned();
            bureau.done(Who::Leader, case, &format!("announcements/{announcement}/sign"), &json!({})).await;
            act(Who::Officer, format!("announcements/{announcement}/publish"), json!({})).await
        }
        Action::Revoke => plain(Who::Leader).await,
        Action::Settle | Action::Record => None,
        _ => plain(Who::Officer).await,
    }
}

#[tokio::test]
async fn whatever_is_done_in_whatever_order_what_must_hold_holds() {
    for seed in SEEDS {
        let (bureau, mut dice) = (Bureau::new().await, Dice(seed));
        let client = bureau.app.client().await;
        let mut cases: Vec<String> = Vec::new();
        let (mut done, mut ended) = (0, 0);
        for number in 0..STEPS {
            let at = dice.below(WALKERS);
            if at >= cases.len() {
                let proposed: Vec<Value> = (0..=dice.below(2)).map(|_| street(bureau.number())).collect();
                cases.push(bureau.open("name", &proposed).await);
                continue;
            }
            let state: StateCode = bureau.state(&cases[at]).await.parse().unwrap();
            let possible: Vec<Action> = mingjie::naming::CaseState::ALL
                .iter()
                .filter(|known| known.code() == state)
                .flat_map(|known| known.allows())
                // Ways out are taken seldom, so that cases come far.
                .filter(|action| {
                    !matches!(action, Action::Withdraw | Action::Suspend | Action::Return | Action::Revoke)
                        || dice.below(8) == 0
                })
                .collect();
            if possible.is_empty() {
                let over = [StateCode::Rejected, StateCode::Withdrawn, StateCode::Lapsed, StateCode::Revoked];
                if over.contains(&state) {
                    cases.remove(at);
                    ended += 1;
                }
                continue;
            }
            let action = possible[dice.below(possible.len())];
            let Some(answer) = take(&bureau, &mut dice, &cases[at], action).await else { continue };
            assert!(!answer.status.is_server_error(), "{seed} {number} {state} {action}: {}", answer.text());
            done += usize::from(answer.status.is_success());
            if dice.below(4) == 0 {
                bureau.wait(1);
            }
            look(&client, &format!("seed {seed}, step {number}: {action} in {state}, {}", answer.status)).await;
            assert_eq!(bureau.file(&cases[at]).await["events_whole"], true);
        }
        assert!(done > STEPS / 3 && ended > 0, "{done} steps were taken, {ended} cases came to an end");
    }
}
