//! Writing, signing, publishing.

use super::*;
use crate::publications::{codes::State, refusal::Step};

#[tokio::test]
async fn who_wrote_on_a_draft_does_not_sign_it_whatever_his_role() {
    let bureau = Bureau::open().await;
    let id = bureau.drafted(notice(1, 7)).await;
    let sign = async |actor: Actor| bureau.write(async |tx| service::sign(tx, &actor, noon(1), id).await).await;
    assert!(matches!(sign(wang()).await, Err(Refusal::NotLeader)));
    assert!(matches!(sign(person("wang", Role::Leader)).await, Err(Refusal::FourEyes)));

    // Someone who touched it later is one of those who wrote, too; and so is the first.
    let zhao = person("zhao", Role::Leader);
    bureau.write(async |tx| service::redraft(tx, &zhao, noon(1), id, notice(2, 8)).await).await.unwrap();
    assert!(matches!(sign(zhao).await, Err(Refusal::FourEyes)));
    assert!(matches!(sign(person("wang", Role::Leader)).await, Err(Refusal::FourEyes)));
    sign(li()).await.unwrap();

    // The table keeps the rule by itself.
    let sql = "update publication set signed_by = 'zhao'";
    let error = bureau.test.client.execute(sql, &[]).await.unwrap_err();
    assert_eq!(error.as_db_error().unwrap().constraint(), Some("publication_four_eyes"));
}

#[tokio::test]
async fn what_is_signed_is_written_anew_only_after_it_was_taken_back() {
    let bureau = Bureau::open().await;
    let id = bureau.signed(notice(1, 7)).await;
    let redraft =
        async || bureau.write(async |tx| service::redraft(tx, &wang(), noon(1), id, notice(1, 9)).await).await;
    assert!(matches!(redraft().await, Err(Refusal::OutOfOrder { state: State::Signed, step: Step::Redraft, .. })));
    bureau.write(async |tx| service::take_back(tx, id).await).await.unwrap();
    redraft().await.unwrap();
    assert!(matches!(
        bureau.publish(id).await,
        Err(Refusal::OutOfOrder { state: State::Draft, step: Step::Publish, .. })
    ));
}

#[tokio::test]
async fn a_notice_is_neither_too_short_nor_backwards_nor_late() {
    let bureau = Bureau::open().await;
    let backwards =
        bureau.write(async |tx| service::draft(tx, &bureau.ids, &wang(), noon(1), notice(7, 1)).await).await;
    assert!(matches!(backwards, Err(Refusal::EndBeforeStart { .. })));

    let short = bureau.signed(notice(1, 4)).await;
    assert!(matches!(bureau.publish(short).await, Err(Refusal::TooShort { days: 4, minimum: 5 })));
    bureau.write(async |tx| service::take_back(tx, short).await).await.unwrap();

    let on_the_second = bureau.signed(notice(1, 7)).await;
    let late = bureau.write(async |tx| service::publish(tx, &wang(), noon(2), on_the_second, 5).await).await;
    assert!(matches!(late, Err(Refusal::StartGoneBy { .. })));

    let without = bureau.signed(Draft { starts_on: None, ends_on: None, ..notice(1, 7) }).await;
    assert!(matches!(bureau.publish(without).await, Err(Refusal::NoPeriod)));

    let five_days = bureau.signed(notice(1, 5)).await;
    assert_eq!(bureau.publish(five_days).await.unwrap().number, "GS-2023-0001");
}

#[tokio::test]
async fn an_announcement_without_one_of_its_six_facts_says_which_name_and_which_fact() {
    let bureau = Bureau::open().await;
    let mut draft = announcement();
    draft.items.push(PublishedItem { id: Uuid::from_u128(2), location: None, ..draft.items[0].clone() });
    let id = bureau.signed(draft).await;
    match bureau.publish(id).await {
        Err(Refusal::FactMissing { at: 1, member: "location", fact, .. }) => assert_eq!(fact.zh, "位置描述"),
        other => panic!("{other:?}"),
    }
    let whole = bureau.signed(announcement()).await;
    assert_eq!(bureau.publish(whole).await.unwrap().number, "GG-2023-0001");
}

