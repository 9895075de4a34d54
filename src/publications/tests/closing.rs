//! How notices end.

use super::*;
use crate::publications::{codes::State, refusal::Step};

#[tokio::test]
async fn a_notice_is_sealed_when_its_last_day_is_over_and_every_opinion_answered() {
    let bureau = Bureau::open().await;
    let id = bureau.running().await;
    let (support, object) = (bureau.says(id, Stance::Support).await, bureau.says(id, Stance::Object).await);
    assert!(matches!(bureau.seal(id, 7).await, Err(Refusal::PeriodRuns { .. })));
    bureau.answer(id, support, reply(Outcome::Noted)).await.unwrap();
    match bureau.seal(id, 8).await {
        Err(Refusal::Unanswered { receipts }) => assert_eq!(receipts, ["GS-2023-0001-0002"]),
        other => panic!("{other:?}"),
    }
    bureau.answer(id, object, reply(Outcome::NotAdopted)).await.unwrap();
    let sealed = bureau.seal(id, 8).await.unwrap();
    assert_eq!(sealed.counts.received, 2);
    assert_eq!(sealed.counts.by_stance, [(Stance::Support, 1), (Stance::Object, 1)].into());
    assert_eq!(sealed.counts.by_outcome, [(Outcome::NotAdopted, 1), (Outcome::Noted, 1)].into());

    // From here on nothing more is said or answered.
    let late = bureau.answer(id, object, reply(Outcome::Adopted)).await;
    assert!(matches!(late, Err(Refusal::OutOfOrder { state: State::Sealed, step: Step::Answer, .. })));
    let said = bureau.sends(id, 5, opinion(Stance::Comment), Sent::ByOfficer).await;
    assert!(matches!(said, Err(Refusal::OutOfOrder { state: State::Sealed, step: Step::Object, .. })));
}

#[tokio::test]
async fn of_two_who_seal_at_once_one_does_it() {
    let bureau = Bureau::open().await;
    let id = bureau.running().await;
    let both = futures_util::future::join(bureau.seal(id, 8), bureau.seal(id, 8)).await;
    let (won, lost) = if both.0.is_ok() { both } else { (both.1, both.0) };
    assert_eq!(won.unwrap().counts.received, 0);
    assert!(matches!(lost, Err(Refusal::OutOfOrder { state: State::Sealed, step: Step::Seal, .. })), "{lost:?}");
}

#[tokio::test]
async fn an_erasure_leaves_the_seal_and_a_tampered_opinion_breaks_it() {
    let bureau = Bureau::open().await;
    let id = bureau.running().await;
    let object = bureau.says(id, Stance::Object).await;
    bureau.answer(id, object, reply(Outcome::NotAdopted)).await.unwrap();
    bureau.seal(id, 8).await.unwrap();
    let holds = async || {
        let tx = bureau.test.db.read("test.read").await.unwrap();
        service::seal_holds(&tx, id).await.unwrap()
    };
    assert!(holds().await);
    let erase =
        async || bureau.write(async |tx| service::erase_contact(tx, &wang(), noon(9), object, "本人申请").await).await;
    erase().await.unwrap();
    assert!(holds().await);
    assert!(matches!(erase().await, Err(Refusal::ErasedBefore)));
    let tx = bureau.test.db.read("test.read").await.unwrap();
    let kept = service::contact(&tx, object).await.unwrap();
    assert_eq!(kept.contact, None);
    assert_eq!(kept.erased.map(|(stamp, reason)| (stamp.by, reason)), Some(("wang".into(), "本人申请".into())));

    // Nobody changes an opinion by a statement; by force of the owner of the table it shows.
    assert!(bureau.test.client.execute("update opinion set text = '没有异议。'", &[]).await.is_err());
    let force = "alter table opinion disable trigger all; update opinion set text = '没有异议。'";
    bureau.test.client.batch_execute(force).await.unwrap();
    assert!(!holds().await);
}

#[tokio::test]
async fn a_seal_that_still_tells_the_answers_in_full_holds() {
    let bureau = Bureau::open().await;
    let id = bureau.running().await;
    let object = bureau.says(id, Stance::Object).await;
    let reply = reply(Outcome::NotAdopted);
    bureau.answer(id, object, reply.clone()).await.unwrap();
    bureau.seal(id, 8).await.unwrap();
    // As it was written when answers were public.
    let rewrite = "update publication set seal = $1, seal_digest = encode(sha256(convert_to($1, 'UTF8')), 'hex')";
    let client = &bureau.test.client;
    client.batch_execute("alter table publication disable trigger all").await.unwrap();
    let seal: String = client.query_one("select seal from publication", &[]).await.unwrap().get(0);
    let summary = format!("\"summary\":\"{}\",", reply.summary);
    assert!(seal.contains(&summary) && !seal.contains("\"answer\""), "{seal}");
    for (answer, holds) in [(reply.text.as_str(), true), ("同意。", false)] {
        let in_full = seal.replace(&summary, &format!("{summary}\"answer\":\"{answer}\","));
        client.execute(rewrite, &[&in_full]).await.unwrap();
        let tx = bureau.test.db.read("test.read").await.unwrap();
        assert_eq!(service::seal_holds(&tx, id).await.unwrap(), holds, "{answer}");
    }
}

#[tokio::test]
async fn a_notice_that_ends_early_says_why_and_its_opinions_are_still_answered() {
    let bureau = Bureau::open().await;
    let id = bureau.running().await;
    let object = bureau.says(id, Stance::Object).await;
    bureau.answer(id, object, reply(Outcome::Upheld)).await.unwrap();
    let tx = bureau.test.db.read("test.read").await.unwrap();
    assert_eq!(service::upheld(&tx, id).await.unwrap().len(), 1);
    assert!(service::opinions(&tx, id).await.unwrap().iter().all(|opinion| opinion.answer.is_some()));
    let later = bureau.says(id, Stance::Comment).await;
    bureau.write(async |tx| service::end_early(tx, &wang(), noon(3), id, "异议成立").await).await.unwrap();
    bureau.answer(id, later, reply(Outcome::Noted)).await.unwrap();
    assert!(matches!(bureau.seal(id, 8).await, Err(Refusal::OutOfOrder { state: State::EndedEarly, .. })));
}
