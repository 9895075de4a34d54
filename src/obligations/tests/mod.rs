//! The slice on a real database.

mod basis;
mod life;
mod limits;
mod several;

use time::{Date, macros::datetime};
use uuid::Uuid;

use super::{LimitKind, New, Obligation, Subject, service};
use crate::{
    db::WriteTx,
    kernel::{
        actor::{Actor, Role},
        clock::Clock,
        ids::Ids,
    },
    testing::TestDb,
};

/// A database on 1 March 2023, and one naming case in it.
struct Office {
    test: TestDb,
    ids: Ids,
    subject: Subject,
}

impl Office {
    async fn open() -> Self {
        let now = datetime!(2023-03-01 00:00 UTC);
        let ids = Ids::new(Clock::set_to(now));
        let subject = Subject::naming_case(ids.next::<Uuid>());
        Self { test: TestDb::new(now).await, ids, subject }
    }

    async fn tx(&self) -> WriteTx {
        self.test.db.write("obligations.tests", &Actor::Operator).await.unwrap()
    }

    /// Begins something of the case in a transaction of its own.
    async fn begin(&self, kind: LimitKind, begins_on: Date) {
        let tx = self.tx().await;
        service::open(&tx, &self.ids, self.of_case(kind, begins_on)).await.unwrap();
        tx.commit().await.unwrap();
    }

    fn of_case(&self, kind: LimitKind, begins_on: Date) -> New<'static> {
        New {
            subject: self.subject,
            part: None,
            kind,
            begins_on,
            township_code: Some("429006101"),
            responsible: Role::NamingOfficer,
            label: "2023-0007 七条镇级道路命名",
        }
    }

    /// The obligations of the case.
    async fn all(&self) -> Vec<Obligation> {
        let tx = self.test.db.read("obligations.tests").await.unwrap();
        let all = service::of_subject(&tx, self.subject).await.unwrap();
        tx.finish().await.unwrap();
        all
    }

    /// The one obligation of the case.
    async fn sole(&self) -> Obligation {
        let mut all = self.all().await;
        assert_eq!(all.len(), 1, "{all:?}");
        all.pop().unwrap()
    }
}
