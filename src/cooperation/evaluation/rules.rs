//! The rules of the self-evaluation: a table of data (`rules.tsv`).
//!
//! The items are those of the peaceful-boundary practice; no text of law or standard gives points to them, so that points
//! are this office's, and change in the table.

use std::sync::LazyLock;

use crate::code_enum;

/// Code word, points, how points are given, title in Chinese and English.
const RULES: &str = include_str!("rules.tsv");

static READ: LazyLock<Vec<Rule>> = LazyLock::new(|| RULES.lines().filter_map(Rule::read).collect());

code_enum! {
    /// What is looked at.
    Looked as "text" {
        /// 协议
        Agreement = "agreement",
        /// 联络员
        Contacts = "contacts",
        /// 通报
        Bulletins = "bulletins",
        /// 签收、回复
        Receipts = "receipts",
        /// 会晤
        Meetings = "meetings",
        /// 纪要
        Minutes = "minutes",
        /// 议定事项
        Decisions = "decisions",
        /// 排查
        Screenings = "screenings",
        /// 风险点
        Risks = "risks",
        /// 先期处置
        FirstResponses = "first_responses",
        /// 调处
        Settlements = "settlements",
        /// 突发事件
        Calm = "calm",
        /// 预案
        Plan = "plan",
        /// 演练
        Drill = "drill",
    }
}

/// One rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// What is looked at.
    pub item: Looked,
    /// Most points.
    pub points: f64,
    /// Whether part of it gives part of the points.
    shares: bool,
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
}

impl Rule {
    fn read(row: &'static str) -> Option<Self> {
        let mut columns = row.split('\t');
        let (item, points) = (columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
        let shares = match columns.next()? {
            "share" => true,
            "all" => false,
            _ => return None,
        };
        Some(Self { item, points, shares, zh: columns.next()?, en: columns.next()? })
    }

    /// Points for so much done of what was to be done, to a tenth; all of them when nothing was.
    #[must_use]
    pub fn points_for(&self, reached: usize, wanted: usize) -> f64 {
        if reached >= wanted {
            return self.points;
        }
        if !self.shares {
            return 0.0;
        }
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        to_a_tenth(self.points * count(reached) / count(wanted))
    }
}

/// Every rule, in order.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    READ.iter()
}

pub(super) fn to_a_tenth(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_every_item_has_one_and_all_of_them_make_a_hundred() {
        assert_eq!(READ.len(), RULES.lines().count());
        assert!(rules().map(|rule| rule.item).eq(Looked::ALL.iter().copied()));
        assert!((rules().map(|rule| rule.points).sum::<f64>() - 100.0).abs() < f64::EPSILON);
    }

    #[test]
    fn part_of_it_gives_part_of_the_points_where_the_rule_says_so() {
        let rule = |shares| Rule { item: Looked::Plan, points: 10.0, shares, zh: "", en: "" };
        let points = |shares, reached, wanted| rule(shares).points_for(reached, wanted).to_string();
        assert_eq!(points(true, 2, 3), "6.7");
        assert_eq!(points(false, 2, 3), "0");
        assert_eq!(points(true, 0, 0), "10");
        assert_eq!(points(false, 4, 3), "10");
    }
}
