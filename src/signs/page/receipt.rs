//! Pages for who sent a report or confirmed one.

use super::{framed, on, standing};
use crate::{
    http::Language,
    pages::layout::escape,
    signs::{
        citizens::{PublicReport, PublicSign, Receipt},
        damage::ReportState,
    },
};

/// After a report was sent: number and code.
pub(in crate::signs) fn received(sign: &PublicSign, receipt: &Receipt, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let title = say("报告已收到", "Report received");
    let address = escape(&receipt.address());
    let main = format!(
        "<h1>{title}</h1><p>{thanks}</p><dl class=\"facts\"><div><dt>{number_of}</dt><dd class=\"code\">{number}</dd></div>\
         <div><dt>{code_of}</dt><dd class=\"code\">{code}</dd></div></dl><p class=\"note\">{keep}</p>\
         <p><a href=\"{address}\">{follow}</a> · <a href=\"/s/{sign}\">{back}</a></p>",
        thanks = say("谢谢！工作人员核实后会安排维修。", "Thank you. It will be looked at and repaired."),
        number_of = say("报告编号", "Number"),
        number = escape(&receipt.number),
        code_of = say("查询码", "Code"),
        code = receipt.code.reveal(),
        keep = say(
            "请保存编号和查询码（或收藏“查看进展”的网址）：查询码只显示这一次。",
            "Keep number and code, or bookmark the page below: the code is shown this once.",
        ),
        follow = say("查看进展", "How far it is"),
        sign = sign.number,
        back = say("返回标志页面", "Back to the sign"),
    );
    framed(language, title, &main)
}

/// After an open report was confirmed.
pub(in crate::signs) fn confirmed(sign: &PublicSign, report: &PublicReport, language: Language) -> String {
    let title = language.of_two("已记录", "Noted");
    let main = format!(
        "<h1>{title}</h1><p>{thanks}</p><p class=\"note\">{number}<br>{standing}</p><p><a href=\"/s/{sign}\">{back}</a></p>",
        thanks = language
            .of_two("谢谢！您也看到了这处损坏，已记入报告。", "Thank you. The report says now that you see it, too."),
        number = escape(&report.number),
        standing = standing(report, language),
        sign = sign.number,
        back = language.of_two("返回标志页面", "Back to the sign"),
    );
    framed(language, title, &main)
}

/// How far a report is, to who knows its code. `original` is the report that it is the same as, or itself.
pub(in crate::signs) fn followed(
    report: &PublicReport,
    original: &PublicReport,
    code: &str,
    alert: &str,
    language: Language,
) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let fact = |label: &str, value: String| format!("<div><dt>{label}</dt><dd>{value}</dd></div>");
    let sign = report.sign.as_ref().map(|sign| {
        let text = sign.text.as_deref().unwrap_or_default();
        let number = &sign.number;
        fact(say("标志", "Sign"), format!("<a href=\"/s/{number}\">{number}</a> {}", escape(text)))
    });
    let same = (original.id != report.id)
        .then(|| format!("<p class=\"note\">{}<br>{}</p>", escape(&original.number), standing(original, language)));
    let main = format!(
        "<h1>{number}</h1>{alert}<p class=\"kind\"><span class=\"badge of\">{damage}</span></p>\
         <dl class=\"facts\">{sign}{received}{updated}</dl><p class=\"note\">{standing}</p>{same}{not_fixed}",
        number = escape(&report.number),
        damage = escape(report.damage.title().say(language)),
        sign = sign.unwrap_or_default(),
        received = fact(say("上报", "Reported"), on(report.received_at, language)),
        updated = fact(say("最近更新", "Last change"), on(original.updated_at, language)),
        standing = standing(report, language),
        same = same.unwrap_or_default(),
        not_fixed =
            if original.state == ReportState::Closed { not_fixed(report, code, language) } else { String::new() },
    );
    framed(language, &report.number, &main)
}

/// The one tap with which the sender says that the repair did not help.
fn not_fixed(report: &PublicReport, code: &str, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    format!(
        "<h2>{question}</h2><form method=\"post\" action=\"/reports/{number}/not-fixed\">\
         <input type=\"hidden\" name=\"code\" value=\"{code}\"><p class=\"soft\">{then}</p><button>{send}</button></form>",
        question = say("真的修好了吗？", "Is it really repaired?"),
        number = escape(&report.number),
        code = escape(code),
        then = say(
            "如果问题还在，请告诉我们：维修单将重新打开，重新计算期限。",
            "If the damage is still there, say so: the repair is opened again and due anew.",
        ),
        send = say("没有修好", "Not fixed"),
    )
}
