//! 联检报告, its figures read off the dossier, with lists of segments, markers and issues.

use time::Date;

use super::{head, record::judged, side_name, signatures};
use crate::{
    documents::{Align, Attachment, Block, Column, Sheet, Table},
    inspections::{
        Dossier, Inspection, Subject,
        dossier::{Check, IssueRecord, IssueStanding},
        findings::{Finding, Position},
    },
};

pub(super) fn sheet(inspection: &Inspection, dossier: &Dossier<'_>, today: Date) -> Sheet {
    let title = format!("关于{}联合检查的报告", inspection.line_name);
    let mut body = vec![head(inspection)];
    if let Some(report) = dossier.report.map(|word| word.says) {
        let sections = [
            ("一、联检经过", Some(&report.course)),
            ("二、界线协议执行情况", Some(&report.agreement)),
            ("三、界桩及其方位物情况", Some(&report.markers)),
            ("四、标志物、地形地物变化和测绘情况", Some(&report.features)),
            ("五、跨界生产建设情况", Some(&report.crossings)),
            ("六、其他情况", report.other.as_ref()),
            ("七、结论和建议", Some(&report.conclusion)),
        ];
        for (heading, text) in sections {
            body.push(Block::Heading(heading.to_owned()));
            let text = text.map_or("无。", String::as_str);
            body.extend(text.lines().map(|line| Block::Paragraph(line.to_owned())));
        }
    } else {
        body.push(Block::Paragraph("（报告尚未提出）".to_owned()));
    }
    body.push(Block::Heading("统计（由双方记录生成）".to_owned()));
    body.push(Block::Table(figures(dossier, today)));
    body.push(Block::Heading("双方签字".to_owned()));
    body.push(signatures(inspection, dossier, &Subject::Report));
    if let Some(filing) = dossier.filing().map(|word| word.says) {
        let filed = format!("{} 报送{}，文号{}。", filing.on, filing.authority, filing.document_number);
        body.push(Block::Paragraph(filed));
    }
    let attachment =
        |title: &str, table| Attachment { title: title.to_owned(), body: vec![Block::Table(table)], across: true };
    let attachments = vec![
        attachment("界线段检查情况", checks(inspection, dossier, |check| !check.item.is_marker())),
        attachment("界桩检查情况", checks(inspection, dossier, |check| check.item.is_marker())),
        attachment("问题及处理情况", issues(inspection, dossier, today)),
    ];
    Sheet { title, body, attachments, ..Sheet::default() }
}

/// What both agreed on at an item; nothing while they differ or one has not spoken.
fn agreed<'a>(check: &Check<'a>) -> Option<&'a Finding> {
    let word = check.words.iter().flatten().next()?;
    (check.digest().is_some() && check.differences().is_empty()).then_some(word.says)
}

fn figures(dossier: &Dossier<'_>, today: Date) -> Table {
    let field: Vec<&Check<'_>> =
        dossier.checks.iter().filter(|check| matches!(check.subject, Subject::Field(_))).collect();
    let count =
        |wanted: &dyn Fn(&Finding) -> bool| field.iter().filter(|check| agreed(check).is_some_and(wanted)).count();
    let segment = |wanted: fn(&crate::inspections::findings::SegmentFinding) -> bool| {
        count(&|finding| matches!(finding, Finding::Segment(segment) if wanted(segment)))
    };
    let marker = |wanted: fn(&crate::inspections::findings::MarkerFinding) -> bool| {
        count(&|finding| matches!(finding, Finding::Marker(marker) if wanted(marker)))
    };
    let standing =
        |wanted: &dyn Fn(&IssueRecord<'_>) -> bool| dossier.issues.iter().filter(|issue| wanted(issue)).count();
    let is_settled = |issue: &IssueRecord<'_>| {
        issue.standing() == IssueStanding::Escalated || dossier.is_signed(&Subject::Issue(issue.found.says.issue))
    };
    let rows = [
        ("界线段", field.iter().filter(|check| !check.item.is_marker()).count()),
        ("　其中标志物有变化", segment(|finding| finding.changed)),
        ("　其中走向不清", segment(|finding| !finding.clear)),
        ("　其中有越界生产建设", segment(|finding| finding.crossed)),
        ("界桩", field.iter().filter(|check| check.item.is_marker()).count()),
        ("　其中在原位", marker(|finding| finding.position == Position::InPlace)),
        ("　其中移位", marker(|finding| finding.position == Position::Moved)),
        ("　其中未找到", marker(|finding| finding.position == Position::Missing)),
        ("双方尚未一致的项", field.iter().filter(|check| agreed(check).is_none()).count()),
        ("问题", dossier.issues.len()),
        ("　其中双方已验收", standing(&|issue| dossier.is_signed(&Subject::Issue(issue.found.says.issue)))),
        ("　其中已移交上级", standing(&|issue| issue.standing() == IssueStanding::Escalated)),
        ("　其中逾期未处理", standing(&|issue| !is_settled(issue) && issue.found.says.due_on < today)),
    ];
    Table {
        columns: vec![Column::new("项目").aligned(Align::Left), Column::new("数量").aligned(Align::Right)],
        rows: rows.map(|(item, count)| vec![item.to_owned(), count.to_string()]).into(),
    }
}

fn checks(inspection: &Inspection, dossier: &Dossier<'_>, wanted: fn(&Check<'_>) -> bool) -> Table {
    let [lower, higher] = &dossier.frame().sides;
    let of_side = |side| Column::new(side_name(inspection, side)).aligned(Align::Left);
    let columns = vec![Column::new("编号"), Column::new("名称").aligned(Align::Left), of_side(lower), of_side(higher)];
    let field = dossier.checks.iter().filter(|check| matches!(check.subject, Subject::Field(_)) && wanted(check));
    let rows = field.map(|check| {
        vec![check.item.to_string(), check.planned.title.clone(), judged(check, lower), judged(check, higher)]
    });
    Table { columns, rows: rows.collect() }
}

fn issues(inspection: &Inspection, dossier: &Dossier<'_>, today: Date) -> Table {
    let columns = ["序号", "界线段、界桩", "问题", "责任方", "期限", "处理情况"];
    let rows = dossier.issues.iter().zip(1..).map(|(record, at)| {
        let found = record.found.says;
        let settled = match (record.escalated, record.fixed) {
            (Some(word), _) => format!("{} 移交{}（{}）", word.says.on, word.says.to, word.says.document_number),
            (None, Some(word)) => {
                let present: Vec<&str> = word.says.present.iter().map(|person| person.name.as_str()).collect();
                let present =
                    if present.is_empty() { String::new() } else { format!("，在场：{}", present.join("、")) };
                let verified =
                    if dossier.is_signed(&Subject::Issue(found.issue)) { "双方已验收" } else { "待双方验收" };
                format!("{} {}{present}。{verified}", word.says.on, word.says.text)
            }
            (None, None) if found.due_on < today => "逾期未处理".to_owned(),
            (None, None) => "未处理".to_owned(),
        };
        vec![
            at.to_string(),
            found.item.as_ref().map(ToString::to_string).unwrap_or_default(),
            format!("{}：{}", found.about.title().zh, found.text),
            side_name(inspection, &found.responsible).to_owned(),
            found.due_on.to_string(),
            settled,
        ]
    });
    Table { columns: columns.map(Column::new).into(), rows: rows.collect() }
}
