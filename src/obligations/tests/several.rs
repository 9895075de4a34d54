//! Several at once.

use time::macros::date;

use super::Office;
use crate::obligations::{LimitKind, New, Refusal, service};

#[tokio::test]
async fn of_two_who_open_the_same_one_waits_and_is_told() {
    let office = Office::open().await;
    let (first, second) = (office.tx().await, office.tx().await);
    let new = office.of_case(LimitKind::Filing, date!(2023 - 06 - 20));
    service::open(&first, &office.ids, new).await.unwrap();
    let (told, committed) = tokio::join!(
        async {
            let told = service::open(&second, &office.ids, new).await;
            // Its transaction is not spoilt.
            let other = office.of_case(LimitKind::Announcement, date!(2023 - 06 - 20));
            service::open(&second, &office.ids, other).await.unwrap();
            second.commit().await.unwrap();
            told
        },
        first.commit(),
    );
    committed.unwrap();
    assert!(matches!(told, Err(Refusal::AlreadyOpen(LimitKind::Filing))), "{told:?}");
    assert_eq!(office.all().await.len(), 2);
}

#[tokio::test]
async fn the_same_is_due_once_for_each_part() {
    let office = Office::open().await;
    let tx = office.tx().await;
    for part in [office.ids.next(), office.ids.next()] {
        let new = New { part: Some(part), ..office.of_case(LimitKind::Filing, date!(2023 - 06 - 20)) };
        service::open(&tx, &office.ids, new).await.unwrap();
        let again = service::open(&tx, &office.ids, new).await;
        assert!(matches!(again, Err(Refusal::AlreadyOpen(_))), "{again:?}");
    }
    tx.commit().await.unwrap();
    assert_eq!(office.all().await.len(), 2);
}

#[tokio::test]
async fn of_two_who_meet_the_same_only_the_first_does() {
    let office = Office::open().await;
    office.begin(LimitKind::Filing, date!(2023 - 06 - 20)).await;
    let (first, second) = (office.tx().await, office.tx().await);
    let day = date!(2023 - 06 - 30);
    assert!(service::meet(&first, office.subject, None, LimitKind::Filing, day).await.unwrap().is_some());
    let (later, committed) =
        tokio::join!(service::meet(&second, office.subject, None, LimitKind::Filing, day), first.commit());
    committed.unwrap();
    assert_eq!(later.unwrap(), None);
}
