//! N09 the same name, N10 the same sound, N15 cancelled names, N17 other names of other things: their verdicts.

use crate::naming::clinic::{
    case_name::Fate,
    namesake::{Namesake, Source, Standing},
    pack::RuleId,
    proposal::Proposal,
    verdict::{Finding, MatchKind, Verdict},
};

/// What a namesake comes to.
pub(in crate::naming::clinic) fn judge(proposal: &Proposal<'_>, namesake: Namesake) -> Option<Verdict> {
    let (rule, finding) = ruled(&namesake)?;
    let Namesake { matched, source, .. } = namesake;
    let distance = matched.distance_m.map_or((String::new(), String::new()), |metres| {
        (format!("，相距 {metres:.0} 米"), format!(", {metres:.0} m away"))
    });
    let (zh, en) = how(namesake.likeness);
    let (whose_zh, whose_en) = whose(&source, &matched);
    let text = (
        format!("与{whose_zh}“{}”{zh}{}", matched.name, distance.0),
        format!("{en} {whose_en} `{}`{}", matched.name, distance.1),
    );
    let kind = matched.kind;
    // A candidate has no id but its place, which may be another one in the next run.
    let record = if kind == MatchKind::Candidate { &matched.name } else { &matched.id };
    let about = format!("{kind}/{record}");
    proposal.verdict(rule, finding, &about, Some(matched), text)
}

/// The rule that a namesake falls under.
fn ruled(namesake: &Namesake) -> Option<(RuleId, Finding)> {
    let likeness = namesake.likeness;
    let is_rival = match namesake.source {
        Source::Register { standing, same_kind } => same_kind && standing == Standing::Standard,
        Source::Case { fate, same_kind } => same_kind && fate == Fate::Held,
        Source::Candidate => true,
    };
    if is_rival {
        let is_seen = matches!(likeness, Finding::Same | Finding::LookAlike);
        return Some((if is_seen { RuleId::N09 } else { RuleId::N10 }, likeness));
    }
    let other = match namesake.source {
        Source::Register { standing: Standing::Cancelled, same_kind: true } => (RuleId::N15, Finding::Cancelled),
        Source::Register { standing: Standing::Cancelled, .. } => (RuleId::N17, Finding::Cancelled),
        Source::Register { standing: Standing::Alias, .. } => (RuleId::N17, Finding::Alias),
        Source::Register { standing: Standing::Former, .. } => (RuleId::N17, Finding::Former),
        Source::Case { fate: Fate::Refused | Fate::Withdrawn | Fate::Lapsed | Fate::Revoked, .. } => {
            (RuleId::N17, Finding::EarlierCase)
        }
        _ => (RuleId::N17, Finding::OtherKind),
    };
    (likeness == Finding::Same).then_some(other)
}

fn how(likeness: Finding) -> (&'static str, &'static str) {
    match likeness {
        Finding::LookAlike => ("字形相近，容易混淆", "it looks like"),
        Finding::SameSound => ("同音同调", "it sounds exactly like"),
        Finding::OtherTone => ("同音不同调", "it sounds, but for the tones, like"),
        Finding::OtherReading => ("按另一读音同音", "by another reading it sounds like"),
        _ => ("同名", "it is the same as"),
    }
}

fn whose(source: &Source, matched: &crate::naming::clinic::verdict::Matched) -> (String, String) {
    let now = matched.called_now.as_ref().filter(|now| **now != matched.name);
    match source {
        Source::Register { standing, .. } => {
            let (zh, en) = standing.said();
            match now {
                Some(now) => (format!("“{now}”的{zh}"), format!("{en} of `{now}`,")),
                None => (zh.to_owned(), en.to_owned()),
            }
        }
        Source::Candidate => ("同时提出的".to_owned(), "another name asked about here,".to_owned()),
        Source::Case { fate, .. } => {
            let number = matched.case.as_ref().map_or("", |case| case.number.as_str());
            let reason = matched.case.as_ref().and_then(|case| case.reason.as_deref());
            let (zh, en) = fate.said();
            let (reason_zh, reason_en) =
                reason.map_or((String::new(), String::new()), |reason| (format!("：{reason}"), format!(": {reason}")));
            (
                format!("案件 {number} 中（{zh}{reason_zh}）的"),
                format!("the name that {en} in the case {number}{reason_en},"),
            )
        }
    }
}
