//! `/notices` for everybody, `/api/v1/notices` for programs and for those who answer opinions.

mod desk;
mod feeds;
mod files;
mod list;
mod notice;
mod opinions;
mod schema;
mod shown;
mod wire;

use serde_json::json;

pub(super) use notice::DOCX;
pub(super) use shown::Shown;

use crate::{
    db::Db,
    http::{Param, Route, forwarded::BehindProxy},
    kernel::{actor::Role, ids::Ids},
};

use super::service::Confirmation;

/// Who sees drafts and reads what citizens sent.
const READERS: &[Role] = &[Role::NamingOfficer, Role::Leader, Role::Auditor];

/// Who answers opinions and enters those that came by letter, telephone or visit.
const OFFICERS: &[Role] = &[Role::NamingOfficer];

/// Who erases personal data.
const ERASERS: &[Role] = &[Role::NamingOfficer, Role::Admin];

/// What the routes need.
#[derive(Debug, Clone)]
pub struct PublicationsState {
    /// Where they are kept; also for what time it is.
    pub db: Db,
    /// For opinions and answers.
    pub ids: Ids,
    /// Whether X-Forwarded-* headers are believed.
    pub trust_proxy: bool,
    /// Whether opinions from the web are confirmed by mail.
    pub confirmation: Confirmation,
}

impl BehindProxy for PublicationsState {
    fn trusts_proxy(&self) -> bool {
        self.trust_proxy
    }
}

/// The routes.
#[must_use]
pub fn routes(state: &PublicationsState) -> Vec<Route> {
    [
        list::routes(state),
        feeds::routes(state),
        notice::routes(state),
        files::routes(state),
        opinions::routes(state),
        desk::routes(state),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The notice in an address: its number or its id.
fn notice_id() -> Param {
    let schema = json!({ "type": "string", "example": "GS-2023-0007" });
    Param::path("notice_id", schema, "公示或公告的编号，或其标识", "number of the notice or announcement, or its id")
}

/// `kind`
fn kind() -> Param {
    let schema = json!({ "type": "string", "enum": ["public_notice", "announcement"] });
    Param::query("kind", schema, "公示（public_notice）或公告（announcement）", "notices or announcements only")
}
