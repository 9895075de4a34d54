//! `/api/v1/field/sync`, `/items`, `/receipt-keys`, `/package`

mod items;
mod json;
mod package;
mod sync;

use super::{receipt::SignerError, service::Intake};
use crate::{
    db::Db,
    http::{Problem, Route},
    kernel::{clock::Clock, ids::Ids},
};

/// What the routes of field work need.
#[derive(Debug, Clone)]
pub struct FieldState {
    /// Where items are kept.
    pub db: Db,
    /// For today.
    pub clock: Clock,
    /// For new things.
    pub ids: Ids,
}

impl FieldState {
    fn intake(&self) -> Intake {
        Intake { db: self.db.clone(), ids: self.ids.clone() }
    }
}

/// The routes.
#[must_use]
pub fn routes(state: &FieldState) -> Vec<Route> {
    [sync::routes(state), items::routes(state), package::routes(state)].into_iter().flatten().collect()
}

impl From<SignerError> for Problem {
    fn from(error: SignerError) -> Self {
        match error {
            SignerError::Db(error) => error.into(),
            SignerError::NoKey | SignerError::Damaged(_) => Self::internal(&error),
        }
    }
}
