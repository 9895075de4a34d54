//! Use cases of repair orders. The caller opens the transaction of each and commits it.

use serde_json::{Value, json};
use time::{Duration, OffsetDateTime, Time};
use uuid::Uuid;

use super::{
    codes::{OrderKind, OrderState},
    model::{Cause, Filter, Finish, Hand, NewFace, NewOrder, Order, OrderId, Part},
    state::{self, Action},
    store,
};
use crate::{
    db::tx::Tx,
    kernel::{
        actor::{Role, UserId},
        dates::{OFFICE_OFFSET, office_date},
    },
    obligations::{self, LimitKind},
    photos::{self, Attached, PhotoId},
    records::{self, Event, Subject},
    signs::{
        FaceId, Refusal, SignId,
        codes::SignState,
        damage,
        model::{FaceText, Sign},
        plate::roman_letters,
        service::{self as signs, Clerk, Series, Step},
    },
};

/// What the records call an order.
pub const SUBJECT: &str = "repair_order";

/// What photos of finished work show.
pub(in crate::signs) const AFTER: &str = "after";

/// How long a danger may last by the limit: as many days, each of so many hours from the order on.
const HOURS_OF_A_DAY: i64 = 24;

impl Clerk<'_> {
    /// Orders work on a sign; the reports that it repairs are ordered with it.
    pub async fn order(&self, new: NewOrder) -> Result<Order, Refusal> {
        let sign = self.lock(new.sign, None).await?;
        check_kind(&new, &sign)?;
        let id = self.ids.next();
        let number = self.next_number(Series::Order).await?;
        let township_code = signs::township_at(self.tx, sign.facts.position, self.today()).await?;
        let label = label(&number, new.kind, &sign);
        let due_at = self.open_limit(id, new.is_dangerous, township_code.as_deref(), &label).await?;
        let order = Order {
            id,
            number,
            kind: new.kind,
            state: OrderState::Created,
            sign: sign.id,
            sign_number: sign.number.to_string(),
            new_face: new.new_face,
            is_dangerous: new.is_dangerous,
            task: new.task,
            cause: new.cause.map(|cause| (cause.kind.to_owned(), cause.id)),
            township_code,
            due_at,
            hand: None,
            started_at: None,
            done: None,
            accepted: None,
            cost_fen: None,
            position_after: None,
            reopened: 0,
            version: 1,
            created_by: self.account().ok_or(Refusal::NoAccount)?,
            created_at: self.now,
        };
        store::insert(self.tx, &order).await?;
        let mut reports = new.reports;
        reports.sort_unstable();
        for report in reports {
            self.put_under(report, sign.id, id).await?;
        }
        let facts = json!({ "kind": order.kind, "sign": order.sign_number, "dangerous": order.is_dangerous });
        self.append(subject(id), Step::begins("create", order.state.code()), facts).await?;
        self.review(sign.id).await?;
        Ok(order)
    }

    /// Orders what a new name means for the signs of a place that are up and ours: each face that shows another text is
    /// replaced. An order that was to put another text there is cancelled.
    pub async fn order_renaming(
        &self,
        place: Uuid,
        (text, pinyin): (&str, &str),
        cause: Cause,
    ) -> Result<Vec<Order>, Refusal> {
        let mut orders = Vec::new();
        for sign in self.signs_of(place).await? {
            for face in sign.faces.iter().filter(|face| face.says.text != text) {
                self.make_way(&sign, face.id).await?;
                let new_face = NewFace { face: face.id, text: text.to_owned(), pinyin: Some(roman_letters(pinyin)) };
                let task = format!("地名更名，牌面由“{}”更换为“{text}”", face.says.text);
                orders.push(self.order(of_cause(OrderKind::ReplaceFace, sign.id, Some(new_face), task, cause)).await?);
            }
        }
        Ok(orders)
    }

    /// Orders that the signs of a place that are up and ours are taken down.
    pub async fn order_removal(&self, place: Uuid, cause: Cause) -> Result<Vec<Order>, Refusal> {
        let mut orders = Vec::new();
        for sign in self.signs_of(place).await? {
            let task = "地名销名，拆除标志".to_owned();
            orders.push(self.order(of_cause(OrderKind::Remove, sign.id, None, task, cause)).await?);
        }
        Ok(orders)
    }

    /// Locks the signs of these places that are up and ours. Before orders on several signs: the first order takes a number,
    /// for which others wait who hold a sign already.
    pub async fn hold_signs(&self, places: &[Uuid]) -> Result<(), Refusal> {
        let mut held = Vec::new();
        for place in places {
            held.extend(self.signs_of(*place).await?.into_iter().map(|sign| sign.id));
        }
        held.sort_unstable();
        for sign in held {
            self.lock(sign, None).await?;
        }
        Ok(())
    }

    async fn signs_of(&self, place: Uuid) -> Result<Vec<Sign>, Refusal> {
        let states = SignState::ALL.iter().copied().filter(|state| state.is_up()).collect();
        let filter = signs::Filter { place: Some(place), states: Some(states), ..signs::Filter::default() };
        let mut found = signs::list(self.tx, &filter, i64::MAX).await?;
        found.retain(|sign| sign.facts.owner.is_none());
        Ok(found)
    }

    /// Takes back the order that was to replace a face, if there is one.
    async fn make_way(&self, sign: &Sign, face: FaceId) -> Result<(), Refusal> {
        let open = vec![OrderState::Created, OrderState::Assigned, OrderState::InProgress, OrderState::Done];
        let filter = Filter { sign: Some(sign.id), states: Some(open), ..Filter::default() };
        for order in store::list(self.tx, &filter, i64::MAX).await? {
            if order.new_face.as_ref().is_none_or(|new| new.face != face) {
                continue;
            }
            let reason = "地名又有更名，改按新名称更换";
            if order.state == OrderState::Done {
                self.reject(order.id, None, reason).await?;
            }
            self.cancel(order.id, None, reason).await?;
        }
        Ok(())
    }

    /// Notes that the order is due, and by when.
    async fn open_limit(
        &self,
        id: OrderId,
        is_dangerous: bool,
        township_code: Option<&str>,
        label: &str,
    ) -> Result<OffsetDateTime, Refusal> {
        let new = obligations::New {
            subject: due(id),
            part: None,
            kind: limit(is_dangerous),
            begins_on: self.today(),
            township_code,
            responsible: Role::NamingOfficer,
            label,
        };
        obligations::service::open(self.tx, self.ids, new).await?;
        let limit = obligations::service::limit_in_force(self.tx, new.kind, self.today()).await?;
        if is_dangerous {
            return Ok(self.now + Duration::hours(HOURS_OF_A_DAY * i64::from(limit.days)));
        }
        let opened = obligations::service::of_subject(self.tx, due(id)).await?;
        let due_on = opened.iter().filter(|found| found.end.is_none()).map(|found| found.due_on).max();
        let after = due_on.and_then(time::Date::next_day).unwrap_or_else(|| self.today());
        Ok(after.with_time(Time::MIDNIGHT).assume_offset(OFFICE_OFFSET))
    }

    /// The crew with a log-in name.
    pub async fn crew(&self, login: String) -> Result<Hand, Refusal> {
        let id = store::crew_by_login(self.tx, &login).await?.ok_or(Refusal::NoCrew)?;
        Ok(Hand::Crew { id, login })
    }

    /// Gives an order to a crew or a contractor.
    pub async fn assign(&self, id: OrderId, based_on: Option<i64>, hand: Hand) -> Result<Order, Refusal> {
        let mut order = self.lock_order(id, based_on).await?;
        let facts = match &hand {
            Hand::Crew { login, .. } => json!({ "crew": login }),
            Hand::Contractor(firm) => json!({ "contractor": firm }),
        };
        order.hand = Some(hand);
        self.take_order(order, Action::Assign, facts).await
    }

    /// Begins the work, at an instant that is not in the future.
    pub async fn start(&self, id: OrderId, based_on: Option<i64>, at: OffsetDateTime) -> Result<Order, Refusal> {
        let mut order = self.lock_order(id, based_on).await?;
        self.check_hand(&order)?;
        if at > self.now {
            return Err(Refusal::FromTheFuture { pointer: "/started_at", at });
        }
        order.started_at = order.started_at.or(Some(at));
        self.take_order(order, Action::Start, json!({})).await
    }

    /// Says that the work is done, with what it took.
    pub async fn finish(&self, id: OrderId, based_on: Option<i64>, finish: Finish) -> Result<Order, Refusal> {
        let mut order = self.lock_order(id, based_on).await?;
        let by = self.check_hand(&order)?;
        if finish.done_at > self.now {
            return Err(Refusal::FromTheFuture { pointer: "/done_at", at: finish.done_at });
        }
        if finish.done_at < order.created_at {
            return Err(Refusal::DoneBeforeOrdered(order.created_at));
        }
        order.started_at = Some(order.started_at.map_or(finish.done_at, |started| started.min(finish.done_at)));
        order.done = Some((finish.done_at, by));
        order.cost_fen = finish.cost_fen;
        order.position_after = finish.position;
        store::set_parts(self.tx, id, &finish.parts).await?;
        self.attach(subject(id), AFTER, &finish.photos).await?;
        self.take_order(order, Action::Finish, json!({ "cost_fen": finish.cost_fen, "note": finish.note })).await
    }

    /// Accepts the work: not by who did it. What the order was made for follows.
    pub async fn accept_order(&self, id: OrderId, based_on: Option<i64>) -> Result<Order, Refusal> {
        let mut order = self.lock_order(id, based_on).await?;
        let by = self.account().ok_or(Refusal::NoAccount)?;
        let Some((done_at, done_by)) = order.done else {
            return Err(state::WrongState { action: Action::Accept, state: order.state }.into());
        };
        if done_by == by {
            return Err(Refusal::OwnWork);
        }
        order.accepted = Some((self.now, by));
        let order = self.take_order(order, Action::Accept, json!({})).await?;
        let done_on = office_date(done_at);
        obligations::service::meet(self.tx, due(id), None, limit(order.is_dangerous), done_on).await?;
        self.follow(id, damage::state::Action::Close).await?;
        self.change_sign(&order, done_on).await?;
        self.review(order.sign).await?;
        Ok(order)
    }

    /// What accepted work changes of its sign.
    async fn change_sign(&self, order: &Order, done_on: time::Date) -> Result<(), Refusal> {
        let sign = self.lock(order.sign, None).await?;
        match (order.kind, &order.new_face) {
            (OrderKind::ReplaceFace, Some(new)) => {
                let Some(old) = sign.faces.iter().find(|face| face.id == new.face) else { return Ok(()) };
                let says = FaceText { text: new.text.clone(), pinyin: new.pinyin.clone(), ..old.says.clone() };
                self.show_on(order.sign, new.face, says).await?;
            }
            (OrderKind::Install, _) if sign.state == SignState::Planned => {
                self.install(order.sign, None, done_on).await?;
                self.accept(order.sign, None).await?;
            }
            (OrderKind::Install, _) if sign.state == SignState::Installed => {
                self.accept(order.sign, None).await?;
            }
            (OrderKind::Remove, _) if sign.ended_on.is_none() => {
                self.remove(order.sign, None, done_on, &format!("维修单 {}", order.number)).await?;
            }
            _ => {}
        }
        match order.position_after {
            Some(position) if order.kind != OrderKind::Remove => self.move_to(order.sign, position).await,
            _ => Ok(()),
        }
    }

    /// Says that the work is not as it should be.
    pub async fn reject(&self, id: OrderId, based_on: Option<i64>, reason: &str) -> Result<Order, Refusal> {
        let mut order = self.lock_order(id, based_on).await?;
        order.done = None;
        order.reopened += 1;
        self.take_order(order, Action::Reject, json!({ "reason": reason })).await
    }

    /// Opens an accepted order again, because the sign is not repaired after all. It is due anew.
    pub async fn reopen(&self, id: OrderId, based_on: Option<i64>, reason: &str) -> Result<Order, Refusal> {
        let mut order = self.lock_order(id, based_on).await?;
        state::after(order.state, Action::Reopen)?;
        (order.done, order.accepted) = (None, None);
        order.reopened += 1;
        let sign = self.lock(order.sign, None).await?;
        let label = label(&order.number, order.kind, &sign);
        order.due_at = self.open_limit(id, order.is_dangerous, order.township_code.as_deref(), &label).await?;
        let order = self.take_order(order, Action::Reopen, json!({ "reason": reason })).await?;
        self.follow(id, damage::state::Action::Reopen).await?;
        Ok(order)
    }

    /// Takes an order back; its reports are open as before.
    pub async fn cancel(&self, id: OrderId, based_on: Option<i64>, reason: &str) -> Result<Order, Refusal> {
        let order = self.lock_order(id, based_on).await?;
        let order = self.take_order(order, Action::Cancel, json!({ "reason": reason })).await?;
        obligations::service::drop_all(self.tx, due(id), self.today(), reason).await?;
        self.follow(id, damage::state::Action::Release).await?;
        Ok(order)
    }

    /// Adds photos to an order: of before the work or after it.
    pub async fn add_order_photos(&self, id: OrderId, is_after: bool, ids: &[PhotoId]) -> Result<Order, Refusal> {
        let (order, shows) = self.note_order_photos(id, is_after, ids).await?;
        self.attach(subject(id), shows, ids).await?;
        Ok(order)
    }

    /// Records that photos belong to an order; with it what they show.
    pub(in crate::signs) async fn note_order_photos(
        &self,
        id: OrderId,
        is_after: bool,
        ids: &[PhotoId],
    ) -> Result<(Order, &'static str), Refusal> {
        let order = self.lock_order(id, None).await?;
        self.check_hand(&order)?;
        let shows = if is_after { AFTER } else { "before" };
        let code = order.state.code();
        let step = Step { kind: "add_photos", from: Some(code), to: Some(code) };
        self.append(subject(id), step, json!({ "photos": ids, "show": shows })).await?;
        Ok((order, shows))
    }

    async fn lock_order(&self, id: OrderId, based_on: Option<i64>) -> Result<Order, Refusal> {
        // Everybody locks signs first, then orders, then reports.
        let sign = store::find(self.tx, id).await?.ok_or(Refusal::UnknownOrder)?.sign;
        self.lock(sign, None).await?;
        let order = store::lock(self.tx, id).await?.ok_or(Refusal::UnknownOrder)?;
        match based_on {
            Some(version) if version != order.version => Err(Refusal::LostUpdate),
            _ => Ok(order),
        }
    }

    /// A crew works on its own orders; an officer says it for a contractor or a crew.
    fn check_hand(&self, order: &Order) -> Result<UserId, Refusal> {
        let user = self.account().ok_or(Refusal::NoAccount)?;
        let is_own = matches!(&order.hand, Some(Hand::Crew { id, .. }) if *id == user);
        if self.role() == Some(Role::FieldCrew) && !is_own { Err(Refusal::OtherCrew) } else { Ok(user) }
    }

    async fn take_order(&self, mut order: Order, action: Action, facts: Value) -> Result<Order, Refusal> {
        let before = order.state;
        order.state = state::after(before, action)?;
        store::save(self.tx, &mut order).await?;
        let step = Step { kind: action.code(), from: Some(before.code()), to: Some(order.state.code()) };
        self.append(subject(order.id), step, facts).await?;
        self.review(order.sign).await?;
        Ok(order)
    }
}

