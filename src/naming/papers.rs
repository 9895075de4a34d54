//! Papers made from a case: the case itself as it is printed, the filing form and the filing report.

use serde_json::Value;

use super::{
    Action, Refusal,
    model::{Decision, Filing, NamingCase},
    policy,
    service::{self, CaseFile},
};
use crate::{
    documents::{self, Block, Column, Field, Sheet, Signature, Table},
    kernel::{dates::office_date, text::Text},
    publications::{self, PublishedItem},
};

/// Sets a paper as PDF, beside what others wait for.
pub(super) async fn pdf(sheet: Sheet) -> Result<Vec<u8>, Refusal> {
    let set = tokio::task::spawn_blocking(move || documents::pdf(&sheet)).await;
    match set {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(unprintable)) => Err(Refusal::Unprintable(unprintable)),
        Err(_) => Err(Refusal::Package),
    }
}

/// The case with its items and what happened to it; `items` are its items as they are published.
pub(super) fn case_sheet(file: &CaseFile, items: &[PublishedItem]) -> Sheet {
    let case = &file.case;
    let Text { zh: kind, .. } = case.draft.case_type.title();
    let mut body = vec![
        Block::Form(vec![
            vec![Field::new("案件编号", &case.number), Field::new("类型", kind)],
            vec![Field::new("申报单位", &case.draft.applicant), Field::new("状态", case.state.code().title().0)],
            vec![Field::new("申报理由", &case.draft.reasons).of_lines(2)],
        ]),
        Block::Heading("地名条目".to_owned()),
        Block::Table(publications::names_table(items)),
    ];
    if !file.settlements.is_empty() {
        body.push(Block::Heading("疑点说明".to_owned()));
        body.push(Block::Table(settlements(file)));
    }
    let closed: Vec<_> = file.items.iter().filter(|item| item.closed_reason.is_some()).collect();
    if !closed.is_empty() {
        body.push(Block::Heading("未获批准或移出的条目".to_owned()));
        body.push(Block::Table(Table {
            columns: vec![Column::new("名称", 4), Column::new("原因", 10)],
            rows: closed
                .iter()
                .map(|item| vec![item.name.clone(), item.closed_reason.clone().unwrap_or_default()])
                .collect(),
        }));
    }
    body.push(Block::Heading("办理经过".to_owned()));
    body.push(Block::Table(events(file)));
    Sheet { title: case.draft.title.clone(), body, ..Sheet::default() }
}

fn settlements(file: &CaseFile) -> Table {
    let name = |settled: &super::store::checks::Settlement| {
        file.items.iter().find(|item| item.id == settled.item).map(|item| item.name.clone()).unwrap_or_default()
    };
    Table {
        columns: [("名称", 4), ("规则", 2), ("说明", 8), ("说明人", 3)]
            .map(|(header, width)| Column::new(header, width))
            .into(),
        rows: file
            .settlements
            .iter()
            .map(|settled| {
                vec![name(settled), settled.rule.clone(), settled.reason.clone(), settled.settled_by.clone()]
            })
            .collect(),
    }
}

fn events(file: &CaseFile) -> Table {
    let title = |kind: &str| {
        Action::ALL
            .iter()
            .find(|action| action.code() == kind)
            .map_or_else(|| other(kind), |action| action.title().0)
            .to_owned()
    };
    Table {
        columns: [("序号", 1), ("日期", 3), ("事项", 3), ("经办人", 3), ("说明", 7)]
            .map(|(header, width)| Column::new(header, width))
            .into(),
        rows: file
            .events
            .iter()
            .map(|event| {
                let facts: Value = serde_json::from_str(&event.facts).unwrap_or_default();
                vec![
                    event.position.to_string(),
                    office_date(event.at).to_string(),
                    title(&event.kind),
                    event.actor.clone(),
                    remark(&facts),
                ]
            })
            .collect(),
    }
}

/// What people call an event that is no action of the state table.
fn other(kind: &str) -> &'static str {
    match kind {
        policy::OPEN => "新建",
        service::SYNC => "汇入国家地名信息库",
        _ => "添加材料",
    }
}

/// What an event says in words.
fn remark(facts: &Value) -> String {
    ["title", "reason", "reasons", "conclusion", "findings", "document_number", "number", "note", "receipt_number"]
        .into_iter()
        .find_map(|member| facts.get(member)?.as_str())
        .unwrap_or_default()
        .to_owned()
}

/// 地名备案表
pub(super) fn filing_form(case: &NamingCase, items: &[PublishedItem], decision: &Decision, filing: &Filing) -> Sheet {
    let Text { zh: kind, .. } = case.draft.case_type.title();
    let form = vec![
        vec![Field::new("案件编号", &case.number), Field::new("事项", kind)],
        vec![Field::new("批准机关", &decision.authority), Field::new("批准文号", &decision.document_number)],
        vec![Field::new("批准日期", decision.decided_on.to_string()), Field::new("申报单位", &case.draft.applicant)],
        vec![Field::new("备案机关", &filing.receiver), Field::new("地名数量", items.len().to_string())],
        vec![Field::new("备案机关意见", "").of_lines(4)],
    ];
    Sheet {
        title: "地名备案表".to_owned(),
        body: vec![Block::Form(form), Block::Table(publications::names_table(items))],
        ..Sheet::default()
    }
}

/// 备案报告 of the authority to the one that receives it.
pub(super) fn filing_report(
    case: &NamingCase,
    items: &[PublishedItem],
    decision: &Decision,
    filing: &Filing,
    bureau: &str,
) -> Sheet {
    let Text { zh: kind, .. } = case.draft.case_type.title();
    let paragraph = format!(
        "根据《地名管理条例》第十三条的规定，现将{}以{}批准{kind}的{}个地名报请备案。",
        decision.authority,
        decision.document_number,
        items.len(),
    );
    let attached = |title: &str| documents::Attachment { title: title.to_owned(), ..documents::Attachment::default() };
    Sheet {
        title: format!("{bureau}关于报送地名{kind}备案材料的报告"),
        addressee: Some(filing.receiver.clone()),
        body: vec![Block::Paragraph(paragraph)],
        attachments: ["地名备案表", "批复", "申请书", "综合评估、专家论证、征求意见报告"].map(attached).into(),
        signature: Some(Signature { issuer: bureau.to_owned(), day: decision.decided_on }),
        ..Sheet::default()
    }
}
