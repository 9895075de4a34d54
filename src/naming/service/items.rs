//! Items: added, changed, taken out.

use std::collections::HashSet;

use serde_json::json;

use super::{
    applying::{refuse_incomplete, reserve},
    checking,
    deciding::conclude,
    desk::{Desk, Work, ids, item_of},
    reviewing::refuse_unmeasured,
};
use crate::{
    kernel::pinyin::{self, LocalReadings, NameKind, Spelling, Syllable},
    naming::{
        Action, CaseState, CaseType, Refusal, bulk,
        clinic::name_keys,
        model::{CaseId, CheckStage, Item, ItemDraft, ItemId, ItemState, NamingCase, Sketch},
        store::{
            self,
            office::{self, Office},
        },
    },
    register::{NewStreet, decided, service::local_readings},
};

/// Most items of one case; the largest seen had 1,351 roads.
const MOST_ITEMS: usize = 2_000;

/// Metres of a line that may lie outside of the county: outlines are not more exact than that.
const OUTSIDE_AT_MOST_M: f64 = 50.0;

/// Adds items at the end.
pub async fn add_items(
    desk: &Desk<'_>,
    id: CaseId,
    drafts: Vec<ItemDraft>,
) -> Result<(NamingCase, Vec<Item>), Refusal> {
    let work = desk.take(id, Action::Edit).await?;
    let there = desk.items(id).await?;
    if there.len() + drafts.len() > MOST_ITEMS {
        return Err(Refusal::TooManyItems(MOST_ITEMS));
    }
    let resolver = Resolver::new(desk, &work.case).await?;
    let mut added = Vec::with_capacity(drafts.len());
    let next = there.last().map_or(1, |last| last.position + 1);
    for (position, (at, draft)) in (next..).zip(drafts.into_iter().enumerate()) {
        let item = resolver.item(desk.ids.next(), position, draft, &format!("/items/{at}")).await?;
        store::items::put(desk.tx, id, &item).await?;
        added.push(item);
    }
    let case = finish(desk, work, json!({ "added": ids(&added) }), &added).await?;
    Ok((case, added))
}

/// Writes an item anew.
pub async fn change_item(
    desk: &Desk<'_>,
    id: CaseId,
    item: ItemId,
    draft: ItemDraft,
) -> Result<(NamingCase, Item), Refusal> {
    let work = desk.take(id, Action::Edit).await?;
    let before = open_item(desk, id, item).await?;
    let resolver = Resolver::new(desk, &work.case).await?;
    let changed = resolver.item(before.id, before.position, draft, "").await?;
    store::items::put(desk.tx, id, &changed).await?;
    let facts = json!({ "changed": { "item_id": changed.id, "from": before.name, "to": changed.name } });
    let case = finish(desk, work, facts, std::slice::from_ref(&changed)).await?;
    Ok((case, changed))
}

/// Keeps the readings that a person chose, one for each Chinese character of the name.
pub async fn choose_readings(
    desk: &Desk<'_>,
    id: CaseId,
    item: ItemId,
    readings: &[Syllable],
) -> Result<(NamingCase, Item), Refusal> {
    let work = desk.take(id, Action::Spell).await?;
    let mut item = open_item(desk, id, item).await?;
    let spelling = spell(&item.name, &item.category, Some(readings), &local_readings(desk.tx).await?)?;
    item.pinyin = spelling.text;
    (item.pinyin_confirmed, item.pinyin_doubtful) = (true, false);
    store::items::put(desk.tx, id, &item).await?;
    let facts = json!({ "spelled": { "item_id": item.id, "name": item.name, "pinyin": item.pinyin } });
    Ok((desk.lay_down(work, facts).await?, item))
}

