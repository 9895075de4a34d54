//! What has to be put right, and the forms to say so.

use uuid::Uuid;

use super::{View, fields};
use crate::{
    inspections::{
        Act, Subject,
        acts::{Fix, Issue, Present},
        codes::IssueKind,
        dossier::IssueRecord,
    },
    pages::{
        layout::{each, escape},
        words::day,
    },
};

pub(super) fn all(view: &View<'_>) -> String {
    if view.dossier.checks.is_empty() {
        return String::new();
    }
    let issues = each(&view.dossier.issues, |record| one(view, record));
    format!("<h2>{}</h2>{issues}{}", view.say("问题", "Issues"), finding(view))
}

fn one(view: &View<'_>, record: &IssueRecord<'_>) -> String {
    let found = record.found.says;
    let subject = Subject::Issue(found.issue);
    let done = if view.dossier.is_signed(&subject) { " done" } else { "" };
    let fixed = record.fixed.map(|word| {
        let present = each(&word.says.present, |person| {
            format!("{}（{}）　", escape(&person.name), view.side_name(&person.side))
        });
        let on = day(word.says.on, view.language);
        format!(
            "<p>{on}：{}<br><span class=\"soft\">{} {present}</span></p>",
            escape(&word.says.text),
            view.say("在场：", "Present:")
        )
    });
    let escalated =
        record.escalated.map(|word| format!("<p>{} {}</p>", view.say("已移交：", "Left to:"), escape(&word.says.to)));
    format!(
        "<section class=\"check{done}\" id=\"{subject}\"><h3>{about}：{text}</h3><p class=\"soft\">{item} · {in_charge} {responsible} · {due}</p>\
         {fixed}{escalated}{fixing}{signing}</section>",
        about = escape(found.about.title().say(view.language)),
        text = escape(&found.text),
        item = found.item.as_ref().map(ToString::to_string).unwrap_or_default(),
        in_charge = view.say("责任方", "in charge:"),
        responsible = view.side_name(&found.responsible),
        due = day(found.due_on, view.language),
        fixed = fixed.unwrap_or_default(),
        escalated = escalated.unwrap_or_default(),
        fixing = fixing(view, found),
        signing = if record.fixed.is_some() { view.signing(&subject) } else { String::new() },
    )
}

/// The form of the side in charge.
fn fixing(view: &View<'_>, issue: &Issue) -> String {
    let sides = &view.dossier.frame().sides;
    let present = sides.iter().map(|side| Present { name: "x".into(), unit: "x".into(), side: side.clone() });
    let sample = Fix {
        issue: issue.issue,
        on: issue.due_on,
        text: "x".into(),
        present: present.collect(),
        document_number: Some("x".into()),
    };
    if !view.may(&Act::Fix(sample)) {
        return String::new();
    }
    let form = format!("fix-{}", issue.issue);
    let people = each(sides, |side| {
        let label = format!(
            "{}{}",
            view.side_name(side),
            view.say("在场人员（姓名 单位，每行一人）", ": who was present (name and office, a line each)")
        );
        fields::prose(view, &form, &format!("present_{side}"), &label, "")
    });
    let both = if issue.about == IssueKind::Marker {
        let text = view.say("修复界桩须双方人员在场。", "A marker is repaired with people of both sides present.");
        format!("<p class=\"soft\">{text}</p>")
    } else {
        String::new()
    };
    let inside = format!(
        "{}{}{}{both}{people}{}",
        fields::hidden("issue", &issue.issue.to_string()),
        fields::line(view, &form, "on", view.say("处理日期", "Day"), "type=\"date\" required"),
        fields::prose(view, &form, "text", view.say("处理情况", "What was done"), "required maxlength=\"2000\""),
        fields::line(
            view,
            &form,
            "document_number",
            view.say("文号（标志物变化须填测绘成果文号）", "Number of the paper"),
            "maxlength=\"100\""
        ),
    );
    let form = view.form(&form, "fix", &inside, view.say("登记处理情况", "Say what was done"));
    format!("<details><summary>{}</summary>{form}</details>", view.say("登记处理情况", "Say what was done"))
}

/// The form to make an issue.
fn finding(view: &View<'_>) -> String {
    let today = time::Date::MAX;
    let sample = Issue {
        issue: Uuid::nil(),
        item: None,
        about: IssueKind::Other,
        text: "x".into(),
        responsible: view.side().to_owned(),
        due_on: today,
    };
    if !view.may(&Act::Find(sample)) {
        return String::new();
    }
    let form = "find";
    let mut items: Vec<(&str, &str)> = vec![("", view.say("整条界线", "the whole line"))];
    for check in view.dossier.checks.iter().filter(|check| matches!(check.subject, Subject::Field(_))) {
        items.push((check.item.as_str(), &check.planned.title));
    }
    let kinds: Vec<(&str, String)> =
        IssueKind::ALL.iter().map(|kind| (kind.code(), kind.title().say(view.language).to_owned())).collect();
    let kinds: Vec<(&str, &str)> = kinds.iter().map(|(code, title)| (*code, title.as_str())).collect();
    let inspection = &view.guest.case.inspection;
    let sides = [&inspection.theirs, &inspection.ours].map(|side| (side.code.as_str(), side.name.as_str()));
    let inside = [
        fields::choice(view, form, "item", view.say("界线段或界桩", "Where"), &items, ""),
        fields::choice(view, form, "about", view.say("类别", "About"), &kinds, "other"),
        fields::prose(view, form, "text", view.say("情况", "What was found"), "required maxlength=\"2000\""),
        fields::choice(view, form, "responsible", view.say("责任方", "Side in charge"), &sides, view.side()),
        fields::line(view, form, "due_on", view.say("期限", "Due"), "type=\"date\" required"),
    ]
    .concat();
    let made = view.form(form, "find", &inside, view.say("提出问题", "Make an issue"));
    format!("<details><summary>{}</summary>{made}</details>", view.say("提出问题", "Make an issue"))
}
