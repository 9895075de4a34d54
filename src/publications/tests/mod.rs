//! The slice on a real database, by its use cases.

mod closing;
mod issuing;
mod opinions;

use geo::line_string;
use time::{Date, OffsetDateTime, macros::datetime};
use uuid::Uuid;

use super::{
    codes::{Action, Channel, Kind, Outcome, Stance},
    item::PublishedItem,
    model::{Draft, Follows, PublicationId},
    opinion::{Answer, Contact, NewOpinion, OpinionId, Receipt},
    refusal::Refusal,
    service::{self, Confirmation, Published, Sealed, Sent},
};
use crate::{
    db::WriteTx,
    kernel::{
        actor::{Actor, Role, UserId},
        clock::Clock,
        ids::Ids,
    },
    testing::TestDb,
};

/// Noon in the office on a day of June 2023.
fn noon(day: u8) -> OffsetDateTime {
    datetime!(2023-06-01 04:00 UTC).replace_day(day).unwrap()
}

fn june(day: u8) -> Date {
    noon(day).date()
}

fn person(name: &str, role: Role) -> Actor {
    Actor::User { id: UserId(Uuid::nil()), name: name.to_owned(), role }
}

/// The naming officer, who writes.
fn wang() -> Actor {
    person("wang", Role::NamingOfficer)
}

/// The leader, who signs.
fn li() -> Actor {
    person("li", Role::Leader)
}

/// One name with everything that the tables print.
fn street() -> PublishedItem {
    let mut item = PublishedItem::new(Uuid::from_u128(1), Action::Name, "状元路");
    item.pinyin = Some("Zhuàngyuán Lù".into());
    item.division_name = Some("竟陵街道".into());
    item.location = Some("东起甲路，西至乙路".into());
    item.length_m = Some(820.0);
    item.geometry = Some(line_string![(x: 113.16, y: 30.65), (x: 113.17, y: 30.65)].into());
    item
}

/// A notice from one day of June 2023 to another.
fn notice(first: u8, last: u8) -> Draft {
    Draft {
        kind: Kind::PublicNotice,
        subject: Uuid::from_u128(7),
        part: None,
        follows: None,
        title: "关于状元路命名的公示".into(),
        document_number: Some("天民公〔2023〕3号".into()),
        body: vec!["根据《地名管理条例》，现将拟命名的道路予以公示。".into()],
        items: vec![street()],
        objection: vec!["来信请寄天门市民政局区划地名科。".into()],
        issued_by: "天门市民政局".into(),
        starts_on: Some(june(first)),
        ends_on: Some(june(last)),
    }
}

fn announcement() -> Draft {
    let mut item = street();
    item.approving_authority = Some("天门市人民政府".into());
    item.approved_on = Some(june(1));
    let title = "关于状元路命名的公告".into();
    Draft { kind: Kind::Announcement, title, items: vec![item], starts_on: None, ends_on: None, ..notice(1, 2) }
}

/// What a citizen says; the contact is looked for in everything public.
fn opinion(stance: Stance) -> NewOpinion {
    NewOpinion {
        item: None,
        stance,
        text: "与状元路重名。".into(),
        channel: Channel::Web,
        contact: Contact { name: "周文彬".into(), phone: Some("0728-5230417".into()), email: None },
    }
}

fn reply(outcome: Outcome) -> Answer {
    Answer {
        outcome, summary: "认为与现有道路重名。".into(), text: "经核实，同一建成区内没有重名。".into()
    }
}

/// A bureau with a database of its own.
struct Bureau {
    test: TestDb,
    ids: Ids,
}

impl Bureau {
    async fn open() -> Self {
        let now = noon(1);
        Self { test: TestDb::new(now).await, ids: Ids::new(Clock::set_to(now)) }
    }

    /// Does `work` in a transaction that commits if it succeeds.
    async fn write<T>(&self, work: impl AsyncFnOnce(&WriteTx) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let tx = self.test.db.write("test.write", &wang()).await?;
        match work(&tx).await {
            Ok(done) => tx.commit().await.map(|_| done).map_err(Refusal::from),
            Err(refusal) => {
                tx.roll_back().await?;
                Err(refusal)
            }
        }
    }

    async fn drafted(&self, draft: Draft) -> PublicationId {
        self.write(async |tx| service::draft(tx, &self.ids, &wang(), noon(1), draft).await).await.unwrap()
    }

    async fn signed(&self, draft: Draft) -> PublicationId {
        let id = self.drafted(draft).await;
        self.write(async |tx| service::sign(tx, &li(), noon(1), id).await).await.unwrap();
        id
    }

    /// Publishes what is signed on 1 June, with a least period of five days.
    async fn publish(&self, id: PublicationId) -> Result<Published, Refusal> {
        self.write(async |tx| service::publish(tx, &wang(), noon(1), id, 5).await).await
    }

    /// A notice that runs from 1 to 7 June.
    async fn running(&self) -> PublicationId {
        let id = self.signed(notice(1, 7)).await;
        self.publish(id).await.unwrap();
        id
    }

    async fn sends(&self, id: PublicationId, day: u8, new: NewOpinion, sent: Sent) -> Result<Receipt, Refusal> {
        let how = (sent, Confirmation::NotAsked);
        self.write(async |tx| service::receive(tx, &self.ids, &Actor::Public, noon(day), id, new, how).await).await
    }

    /// An opinion from the web on 2 June.
    async fn says(&self, id: PublicationId, stance: Stance) -> OpinionId {
        self.sends(id, 2, opinion(stance), Sent::ByCitizen(None)).await.unwrap().id
    }

    async fn answer(&self, id: PublicationId, opinion: OpinionId, answer: Answer) -> Result<(), Refusal> {
        self.write(async |tx| service::answer(tx, &wang(), noon(3), (id, opinion), answer).await).await
    }

    async fn seal(&self, id: PublicationId, day: u8) -> Result<Sealed, Refusal> {
        self.write(async |tx| service::seal(tx, &wang(), noon(day), id).await).await
    }
}
