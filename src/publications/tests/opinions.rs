//! Opinions: when they are taken, what an answer may say, how many from one address.

use std::net::IpAddr;

use super::*;
use crate::{
    http::{Problem, ProblemType},
    publications::throttle::FROM_ADDRESS,
};

#[tokio::test]
async fn opinions_are_taken_from_the_first_day_to_the_last_and_only_then() {
    let bureau = Bureau::open().await;
    let id = bureau.signed(notice(2, 8)).await;
    bureau.publish(id).await.unwrap();
    for (day, taken) in [(1, false), (2, true), (8, true), (9, false)] {
        let sent = bureau.sends(id, day, opinion(Stance::Support), Sent::ByCitizen(None)).await;
        assert_eq!(sent.is_ok(), taken, "{day}: {sent:?}");
    }
    let late = bureau.sends(id, 9, opinion(Stance::Support), Sent::ByOfficer).await;
    assert!(matches!(late, Err(Refusal::NotOpen { .. })));
}

#[tokio::test]
async fn an_opinion_without_a_way_to_reach_its_sender_or_about_another_name_is_refused() {
    let bureau = Bureau::open().await;
    let id = bureau.running().await;
    let pointer = |refused: Result<Receipt, Refusal>| match refused {
        Err(Refusal::Unfit { pointer, .. }) => pointer,
        other => panic!("{other:?}"),
    };
    let contact = |name: &str, phone: Option<&str>, email: Option<&str>| NewOpinion {
        contact: Contact { name: name.into(), phone: phone.map(Into::into), email: email.map(Into::into) },
        ..opinion(Stance::Object)
    };
    for (new, at) in [
        (contact("", Some("0728-5230417"), None), "/name"),
        (contact("周", None, None), "/phone"),
        (contact("周", Some("打我电话"), None), "/phone"),
        (contact("周", None, Some("zhou")), "/email"),
        (contact("周", None, Some("zhou@example.cn\r\nBcc: x@example.cn")), "/email"),
        (NewOpinion { text: "字".repeat(4_001), ..opinion(Stance::Object) }, "/text"),
    ] {
        assert_eq!(pointer(bureau.sends(id, 2, new, Sent::ByCitizen(None)).await), at);
    }
    let stranger = NewOpinion { item: Some(Uuid::from_u128(99)), ..opinion(Stance::Object) };
    assert!(matches!(bureau.sends(id, 2, stranger, Sent::ByCitizen(None)).await, Err(Refusal::UnknownItem)));
}

#[tokio::test]
async fn an_answer_names_nobody_and_upholds_objections_only() {
    let bureau = Bureau::open().await;
    let id = bureau.running().await;
    let (support, object) = (bureau.says(id, Stance::Support).await, bureau.says(id, Stance::Object).await);
    let upheld = bureau.answer(id, support, reply(Outcome::Upheld)).await;
    assert!(matches!(upheld, Err(Refusal::UpheldWithoutObjection)));
    for (member, answer) in [
        ("summary", Answer { summary: "周文彬认为重名。".into(), ..reply(Outcome::NotAdopted) }),
        ("text", Answer { text: "已致电0728-5230417说明。".into(), ..reply(Outcome::NotAdopted) }),
    ] {
        match bureau.answer(id, object, answer).await {
            Err(Refusal::NamesThePerson(named)) => assert_eq!(named, member),
            other => panic!("{other:?}"),
        }
    }
    bureau.answer(id, object, reply(Outcome::NotAdopted)).await.unwrap();
    bureau.answer(id, object, reply(Outcome::PartlyAdopted)).await.unwrap();
    let tx = bureau.test.db.read("test.read").await.unwrap();
    let outcomes: Vec<_> = service::answers(&tx, object).await.unwrap().iter().map(|answer| answer.outcome).collect();
    assert_eq!(outcomes, [Outcome::PartlyAdopted, Outcome::NotAdopted]);
}

#[tokio::test]
async fn one_address_waits_after_ten_opinions_and_another_does_not() {
    let bureau = Bureau::open().await;
    let id = bureau.running().await;
    let from = |last: u8| Sent::ByCitizen(Some(IpAddr::from([192, 0, 2, last])));
    for _ in 0..FROM_ADDRESS {
        bureau.sends(id, 2, opinion(Stance::Support), from(7)).await.unwrap();
    }
    let refused = bureau.sends(id, 2, opinion(Stance::Support), from(7)).await.unwrap_err();
    assert!(matches!(refused, Refusal::TooMany(_)));
    assert_eq!(Problem::from(refused).kind(), ProblemType::TooManyRequests);
    bureau.sends(id, 2, opinion(Stance::Support), from(8)).await.unwrap();
    bureau.sends(id, 2, opinion(Stance::Support), Sent::ByOfficer).await.unwrap();
    bureau.sends(id, 3, opinion(Stance::Support), from(7)).await.unwrap();

    let swept = bureau.write(async |tx| service::sweep(tx, noon(4)).await.map_err(Refusal::from)).await.unwrap();
    assert_eq!(swept, 0);
    let left = bureau.test.client.query_one("select count(*) from personal.opinion_sending", &[]).await.unwrap();
    assert_eq!(left.get::<_, i64>(0), 0);
}
