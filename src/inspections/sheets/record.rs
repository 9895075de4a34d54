//! 界线联检记录表: segment by segment, what both sides judge beside each other.

use super::{head, side_name, signed};
use crate::{
    documents::{Align, Block, Column, Sheet, Table},
    inspections::{Dossier, Inspection, Subject, dossier::Check},
};

pub(super) fn sheet(inspection: &Inspection, dossier: &Dossier<'_>) -> Sheet {
    let desk = dossier.checks.iter().filter(|check| matches!(check.subject, Subject::Desk(_)));
    let field =
        dossier.checks.iter().filter(|check| matches!(check.subject, Subject::Field(_)) && !check.item.is_marker());
    let table = |checks: &mut dyn Iterator<Item = &Check<'_>>| {
        let [lower, higher] = &dossier.frame().sides;
        let of_side = |side| Column::new(side_name(inspection, side)).aligned(Align::Left);
        let columns = vec![
            Column::new("编号"),
            Column::new("界线段").aligned(Align::Left),
            of_side(lower),
            of_side(higher),
            Column::new("是否一致"),
            Column::new("签字").aligned(Align::Left),
        ];
        Block::Table(Table { columns, rows: checks.map(|check| row(inspection, dossier, check)).collect() })
    };
    let heading = |text: &str| Block::Heading(text.to_owned());
    Sheet {
        title: format!("{}联检记录表", inspection.line_name),
        body: vec![
            head(inspection),
            heading("一、内业检查"),
            table(&mut desk.into_iter()),
            heading("二、外业检查"),
            table(&mut field.into_iter()),
        ],
        across: true,
        ..Sheet::default()
    }
}

fn row(inspection: &Inspection, dossier: &Dossier<'_>, check: &Check<'_>) -> Vec<String> {
    let description = check.planned.description.as_ref().map(|text| format!("（{text}）")).unwrap_or_default();
    let [lower, higher] = dossier.frame().sides.each_ref().map(|side| judged(check, side));
    let agreed = match (check.digest(), check.differences().is_empty()) {
        (None, _) => "待登记",
        (Some(_), true) => "一致",
        (Some(_), false) => "不一致",
    };
    let title = format!("{}{description}", check.planned.title);
    vec![check.item.to_string(), title, lower, higher, agreed.to_owned(), signed(inspection, dossier, &check.subject)]
}

/// What a side judges and notes, a line each.
pub(super) fn judged(check: &Check<'_>, side: &str) -> String {
    let Some(word) = check.of(side) else { return "（未登记）".to_owned() };
    let differs = check.differences();
    let judgements = word.says.judgements().into_iter().map(|judgement| {
        let mark = if differs.contains(&judgement.member) { "＊" } else { "" };
        format!("{mark}{}：{}", judgement.title, judgement.said)
    });
    let note = word.says.note().map(|note| format!("备注：{note}"));
    judgements.chain(note).collect::<Vec<_>>().join("\n")
}