/// Removes an item from a case that the applicant still writes; of a case that was applied for it is taken out.
pub async fn remove_item(desk: &Desk<'_>, id: CaseId, item: ItemId) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Edit).await?;
    if work.case.state != CaseState::Draft {
        return Err(Refusal::WrongState(crate::naming::state::WrongState {
            action: Action::Edit,
            state: work.case.state.code(),
        }));
    }
    let item = open_item(desk, id, item).await?;
    store::items::remove(desk.tx, item.id).await?;
    desk.lay_down(work, json!({ "removed": ids([&item]) })).await
}

/// Takes an item out of a case; it stays on record, and its name is free again. The last open item leaves only a case
/// of which something was decided already: that one is then decided as a whole.
pub async fn take_out(desk: &Desk<'_>, id: CaseId, item: ItemId, reason: String) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::TakeOut).await?;
    let mut item = open_item(desk, id, item).await?;
    let items = desk.items(id).await?;
    let is_last = items.iter().filter(|item| item.is_open()).count() == 1;
    if is_last && items.iter().all(|item| item.decision.is_none()) {
        return Err(Refusal::LastItem);
    }
    item.state = ItemState::TakenOut;
    let facts = json!({ "taken_out": ids([&item]), "reason": reason });
    item.closed_reason = Some(reason);
    store::items::put(desk.tx, id, &item).await?;
    desk.release(std::slice::from_ref(&item)).await?;
    let case = desk.lay_down(work, facts).await?;
    if is_last { conclude(desk, id).await } else { Ok(case) }
}

/// Saves a case whose items changed: what is already applied for holds its new names and is checked again.
async fn finish(
    desk: &Desk<'_>,
    work: Work,
    facts: serde_json::Value,
    changed: &[Item],
) -> Result<NamingCase, Refusal> {
    let case = &work.case;
    if case.state.is_with_applicant() {
        checking::run(desk, case, CheckStage::Draft, changed).await?;
    } else {
        refuse_incomplete(case, changed)?;
        if case.state != CaseState::Accepted {
            refuse_unmeasured(case, changed)?;
        }
        let check = checking::run(desk, case, CheckStage::Change, changed).await?;
        reserve(desk, case, changed, &check).await?;
        check.refuse_blocked(changed)?;
    }
    desk.lay_down(work, facts).await
}

async fn open_item(desk: &Desk<'_>, case: CaseId, id: ItemId) -> Result<Item, Refusal> {
    let item = item_of(desk.items(case).await?, id)?;
    if item.is_open() { Ok(item) } else { Err(Refusal::UnknownItem) }
}

/// The spelling of a name, with the readings that a person chose if there are any.
pub(super) fn spell(
    name: &str,
    category: &str,
    readings: Option<&[Syllable]>,
    local: &LocalReadings,
) -> Result<Spelling, Refusal> {
    let kind = NameKind::of_category(category);
    Ok(match readings {
        Some(readings) => pinyin::spell_with_choices(name, kind, readings, local)?,
        None => pinyin::spell(name, kind, local),
    })
}

/// Makes items of drafts: looks up in the register what a draft leaves to it.
struct Resolver<'d> {
    desk: &'d Desk<'d>,
    case_type: CaseType,
    township_code: Option<String>,
    office: Office,
    categories: HashSet<String>,
    readings: LocalReadings,
}

impl<'d> Resolver<'d> {
    async fn new(desk: &'d Desk<'d>, case: &NamingCase) -> Result<Self, Refusal> {
        Ok(Self {
            desk,
            case_type: case.draft.case_type,
            township_code: case.draft.township_code.clone(),
            office: office::office(desk.tx).await?,
            categories: office::categories(desk.tx).await?,
            readings: local_readings(desk.tx).await?,
        })
    }

