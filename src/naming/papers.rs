//! Papers made from a case: the case itself as it is printed, the filing form and the filing report.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    Action, Refusal,
    model::{Decision, DecisionOutcome, Filing, NamingCase},
    policy,
    service::{self, CaseFile, Expert, Position, Reply},
};
use crate::{
    documents::{self, Align, Block, Column, Field, Sheet, Signature, Table},
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

/// The case with its items and what happened to it, on pages that lie across; `items` are its items as they are
/// published.
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
            columns: vec![Column::new("名称"), Column::new("原因").aligned(Align::Left)],
            rows: closed
                .iter()
                .map(|item| vec![item.name.clone(), item.closed_reason.clone().unwrap_or_default()])
                .collect(),
        }));
    }
    for (title, table) in [("部门意见", replies(file)), ("专家论证", experts(file)), ("批复", decisions(file))]
    {
        if !table.rows.is_empty() {
            body.push(Block::Heading(title.to_owned()));
            body.push(Block::Table(table));
        }
    }
    body.push(Block::Heading("办理经过".to_owned()));
    body.push(Block::Table(events(file)));
    Sheet { title: case.draft.title.clone(), body, across: true, ..Sheet::default() }
}

fn settlements(file: &CaseFile) -> Table {
    let name = |settled: &super::store::checks::Settlement| {
        file.items.iter().find(|item| item.id == settled.item).map(|item| item.name.clone()).unwrap_or_default()
    };
    Table {
        columns: columns(["名称", "规则", "说明", "说明人"]),
        rows: file
            .settlements
            .iter()
            .map(|settled| {
                vec![name(settled), settled.rule.clone(), settled.reason.clone(), settled.settled_by.clone()]
            })
            .collect(),
    }
}

/// Columns with these headers; what is longer than a word or two stands at the left.
fn columns<const N: usize>(headers: [&str; N]) -> Vec<Column> {
    let sentences = ["说明", "意见", "原因", "论证意见"];
    let align = |header: &str| if sentences.contains(&header) { Align::Left } else { Align::Center };
    headers.into_iter().map(|header| Column::new(header).aligned(align(header))).collect()
}

/// What departments said, each time they were asked.
fn replies(file: &CaseFile) -> Table {
    let rows = told::<Reply>(file, Action::Consult, "replies").into_iter().map(|(_, reply)| {
        let position = match reply.position {
            Position::Agree => "同意",
            Position::AgreeWithRemarks => "同意，有建议",
            Position::Disagree => "不同意",
        };
        vec![reply.department, position.to_owned(), reply.replied_on.to_string(), reply.text.unwrap_or_default()]
    });
    Table { columns: columns(["部门", "态度", "日期", "意见"]), rows: rows.collect() }
}

/// What experts said, each time they argued the names.
fn experts(file: &CaseFile) -> Table {
    let rows = told::<Expert>(file, Action::Argue, "experts").into_iter().map(|(facts, expert)| {
        let held_on = facts.get("held_on").and_then(Value::as_str).unwrap_or_default();
        let said = [expert.organisation, expert.field, expert.opinion].map(Option::unwrap_or_default);
        [held_on.to_owned(), expert.name].into_iter().chain(said).collect()
    });
    Table { columns: columns(["日期", "姓名", "单位", "专业", "论证意见"]), rows: rows.collect() }
}

/// What the events of an action list under a member, each with the facts of its event.
fn told<T: DeserializeOwned>(file: &CaseFile, action: Action, member: &str) -> Vec<(Value, T)> {
    let mut told = Vec::new();
    for event in file.events.iter().filter(|event| event.kind == action.code()) {
        let facts: Value = serde_json::from_str(&event.facts).unwrap_or_default();
        let listed = facts.get(member).cloned().unwrap_or_default();
        let listed: Vec<T> = serde_json::from_value(listed).unwrap_or_default();
        told.extend(listed.into_iter().map(|one| (facts.clone(), one)));
    }
    told
}

fn decisions(file: &CaseFile) -> Table {
    let rows = file.decisions.iter().map(|decision| {
        let outcome = match decision.outcome {
            DecisionOutcome::Approved => "批准",
            DecisionOutcome::Rejected => "不予批准",
        };
        let approved = file.items.iter().filter(|item| item.decision == Some(decision.id)).count();
        vec![
            decision.authority.clone(),
            decision.document_number.clone(),
            decision.decided_on.to_string(),
            outcome.to_owned(),
            approved.to_string(),
        ]
    });
    Table {
        columns: columns(["批准机关", "批准文号", "批准日期", "结果", "地名数量"]), rows: rows.collect()
    }
}

fn events(file: &CaseFile) -> Table {
    Table {
        columns: columns(["序号", "日期", "事项", "经办人", "说明"]),
        rows: file
            .events
            .iter()
            .map(|event| {
                let facts: Value = serde_json::from_str(&event.facts).unwrap_or_default();
                vec![
                    event.position.to_string(),
                    office_date(event.at).to_string(),
                    title(&event.kind, &facts).to_owned(),
                    event.actor.clone(),
                    remark(&facts),
                ]
            })
            .collect(),
    }
}

/// What people call an event: an action of the state table, of filing one of its steps.
fn title(kind: &str, facts: &Value) -> &'static str {
    let action = Action::ALL.iter().find(|action| action.code() == kind);
    match (action, facts.get("step").and_then(Value::as_str)) {
        (Some(Action::File), Some("send")) => "报送备案",
        (Some(Action::File), Some("ask-supplement")) => "要求补正备案材料",
        (Some(Action::File), Some("file")) => "准予备案",
        (Some(Action::Announce), _) if facts.get("revokes").is_some() => "撤销公告",
        (Some(action), _) => action.title().0,
        (None, _) if kind == policy::OPEN => "新建",
        (None, _) if kind == service::SYNC => "汇入国家地名信息库",
        (None, _) => "添加材料",
    }
}

/// What an event says in words.
fn remark(facts: &Value) -> String {
    [
        "title",
        "reason",
        "reasons",
        "conclusion",
        "findings",
        "document_number",
        "number",
        "note",
        "receipt_number",
        "what",
        "receiver",
    ]
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
        vec![Field::new("备案机关意见", "").of_lines(2)],
    ];
    Sheet {
        title: "地名备案表".to_owned(),
        body: vec![Block::Form(form), Block::Table(publications::names_table(items))],
        across: true,
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
        "根据《地名管理条例》第十三条的规定，现将{}以{}批准{kind}的{}处地名报请备案。",
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
