//! What people are told when boundaries say no.

use super::refusal::Refusal;
use crate::http::{Problem, ProblemType, Text, content::unfit};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        if let Some(problem) = of_state(&refusal) {
            return problem;
        }
        let (pointer, zh, en): (String, String, String) = match refusal {
            Refusal::UnknownLine => return Self::not_found("界线", "line"),
            Refusal::UnknownMarker => return Self::not_found("界桩", "marker"),
            Refusal::NothingDeclared => return Self::not_found("已公示的来源声明", "declaration in force"),
            Refusal::Db(error) => return error.into(),
            Refusal::Code(fault) => {
                let Text { zh, en } = fault.text();
                ("/right_code".into(), zh, en)
            }
            Refusal::UnknownSide { pointer, code } => {
                (pointer.into(), format!("没有代码为 {code} 的行政区划"), format!("no division has the code {code}"))
            }
            Refusal::DayOutOfOrder { pointer, day, not_before, not_after } => {
                let (zh, en) = match not_before {
                    Some(first) => (
                        format!("{day} 不在 {first} 至 {not_after} 之间"),
                        format!("{day} is not between {first} and {not_after}"),
                    ),
                    None => (format!("{day} 晚于 {not_after}"), format!("{day} comes after {not_after}")),
                };
                (pointer.into(), zh, en)
            }
            Refusal::Apart { part, segment, metres } => (
                format!("/parts/{part}/segments/{segment}/geometry"),
                format!("与界线点相距 {metres:.2} 米，线段须在界线点处首尾相接"),
                format!("is {metres:.2} m from its point; segments meet in their points"),
            ),
            Refusal::Loop { part, at } => (
                format!("/parts/{part}"),
                format!("界线在 {:.6}, {:.6} 处与自身相交", at.x, at.y),
                format!("the line meets itself at {:.6}, {:.6}", at.x, at.y),
            ),
            Refusal::UnknownPoint(id) => {
                ("/parts".into(), format!("没有编号为 {id} 的界线点"), format!("no point has the id {id}"))
            }
            Refusal::OffLine { metres } => (
                "/at".into(),
                format!("距界线 {metres:.1} 米，界桩点须在界线上"),
                format!("is {metres:.1} m from the line; markers stand at it"),
            ),
            Refusal::AtEnd => (
                "/at".into(),
                "界线端点已有界线点，请以 point_id 指明".into(),
                "an end of the line has a point of its own: say it as point_id".into(),
            ),
            Refusal::MarkerCount(count) => (
                "/markers".into(),
                format!("这种类型须有 {count} 个位置"),
                format!("this type takes {count} positions"),
            ),
            Refusal::NotASide(code) => {
                ("/markers".into(), format!("{code} 不是界线的一方"), format!("{code} is no side of the line"))
            }
            Refusal::SameOrdinal(ordinal) => {
                ("/tie_points".into(), format!("序号 {ordinal} 重复"), format!("the number {ordinal} is given twice"))
            }
            Refusal::Fix(error) => {
                let Text { zh, en } = error.text();
                ("/position".into(), zh, en)
            }
            other => return Self::internal(&other),
        };
        unfit(&pointer, zh, en)
    }
}

/// What stands in the way whatever is said.
fn of_state(refusal: &Refusal) -> Option<Problem> {
    let (zh, en): (String, String) = match refusal {
        Refusal::LostUpdate => {
            let (zh, en) = ("读取之后已被他人修改，请重新读取", "someone changed it since you read it; read it again");
            return Some(Problem::new(ProblemType::LostUpdate, zh, en));
        }
        Refusal::LineState(wrong) => {
            let (state, action) = (wrong.state.title(), wrong.action.title());
            let zh = format!("界线处于“{}”状态，不能{}", state.zh, action.0);
            let problem =
                Problem::new(ProblemType::Conflict, zh, format!("the line is {}; it cannot {}", state.en, action.1));
            return Some(problem.with("state", wrong.state.code()).with("action", wrong.action.code()));
        }
        Refusal::MarkerState(wrong) => {
            let (state, action) = (wrong.state.title(), wrong.action.title());
            let zh = format!("界桩处于“{}”状态，不能{}", state.zh, action.0);
            let problem =
                Problem::new(ProblemType::Conflict, zh, format!("the marker is {}; it cannot {}", state.en, action.1));
            return Some(problem.with("state", wrong.state.code()).with("action", wrong.action.code()));
        }
        Refusal::MarkerIs(state) => {
            let Text { zh, en } = state.title();
            (format!("界桩处于“{zh}”状态，不能这样办理"), format!("the marker is {en}; this cannot be done"))
        }
        Refusal::LineExists(code) => {
            (format!("界线 {code} 已登记"), format!("the line {code} is in the register already"))
        }
        Refusal::Approved => (
            "界线已经批准，任何一方不得擅自变更；请先登记变更".into(),
            "the line was approved and nobody draws it anew; enter its change first".into(),
        ),
        Refusal::MarkerLeft(number) => (
            format!("界桩 {number} 所标的界线点不在新图形上；请沿用该点的 point_id，或先废除界桩"),
            format!(
                "marker {number} marks a point that the shape leaves out; keep its point_id, or scrap the marker first"
            ),
        ),
        Refusal::PointMarked(number) => {
            (format!("这个界线点已有界桩 {number}"), format!("marker {number} marks this point already"))
        }
        Refusal::NotDrawn => ("界线还没有图形".into(), "the line has no shape yet".into()),
        Refusal::NoSerial => {
            ("这条界线的这个序号已被使用，或序号已用完".into(), "this serial is taken, or none is left".into())
        }
        Refusal::DeclaredAlready => {
            ("已有生效的来源声明，请先撤回".into(), "a source is declared already; withdraw it first".into())
        }
        _ => return None,
    };
    Some(Problem::new(ProblemType::Conflict, zh, en))
}
