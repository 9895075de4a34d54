//! The office changes its own limits, and none of the law's.

use time::{Date, macros::date};

use super::Office;
use crate::{
    kernel::{actor::Actor, calendar::DayCount},
    obligations::{
        LimitKind, Refusal, TimeLimit,
        limits::{self, Change},
    },
};

const TODAY: Date = date!(2023 - 03 - 01);

impl Office {
    async fn limit(&self, kind: LimitKind, day: Date) -> TimeLimit {
        let tx = self.test.db.read("obligations.tests").await.unwrap();
        limits::limit_in_force(&tx, kind, day).await.unwrap()
    }

    /// Sets the limit that is the last of its kind now to so many days.
    async fn set(&self, kind: LimitKind, days: u32, valid_from: Date) -> Result<TimeLimit, Refusal> {
        let last = self.limit(kind, date!(2100 - 01 - 01)).await;
        self.change(kind, Change { replaces: last.id, days, count: None, valid_from }).await
    }

    async fn change(&self, kind: LimitKind, change: Change) -> Result<TimeLimit, Refusal> {
        let tx = self.tx().await;
        let now = (self.test.db.clock().now(), TODAY);
        let changed = limits::change(&tx, &self.ids, &Actor::Operator, kind, change, now).await?;
        tx.commit().await.unwrap();
        Ok(changed)
    }
}

#[tokio::test]
async fn a_changed_limit_counts_for_what_begins_from_its_first_day_on() {
    let office = Office::open().await;
    office.begin(LimitKind::Supplement, date!(2023 - 03 - 01)).await;
    let changed = office.set(LimitKind::Supplement, 20, date!(2023 - 04 - 01)).await.unwrap();
    assert_eq!(office.sole().await.due_on, date!(2023 - 03 - 31));
    assert_eq!(office.limit(LimitKind::Supplement, date!(2023 - 03 - 31)).await.days, 30);
    assert_eq!(office.limit(LimitKind::Supplement, date!(2023 - 04 - 01)).await, changed);
    // A stop does not bring what began before under the new one.
    let tx = office.tx().await;
    super::service::stop(&tx, office.subject, date!(2023 - 03 - 10), "中止").await.unwrap();
    super::service::resume(&tx, office.subject, date!(2023 - 04 - 10)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.sole().await.due_on, date!(2023 - 05 - 01));
}

#[tokio::test]
async fn the_office_does_not_change_the_law() {
    let office = Office::open().await;
    for kind in [LimitKind::Filing, LimitKind::Announcement, LimitKind::AnnouncementAfterFiling] {
        let refused = office.set(kind, 30, date!(2023 - 04 - 01)).await;
        assert!(matches!(refused, Err(Refusal::Statutory(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_limit_that_was_changed_meanwhile_or_begins_too_early_is_not_replaced() {
    let office = Office::open().await;
    let first = office.limit(LimitKind::Sign, TODAY).await;
    office.set(LimitKind::Sign, 30, date!(2023 - 05 - 01)).await.unwrap();
    let change =
        Change { replaces: first.id, days: 45, count: Some(DayCount::Calendar), valid_from: date!(2023 - 06 - 01) };
    let refused = office.change(LimitKind::Sign, change).await;
    assert!(matches!(refused, Err(Refusal::LostUpdate)), "{refused:?}");
    // Before the one in force begins, and in the past.
    for (kind, day) in [(LimitKind::Sign, date!(2023 - 05 - 01)), (LimitKind::Acceptance, date!(2023 - 02 - 28))] {
        let refused = office.set(kind, 45, day).await;
        assert!(matches!(refused, Err(Refusal::LimitTooEarly(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_public_notice_does_not_last_shorter_than_the_shortest() {
    let office = Office::open().await;
    let shorter = |refused: Result<TimeLimit, Refusal>| matches!(refused, Err(Refusal::ShorterThanMinimum { .. }));
    assert!(shorter(office.set(LimitKind::NoticeLength, 4, TODAY).await));
    assert!(shorter(office.set(LimitKind::NoticeMinimum, 8, TODAY).await));
    // Longer at first, and planned to get shorter later: the shortest must not pass it then either.
    office.set(LimitKind::NoticeLength, 10, date!(2023 - 04 - 01)).await.unwrap();
    office.set(LimitKind::NoticeLength, 6, date!(2023 - 05 - 01)).await.unwrap();
    assert!(shorter(office.set(LimitKind::NoticeMinimum, 10, date!(2023 - 04 - 01)).await));
    office.set(LimitKind::NoticeMinimum, 6, date!(2023 - 04 - 01)).await.unwrap();
}
