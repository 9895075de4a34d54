//! From the event to the end of an obligation.

use time::macros::date;

use super::Office;
use crate::obligations::{End, LimitKind, Refusal, Standstill, service};

#[tokio::test]
async fn a_name_is_to_be_filed_and_announced_within_fifteen_days_of_approval() {
    let office = Office::open().await;
    office.begin(LimitKind::Filing, date!(2023 - 06 - 20)).await;
    office.begin(LimitKind::Announcement, date!(2023 - 06 - 20)).await;
    let all = office.all().await;
    assert_eq!(all.iter().map(|one| one.due_on).collect::<Vec<_>>(), [date!(2023 - 07 - 05); 2]);
    assert_eq!(all[0].limit.basis.citation().zh, "《地名管理条例》第十三条");
    assert_eq!(all[1].limit.basis.citation().zh, "《地名管理条例》第十四条");
    assert!(all.iter().all(|one| one.end.is_none() && one.due_is_certain && one.limit.is_statutory()));
    assert_eq!(all[0].overdue_by_days(date!(2023 - 07 - 05)), 0);
    assert_eq!(all[0].overdue_by_days(date!(2023 - 07 - 08)), 3);
}

#[tokio::test]
async fn an_application_is_accepted_within_five_working_days_over_spring_festival() {
    let office = Office::open().await;
    office.begin(LimitKind::Acceptance, date!(2023 - 01 - 19)).await;
    assert_eq!(office.sole().await.due_on, date!(2023 - 01 - 31));
}

#[tokio::test]
async fn working_days_in_a_year_without_an_arrangement_are_marked_as_uncertain() {
    let office = Office::open().await;
    office.begin(LimitKind::Acceptance, date!(2026 - 12 - 29)).await;
    let obligation = office.sole().await;
    assert_eq!((obligation.due_on, obligation.due_is_certain), (date!(2027 - 01 - 05), false));
}

