//! Taking items in, and deciding conflicts. Each item has its own transaction.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{
    codes::ItemState,
    model::{About, Filter, Item, ItemId, NewItem, Phone, Settlement},
    store,
};
use crate::{
    db::{self, Db, WriteTx, tx::Tx},
    http::{Language, Problem, ProblemType, content::unfit},
    kernel::{actor::Actor, ids::Ids},
    photos::{self, Digest, PhotoId},
    records::Subject,
    signs::{
        self,
        captured::{Captured, Entered, Kind, SUBJECTS, is_in_the_way},
        http::captured::{Capture, read},
        service::Clerk,
    },
};

/// Where items come in.
#[derive(Debug, Clone)]
pub struct Intake {
    /// Where they are kept.
    pub db: Db,
    /// For what they make.
    pub ids: Ids,
}

/// Why an item does not count.
enum Hindrance {
    /// It waits for another.
    Waits,
    /// Somebody has to decide.
    InTheWay(Problem, Option<Subject>),
    /// It does not fit, or the database failed.
    Refused(Problem),
}

impl From<db::Error> for Hindrance {
    fn from(error: db::Error) -> Self {
        Self::Refused(error.into())
    }
}

impl From<signs::Refusal> for Hindrance {
    fn from(refusal: signs::Refusal) -> Self {
        Self::Refused(Problem::from(refusal).below("/content"))
    }
}

impl Intake {
    /// Keeps an item, and enters it unless something is in its way. The same item again changes nothing.
    ///
    /// What does not fit is refused and not kept: the phone still has it.
    pub async fn take(&self, phone: &Phone, new: NewItem) -> Result<(), Problem> {
        if !new.kind.roles().contains(&phone.role) {
            let (zh, en) = ("您的角色不办理这类采集项", "this kind of item is not for your role");
            return Err(Problem::new(ProblemType::NotAllowed, zh, en));
        }
        if Digest::of(new.content.as_bytes()) != new.digest {
            let (zh, en) = ("与内容的 SHA-256 不符", "is not the SHA-256 of the content");
            return Err(unfit("/digest", zh, en));
        }
        if new.kind.has_base() && new.base_version.is_none() && new.after.is_empty() {
            return Err(no_base());
        }
        let captured = read_content(&new, phone)?;
        let actor = phone.actor();
        let now = self.db.clock().now();
        let tx = self.db.write("field.take", &actor).await?;
        if !store::insert(&tx, &new, phone, now).await? {
            return came_before(tx, phone, &new).await;
        }
        match self.enter(&tx, &actor, now, phone, &new, captured).await {
            Ok(entered) => store::settle(&tx, new.id, &applied(entered)).await?,
            Err(Hindrance::Waits) => {}
            Err(Hindrance::InTheWay(problem, subject)) => {
                // What was done of it is undone; that it came is kept.
                tx.roll_back().await?;
                let tx = self.db.write("field.keep_conflict", &actor).await?;
                if !store::insert(&tx, &new, phone, now).await? {
                    return came_before(tx, phone, &new).await;
                }
                store::settle(&tx, new.id, &conflict(new.id, &problem, subject)).await?;
                tx.commit().await?;
                return Ok(());
            }
            Err(Hindrance::Refused(problem)) => {
                let _ = tx.roll_back().await;
                return Err(problem);
            }
        }
        tx.commit().await?;
        Ok(())
    }

    /// Enters what waits for nothing any more among the items of a phone's account. One that the database does not take for
    /// the moment goes on waiting, and holds up no other.
    pub async fn go_on(&self, phone: &Phone) -> Result<(), Problem> {
        let mut tried = BTreeSet::new();
        loop {
            let tx = self.db.read("field.ready").await?;
            let mut ready = store::ready(&tx, phone.user).await?;
            tx.finish().await?;
            ready.retain(|id| tried.insert(*id));
            if ready.is_empty() {
                return Ok(());
            }
            for id in ready {
                if let Err(problem) = self.retry(id).await {
                    tracing::warn!(item = %id, problem = problem.detail(Language::English), "an item goes on waiting");
                }
            }
        }
    }