    async fn item(&self, id: ItemId, position: i32, draft: ItemDraft, at: &str) -> Result<Item, Refusal> {
        let present = self.present(&draft, at).await?;
        let name = self.name(&draft, present.as_ref(), at)?;
        let category = draft.category.clone().or_else(|| present.as_ref().map(|present| present.category.clone()));
        let category = category.ok_or_else(|| {
            Refusal::unfit(
                format!("{at}/category"),
                "缺少地名类别（GB/T 18521）",
                "the category (GB/T 18521) is missing",
            )
        })?;
        self.check_category(&category, draft.geometry.as_ref(), at)?;
        let keeps_name = present.as_ref().filter(|present| present.name == name);
        let spelling = spell(&name, &category, draft.readings.as_deref(), &self.readings)?;
        let confirmed = draft.readings.is_some() || keeps_name.is_some_and(|present| present.pinyin_confirmed);
        if let Some(drawn) = &draft.geometry {
            self.check_inside(drawn, at).await?;
        }
        let street = match &present {
            Some(present) => draft.street.clone().or(present.street.clone().unwrap_or_default()),
            None => draft.street.clone(),
        };
        let sketched = self.sketch(&draft, &street, at)?;
        let location = draft.location.or_else(|| between(&street));
        let division_code = draft
            .division_code
            .or_else(|| present.as_ref().and_then(|present| present.division_code.clone()))
            .or_else(|| self.township_code.clone());
        self.check_division(division_code.as_deref(), at)?;
        Ok(Item {
            id,
            position,
            state: ItemState::Open,
            place: draft.place,
            keys: name_keys(&name, &category, &self.readings),
            pinyin: keeps_name.and_then(|present| present.pinyin.clone()).unwrap_or(spelling.text.clone()),
            pinyin_confirmed: confirmed,
            pinyin_doubtful: !confirmed && keeps_name.is_none() && spelling.needs_confirmation(),
            former_name: present.as_ref().filter(|present| present.name != name).map(|present| present.name.clone()),
            name,
            category,
            division_code,
            location,
            applicant: draft.applicant,
            reason: draft.reason,
            colloquial: draft.colloquial,
            street,
            sketched: sketched.is_some() || draft.sketch == Sketch::Made,
            geometry: draft.geometry.or(sketched).or_else(|| present.and_then(|present| present.geometry)),
            scope: Vec::new(),
            closed_reason: None,
            decision: None,
            place_code: None,
            name_id: None,
        })
    }

    /// The thing in the register that the item is about.
    async fn present(&self, draft: &ItemDraft, at: &str) -> Result<Option<decided::Standing>, Refusal> {
        match (self.case_type.is_of_existing(), draft.place) {
            (false, None) => Ok(None),
            (false, Some(_)) => Err(Refusal::unfit(
                format!("{at}/place_id"),
                "命名案件的条目是新地名，不能指定已有地名实体",
                "a naming case is about new things; it names no place that is there",
            )),
            (true, None) => Err(Refusal::unfit(
                format!("{at}/place_id"),
                "须指定登记簿中的地名实体",
                "say which place of the register this is about",
            )),
            (true, Some(place)) => {
                let standing = decided::standing(self.desk.tx, place, self.desk.today).await?;
                standing.map(Some).ok_or_else(|| {
                    Refusal::unfit(
                        format!("{at}/place_id"),
                        "登记簿中没有这个现行地名",
                        "the register has no such place with a standard name in force",
                    )
                })
            }
        }
    }

    fn name(&self, draft: &ItemDraft, present: Option<&decided::Standing>, at: &str) -> Result<String, Refusal> {
        let pointer = || format!("{at}/name");
        match (self.case_type.brings_name(), &draft.name, present) {
            (true, None, _) => Err(Refusal::unfit(pointer(), "缺少拟用名称", "the proposed name is missing")),
            (true, Some(name), Some(present)) if *name == present.name => {
                Err(Refusal::unfit(pointer(), "拟用名称与现名相同", "the proposed name is the present one"))
            }
            (false, Some(name), Some(present)) if *name != present.name => Err(Refusal::unfit(
                pointer(),
                format!("现行标准地名是“{}”", present.name),
                format!("the standard name in force is {}", present.name),
            )),
            (true, Some(name), _) => Ok(name.clone()),
            (false, _, Some(present)) => Ok(present.name.clone()),
            (false, _, None) => Err(Refusal::UnknownItem),
        }
    }

