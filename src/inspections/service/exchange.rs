//! Making packages for the neighbour's office, and taking in those that it made.

use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Case, Inspector, find};
use crate::{
    boundaries,
    db::tx::Tx,
    inspections::{
        Refusal,
        chain::Link,
        codes::{InspectionState, Via},
        keys::Signer,
        model::Filter,
        package::{self, BadPackage, PackageRecord, Payload, Sealed},
        store::{self, Source},
    },
};

/// What a package brought.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// The inspection as it is now.
    pub case: Case,
    /// It was not known here before.
    pub is_new: bool,
    /// Digests of the acts that came with it.
    pub arrived: Vec<[u8; 32]>,
}

impl Inspector<'_> {
    /// Makes the package of this side.
    pub async fn make_package(&self, id: Uuid) -> Result<(PackageRecord, String), Refusal> {
        let by = self.who()?;
        let case = self.take(id, None).await?;
        let signer = Signer::of(self).await?;
        let chain = case.chain(&case.inspection.ours.code);
        let text = package::write(&case.inspection, &chain, &signer, self.now);
        let record = self.record(true, &text, (&signer.thumbprint, 1, chain.len()));
        store::insert_package(self.tx, id, &record, &text, by).await?;
        let facts = json!({ "package": record.id, "acts": chain.len() });
        self.note(id, "make_package", facts).await?;
        Ok((record, text))
    }

    fn record(&self, outgoing: bool, text: &str, (thumbprint, first, last): (&str, usize, usize)) -> PackageRecord {
        let serial = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        PackageRecord {
            id: self.ids.next(),
            outgoing,
            digest: Sha256::digest(text.as_bytes()).into(),
            thumbprint: thumbprint.to_owned(),
            first_serial: serial(first),
            last_serial: serial(last),
            handled_by: self.actor.label().to_owned(),
            handled_at: self.now,
        }
    }

    /// Verifies a package of the neighbour's office and takes in what is new in it. All of it, or nothing.
    pub async fn take_package(&self, text: &str) -> Result<Arrival, Refusal> {
        let by = self.who()?;
        let text = text.trim();
        let sealed = Sealed::parse(text)?;
        let payload = self.open(&sealed).await?;
        store::lock(self.tx, payload.inspection).await?;
        let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        if store::has_package(self.tx, &digest).await? {
            return Err(BadPackage::Replayed.into());
        }
        let known = store::list(self.tx, &Filter::one(payload.inspection), 1).await?.pop();
        let is_new = known.is_none();
        let mut case = match known {
            Some(known) => find(self.tx, known.id).await?,
            None => self.open_case(&payload).await?,
        };
        payload.check_about(&case.inspection)?;
        let chain = case.chain(&case.inspection.theirs.code);
        let (before, links) = (chain.len(), payload.links_after(&chain, &case.inspection)?);
        if links.is_empty() && !is_new {
            return Err(BadPackage::NothingNew(before).into());
        }
        if case.inspection.state == InspectionState::Cancelled {
            return Err(Refusal::WrongState(case.inspection.state));
        }
        let record = self.record(false, text, (&sealed.thumbprint, before + 1, before + links.len()));
        store::insert_package(self.tx, case.inspection.id, &record, text, by).await?;
        let source = Source { via: Via::Package, id: record.id };
        let arrived: Vec<[u8; 32]> = links.iter().map(|link| link.digest).collect();
        for link in links {
            store::insert_link(self.tx, case.inspection.id, &link, source, self.now).await?;
            case.links.push(link);
        }
        case.links.sort_by(|one, two| key(one).cmp(&key(two)));
        let facts = json!({ "package": record.id, "acts": arrived.len(), "key": sealed.thumbprint });
        self.note(case.inspection.id, "take_package", facts).await?;
        let mut inspection = case.inspection.clone();
        self.keep(&mut inspection, &case.dossier()).await?;
        case.inspection = inspection;
        Ok(Arrival { case, is_new, arrived })
    }

    /// What a package says, if a key that is in use signed it.
    async fn open(&self, sealed: &Sealed<'_>) -> Result<Payload, Refusal> {
        let keys = store::neighbour_keys(self.tx, None, Some(&sealed.thumbprint)).await?;
        // A key that was revoked and entered again is in use.
        let key = keys.iter().find(|key| key.revoked_at.is_none()).or(keys.first());
        let key = key.ok_or_else(|| BadPackage::UnknownKey(sealed.thumbprint.clone()))?;
        Ok(sealed.open(key, self.now)?)
    }

    /// Enters the inspection that the neighbour's office planned.
    async fn open_case(&self, payload: &Payload) -> Result<Case, Refusal> {
        let line = boundaries::service::find(self.tx, &payload.line).await?;
        let (lower, higher) = line.code.sides();
        let mut said = [payload.from.code.as_str(), payload.to.code.as_str()];
        said.sort_unstable();
        if said != [lower, higher] {
            return Err(BadPackage::Other("side").into());
        }
        let plan = payload.plan.clone().plan();
        if !said.contains(&plan.lead.as_str()) {
            return Err(BadPackage::Other("plan").into());
        }
        self.enter(payload.inspection, &line, (payload.to.clone(), payload.from.clone()), plan).await
    }
}

fn key(link: &Link) -> (&str, i32) {
    (&link.side, link.serial)
}

/// Packages that were exchanged, the newest first.
pub async fn packages(tx: &Tx, id: Uuid) -> Result<Vec<PackageRecord>, Refusal> {
    Ok(store::packages(tx, id).await?)
}