/// An order that somebody else's decision asks for.
fn of_cause(kind: OrderKind, sign: SignId, new_face: Option<NewFace>, task: String, cause: Cause) -> NewOrder {
    NewOrder { kind, sign, new_face, is_dangerous: false, task, reports: Vec::new(), cause: Some(cause) }
}

/// What an order asks for must fit its sign.
fn check_kind(new: &NewOrder, sign: &Sign) -> Result<(), Refusal> {
    if sign.ended_on.is_some() {
        return Err(Refusal::Gone);
    }
    match (new.kind, &new.new_face) {
        (OrderKind::ReplaceFace, Some(face)) if sign.faces.iter().any(|known| known.id == face.face) => Ok(()),
        (OrderKind::ReplaceFace, Some(_)) => Err(Refusal::UnknownFace),
        (OrderKind::ReplaceFace, None) | (_, Some(_)) => Err(Refusal::NewFace),
        (OrderKind::Install, None) if !matches!(sign.state, SignState::Planned | SignState::Installed) => {
            Err(Refusal::Stands)
        }
        (OrderKind::Repair, None) if sign.state == SignState::Planned => Err(Refusal::NotUp),
        _ => Ok(()),
    }
}

/// What people call an order where it is due: number, sign and what is asked for.
fn label(number: &str, kind: OrderKind, sign: &Sign) -> String {
    let shown = sign.faces.first().map_or("", |face| face.says.text.as_str());
    format!("{number} {}{shown}标志 {}", kind.title().zh, sign.number)
}

