//! Use cases of surveys. The caller opens the transaction of each and commits it.

use geo::Point;
use serde_json::json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    codes::Condition,
    model::{Campaign, CampaignId, NewCampaign, Stop, StreetProgress, Visit, VisitId},
    store, walk,
};
use crate::{
    db::tx::Tx,
    kernel::actor::UserId,
    records::{self, Event, Subject},
    signs::{
        Refusal, SignId,
        damage::Fix,
        service::{CLOCK_SKEW, Clerk, Series, Step},
    },
};

/// What the records call a campaign.
pub const SUBJECT: &str = "survey_campaign";

/// What it calls a visit.
pub const VISIT: &str = "survey_visit";

/// What a visitor found at a sign.
#[derive(Debug, Clone, PartialEq)]
pub struct NewVisit {
    /// Made by the client that recorded it; otherwise new.
    pub id: Option<VisitId>,
    /// In which campaign.
    pub campaign: Option<CampaignId>,
    /// The sign.
    pub sign: SignId,
    /// What was found.
    pub condition: Condition,
    /// In words.
    pub note: Option<String>,
    /// When.
    pub seen_at: OffsetDateTime,
    /// Where the visitor stood.
    pub fix: Option<Fix>,
}

impl Clerk<'_> {
    /// Plans a campaign: its streets are those of the day on which it is planned.
    pub async fn plan(&self, new: NewCampaign) -> Result<Campaign, Refusal> {
        if new.ends_on < new.starts_on {
            return Err(Refusal::EndBeforeStart);
        }
        let (id, by) = (self.ids.next(), self.account().ok_or(Refusal::NoAccount)?);
        let number = self.next_number(Series::Campaign).await?;
        store::insert(self.tx, (id, &number), &new, (by, self.now)).await?;
        if store::insert_streets(self.tx, id, &new.streets, self.today()).await? == 0 {
            return Err(Refusal::NoStreets);
        }
        for login in &new.crew {
            if !store::insert_walker(self.tx, id, login).await? {
                return Err(Refusal::NoCrew);
            }
        }
        let facts = json!({ "title": new.title, "crew": new.crew });
        self.append(subject(id), Step::begins("plan", "open"), facts).await?;
        store::find(self.tx, id).await?.ok_or(Refusal::UnknownCampaign)
    }

    /// Closes a campaign; what was missed stays missed.
    pub async fn close_campaign(&self, id: CampaignId) -> Result<Campaign, Refusal> {
        let campaign = store::lock(self.tx, id).await?.ok_or(Refusal::UnknownCampaign)?;
        if campaign.closed_on.is_some() {
            return Err(Refusal::CampaignClosed);
        }
        store::close(self.tx, id, self.today().max(campaign.starts_on)).await?;
        let step = Step { kind: "close", from: Some("open"), to: Some("closed") };
        self.append(subject(id), step, json!({})).await?;
        store::find(self.tx, id).await?.ok_or(Refusal::UnknownCampaign)
    }

    /// Keeps a visit; the same one sent again is kept once. One to a closed campaign is kept all the same: it was made
    /// before the phone had network again.
    pub async fn visit(&self, new: NewVisit) -> Result<Visit, Refusal> {
        if new.seen_at > self.now + CLOCK_SKEW {
            return Err(Refusal::FromTheFuture { pointer: "/seen_at", at: new.seen_at });
        }
        if let Some(campaign) = new.campaign {
            store::find(self.tx, campaign).await?.ok_or(Refusal::UnknownCampaign)?;
        }
        let visit = Visit {
            id: new.id.unwrap_or_else(|| self.ids.next()),
            campaign: new.campaign,
            sign: new.sign,
            condition: new.condition,
            note: new.note,
            seen_at: new.seen_at,
            received_at: self.now,
            visited_by: self.account().ok_or(Refusal::NoAccount)?,
            fix: new.fix,
        };
        if !store::insert_visit(self.tx, &visit).await? && !store::is_same(self.tx, &visit).await? {
            return Err(Refusal::OtherVisit);
        }
        Ok(visit)
    }
}

/// A campaign as the subject of records.
#[must_use]
pub fn subject(campaign: CampaignId) -> Subject {
    Subject { kind: SUBJECT, id: campaign.0 }
}

/// A campaign with what was done in it.
#[derive(Debug)]
pub struct CampaignFile {
    /// The campaign.
    pub campaign: Campaign,
    /// How far each of its streets is, by township and name.
    pub streets: Vec<StreetProgress>,
    /// What happened to it.
    pub events: Vec<Event>,
}

/// A campaign with its progress on a day.
pub async fn file(tx: &Tx, id: CampaignId, day: Date) -> Result<CampaignFile, Refusal> {
    let campaign = store::find(tx, id).await?.ok_or(Refusal::UnknownCampaign)?;
    let (streets, events) = (store::progress(tx, id, day).await?, records::of_subject(tx, subject(id)).await?);
    Ok(CampaignFile { campaign, streets, events })
}

/// Campaigns, the newest number first.
pub async fn list(tx: &Tx, before: Option<&str>, limit: i64) -> Result<Vec<Campaign>, Refusal> {
    Ok(store::list(tx, None, before, limit).await?)
}

/// The signs of a campaign that are still to be looked at, in the order of a short walk from `from` on, EPSG:4490,
/// x = longitude, y = latitude, degrees.
pub async fn way(tx: &Tx, id: CampaignId, from: Option<Point<f64>>) -> Result<Vec<Stop>, Refusal> {
    store::find(tx, id).await?.ok_or(Refusal::UnknownCampaign)?;
    Ok(walk::order(store::stops(tx, id).await?, from))
}

/// The campaigns that an account walks and that are open.
pub async fn open_of(tx: &Tx, user: UserId) -> Result<Vec<Campaign>, Refusal> {
    let mut campaigns = Vec::new();
    for id in store::open_of(tx, user).await? {
        campaigns.extend(store::find(tx, id).await?);
    }
    Ok(campaigns)
}

/// What a campaign walks: its streets, and the signs on them that are there or planned.
pub async fn walked(tx: &Tx, id: CampaignId) -> Result<(Vec<Uuid>, Vec<SignId>), Refusal> {
    store::find(tx, id).await?.ok_or(Refusal::UnknownCampaign)?;
    Ok((store::streets_walked(tx, id).await?, store::signs_walked(tx, id).await?))
}
