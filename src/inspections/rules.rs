//! When a side may say what. Pure: what was said so far is the dossier.
//!
//! These rules hold a pen at the moment it writes. What comes from the neighbour's office was written under its rules; its
//! effect is read off the dossier.

use super::{
    acts::{Act, Fix, Issue, Signature},
    codes::{InspectionState, IssueKind},
    dossier::{Dossier, IssueStanding},
    subject::{ItemKey, Subject},
};
use crate::kernel::{hex::hex, text::Text};

/// Why a side may not say something now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotNow {
    /// The side that leads says this.
    OnlyLead,
    /// It takes a later, or an earlier state.
    State(InspectionState),
    /// The scheme has no such item.
    NoItem(ItemKey),
    /// There is no such issue.
    NoIssue,
    /// The other side has an issue with that id.
    TakenIssue,
    /// The issue is settled already.
    SettledIssue,
    /// The other side is in charge of the issue.
    NotInCharge,
    /// Nobody of one side was there when a marker was repaired (R353 art. 6).
    BothPresent,
    /// A changed feature takes the number of the survey (R353 art. 8).
    SurveyNumber,
    /// There is nothing to sign: a side has not spoken yet.
    NothingToSign,
    /// The sides judge otherwise.
    Differs(Vec<&'static str>),
    /// It reads otherwise now; this is the digest of what it says.
    ReadsOtherwise(String),
    /// There are defects without an issue.
    Unaddressed(Vec<ItemKey>),
}

/// Whether a side may say it now.
pub fn admit(dossier: &Dossier<'_>, side: &str, act: &Act) -> Result<(), NotNow> {
    use InspectionState as Is;
    let state = dossier.state();
    let between = |first: Is, last: Is| {
        if (first..=last).contains(&state) { Ok(()) } else { Err(NotNow::State(state)) }
    };
    match act {
        Act::Scheme(_) => {
            leads(dossier, side)?;
            between(Is::Planned, Is::IssuesHandled)
        }
        Act::Enter(entry) => {
            let subject = Subject::of(&entry.item, &entry.finding).filter(|subject| dossier.check(subject).is_some());
            let subject = subject.ok_or_else(|| NotNow::NoItem(entry.item.clone()))?;
            let first = if matches!(subject, Subject::Desk(_)) { Is::SchemeAgreed } else { Is::DeskDone };
            between(first, Is::IssuesHandled)
        }
        Act::Find(issue) => {
            between(Is::SchemeAgreed, Is::IssuesHandled)?;
            find(dossier, side, issue)
        }
        Act::Fix(fix) => {
            between(Is::SchemeAgreed, Is::IssuesHandled)?;
            put_right(dossier, side, fix)
        }
        Act::Escalate(escalation) => {
            between(Is::SchemeAgreed, Is::IssuesHandled)?;
            unsettled(dossier, escalation.issue).map(drop)
        }
        Act::Report(_) => {
            leads(dossier, side)?;
            if state == Is::FieldDone && !dossier.unaddressed().is_empty() {
                return Err(NotNow::Unaddressed(dossier.unaddressed().into_iter().cloned().collect()));
            }
            between(Is::IssuesHandled, Is::IssuesHandled)
        }
        Act::Sign(signature) => sign(dossier, signature, state),
        Act::File(_) => {
            leads(dossier, side)?;
            between(Is::ReportSigned, Is::ReportSigned)
        }
    }
}

fn leads(dossier: &Dossier<'_>, side: &str) -> Result<(), NotNow> {
    if dossier.frame().lead == side { Ok(()) } else { Err(NotNow::OnlyLead) }
}

fn find(dossier: &Dossier<'_>, side: &str, issue: &Issue) -> Result<(), NotNow> {
    if let Some(item) = &issue.item
        && !dossier.checks.iter().any(|check| check.item == item)
    {
        return Err(NotNow::NoItem(item.clone()));
    }
    match dossier.issue(issue.issue) {
        Some(known) if known.found.link.side != side => Err(NotNow::TakenIssue),
        Some(known) if known.standing() != IssueStanding::Found => Err(NotNow::SettledIssue),
        _ => Ok(()),
    }
}

/// An issue that is open still, and the side in charge of it.
fn unsettled<'a>(dossier: &'a Dossier<'_>, id: uuid::Uuid) -> Result<&'a Issue, NotNow> {
    let record = dossier.issue(id).ok_or(NotNow::NoIssue)?;
    if record.standing() == IssueStanding::Escalated || dossier.is_signed(&Subject::Issue(id)) {
        return Err(NotNow::SettledIssue);
    }
    Ok(record.found.says)
}

