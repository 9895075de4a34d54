//! Drafts to items: what a draft leaves open is looked up in the register or taken from its drawing, and what does not fit
//! is refused.

use std::collections::HashSet;

use geo::Geometry;

use crate::{
    kernel::{
        geometry::line_length_m,
        pinyin::{self, LocalReadings, NameKind, Spelling, Syllable},
        text::Text,
        words::Orientation,
    },
    naming::{
        CaseType, Refusal, bulk,
        clinic::name_keys,
        model::{CaseDraft, Extent, Item, ItemDraft, ItemId, ItemState, Sketch, is_street},
        service::{Desk, division_name},
        store::office::{self, Office},
    },
    register::{NewStreet, decided, service::local_readings},
};

/// Metres of a line that may lie outside of the county, and by which anything may lie beside its township: outlines are
/// not more exact than that.
const OUTSIDE_AT_MOST_M: f64 = 50.0;

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

/// Makes items of drafts in a case.
pub(super) struct Resolver<'d> {
    desk: &'d Desk<'d>,
    case_type: CaseType,
    township_code: Option<String>,
    office: Office,
    categories: HashSet<String>,
    readings: LocalReadings,
}

impl<'d> Resolver<'d> {
    pub(super) async fn new(desk: &'d Desk<'d>, case: &CaseDraft) -> Result<Self, Refusal> {
        Ok(Self {
            desk,
            case_type: case.case_type,
            township_code: case.township_code.clone(),
            office: office::office(desk.tx).await?,
            categories: office::categories(desk.tx).await?,
            readings: local_readings(desk.tx).await?,
        })
    }