/// Which limit an order is under.
fn limit(is_dangerous: bool) -> LimitKind {
    if is_dangerous { LimitKind::RepairOfDanger } else { LimitKind::Repair }
}

/// An order as the subject of obligations.
fn due(order: OrderId) -> obligations::Subject {
    obligations::Subject::repair_order(order.0)
}

/// An order as the subject of records.
#[must_use]
pub fn subject(order: OrderId) -> Subject {
    Subject { kind: SUBJECT, id: order.0 }
}

/// Everything that is known of an order.
#[derive(Debug)]
pub struct OrderFile {
    /// The order.
    pub order: Order,
    /// The parts that were used.
    pub parts: Vec<Part>,
    /// The reports that it repairs.
    pub reports: Vec<damage::Report>,
    /// What happened to it.
    pub events: Vec<Event>,
    /// Photos of before and after; those of the damage are with the reports.
    pub photos: Vec<Attached>,
}

/// An order with all that belongs to it.
pub async fn file(tx: &Tx, id: OrderId) -> Result<OrderFile, Refusal> {
    let order = store::find(tx, id).await?.ok_or(Refusal::UnknownOrder)?;
    let of_order = damage::Filter { order: Some(id), ..damage::Filter::default() };
    Ok(OrderFile {
        order,
        parts: store::parts(tx, id).await?,
        reports: damage::service::list(tx, &of_order, i64::MAX).await?,
        events: records::of_subject(tx, subject(id)).await?,
        photos: photos::of_subject(tx, subject(id)).await?,
    })
}

/// Orders, the newest number first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Order>, Refusal> {
    Ok(store::list(tx, filter, limit).await?)
}
