//! Steps of requests, in the form of mySociety (`servicerequestupdates`).

use super::{node::Node, period, request::open_or_closed};
use crate::{
    http::Language,
    kernel::text::Text,
    signs::{citizens::PublicUpdate, damage::ReportState},
};

/// Most updates of one answer.
pub(super) const MOST: i64 = 1_000;

/// Updates as content.
pub(super) fn list(updates: &[PublicUpdate], language: Language) -> Node {
    let one = |update: &PublicUpdate| {
        // Whether a duplicate is open is told by the report that it is the same as.
        let state = update.state.filter(|state| *state != ReportState::Duplicate).unwrap_or(update.outcome);
        Node::Record(vec![
            ("update_id", Node::Text(update.id.to_string())),
            ("service_request_id", Node::Text(update.number.clone())),
            ("status", Node::Text(open_or_closed(state).to_owned())),
            ("updated_datetime", Node::Text(period::written(update.at))),
            ("description", Node::Text(said(update.state).say(language).to_owned())),
            ("media_url", Node::Absent),
        ])
    };
    Node::List("request_update", updates.iter().map(one).collect())
}

fn said(state: Option<ReportState>) -> Text {
    match state {
        None => Text::new("又有人反映同一问题", "somebody else sees it, too"),
        Some(ReportState::Ordered) => Text::new("已安排维修", "a repair is ordered"),
        Some(ReportState::Closed) => Text::new("已修复", "repaired"),
        Some(state) => state.title(),
    }
}

/// The id of an update that was taken.
pub(super) fn taken(update: Option<&PublicUpdate>) -> Node {
    let id = Node::text(update.map(|update| update.id.to_string()));
    Node::List("request_update", vec![Node::Record(vec![("update_id", id)])])
}