fn put_right(dossier: &Dossier<'_>, side: &str, fix: &Fix) -> Result<(), NotNow> {
    let issue = unsettled(dossier, fix.issue)?;
    if issue.responsible != side {
        return Err(NotNow::NotInCharge);
    }
    match issue.about {
        IssueKind::Marker if !fix.has_both(dossier.frame()) => Err(NotNow::BothPresent),
        IssueKind::FeatureChange if fix.document_number.is_none() => Err(NotNow::SurveyNumber),
        _ => Ok(()),
    }
}

fn sign(dossier: &Dossier<'_>, signature: &Signature, state: InspectionState) -> Result<(), NotNow> {
    use InspectionState as Is;
    let (first, last) = match &signature.subject {
        Subject::Scheme => (Is::Planned, Is::IssuesHandled),
        Subject::Desk(_) | Subject::Issue(_) => (Is::SchemeAgreed, Is::IssuesHandled),
        Subject::Field(_) => (Is::DeskDone, Is::IssuesHandled),
        Subject::Report => (Is::IssuesHandled, Is::IssuesHandled),
    };
    if !(first..=last).contains(&state) {
        return Err(NotNow::State(state));
    }
    if let Subject::Desk(item) | Subject::Field(item) = &signature.subject {
        let check = dossier.check(&signature.subject).ok_or_else(|| NotNow::NoItem(item.clone()))?;
        let differences = check.differences();
        if !differences.is_empty() {
            return Err(NotNow::Differs(differences));
        }
    }
    if let Subject::Issue(issue) = &signature.subject {
        dossier.issue(*issue).ok_or(NotNow::NoIssue)?;
    }
    let digest = dossier.digest(&signature.subject).map(hex).ok_or(NotNow::NothingToSign)?;
    if digest == signature.digest { Ok(()) } else { Err(NotNow::ReadsOtherwise(digest)) }
}

impl NotNow {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let (zh, en) = match self {
            Self::OnlyLead => ("由牵头方办理".to_owned(), "the side that leads does this".to_owned()),
            Self::State(state) => {
                let Text { zh, en } = state.title();
                (
                    format!("联检处于“{zh}”，此时不能办理"),
                    format!("the inspection is at: {en}; this cannot be done now"),
                )
            }
            Self::NoItem(item) => (format!("方案中没有 {item}"), format!("the scheme has no {item}")),
            Self::NoIssue => ("没有这个问题".to_owned(), "there is no such issue".to_owned()),
            Self::TakenIssue => {
                ("对方已有同号问题，请换一个 UUID".to_owned(), "the other side has an issue with that id".to_owned())
            }
            Self::SettledIssue => {
                ("该问题已处理或移交".to_owned(), "the issue was put right or left to a higher office".to_owned())
            }
            Self::NotInCharge => {
                ("由责任方登记处理情况".to_owned(), "the side in charge of the issue says this".to_owned())
            }
            Self::BothPresent => (
                "修复界桩须双方人员在场（《行政区域界线管理条例》第六条）".to_owned(),
                "a marker is repaired with people of both sides present (R353 art. 6)".to_owned(),
            ),
            Self::SurveyNumber => (
                "标志物变化须测绘并填写成果文号（《行政区域界线管理条例》第八条）".to_owned(),
                "a changed feature is surveyed: give the number of that paper (R353 art. 8)".to_owned(),
            ),
            Self::NothingToSign => (
                "还没有可签的内容：须双方都已登记".to_owned(),
                "there is nothing to sign: both sides have to speak first".to_owned(),
            ),
            Self::Differs(members) => (
                format!("双方记录不一致：{}", members.join("、")),
                format!("the sides judge otherwise: {}", members.join(", ")),
            ),
            Self::ReadsOtherwise(_) => (
                "内容已有变化，请重新阅读后再签".to_owned(),
                "it reads otherwise now: read it again before you sign".to_owned(),
            ),
            Self::Unaddressed(items) => {
                let items: Vec<&str> = items.iter().map(ItemKey::as_str).collect();
                (
                    format!("存在缺陷而未提出问题：{}", items.join("、")),
                    format!("defects without an issue: {}", items.join(", ")),
                )
            }
        };
        Text { zh, en }
    }
}
