//! What a side finds at a segment or a marker: judgements that both sides must come to, and what each notes for itself.

use serde::{Deserialize, Serialize};

use crate::code_enum;

code_enum! {
    /// Whether two things agree.
    Match as "text" {
        /// 一致
        Agrees = "agrees",
        /// 不一致
        Differs = "differs",
        /// 缺
        Absent = "absent",
    }
}

code_enum! {
    /// Whether something is as it should be.
    Condition as "text" {
        /// 完好
        Good = "good",
        /// 有损
        Damaged = "damaged",
    }
}

code_enum! {
    /// Where a marker was found.
    Position as "text" {
        /// 在原位
        InPlace = "in_place",
        /// 移位
        Moved = "moved",
        /// 未找到
        Missing = "missing",
    }
}

code_enum! {
    /// Whether a marker's tie points are there.
    TiePoints as "text" {
        /// 齐全
        Complete = "complete",
        /// 有缺失
        Lost = "lost",
    }
}

code_enum! {
    /// What both did at a marker on the spot.
    MarkerAction as "text" {
        /// 无
        None = "none",
        /// 清理周边
        Cleared = "cleared",
        /// 描红
        Repainted = "repainted",
        /// 扶正加固
        Straightened = "straightened",
        /// 重埋
        ReErected = "re_erected",
        /// 需修复
        ToRepair = "to_repair",
    }
}

/// A judgement: its member, what people call it, its code, and what people call that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Member of the finding.
    pub member: &'static str,
    /// What is judged, for people.
    pub title: &'static str,
    /// Code word.
    pub code: &'static str,
    /// What people call it.
    pub said: &'static str,
    /// Whether something has to follow from it.
    pub defect: bool,
}

/// Desk check 内业 of a segment: does the ground as both know it agree with what was agreed?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskFinding {
    /// With the agreement.
    pub agreement: Match,
    /// With the description of the line.
    pub text: Match,
    /// With the agreement map.
    pub map: Match,
    /// What this side notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Field check 外业 of a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SegmentFinding {
    /// The features that mark it have changed.
    pub changed: bool,
    /// The line can be made out on the ground.
    pub clear: bool,
    /// Somebody builds or works across it.
    pub crossed: bool,
    /// Features on each side, changes, opinion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A position that was measured: EPSG:4490, degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Longitude, degrees.
    pub lon: f64,
    /// Latitude, degrees.
    pub lat: f64,
    /// Accuracy, metres.
    pub accuracy_m: f64,
}

/// Field check of a marker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerFinding {
    /// Where it was found.
    pub position: Position,
    /// Its body.
    pub body: Condition,
    /// Its inscription.
    pub text: Condition,
    /// Its base.
    pub base: Condition,
    /// What is around it within five metres.
    pub surroundings: Condition,
    /// Its tie points.
    pub tie_points: TiePoints,
    /// What both did.
    pub action: MarkerAction,
    /// What this side measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// SHA-256 of the photos of this side, hexadecimal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<String>,
    /// What this side notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a side found at an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "check", rename_all = "snake_case")]
pub enum Finding {
    /// 内业
    Desk(DeskFinding),
    /// 外业：界线段
    Segment(SegmentFinding),
    /// 外业：界桩
    Marker(MarkerFinding),
}

impl Match {
    const fn said(self) -> &'static str {
        match self {
            Self::Agrees => "一致",
            Self::Differs => "不一致",
            Self::Absent => "缺",
        }
    }
}

impl Condition {
    const fn said(self) -> &'static str {
        match self {
            Self::Good => "完好",
            Self::Damaged => "有损",
        }
    }
}

impl Position {
    const fn said(self) -> &'static str {
        match self {
            Self::InPlace => "在原位",
            Self::Moved => "移位",
            Self::Missing => "未找到",
        }
    }
}

impl MarkerAction {
    const fn said(self) -> &'static str {
        match self {
            Self::None => "无",
            Self::Cleared => "清理周边",
            Self::Repainted => "描红",
            Self::Straightened => "扶正加固",
            Self::ReErected => "重埋",
            Self::ToRepair => "需修复",
        }
    }
}