    /// The line between the streets at its ends, where one is asked for and none is drawn.
    fn sketch(&self, draft: &ItemDraft, street: &NewStreet, at: &str) -> Result<Option<geo::Geometry<f64>>, Refusal> {
        let (Some(starts_at), Some(ends_at)) = (street.starts_at.as_deref(), street.ends_at.as_deref()) else {
            return Ok(None);
        };
        if draft.sketch != Sketch::Wanted || draft.geometry.is_some() {
            return Ok(None);
        }
        let division = draft.division_code.as_deref().or(self.township_code.as_deref());
        let (orientation, length_m) = (street.orientation, street.length_m);
        let ends = bulk::Ends { starts_at, ends_at, orientation, length_m, division, near: None };
        let sketch = bulk::between(self.desk.snapshot, &ends).map_err(|refusal| {
            let text = refusal.text();
            Refusal::unfit(format!("{at}/street"), text.zh, text.en)
        })?;
        Ok(Some(sketch.line.into()))
    }

    fn check_category(&self, category: &str, drawn: Option<&geo::Geometry<f64>>, at: &str) -> Result<(), Refusal> {
        if !self.categories.contains(category) {
            return Err(Refusal::unfit(
                format!("{at}/category"),
                format!("没有代码为 {category} 的地名类别（GB/T 18521）"),
                format!("GB/T 18521 has no category {category}"),
            ));
        }
        if !category.starts_with("2351") || drawn.is_none_or(is_line) {
            return Ok(());
        }
        Err(Refusal::unfit(format!("{at}/geometry"), "街路的图形须为线", "a street is drawn as a line"))
    }

    async fn check_inside(&self, drawn: &geo::Geometry<f64>, at: &str) -> Result<(), Refusal> {
        let outside = office::outside(self.desk.tx, &self.office.county_code, self.desk.today, drawn).await?;
        let most = if is_line(drawn) { OUTSIDE_AT_MOST_M } else { 0.0 };
        match outside {
            Some(metres) if metres > most => Err(Refusal::Unfit {
                pointer: format!("{at}/geometry"),
                text: crate::kernel::text::Text::new(
                    format!("图形超出{}的范围", self.office.county),
                    format!("the geometry lies outside of {}", self.office.county_code),
                ),
                basis: Some("R753-12"),
            }),
            _ => Ok(()),
        }
    }

    fn check_division(&self, code: Option<&str>, at: &str) -> Result<(), Refusal> {
        let Some(code) = code else { return Ok(()) };
        if code.starts_with(&self.office.county_code) && self.desk.snapshot.division(code).is_some() {
            return Ok(());
        }
        Err(Refusal::unfit(
            format!("{at}/division_code"),
            format!("{}没有代码为 {code} 的政区", self.office.county),
            format!("no division of {} has the code {code}", self.office.county_code),
        ))
    }
}

fn is_line(drawn: &geo::Geometry<f64>) -> bool {
    matches!(drawn, geo::Geometry::LineString(_) | geo::Geometry::MultiLineString(_))
}

/// Where a street lies, by its ends.
fn between(street: &NewStreet) -> Option<String> {
    use crate::kernel::words::Orientation;
    let (start, end) = (street.starts_at.as_deref()?, street.ends_at.as_deref()?);
    Some(match street.orientation {
        Some(Orientation::EastWest) => format!("东西走向，起于{start}，止于{end}"),
        Some(Orientation::NorthSouth) => format!("南北走向，起于{start}，止于{end}"),
        Some(Orientation::Ring) => format!("环路，起于{start}，止于{end}"),
        None => format!("起于{start}，止于{end}"),
    })
}
