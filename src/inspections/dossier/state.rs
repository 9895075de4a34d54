//! How far an inspection is: the last step up to which nothing is missing.

use super::{Dossier, IssueStanding};
use crate::inspections::{codes::InspectionState, subject::Subject};

pub(super) fn of(dossier: &Dossier<'_>) -> InspectionState {
    use InspectionState as Is;
    let all_signed = |field: bool| {
        let checks = dossier.checks.iter().filter(|check| matches!(check.subject, Subject::Field(_)) == field);
        checks.into_iter().all(|check| dossier.is_signed(&check.subject))
    };
    let settled = || {
        dossier.issues.iter().all(|record| {
            record.standing() == IssueStanding::Escalated || dossier.is_signed(&Subject::Issue(record.found.says.issue))
        })
    };
    if !dossier.is_signed(&Subject::Scheme) {
        Is::Planned
    } else if !all_signed(false) {
        Is::SchemeAgreed
    } else if !all_signed(true) {
        Is::DeskDone
    } else if !settled() || !dossier.unaddressed().is_empty() {
        Is::FieldDone
    } else if !dossier.is_signed(&Subject::Report) {
        Is::IssuesHandled
    } else if dossier.filing().is_none() {
        Is::ReportSigned
    } else {
        Is::Filed
    }
}