impl Finding {
    /// What is judged, in the order of the form.
    #[must_use]
    pub fn judgements(&self) -> Vec<Judgement> {
        let of = |member, title, (code, said), defect| Judgement { member, title, code, said, defect };
        match self {
            Self::Desk(desk) => {
                let matched = |member, title, is: Match| of(member, title, (is.code(), is.said()), is != Match::Agrees);
                vec![
                    matched("agreement", "与协议书", desk.agreement),
                    matched("text", "与走向说明", desk.text),
                    matched("map", "与协议书附图", desk.map),
                ]
            }
            Self::Segment(segment) => {
                let is = |yes: bool| if yes { ("yes", "是") } else { ("no", "否") };
                vec![
                    of("changed", "标志物有变化", is(segment.changed), segment.changed),
                    of("clear", "实地走向清楚", is(segment.clear), !segment.clear),
                    of("crossed", "有越界生产建设", is(segment.crossed), segment.crossed),
                ]
            }
            Self::Marker(marker) => {
                let state = |member, title, is: Condition, grave| {
                    of(member, title, (is.code(), is.said()), grave && is == Condition::Damaged)
                };
                let (position, ties, action) = (marker.position, marker.tie_points, marker.action);
                let ties_said = if ties == TiePoints::Lost { "有缺失" } else { "齐全" };
                vec![
                    of("position", "位置", (position.code(), position.said()), position != Position::InPlace),
                    state("body", "桩体", marker.body, true),
                    state("text", "注记", marker.text, true),
                    state("base", "基座", marker.base, true),
                    state("surroundings", "周边", marker.surroundings, false),
                    of("tie_points", "方位物", (ties.code(), ties_said), ties == TiePoints::Lost),
                    of("action", "处理", (action.code(), action.said()), action == MarkerAction::ToRepair),
                ]
            }
        }
    }

    /// What this side notes.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Desk(desk) => desk.note.as_deref(),
            Self::Segment(segment) => segment.note.as_deref(),
            Self::Marker(marker) => marker.note.as_deref(),
        }
    }

    /// Members of which two sides judge otherwise.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<&'static str> {
        let (ours, theirs) = (self.judgements(), other.judgements());
        ours.iter().zip(&theirs).filter(|(one, two)| one.code != two.code).map(|(one, _)| one.member).collect()
    }

    /// Members from which something has to follow. What was put right on the spot is none, unless it still has to be repaired.
    #[must_use]
    pub fn defects(&self) -> Vec<&'static str> {
        if let Self::Marker(marker) = self
            && !matches!(marker.action, MarkerAction::None | MarkerAction::ToRepair)
        {
            return Vec::new();
        }
        self.judgements().iter().filter(|judgement| judgement.defect).map(|judgement| judgement.member).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker() -> MarkerFinding {
        MarkerFinding {
            position: Position::InPlace,
            body: Condition::Good,
            text: Condition::Good,
            base: Condition::Good,
            surroundings: Condition::Good,
            tie_points: TiePoints::Complete,
            action: MarkerAction::None,
            measured: None,
            photos: Vec::new(),
            note: None,
        }
    }

    #[test]
    fn sides_differ_in_what_they_judge_and_not_in_what_they_note() {
        let ours = Finding::Marker(MarkerFinding { note: Some("杂草已清".into()), ..marker() });
        assert_eq!(ours.differences(&Finding::Marker(marker())), Vec::<&str>::new());
        let theirs =
            Finding::Marker(MarkerFinding { text: Condition::Damaged, action: MarkerAction::ToRepair, ..marker() });
        assert_eq!(ours.differences(&theirs), ["text", "action"]);
        assert_eq!(theirs.defects(), ["text", "action"]);
    }

    #[test]
    fn what_both_put_right_on_the_spot_is_no_defect_any_more() {
        let repainted = MarkerFinding { text: Condition::Damaged, action: MarkerAction::Repainted, ..marker() };
        assert_eq!(Finding::Marker(repainted).defects(), Vec::<&str>::new());
        let segment = SegmentFinding { changed: false, clear: false, crossed: false, note: None };
        assert_eq!(Finding::Segment(segment).defects(), ["clear"]);
    }
}
