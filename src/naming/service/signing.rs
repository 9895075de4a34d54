//! What decisions mean for signs: other faces for a renamed place, none for a cancelled one (R753 art. 19).

use serde::Serialize;

use super::{
    applying::{open_labelled, open_obligation},
    desk::{Desk, SUBJECT},
};
use crate::{
    db::tx::Tx,
    naming::{
        CaseType, Refusal,
        model::{CaseId, Decision, Item, NamingCase},
    },
    obligations::LimitKind,
    register::model::FeatureId,
    signs::{
        self, SignId,
        codes::SignState,
        repair::{self, Cause, Filter, Order, OrderState},
        service::{Clerk, Filter as Sought},
    },
};

/// Most signs of one place, and most that show one name, which an impact tells.
const MOST_SHOWN: i64 = 1_000;

/// Orders the work on signs that approved items ask for; it is done when the orders are accepted.
pub(super) async fn order(desk: &Desk<'_>, case: &NamingCase, approved: &[Item]) -> Result<Vec<Order>, Refusal> {
    let clerk = clerk(desk);
    let ordered_for = Cause { kind: SUBJECT, id: case.id.0 };
    if matches!(case.draft.case_type, CaseType::Rename | CaseType::Cancel) {
        let places: Vec<_> = approved.iter().filter_map(|item| Some(item.place?.0)).collect();
        clerk.hold_signs(&places).await?;
    }
    let mut orders = Vec::new();
    for item in approved {
        match (case.draft.case_type, item.place) {
            (CaseType::Rename, Some(place)) => {
                orders.extend(clerk.order_renaming(place.0, (&item.name, &item.pinyin), ordered_for).await?);
            }
            (CaseType::Cancel, Some(place)) => orders.extend(clerk.order_removal(place.0, ordered_for).await?),
            _ => {}
        }
    }
    Ok(orders)
}

/// Makes signs due from the decision on: those of a new street by themselves, because they are up when one stands at each spot
/// where it is expected; those of all else together, because nobody can say where they are expected.
pub(super) async fn make_due(
    desk: &Desk<'_>,
    case: &NamingCase,
    decision: &Decision,
    approved: &[Item],
) -> Result<(), Refusal> {
    let case_type = case.draft.case_type;
    if case_type == CaseType::Cancel {
        return Ok(());
    }
    let is_new_street = |item: &&Item| case_type == CaseType::Name && item.is_street();
    let streets: Vec<&Item> = approved.iter().filter(is_new_street).collect();
    for street in &streets {
        let label = format!("{} {}", case.number, street.name);
        let part = street.place.map(|place| place.0);
        open_labelled(desk, case, (part, LimitKind::Sign), decision.decided_on, &label).await?;
    }
    if streets.len() < approved.len() {
        open_obligation(desk, case, Some(decision.id.0), LimitKind::Sign, decision.decided_on).await?;
    }
    Ok(())
}

/// The orders of a case that are neither accepted nor cancelled.
pub(super) async fn open_orders(tx: &Tx, case: CaseId) -> Result<Vec<Order>, Refusal> {
    let open = vec![OrderState::Created, OrderState::Assigned, OrderState::InProgress, OrderState::Done];
    let filter = Filter { cause: Some(case.0), states: Some(open), ..Filter::default() };
    Ok(repair::service::list(tx, &filter, i64::MAX).await?)
}

/// Takes back what was ordered for a case and is not done, because its decision does not hold any more.
pub(super) async fn cancel_orders(desk: &Desk<'_>, case: CaseId, reason: &str) -> Result<(), Refusal> {
    let clerk = clerk(desk);
    for order in open_orders(desk.tx, case).await? {
        if order.state == OrderState::Done {
            clerk.reject(order.id, None, reason).await?;
        }
        clerk.cancel(order.id, None, reason).await?;
    }
    Ok(())
}

fn clerk<'a>(desk: &Desk<'a>) -> Clerk<'a> {
    Clerk { tx: desk.tx, ids: desk.ids, actor: desk.actor, now: desk.now }
}

/// A sign that shows a name.
#[derive(Debug, Serialize)]
pub struct SignShowing {
    /// The sign.
    pub sign_id: SignId,
    /// Its number.
    pub number: String,
    /// Where it stands, in words.
    pub location: Option<String>,
}

/// The signs that are up and show `name`, or belong to `place`.
pub(super) async fn showing(tx: &Tx, place: FeatureId, name: &str) -> Result<Vec<SignShowing>, Refusal> {
    let states: Vec<_> = SignState::ALL.iter().copied().filter(|state| state.is_up()).collect();
    let of_place = Sought { place: Some(place.0), states: Some(states.clone()), ..Sought::default() };
    let with_name = Sought { text: Some(name.to_owned()), states: Some(states), ..Sought::default() };
    let mut found = signs::service::list(tx, &of_place, MOST_SHOWN).await?;
    for sign in signs::service::list(tx, &with_name, MOST_SHOWN).await? {
        let shows = sign.faces.iter().any(|face| face.says.text.contains(name));
        if shows && found.iter().all(|known| known.id != sign.id) {
            found.push(sign);
        }
    }
    Ok(found
        .into_iter()
        .map(|sign| SignShowing { sign_id: sign.id, number: sign.number.to_string(), location: sign.facts.location })
        .collect())
}
