//! People, as far as cases ask about them.

use uuid::Uuid;

use crate::{
    db::{Error, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    naming::model::CaseId,
    statement,
};

/// The township of a clerk, nine digits.
pub(in crate::naming) async fn township(tx: &Tx, user: UserId) -> Result<Option<String>, Error> {
    tx.query_one(&statement!("township_of_user"), &[&user.0]).await?.column("township_code")
}

/// Everybody who did one of these actions in a case.
pub(in crate::naming) async fn doers(tx: &Tx, case: CaseId, actions: &[&str]) -> Result<Vec<UserId>, Error> {
    let rows = tx.query(&statement!("doers"), &[&case.0, &actions]).await?;
    rows.iter().map(|row| row.column::<Uuid>("actor_id").map(UserId)).collect()
}