    /// The item that a draft is; `at` is where the draft stands, for problems.
    pub(super) async fn item(&self, id: ItemId, position: i32, draft: ItemDraft, at: &str) -> Result<Item, Refusal> {
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
        self.check_category(&category, at)?;
        if let Some(drawn) = &draft.geometry {
            self.check_drawn(&category, drawn, at).await?;
        }
        let keeps_name = present.as_ref().filter(|present| present.name == name);
        let spelling = spell(&name, &category, draft.readings.as_deref(), &self.readings)?;
        let confirmed = draft.readings.is_some() || keeps_name.is_some_and(|present| present.pinyin_confirmed);
        let street = as_street(&draft, present.as_ref(), &category);
        let sketched = self.sketch(&draft, &street, at)?;
        let is_sketch = sketched.is_some() || draft.sketch == Sketch::Made;
        let registered = || present.as_ref().and_then(|present| present.geometry.clone());
        let geometry = draft.geometry.or(sketched).or_else(registered);
        let said = draft.division_code.as_deref();
        let pointer = format!("{at}/division_code");
        let division_code = self.division(said, present.as_ref(), geometry.as_ref(), &pointer).await?;
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
            former_extent: self.former_extent(present.as_ref(), &street, geometry.as_ref(), at)?,
            name,
            category,
            division_code,
            location: draft.location.or_else(|| between(&street)),
            applicant: draft.applicant,
            reason: draft.reason,
            colloquial: draft.colloquial,
            street,
            sketched: is_sketch,
            geometry,
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
    fn sketch(&self, draft: &ItemDraft, street: &NewStreet, at: &str) -> Result<Option<Geometry<f64>>, Refusal> {
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

    /// The extent that a change of extent replaces; something of it must change.
    fn former_extent(
        &self,
        present: Option<&decided::Standing>,
        street: &NewStreet,
        geometry: Option<&Geometry<f64>>,
        at: &str,
    ) -> Result<Option<Extent>, Refusal> {
        let Some(present) = present.filter(|_| self.case_type == CaseType::ExtentChange) else { return Ok(None) };
        let former = Extent::of(&present.street.clone().unwrap_or_default(), present.geometry.as_ref());
        if former == Extent::of(street, geometry) {
            return Err(Refusal::unfit(
                format!("{at}/geometry"),
                "起点、止点、长度和图形都与登记簿相同，没有变更",
                "start, end, length and line are those of the register: nothing changes",
            ));
        }
        Ok(Some(former))
    }

    fn check_category(&self, category: &str, at: &str) -> Result<(), Refusal> {
        if self.categories.contains(category) {
            return Ok(());
        }
        Err(Refusal::unfit(
            format!("{at}/category"),
            format!("没有代码为 {category} 的地名类别（GB/T 18521）"),
            format!("GB/T 18521 has no category {category}"),
        ))
    }

    /// Refuses a drawing that things of this category do not have, or that leaves the county.
    pub(super) async fn check_drawn(&self, category: &str, drawn: &Geometry<f64>, at: &str) -> Result<(), Refusal> {
        if is_street(category) && !is_line(drawn) {
            return Err(Refusal::unfit(format!("{at}/geometry"), "街路的图形须为线", "a street is drawn as a line"));
        }
        let outside = office::outside(self.desk.tx, &self.office.county_code, self.desk.today, drawn).await?;
        let most = if is_line(drawn) { OUTSIDE_AT_MOST_M } else { 0.0 };
        match outside {
            Some(metres) if metres > most => Err(Refusal::Unfit {
                pointer: format!("{at}/geometry"),
                text: Text::new(
                    format!("图形超出{}的范围", self.office.county),
                    format!("the geometry lies outside of {}", self.office.county_code),
                ),
                basis: Some("R753-12"),
            }),
            _ => Ok(()),
        }
    }

    /// The division in whose code the place will be kept: the one that is said, if the drawing touches it; else that of the
    /// register, the township that has most of the drawing, or the one that applies.
    pub(super) async fn division(
        &self,
        said: Option<&str>,
        present: Option<&decided::Standing>,
        drawn: Option<&Geometry<f64>>,
        pointer: &str,
    ) -> Result<Option<String>, Refusal> {
        let (tx, county, today) = (self.desk.tx, &self.office.county_code, self.desk.today);
        let touched = match drawn {
            Some(drawn) => office::lies_in(tx, county, today, drawn, OUTSIDE_AT_MOST_M).await?,
            None => Vec::new(),
        };
        if let Some(code) = said {
            self.check_division(code, pointer)?;
            let township = code.get(..9);
            if let (Some(township), Some(main)) = (township, touched.first())
                && touched.iter().all(|touched| touched != township)
            {
                return Err(self.elsewhere(township, main, pointer));
            }
            return Ok(Some(code.to_owned()));
        }
        let registered = present.and_then(|present| present.division_code.clone());
        let code = registered.or_else(|| touched.into_iter().next()).or_else(|| self.township_code.clone());
        code.as_deref().map_or(Ok(()), |code| self.check_division(code, pointer))?;
        Ok(code)
    }

    fn elsewhere(&self, said: &str, main: &str, pointer: &str) -> Refusal {
        let called = |code: &str| {
            let name = division_name(self.desk.snapshot, code).unwrap_or_default();
            format!("{name}（{code}）")
        };
        Refusal::unfit(
            pointer,
            format!("图形位于{}，不在{}", called(main), called(said)),
            format!("the geometry lies in {main}, not in {said}"),
        )
    }

    fn check_division(&self, code: &str, pointer: &str) -> Result<(), Refusal> {
        if code.starts_with(&self.office.county_code) && self.desk.snapshot.division(code).is_some() {
            return Ok(());
        }
        Err(Refusal::unfit(
            pointer,
            format!("{}没有代码为 {code} 的政区", self.office.county),
            format!("no division of {} has the code {code}", self.office.county_code),
        ))
    }
}

/// What is known of it as a street: as the draft says, for the rest as in the register. A line that is drawn tells the length
/// that nobody has said.
fn as_street(draft: &ItemDraft, present: Option<&decided::Standing>, category: &str) -> NewStreet {
    let is_drawn = is_street(category) && draft.sketch != Sketch::Made;
    let drawn = draft.geometry.as_ref().filter(|_| is_drawn).and_then(line_length_m).map(f64::round);
    let said = NewStreet { length_m: draft.street.length_m.or(drawn), ..draft.street.clone() };
    match present {
        Some(present) => said.or(present.street.clone().unwrap_or_default()),
        None => said,
    }
}

fn is_line(drawn: &Geometry<f64>) -> bool {
    matches!(drawn, Geometry::LineString(_) | Geometry::MultiLineString(_))
}

/// Where a street lies, by its ends.
fn between(street: &NewStreet) -> Option<String> {
    let (start, end) = (street.starts_at.as_deref()?, street.ends_at.as_deref()?);
    Some(match street.orientation {
        Some(Orientation::EastWest) => format!("东西走向，起于{start}，止于{end}"),
        Some(Orientation::NorthSouth) => format!("南北走向，起于{start}，止于{end}"),
        Some(Orientation::Ring) => format!("环路，起于{start}，止于{end}"),
        None => format!("起于{start}，止于{end}"),
    })
}
