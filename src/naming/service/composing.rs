//! What a notice or an announcement says, unless the officer says it in other words.

use time::Date;

use crate::{
    index::live::Snapshot,
    kernel::text::Text,
    naming::{
        CaseType,
        model::{Decision, Item, NamingCase},
        store::office::Office,
    },
    publications::{self, PublishedItem},
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

/// Items as they are printed, with what a decision says of them.
pub(in crate::naming) fn published(
    case: &NamingCase,
    items: &[Item],
    decision: Option<&Decision>,
    snapshot: &Snapshot,
) -> Vec<PublishedItem> {
    items.iter().map(|item| of_item(case, item, decision, snapshot)).collect()
}

fn of_item(case: &NamingCase, item: &Item, decision: Option<&Decision>, snapshot: &Snapshot) -> PublishedItem {
    let street = &item.street;
    PublishedItem {
        pinyin: Some(item.pinyin.clone()),
        former_name: item.former_name.clone(),
        colloquial_name: item.colloquial.clone(),
        category: Some(item.category.clone()),
        division_code: item.division_code.clone(),
        division_name: item.division_code.as_deref().and_then(|code| division_name(snapshot, code)),
        location: item.location.clone(),
        starts_at: street.starts_at.clone(),
        ends_at: street.ends_at.clone(),
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
    }
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

/// 关于……命名的公示
pub(super) fn title(case: &NamingCase, items: &[Item], kind: &str) -> String {
    let Text { zh, .. } = case.draft.case_type.title();
    let first = items.first().map(|item| item.name.as_str()).unwrap_or_default();
    if items.len() == 1 {
        format!("关于{first}{zh}的{kind}")
    } else {
        format!("关于{first}等{}个地名{zh}的{kind}", items.len())
    }
}

/// The paragraphs of a notice.
pub(super) fn notice_body(case: &NamingCase, items: &[Item], (first, last): (Date, Date)) -> Vec<String> {
    let Text { zh, .. } = case.draft.case_type.title();
    vec![
        format!(
            "根据《地名管理条例》（国务院令第753号）的规定，经{}申报，并经实地调研、部门会商和专家论证，现将拟{zh}的{}个地名\
             （详见附表）予以公示，征求社会公众意见。",
            case.draft.applicant,
            items.len(),
        ),
        format!("公示时间：{}至{}，共{}天。", day(first), day(last), (last - first).whole_days() + 1),
    ]
}

/// How to object.
pub(super) fn objection(office: &Office) -> Vec<String> {
    vec![
        "单位和个人对公示内容有意见的，请在公示期内以书面形式或者通过本页面提出，写明理由，并留下真实姓名和联系方式。\
         姓名和联系方式不予公开。"
            .to_owned(),
        format!("受理单位：{}。", office.contact),
    ]
}

/// The paragraphs of an announcement.
pub(super) fn announcement_body(case: &NamingCase, items: &[Item], decision: &Decision) -> Vec<String> {
    let Text { zh, .. } = case.draft.case_type.title();
    vec![format!(
        "根据《地名管理条例》第十四条的规定，经{}批准（{}，{}），现将{}个地名的{zh}结果（详见附表）予以公告，自批准之日起使用。",
        decision.authority,
        decision.document_number,
        day(decision.decided_on),
        items.len(),
    )]
}

fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day())
}