    /// Enters an item that waited. Its phone may have forgotten it, so it is never refused any more.
    async fn retry(&self, id: ItemId) -> Result<(), Problem> {
        let tx = self.db.read("field.waiting").await?;
        let item = store::find(&tx, id).await?;
        tx.finish().await?;
        let Some(Item { phone, .. }) = item else { return Ok(()) };
        let (actor, now) = (phone.actor(), self.db.clock().now());
        let tx = self.db.write("field.retry", &actor).await?;
        let item = store::lock(&tx, id).await?.filter(|item| item.state == ItemState::Waiting);
        let Some(Item { new, .. }) = item else { return Ok(tx.roll_back().await?) };
        let captured = read_content(&new, &phone)?;
        match self.enter(&tx, &actor, now, &phone, &new, captured).await {
            Ok(entered) => store::settle(&tx, id, &applied(entered)).await?,
            Err(Hindrance::Waits) => return Ok(tx.roll_back().await?),
            Err(Hindrance::Refused(problem)) if problem.kind().status().is_server_error() => {
                let _ = tx.roll_back().await;
                return Err(problem);
            }
            Err(Hindrance::InTheWay(problem, subject)) => {
                tx.roll_back().await?;
                return self.keep_conflict(id, &actor, &problem, subject).await;
            }
            Err(Hindrance::Refused(problem)) => {
                tx.roll_back().await?;
                return self.keep_conflict(id, &actor, &problem, None).await;
            }
        }
        tx.commit().await?;
        Ok(())
    }