#[tokio::test]
async fn what_is_published_never_changes_whoever_tries() {
    let bureau = Bureau::open().await;
    let id = bureau.running().await;
    for change in [
        "title = 'x'",
        "body = array['x']",
        "items = '[]'",
        "ends_on = '2023-06-30'",
        "content = '{}'",
        "content_digest = repeat('0', 64)",
        "number = 'GS-2023-0009'",
        "signed_by = 'zhao'",
        "published_at = now()",
    ] {
        let error = bureau.test.client.execute(&format!("update publication set {change}"), &[]).await.unwrap_err();
        assert_eq!(error.as_db_error().unwrap().constraint(), Some("publication_is_frozen"), "{change}");
    }
    let back = bureau.test.client.execute("update publication set state = 'signed'", &[]).await.unwrap_err();
    assert_eq!(back.as_db_error().unwrap().constraint(), Some("publication_state_order"));
    assert!(bureau.test.client.execute("delete from publication", &[]).await.is_err());
    let redraft = bureau.write(async |tx| service::redraft(tx, &wang(), noon(1), id, notice(1, 9)).await).await;
    assert!(matches!(redraft, Err(Refusal::OutOfOrder { state: State::Published, .. })));
}

#[tokio::test]
async fn a_changed_text_is_a_new_notice_that_follows_and_ends_the_old_one() {
    let bureau = Bureau::open().await;
    let old = bureau.running().await;
    let new = bureau.signed(Draft { follows: Some(Follows::replacing(old)), ..notice(2, 8) }).await;
    let number = bureau.publish(new).await.unwrap().number;
    let tx = bureau.test.db.read("test.read").await.unwrap();
    let ended = service::find(&tx, old).await.unwrap();
    assert_eq!((ended.standing.state(), ended.followed_by), (State::EndedEarly, Some(number)));

    let other_case = Draft { follows: Some(Follows::replacing(old)), subject: Uuid::from_u128(8), ..notice(2, 8) };
    let refused = bureau.write(async |tx| service::draft(tx, &bureau.ids, &wang(), noon(1), other_case).await).await;
    assert!(matches!(refused, Err(Refusal::FollowsStranger)));
}

#[tokio::test]
async fn numbers_given_out_at_once_differ_and_leave_no_gap() {
    let bureau = Bureau::open().await;
    let mut waiting = Vec::new();
    for _ in 0..6 {
        waiting.push(bureau.signed(notice(1, 7)).await);
    }
    let published = futures_util::future::join_all(waiting.iter().map(|id| bureau.publish(*id))).await;
    let mut numbers: Vec<_> = published.into_iter().map(|published| published.unwrap().number).collect();
    numbers.sort();
    let expected: Vec<_> = (1..=6).map(|number| format!("GS-2023-{number:04}")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn an_announcement_is_noted_in_the_national_base_once() {
    let bureau = Bureau::open().await;
    let id = bureau.signed(announcement()).await;
    let channels = vec![crate::publications::model::Announced { channel: "市政府网站".into(), evidence: None }];
    let synced = crate::publications::Synced { on: june(2), channels };
    let sync = async || bureau.write(async |tx| service::mark_synced(tx, id, &synced).await).await;
    assert!(matches!(sync().await, Err(Refusal::OutOfOrder { step: Step::Sync, .. })));
    bureau.publish(id).await.unwrap();
    sync().await.unwrap();
    assert!(matches!(sync().await, Err(Refusal::OutOfOrder { step: Step::Sync, .. })));
    assert!(matches!(bureau.seal(id, 9).await, Err(Refusal::OutOfOrder { kind: Kind::Announcement, .. })));
}
