//! The signs of a new street are due within days of its approval, and are up when one stands at each spot where it is
//! expected (R753 art. 19; GB 17733).

use uuid::Uuid;

use super::{
    Refusal, SignId,
    model::Sign,
    service::{self as signs, Clerk, Filter},
};
use crate::obligations::{self, LimitKind};

impl Clerk<'_> {
    /// Notes that the signs of a sign's street are up, if they are due and it was the last one. To be called after each change
    /// by which a sign may have come to stand where it is expected.
    ///
    /// They were up on the day on which the last of them was; on that of today where nobody noted it.
    pub(super) async fn meet_limit(&self, sign: &Sign) -> Result<(), Refusal> {
        let Some(street) = sign.facts.place.filter(|_| sign.state.is_up()) else { return Ok(()) };
        let due = obligations::service::open_of_part(self.tx, street, LimitKind::Sign).await?;
        if due.is_empty() {
            return Ok(());
        }
        let Some(standing) = self.all_expected(street).await? else { return Ok(()) };
        let days = standing.iter().map(|sign| sign.facts.installed_on.unwrap_or_else(|| self.today()));
        let up_on = days.max().unwrap_or_else(|| self.today());
        for (subject, begins_on) in due {
            // What stood before the approval is in time.
            let on = up_on.max(begins_on);
            obligations::service::meet(self.tx, subject, Some(street), LimitKind::Sign, on).await?;
        }
        Ok(())
    }

    /// The signs at the spots of a street where one is expected; nothing while one is missing.
    async fn all_expected(&self, street: Uuid) -> Result<Option<Vec<Sign>>, Refusal> {
        let spots = signs::expected_signs(self.tx, self.today(), None, Some(street)).await?;
        let at_spots: Option<Vec<SignId>> = spots
            .into_iter()
            .map(|spot| spot.there.filter(|(_, _, state)| state.is_up()).map(|(sign, _, _)| sign))
            .collect();
        let Some(ids) = at_spots else { return Ok(None) };
        let ids = Some(ids.into_iter().map(|sign| sign.0).collect());
        signs::list(self.tx, &Filter { ids, ..Filter::default() }, i64::MAX).await.map(Some)
    }
}