    async fn keep_conflict(
        &self,
        id: ItemId,
        actor: &Actor,
        problem: &Problem,
        subject: Option<Subject>,
    ) -> Result<(), Problem> {
        let tx = self.db.write("field.keep_conflict", actor).await?;
        if store::lock(&tx, id).await?.is_some_and(|item| item.state == ItemState::Waiting) {
            store::settle(&tx, id, &conflict(id, problem, subject)).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Lets an item count that is in conflict, whatever was changed meanwhile: what it says is done as who captured it.
    /// What the state of things does not allow stays refused.
    pub async fn apply(&self, id: ItemId, officer: &Actor) -> Result<Item, Problem> {
        let item = self.open(id).await?;
        let (actor, now) = (item.phone.actor(), self.db.clock().now());
        let tx = self.db.write("field.apply", &actor).await?;
        let item = lock_open(&tx, id).await?;
        let captured = read_content(&item.new, &item.phone)?;
        let clerk = Clerk { tx: &tx, ids: &self.ids, actor: &actor, now };
        let entered = captured.enter(&clerk, id.0, None).await?;
        let settled = Some((officer.label().to_owned(), now));
        store::settle(&tx, id, &Settlement { settled, ..applied(entered) }).await?;
        tx.commit().await?;
        self.go_on(&item.phone).await?;
        self.open(id).await
    }

    /// Decides against an item that is in conflict, or waits in vain. It stays kept, and so does what is in the register.
    pub async fn dismiss(&self, id: ItemId, officer: &Actor, reason: String) -> Result<Item, Problem> {
        let tx = self.db.write("field.dismiss", officer).await?;
        let item = lock_open(&tx, id).await?;
        let dismissed = Settlement {
            state: ItemState::Dismissed,
            subject: item.subject,
            subject_version: None,
            problem: None,
            settled: Some((officer.label().to_owned(), self.db.clock().now())),
            reason: Some(reason),
        };
        store::settle(&tx, id, &dismissed).await?;
        tx.commit().await?;
        self.go_on(&item.phone).await?;
        self.open(id).await
    }

    async fn open(&self, id: ItemId) -> Result<Item, Problem> {
        let tx = self.db.read("field.item").await?;
        let item = find(&tx, id).await?;
        tx.finish().await?;
        Ok(item)
    }

    async fn enter(
        &self,
        tx: &WriteTx,
        actor: &Actor,
        now: OffsetDateTime,
        phone: &Phone,
        new: &NewItem,
        captured: Captured,
    ) -> Result<Entered, Hindrance> {
        let before = match new.after.as_slice() {
            [] => Vec::new(),
            after => store::before(tx, phone.user, after).await?,
        };
        if before.len() < new.after.len() || before.iter().any(|item| item.state == ItemState::Waiting) {
            return Err(Hindrance::Waits);
        }
        let subject = captured.subject(tx).await?;
        if let Some(item) = before.iter().find(|item| item.state != ItemState::Applied) {
            let (zh, en) = ("所依据的前项没有入库", "an item that it builds upon does not count");
            let problem = Problem::new(ProblemType::Conflict, zh, en).with("item", item.id.to_string());
            return Err(Hindrance::InTheWay(problem, subject));
        }
        // What the phone's own items have made of it is what the phone had seen.
        let own = before.iter().filter(|item| item.subject == subject.map(about)).filter_map(|item| item.version).max();
        let base = own.or(new.base_version);
        if new.kind.has_base() && base.is_none() {
            return Err(Hindrance::Refused(no_base()));
        }
        let clerk = Clerk { tx, ids: &self.ids, actor, now };
        captured.enter(&clerk, new.id.0, base).await.map_err(|refusal| {
            if is_in_the_way(&refusal) { Hindrance::InTheWay(refusal.into(), subject) } else { refusal.into() }
        })
    }
}

fn no_base() -> Problem {
    unfit("/base_version", "修改须注明手机所见的版本", "a change says which version the phone had seen")
}

fn read_content(new: &NewItem, phone: &Phone) -> Result<Captured, Problem> {
    let capture = Capture { id: new.id.0, role: phone.role, at: new.captured_at, clock_shift: phone.clock_shift };
    read(new.kind, new.content.as_bytes(), capture).map_err(|problem| problem.below("/content"))
}

/// What came before under the same id must be the same.
async fn came_before(tx: WriteTx, phone: &Phone, new: &NewItem) -> Result<(), Problem> {
    let known = store::find(&tx, new.id).await?;
    tx.roll_back().await?;
    let same = known.is_some_and(|known| {
        known.phone.user == phone.user && known.new.kind == new.kind && known.new.digest == new.digest
    });
    if same {
        return Ok(());
    }
    let (zh, en) = ("这个编号已用于另一采集项，请换一个", "another item has this id; give this one another");
    Err(Problem::new(ProblemType::Conflict, zh, en))
}

fn applied(Entered { subject, version, .. }: Entered) -> Settlement {
    Settlement {
        state: ItemState::Applied,
        subject: Some(about(subject)),
        subject_version: Some(version),
        problem: None,
        settled: None,
        reason: None,
    }
}

fn conflict(id: ItemId, problem: &Problem, subject: Option<Subject>) -> Settlement {
    let document = |language| problem.document(language, &address(id));
    let problem = json!({ "zh": document(Language::Chinese), "en": document(Language::English) });
    Settlement {
        state: ItemState::Conflict,
        subject: subject.map(about),
        subject_version: None,
        problem: Some(problem),
        settled: None,
        reason: None,
    }
}

/// Where an item is shown.
#[must_use]
pub fn address(id: ItemId) -> String {
    format!("/api/v1/field/items/{id}")
}

fn about(Subject { kind, id }: Subject) -> About {
    About { kind: kind.to_owned(), id }
}

async fn lock_open(tx: &WriteTx, id: ItemId) -> Result<Item, Problem> {
    let item = store::lock(tx, id).await?.ok_or_else(unknown)?;
    if matches!(item.state, ItemState::Waiting | ItemState::Conflict) {
        return Ok(item);
    }
    let title = item.state.title();
    let (zh, en) = (format!("采集项已是“{}”状态", title.zh), format!("the item is {}", title.en));
    Err(Problem::new(ProblemType::Conflict, zh, en).with("state", item.state.code()))
}

fn unknown() -> Problem {
    Problem::not_found("采集项", "item")
}

/// An item.
pub async fn find(tx: &Tx, id: ItemId) -> Result<Item, Problem> {
    store::find(tx, id).await?.ok_or_else(unknown)
}

/// Items, the last that came first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Item>, Problem> {
    Ok(store::list(tx, filter, limit).await?)
}

/// The photos that what an item made or changed names and that have not arrived.
pub async fn awaited(tx: &Tx, item: &Item) -> Result<Vec<PhotoId>, Problem> {
    let Some(About { kind, id }) = &item.subject else { return Ok(Vec::new()) };
    let Some(kind) = SUBJECTS.into_iter().find(|known| known == kind) else { return Ok(Vec::new()) };
    Ok(photos::awaited(tx, Subject { kind, id: *id }).await?)
}

/// What is strange about the position in a damage report that was entered.
pub async fn position_doubt(tx: &Tx, item: &Item) -> Result<Option<Value>, Problem> {
    match (item.new.kind, &item.subject) {
        (Kind::DamageReport, Some(report)) => Ok(signs::http::captured::position_doubt(tx, report.id).await?),
        _ => Ok(None),
    }
}

/// The thing that an item is about, as it is now.
pub async fn shown(tx: &Tx, about: &About) -> Result<Option<Value>, Problem> {
    Ok(signs::http::captured::shown(tx, &about.kind, about.id).await?)
}
