//! What a notice or an announcement says, unless the officer says it in other words.

use time::{Date, Duration};

use crate::{
    db::tx::Tx,
    index::live::Snapshot,
    kernel::text::Text,
    naming::{
        CaseType, Refusal,
        model::{ContactPoint, Decision, Item, NamingCase},
        store::office::Office,
    },
    publications::{self, Extent, PublishedItem},
    register::decided,
};

/// What an officer says in other words; the rest is composed.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Title.
    pub title: Option<String>,
    /// Number of the document.
    pub document_number: Option<String>,
    /// Paragraphs.
    pub body: Option<Vec<String>>,
    /// How and where to object: paragraphs.
    pub objection: Option<Vec<String>>,
    /// The issuing body.
    pub issued_by: Option<String>,
}

/// As what items are told.
#[derive(Debug, Clone, Copy)]
pub(in crate::naming) enum Told<'a> {
    /// As proposed, on this day.
    Proposed(Date),
    /// As decided.
    Decided(&'a Decision),
}

impl<'a> Told<'a> {
    fn decision(self) -> Option<&'a Decision> {
        match self {
            Self::Proposed(_) => None,
            Self::Decided(decision) => Some(decision),
        }
    }

    /// The last day on which the register says what was before.
    fn day_before(self) -> Date {
        match self {
            Self::Proposed(today) => today,
            Self::Decided(decision) => decision.decided_on - Duration::days(1),
        }
    }
}

/// Items as they are printed.
pub(in crate::naming) async fn published(
    tx: &Tx,
    snapshot: &Snapshot,
    case: &NamingCase,
    items: &[Item],
    told: Told<'_>,
) -> Result<Vec<PublishedItem>, Refusal> {
    let mut published = Vec::with_capacity(items.len());
    for item in items {
        published.push(of_item(tx, snapshot, case, item, told).await?);
    }
    Ok(published)
}

/// One item as it is printed.
pub(in crate::naming) async fn of_item(
    tx: &Tx,
    snapshot: &Snapshot,
    case: &NamingCase,
    item: &Item,
    told: Told<'_>,
) -> Result<PublishedItem, Refusal> {
    let (street, decision) = (&item.street, told.decision());
    Ok(PublishedItem {
        pinyin: Some(item.pinyin.clone()),
        former_name: item.former_name.clone(),
        colloquial_name: item.colloquial.clone(),
        category: Some(item.category.clone()),
        division_code: item.division_code.clone(),
        division_name: item.division_code.as_deref().and_then(|code| division_name(snapshot, code)),
        location: item.location.clone(),
        starts_at: street.starts_at.clone(),
        ends_at: street.ends_at.clone(),
        former_extent: former_extent(tx, case, item, told.day_before()).await?,
        length_m: street.length_m,
        width_m: street.width_m,
        orientation: street.orientation,
        admin_tier: street.admin_tier,
        reason: item.reason.clone(),
        applicant: Some(item.applicant.clone().unwrap_or_else(|| case.draft.applicant.clone())),
        approving_authority: decision.map(|decision| decision.authority.clone()),
        approved_on: decision.map(|decision| decision.decided_on),
        document_number: decision.map(|decision| decision.document_number.clone()),
        geometry: item.geometry.clone(),
        ..PublishedItem::new(item.id.0, action(case.draft.case_type), item.name.clone())
    })
}

/// How far the thing of a change of extent runs on a day: nobody can object to a change who does not see from what.
async fn former_extent(tx: &Tx, case: &NamingCase, item: &Item, day: Date) -> Result<Option<Extent>, Refusal> {
    let (CaseType::ExtentChange, Some(place)) = (case.draft.case_type, item.place) else { return Ok(None) };
    let standing = decided::standing(tx, place, day).await?;
    Ok(standing.map(|standing| {
        let street = standing.street.unwrap_or_default();
        let (starts_at, ends_at, length_m) = (street.starts_at, street.ends_at, street.length_m);
        Extent { starts_at, ends_at, length_m, geometry: standing.geometry }
    }))
}

