//! Use cases of borrowings. The caller opens the transaction of each and commits it.

use serde_json::json;
use time::{Date, Duration};

use super::{
    model::{Borrowing, BorrowingId, LONGEST_LOAN_DAYS, NewBorrowing, Returned, Standing},
    store,
};
use crate::{
    archives::{Clerk, Refusal, VolumeId},
    db::tx::Tx,
};

impl Clerk<'_> {
    /// Lends a volume from today on; nobody else has it.
    pub async fn lend(&self, volume: VolumeId, based_on: Option<i64>, new: NewBorrowing) -> Result<Borrowing, Refusal> {
        let contents = self.lock(volume, based_on).await?;
        let (state, today) = (contents.volume.state, self.today());
        if !state.is_lent() {
            return Err(Refusal::NotLent(state));
        }
        if let Some(open) = store::open_of(self.tx, volume).await? {
            return Err(Refusal::Lent(open.due_on));
        }
        let latest = today + Duration::days(LONGEST_LOAN_DAYS);
        if new.due_on < today || latest < new.due_on {
            let day = new.due_on;
            return Err(Refusal::DayOutOfOrder { pointer: "/due_on", day, not_before: today, not_after: latest });
        }
        let id: BorrowingId = self.ids.next();
        store::insert(self.tx, (id, volume), &new, (self.by()?, today)).await?;
        let said = json!({
            "borrowing_id": id, "borrower": new.borrower, "unit": new.unit, "purpose": new.purpose,
            "due_on": new.due_on.to_string(),
        });
        self.record(contents, Some(state), "lend", said).await?;
        store::find(self.tx, id).await?.ok_or(Refusal::UnknownBorrowing)
    }

    /// Takes a volume back.
    pub async fn take_back(
        &self,
        id: BorrowingId,
        based_on: Option<i64>,
        returned: Returned,
    ) -> Result<Borrowing, Refusal> {
        let lent = store::find(self.tx, id).await?.ok_or(Refusal::UnknownBorrowing)?;
        let contents = self.lock(lent.volume, None).await?;
        // Read again behind the lock: somebody else may have taken it back meanwhile.
        let lent = store::find(self.tx, id).await?.ok_or(Refusal::UnknownBorrowing)?;
        if based_on.is_some_and(|version| version != lent.version) {
            return Err(Refusal::LostUpdate);
        }
        if lent.returned.is_some() {
            return Err(Refusal::AlreadyReturned);
        }
        let today = self.today();
        store::take_back(self.tx, id, &returned, (self.by()?, today)).await?;
        let said = json!({
            "borrowing_id": id, "condition": returned.condition, "note": returned.note,
            "overdue_by_days": lent.overdue_by(today),
        });
        let state = contents.volume.state;
        self.record(contents, Some(state), "take-back", said).await?;
        store::find(self.tx, id).await?.ok_or(Refusal::UnknownBorrowing)
    }
}

/// Borrowings, the newest first; `today` tells which are overdue.
pub async fn list(
    tx: &Tx,
    standing: Option<Standing>,
    today: Date,
    before: Option<BorrowingId>,
    limit: i64,
) -> Result<Vec<Borrowing>, Refusal> {
    Ok(store::list(tx, standing, today, before, limit).await?)
}
