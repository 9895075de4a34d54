//! Taking items in, and deciding conflicts. Each item has its own transaction.

use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{
    codes::ItemState,
    model::{About, Filter, Item, ItemId, NewItem, Phone},
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
        captured::{Captured, Entered, SUBJECTS, is_in_the_way},
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
            let (zh, en) = ("修改须注明手机所见的版本", "a change says which version the phone had seen");
            return Err(unfit("/base_version", zh, en));
        }
        let captured = read_content(&new, phone)?;
        let actor = phone.actor();
        let now = self.db.clock().now();
        let tx = self.db.write("field.take", &actor).await?;
        if !store::insert(&tx, &new, phone, now).await? {
            let known = store::find(&tx, new.id).await?;
            tx.roll_back().await?;
            return check_same(known, phone, &new);
        }
        match self.enter(&tx, &actor, now, phone, &new, captured.clone()).await {
            Ok(entered) => {
                settle(&tx, new.id, applied(entered)).await?;
                tx.commit().await?;
            }
            Err(Hindrance::Waits) => {
                tx.commit().await?;
            }
            Err(Hindrance::InTheWay(problem, subject)) => {
                // What was done of it is undone; that it came is kept.
                tx.roll_back().await?;
                let tx = self.db.write("field.keep_conflict", &actor).await?;
                if store::insert(&tx, &new, phone, now).await? {
                    settle(&tx, new.id, conflict(new.id, &problem, subject)).await?;
                    tx.commit().await?;
                } else {
                    let known = store::find(&tx, new.id).await?;
                    tx.roll_back().await?;
                    return check_same(known, phone, &new);
                }
            }
            Err(Hindrance::Refused(problem)) => {
                let _ = tx.roll_back().await;
                return Err(problem);
            }
        }
        Ok(())
    }

    /// Enters what waits for nothing any more among the items of a phone's account.
    pub async fn go_on(&self, phone: &Phone) -> Result<(), Problem> {
        loop {
            let tx = self.db.read("field.ready").await?;
            let ready = store::ready(&tx, phone.user).await?;
            tx.finish().await?;
            if ready.is_empty() {
                return Ok(());
            }
            for id in ready {
                self.retry(id).await?;
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
            Ok(entered) => settle(&tx, id, applied(entered)).await?,
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
            settle(&tx, id, conflict(id, problem, subject)).await?;
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
        let mut item = lock_open(&tx, id).await?;
        let captured = read_content(&item.new, &item.phone)?;
        let clerk = Clerk { tx: &tx, ids: &self.ids, actor: &actor, now };
        let Entered { subject, version, .. } = captured.enter(&clerk, id.0, None).await?;
        item.state = ItemState::Applied;
        (item.subject, item.subject_version) = (Some(about(subject)), Some(version));
        item.settled = Some((officer.label().to_owned(), now));
        store::settle(&tx, &item).await?;
        tx.commit().await?;
        self.go_on(&item.phone).await?;
        self.open(id).await
    }

    /// Decides against an item that is in conflict, or waits in vain. It stays kept, and so does what is in the register.
    pub async fn dismiss(&self, id: ItemId, officer: &Actor, reason: String) -> Result<Item, Problem> {
        let tx = self.db.write("field.dismiss", officer).await?;
        let mut item = lock_open(&tx, id).await?;
        item.state = ItemState::Dismissed;
        item.settled = Some((officer.label().to_owned(), self.db.clock().now()));
        item.settle_reason = Some(reason);
        store::settle(&tx, &item).await?;
        tx.commit().await?;
        self.go_on(&item.phone).await?;
        Ok(item)
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
        let before = store::before(tx, phone.user, &new.after).await?;
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
        let clerk = Clerk { tx, ids: &self.ids, actor, now };
        captured.enter(&clerk, new.id.0, own.or(new.base_version)).await.map_err(|refusal| {
            if is_in_the_way(&refusal) { Hindrance::InTheWay(refusal.into(), subject) } else { refusal.into() }
        })
    }
}

fn read_content(new: &NewItem, phone: &Phone) -> Result<Captured, Problem> {
    let capture = Capture { id: new.id.0, role: phone.role, at: new.captured_at, clock_shift: phone.clock_shift };
    read(new.kind, new.content.as_bytes(), capture).map_err(|problem| problem.below("/content"))
}

/// What came before under the same id must be the same.
fn check_same(known: Option<Item>, phone: &Phone, new: &NewItem) -> Result<(), Problem> {
    let same = known.is_some_and(|known| {
        known.phone.user == phone.user && known.new.kind == new.kind && known.new.digest == new.digest
    });
    if same {
        return Ok(());
    }
    let (zh, en) = ("这个编号已用于另一采集项，请换一个", "another item has this id; give this one another");
    Err(Problem::new(ProblemType::Conflict, zh, en))
}

/// What is to be kept of an item that was judged.
struct Verdict {
    state: ItemState,
    subject: Option<About>,
    version: Option<i64>,
    problem: Option<Value>,
}

fn applied(Entered { subject, version, .. }: Entered) -> Verdict {
    Verdict { state: ItemState::Applied, subject: Some(about(subject)), version: Some(version), problem: None }
}

fn conflict(id: ItemId, problem: &Problem, subject: Option<Subject>) -> Verdict {
    let document = |language| problem.document(language, &address(id));
    let problem = json!({ "zh": document(Language::Chinese), "en": document(Language::English) });
    Verdict { state: ItemState::Conflict, subject: subject.map(about), version: None, problem: Some(problem) }
}

/// Where an item is shown.
#[must_use]
pub fn address(id: ItemId) -> String {
    format!("/api/v1/field/items/{id}")
}

async fn settle(tx: &WriteTx, id: ItemId, verdict: Verdict) -> Result<(), Problem> {
    let mut item = find(tx, id).await?;
    item.state = verdict.state;
    (item.subject, item.subject_version) = (verdict.subject, verdict.version);
    item.problem = verdict.problem;
    Ok(store::settle(tx, &item).await?)
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

/// The thing that an item is about, as it is now.
pub async fn shown(tx: &Tx, about: &About) -> Result<Option<Value>, Problem> {
    Ok(signs::http::captured::shown(tx, &about.kind, about.id).await?)
}