/// What a division is called.
pub(in crate::naming) fn division_name(snapshot: &Snapshot, code: &str) -> Option<String> {
    let name = snapshot.division(code)?.feature.property("name");
    serde_json::from_str(name).ok()
}

fn action(case_type: CaseType) -> publications::Action {
    match case_type {
        CaseType::Name => publications::Action::Name,
        CaseType::Rename => publications::Action::Rename,
        CaseType::ExtentChange => publications::Action::ExtentChange,
        CaseType::Cancel => publications::Action::Cancel,
    }
}

/// What happens to these items, for a title: 陆羽路命名, 打铁巷更名为铁匠文化巷, 打铁巷等3处地名更名.
pub(super) fn matter(case: &NamingCase, items: &[Item]) -> String {
    let Text { zh, .. } = case.draft.case_type.title();
    // People know a thing that is renamed by the name that it has.
    let known = |item: &Item| item.former_name.clone().unwrap_or_else(|| item.name.clone());
    match items {
        [] => zh,
        [item] if item.former_name.is_some() => format!("{}{zh}为{}", known(item), item.name),
        [item] => format!("{}{zh}", item.name),
        [first, ..] => format!("{}等{}处地名{zh}", known(first), items.len()),
    }
}

/// 关于……的公示
pub(super) fn title(case: &NamingCase, items: &[Item], kind: &str) -> String {
    format!("关于{}的{kind}", matter(case, items))
}

/// The paragraphs of a notice.
pub(super) fn notice_body(case: &NamingCase, items: &[Item], (first, last): (Date, Date)) -> Vec<String> {
    let proposed = match case.draft.case_type {
        CaseType::Name => "拟命名",
        CaseType::Rename => "拟更名",
        CaseType::ExtentChange => "拟变更起止点",
        CaseType::Cancel => "拟销名",
    };
    vec![
        format!(
            "根据《地名管理条例》（国务院令第753号）的规定，经{}申报，并经实地调研、部门会商和专家论证，现将{proposed}的{}处地名\
             （详见附件）予以公示，征求社会公众意见。",
            case.draft.applicant,
            items.len(),
        ),
        format!("公示时间：{}至{}，共{}天。", day(first), day(last), (last - first).whole_days() + 1),
    ]
}

/// How to object, and whom to ask.
pub(super) fn objection(said: Option<Vec<String>>, office: &Office, contact: &ContactPoint) -> Vec<String> {
    let composed = || {
        vec![
            "单位和个人对公示内容有意见的，请在公示期内以书面形式或者通过本页面提出，写明理由，并留下真实姓名和联系方式。\
             姓名和联系方式不予公开。"
                .to_owned(),
            format!("受理单位：{}。", office.contact),
        ]
    };
    let mut objection = said.unwrap_or_else(composed);
    objection.extend(contact.told());
    objection
}

/// The paragraphs of an announcement.
pub(super) fn announcement_body(case: &NamingCase, items: &[Item], decision: &Decision) -> Vec<String> {
    let Text { zh, .. } = case.draft.case_type.title();
    let effect = match case.draft.case_type {
        CaseType::Name => "自批准之日起使用",
        CaseType::Rename => "自批准之日起使用新名称，原名称停止使用",
        CaseType::ExtentChange => "自批准之日起按变更后的起止点使用",
        CaseType::Cancel => "自批准之日起停止使用",
    };
    vec![format!(
        "根据《地名管理条例》第十四条的规定，经{}批准（{}，{}），现将{}处地名的{zh}结果（详见附件）予以公告，{effect}。",
        decision.authority,
        decision.document_number,
        day(decision.decided_on),
        items.len(),
    )]
}

/// A day as papers write it in their text.
pub(super) fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day())
}