#[tokio::test]
async fn what_is_met_late_is_met_and_the_days_are_told() {
    let office = Office::open().await;
    office.begin(LimitKind::Filing, date!(2023 - 06 - 20)).await;
    let tx = office.tx().await;
    let met = service::meet(&tx, office.subject, None, LimitKind::Filing, date!(2023 - 07 - 07)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(met.map(|met| (met.due_on, met.late_by_days)), Some((date!(2023 - 07 - 05), 2)));
    let obligation = office.sole().await;
    assert_eq!(obligation.end, Some(End::Met(date!(2023 - 07 - 07))));
    // However much later one asks.
    assert_eq!(obligation.overdue_by_days(date!(2024 - 01 - 01)), 2);
}

#[tokio::test]
async fn what_is_not_due_cannot_be_met_and_is_no_fault() {
    let office = Office::open().await;
    office.begin(LimitKind::Filing, date!(2023 - 06 - 20)).await;
    let tx = office.tx().await;
    let other = service::meet(&tx, office.subject, None, LimitKind::Announcement, date!(2023 - 07 - 01)).await;
    assert_eq!(other.unwrap(), None);
    let part = Some(office.ids.next());
    let other = service::meet(&tx, office.subject, part, LimitKind::Filing, date!(2023 - 07 - 01)).await;
    assert_eq!(other.unwrap(), None);
    let early = service::meet(&tx, office.subject, None, LimitKind::Filing, date!(2023 - 06 - 19)).await;
    assert!(matches!(early, Err(Refusal::TooEarly(..))), "{early:?}");
}

#[tokio::test]
async fn a_stop_moves_local_limits_and_leaves_those_of_the_law() {
    let office = Office::open().await;
    office.begin(LimitKind::Filing, date!(2023 - 03 - 01)).await;
    office.begin(LimitKind::Supplement, date!(2023 - 03 - 01)).await;
    office.begin(LimitKind::Acceptance, date!(2023 - 03 - 08)).await;

    let tx = office.tx().await;
    assert_eq!(service::stop(&tx, office.subject, date!(2023 - 03 - 10), "等待规划调整").await.unwrap(), 2);
    // A second stop changes nothing.
    assert_eq!(service::stop(&tx, office.subject, date!(2023 - 03 - 12), "又一次").await.unwrap(), 0);
    tx.commit().await.unwrap();
    let [filing, supplement, _] = &office.all().await[..] else { panic!() };
    assert_eq!(filing.standstill, None);
    assert_eq!(supplement.standstill, Some(Standstill { from: date!(2023 - 03 - 10), reason: "等待规划调整".into() }));
    // While it stands still it does not get late.
    assert_eq!(supplement.overdue_by_days(date!(2023 - 12 - 31)), 0);

    let tx = office.tx().await;
    let early = service::resume(&tx, office.subject, date!(2023 - 03 - 09)).await;
    assert!(matches!(early, Err(Refusal::TooEarly(..))), "{early:?}");
    assert_eq!(service::resume(&tx, office.subject, date!(2023 - 03 - 20)).await.unwrap(), 2);
    tx.commit().await.unwrap();
    let [filing, supplement, acceptance] = &office.all().await[..] else { panic!() };
    assert_eq!(filing.due_on, date!(2023 - 03 - 16));
    assert_eq!((supplement.due_on, supplement.stopped_days), (date!(2023 - 04 - 10), 10));
    // Wednesday the 8th: the 9th counts, then the 20th to the 23rd.
    assert_eq!((acceptance.due_on, acceptance.standstill.as_ref()), (date!(2023 - 03 - 23), None));
}

#[tokio::test]
async fn what_was_late_before_it_stopped_stays_so() {
    let office = Office::open().await;
    office.begin(LimitKind::Supplement, date!(2023 - 03 - 01)).await;
    let tx = office.tx().await;
    service::stop(&tx, office.subject, date!(2023 - 04 - 02), "中止").await.unwrap();
    service::resume(&tx, office.subject, date!(2023 - 05 - 02)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.sole().await.due_on, date!(2023 - 03 - 31));
}

#[tokio::test]
async fn what_is_met_while_it_stands_still_counts_the_days_of_the_stop() {
    let office = Office::open().await;
    office.begin(LimitKind::Supplement, date!(2023 - 03 - 01)).await;
    let tx = office.tx().await;
    service::stop(&tx, office.subject, date!(2023 - 03 - 10), "中止").await.unwrap();
    let met = service::meet(&tx, office.subject, None, LimitKind::Supplement, date!(2023 - 04 - 20)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(met.map(|met| met.late_by_days), Some(0));
    assert_eq!(office.sole().await.standstill, None);
}

#[tokio::test]
async fn a_withdrawn_case_owes_nothing_more_and_keeps_the_reason() {
    let office = Office::open().await;
    office.begin(LimitKind::Acceptance, date!(2023 - 03 - 01)).await;
    office.begin(LimitKind::Supplement, date!(2023 - 03 - 02)).await;
    office.begin(LimitKind::Sign, date!(2023 - 03 - 03)).await;
    let tx = office.tx().await;
    let (subject, on) = (office.subject, date!(2023 - 03 - 06));
    service::meet(&tx, subject, None, LimitKind::Acceptance, on).await.unwrap();
    assert!(service::drop_one(&tx, subject, None, LimitKind::Sign, on, "不设标志").await.unwrap());
    assert!(!service::drop_one(&tx, subject, None, LimitKind::Sign, on, "不设标志").await.unwrap());
    assert_eq!(service::drop_all(&tx, subject, on, "申请人撤回").await.unwrap(), 1);
    tx.commit().await.unwrap();
    let ends: Vec<_> = office.all().await.into_iter().map(|one| one.end.unwrap()).collect();
    assert_eq!(ends, [End::Met(on), End::Dropped(on, "申请人撤回".into()), End::Dropped(on, "不设标志".into())]);
    // What is over can begin anew.
    office.begin(LimitKind::Acceptance, date!(2023 - 04 - 03)).await;
}
