//! Scheme and report, and where the papers are.

use super::{View, fields};
use crate::{
    inspections::{
        Act, Subject,
        acts::{Filing, Item, Member, Report, Scheme},
        sheets::Paper,
        subject::ItemKey,
    },
    pages::{
        layout::{each, escape, paragraphs},
        words::day,
    },
};

fn lines(text: &str) -> String {
    paragraphs(&text.lines().map(str::to_owned).collect::<Vec<_>>())
}

pub(super) fn scheme(view: &View<'_>) -> String {
    let said = view.dossier.scheme.map(|word| {
        let people = each(&word.says.members, |member| {
            let duty = member.duty.as_deref().unwrap_or_default();
            format!(
                "<li>{}（{}，{}）{}</li>",
                escape(&member.name),
                escape(&member.unit),
                view.side_name(&member.side),
                escape(duty)
            )
        });
        let (from, to) = (day(word.says.field_from, view.language), day(word.says.field_to, view.language));
        format!(
            "{}<ul>{people}</ul><p>{} {from} – {to}</p>{}",
            lines(&word.says.text),
            view.say("外业", "Field check:"),
            view.signing(&Subject::Scheme)
        )
    });
    let nothing = || format!("<p class=\"soft\">{}</p>", view.say("方案尚未提出。", "There is no scheme yet."));
    let title = view.say("方案", "Scheme");
    format!("<h2 id=\"scheme\">{title}</h2>{}{}", said.unwrap_or_else(nothing), proposing(view))
}

/// The form of the side that leads. What is checked is read off the register when it is sent.
fn proposing(view: &View<'_>) -> String {
    let sample = Scheme {
        text: "x".into(),
        members: vec![Member { name: "x".into(), unit: "x".into(), side: view.side().to_owned(), duty: None }],
        field_from: time::Date::MIN,
        field_to: time::Date::MAX,
        items: vec![Item { key: ItemKey::segment(1, 1), title: "x".into(), description: None }],
    };
    if !view.may(&Act::Scheme(sample)) {
        return String::new();
    }
    let form = "propose";
    let people = each(&view.dossier.frame().sides, |side| {
        let label = format!(
            "{}{}",
            view.side_name(side),
            view.say("人员（姓名 单位 职责，每行一人）", ": people (name, office, duty, a line each)")
        );
        fields::prose(view, form, &format!("members_{side}"), &label, "required")
    });
    let inside = format!(
        "{}{people}<div class=\"pair\">{}{}</div><p class=\"soft\">{}</p>",
        fields::prose(view, form, "text", view.say("方案正文", "Text"), "required maxlength=\"20000\""),
        fields::line(view, form, "field_from", view.say("外业开始", "Field check from"), "type=\"date\" required"),
        fields::line(view, form, "field_to", view.say("外业结束", "to"), "type=\"date\" required"),
        view.say("检查项按登记的界线段和界桩自动列出。", "What is checked is read off the register."),
    );
    let made = view.form(form, "scheme", &inside, view.say("提出方案", "Propose"));
    format!(
        "<details><summary>{}</summary>{made}</details>",
        view.say("提出或更改方案（牵头方）", "Propose a scheme (side that leads)")
    )
}

/// The sections of a report: member, Chinese, English.
const SECTIONS: [(&str, &str, &str); 7] = [
    ("course", "联检经过", "Course"),
    ("agreement", "界线协议执行情况", "The agreement"),
    ("markers", "界桩及其方位物情况", "Markers and tie points"),
    ("features", "标志物、地形地物变化和测绘情况", "Features, changes, surveys"),
    ("crossings", "跨界生产建设情况", "Use across the line"),
    ("other", "其他（可不填）", "Other (optional)"),
    ("conclusion", "结论和建议", "Conclusion"),
];

pub(super) fn report(view: &View<'_>) -> String {
    let said = view.dossier.report.map(|word| {
        let report = word.says;
        let texts = [
            Some(&report.course),
            Some(&report.agreement),
            Some(&report.markers),
            Some(&report.features),
            Some(&report.crossings),
            report.other.as_ref(),
            Some(&report.conclusion),
        ];
        let sections = each(SECTIONS.iter().zip(texts), |((_, zh, en), text)| {
            text.map(|text| format!("<h3>{}</h3>{}", view.say(zh, en), lines(text))).unwrap_or_default()
        });
        format!("{sections}{}", view.signing(&Subject::Report))
    });
    let text = || "x".to_owned();
    let sample = Report {
        course: text(),
        agreement: text(),
        markers: text(),
        features: text(),
        crossings: text(),
        other: None,
        conclusion: text(),
    };
    let writing = view.may(&Act::Report(sample)).then(|| {
        let inside = each(SECTIONS, |(name, zh, en)| {
            let required = if name == "other" { "" } else { "required" };
            fields::prose(view, "write", name, view.say(zh, en), required)
        });
        let made = view.form("write", "report", &inside, view.say("提出报告", "Propose"));
        format!(
            "<details><summary>{}</summary>{made}</details>",
            view.say("提出或更改报告（牵头方）", "Propose the report (side that leads)")
        )
    });
    if said.is_none() && writing.is_none() {
        return String::new();
    }
    let title = view.say("报告", "Report");
    format!("<h2 id=\"report\">{title}</h2>{}{}{}", said.unwrap_or_default(), writing.unwrap_or_default(), filing(view))
}

/// The form of the side that leads, after both have signed.
fn filing(view: &View<'_>) -> String {
    let sample = Filing { authority: "x".into(), on: time::Date::MIN, document_number: "x".into() };
    if !view.may(&Act::File(sample)) {
        return String::new();
    }
    let inside = [
        fields::line(
            view,
            "file",
            "authority",
            view.say("批准机关", "Who approved the line"),
            "required maxlength=\"100\"",
        ),
        fields::line(view, "file", "on", view.say("报送日期", "Day"), "type=\"date\" required"),
        fields::line(view, "file", "document_number", view.say("文号", "Number"), "required maxlength=\"100\""),
    ]
    .concat();
    view.form("file", "file", &inside, view.say("登记上报", "Say that it was filed"))
}

/// Where the papers are.
pub(super) fn links(view: &View<'_>) -> String {
    let token = escape(view.token);
    let titles = [
        (Paper::Scheme, "方案", "Scheme"),
        (Paper::Record, "记录表", "Record"),
        (Paper::Markers, "界桩登记表", "Marker forms"),
        (Paper::Report, "报告", "Report"),
    ];
    let papers = each(titles, |(paper, zh, en)| {
        let at = format!("/api/v1/joint/{token}/papers/{paper}");
        format!("<li>{}：<a href=\"{at}/pdf\">PDF</a> · <a href=\"{at}/docx\">DOCX</a></li>", view.say(zh, en))
    });
    format!("<h2>{}</h2><ul>{papers}</ul>", view.say("文书", "Papers"))
}
