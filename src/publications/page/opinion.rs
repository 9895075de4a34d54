//! Forms and pages for who says something to a notice.

use super::{Form, board};
use crate::{
    http::Language,
    kernel::dates::office_date,
    pages::{
        layout::{each, escape},
        refused::{Refused, fault, kept},
        words::day,
    },
    publications::{
        codes::Stance,
        content::Content,
        opinion::{LONGEST_TEXT, Opinion, Receipt},
    },
};

/// The form to send an opinion; one that was refused keeps what was typed.
pub(super) fn form(
    key: &str,
    content: &Content,
    received: usize,
    refused: Option<Refused<'_>>,
    language: Language,
) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let typed = |field: &str| refused.map(|refused| refused.typed(field)).unwrap_or_default();
    let faulty = |field: &str| refused.map(|refused| fault(refused, field, language)).unwrap_or_default();
    let (_, no_stance) = faulty("stance");
    let (text_mark, text_fault) = faulty("text");
    // The parser of HTML drops the line feed with which the text of the area begins.
    let stances = each(Stance::ALL, |stance| {
        let title = stance.title();
        format!(
            "<label class=\"choice\"><input type=\"radio\" name=\"stance\" value=\"{stance}\" required{}> {}</label>",
            if typed("stance") == stance.code() { " checked" } else { "" },
            title.say(language)
        )
    });
    let items = each(content.items.iter().enumerate(), |(at, item)| {
        let id = item.id.to_string();
        let selected = if typed("item_id") == id { " selected" } else { "" };
        format!("<option value=\"{id}\"{selected}>{}. {}</option>", at + 1, escape(&item.name))
    });
    let field = |name: &str, label: &str, more: &str| {
        let (kept, fault) = kept(refused, name, language);
        format!(
            "<div class=\"field\"><label class=\"of\" for=\"{name}\">{label}</label>\
             <input id=\"{name}\" name=\"{name}\" {more}{kept}>{fault}</div>"
        )
    };
    format!(
        "<h2 id=\"{place}\">{title}</h2><p class=\"soft\">{so_far}</p>\
         <form method=\"post\" action=\"/notices/{key}/opinions\">\
         <fieldset><legend>{stance}</legend>{stances}{no_stance}</fieldset>\
         <div class=\"field\"><label class=\"of\" for=\"item_id\">{about}</label>\
         <select id=\"item_id\" name=\"item_id\"><option value=\"\">{whole}</option>{items}</select></div>\
         <div class=\"field\"><label class=\"of\" for=\"text\">{text}</label>\
         <textarea id=\"text\" name=\"text\" rows=\"6\" maxlength=\"{LONGEST_TEXT}\" required{text_mark}>\n{typed_text}</textarea>\
         {text_fault}</div>\
         {name}<div class=\"pair\">{phone}{email}</div>\
         <p class=\"soft\">{privacy}</p><button>{send}</button></form>",
        place = Form::Opinion.place(),
        typed_text = escape(typed("text")),
        title = say("在线提出意见", "Send an opinion"),
        so_far = match language {
            Language::Chinese => format!("目前已收到 {received} 条意见。"),
            Language::English => format!("{received} received so far."),
        },
        stance = say("您的态度", "Your stance"),
        about = say("针对的地名", "About"),
        whole = say("整份公示", "the notice as a whole"),
        text = say("意见内容和理由", "Opinion and reasons"),
        name = field("name", say("姓名", "Name"), "maxlength=\"100\" autocomplete=\"name\" required"),
        phone = field("phone", say("联系电话", "Telephone"), "type=\"tel\" maxlength=\"100\" autocomplete=\"tel\""),
        email = field("email", say("电子邮箱", "E-mail"), "type=\"email\" maxlength=\"100\" autocomplete=\"email\""),
        privacy = say(
            "电话和电子邮箱至少填写一项。姓名和联系方式仅用于核实和答复，单独保存，不对外公开；请勿在意见内容中填写个人信息。",
            "Give a telephone number or an e-mail address. Name and contact serve to check and to answer only; they are kept apart and never published. Please write no personal data into the opinion.",
        ),
        send = say("提交意见", "Send"),
    )
}

/// The forms to look up an answer and, where opinions are confirmed, to do that; one that was refused is open and keeps
/// the number.
pub(super) fn look_up(key: &str, confirms: bool, refused: Option<Refused<'_>>, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let open = |form: Form| if refused.is_some_and(|refused| refused.form == form.place()) { " open" } else { "" };
    let pair = |form: Form, code: &str| {
        let refused = refused.and_then(|refused| refused.of(form.place()));
        let (kept, fault) = kept(refused, "receipt", language);
        let prefix = form.place();
        format!(
            "<div class=\"pair\"><div class=\"field\"><label class=\"of\" for=\"{prefix}-receipt\">{receipt}</label>\
             <input id=\"{prefix}-receipt\" name=\"receipt\" required autocomplete=\"off\"{kept}>{fault}</div>\
             <div class=\"field\"><label class=\"of\" for=\"{prefix}-code\">{code}</label>\
             <input id=\"{prefix}-code\" name=\"code\" required autocomplete=\"off\"></div></div>",
            receipt = say("回执号", "Receipt"),
        )
    };
    let confirming = if confirms {
        format!(
            "<details class=\"screen\" id=\"{place}\"{open}><summary>{confirm}</summary>\
             <form method=\"post\" action=\"/notices/{key}/confirmation\">{fields}<button>{confirm}</button></form></details>",
            confirm = say("确认意见", "Confirm an opinion"),
            place = Form::Confirmation.place(),
            open = open(Form::Confirmation),
            fields = pair(Form::Confirmation, say("邮件中的确认码", "Code from the mail")),
        )
    } else {
        String::new()
    };
    format!(
        "<details class=\"screen\" id=\"{place}\"{open}><summary>{look}</summary>\
         <form method=\"get\" action=\"/notices/{key}/opinions\">{fields}<button>{find}</button></form></details>{confirming}",
        look = say("查询答复", "Look up an answer"),
        place = Form::Answer.place(),
        open = open(Form::Answer),
        fields = pair(Form::Answer, say("查询码", "Code")),
        find = say("查询", "Look up"),
    )
}

/// The page after an opinion was sent: its number and its code, and nothing of what was sent.
pub(in crate::publications) fn received(key: &str, receipt: &Receipt, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let confirm = say(
        "确认码已发往您填写的电子邮箱。请在 48 小时内到公示页面“确认意见”处填写回执号和确认码，确认后意见方为有效。",
        "A code is on its way to your e-mail address. The opinion counts once you enter it on the page of the notice, within 48 hours.",
    );
    let confirm = if receipt.needs_confirmation { format!("<p class=\"note\">{confirm}</p>") } else { String::new() };
    let main = format!(
        "<h1>{title}</h1>{confirm}<p>{keep}</p><p>{number}<br><span class=\"code\">{receipt}</span></p>\
         <p>{code}<br><span class=\"code\">{secret}</span></p><p><a href=\"/notices/{key}\">{back}</a></p>",
        title = say("意见已收到", "Received"),
        keep = say(
            "请保存回执号和查询码，凭此两项可在公示页面查询答复；查询码只显示这一次。",
            "Keep receipt and code: with both you read the answer on the page of the notice. The code is shown only now.",
        ),
        number = say("回执号", "Receipt"),
        receipt = escape(&receipt.number),
        code = say("查询码", "Code"),
        secret = escape(receipt.code.reveal()),
        key = escape(key),
        back = say("返回公示", "Back to the notice"),
    );
    board(language, say("意见已收到", "Received"), &main)
}

/// The page on how far an opinion is.
pub(in crate::publications) fn answered(key: &str, opinion: &Opinion, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let on = day(office_date(opinion.received.at), language);
    let state = match &opinion.answer {
        Some(answer) => format!(
            "<h2>{}{}</h2><p>{}</p><p class=\"soft\">{}</p>",
            say("答复：", "Answer: "),
            answer.outcome.title().say(language),
            escape(&answer.text).replace('\n', "<br>"),
            day(office_date(answer.stamp.at), language),
        ),
        None if opinion.is_counted => format!("<p class=\"note\">{}</p>", say("尚未答复。", "Not answered yet.")),
        None => format!("<p class=\"note\">{}</p>", say("尚未确认，确认后方为有效。", "Not confirmed yet.")),
    };
    let main = format!(
        "<h1>{receipt}</h1><p class=\"kind\"><span class=\"badge\">{stance}</span><span class=\"badge\">{on}</span></p>\
         {state}<p><a href=\"/notices/{key}\">{back}</a></p>",
        receipt = escape(&opinion.receipt),
        stance = opinion.stance.title().say(language),
        key = escape(key),
        back = say("返回公示", "Back to the notice"),
    );
    board(language, &opinion.receipt, &main)
}

/// The page after an opinion was confirmed.
pub(in crate::publications) fn confirmed(key: &str, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let title = say("意见已确认", "Confirmed");
    let main = format!(
        "<h1>{title}</h1><p>{thanks}</p><p><a href=\"/notices/{key}\">{back}</a></p>",
        thanks = say("您的意见已生效，将按规定答复。", "Your opinion counts now and will be answered."),
        key = escape(key),
        back = say("返回公示", "Back to the notice"),
    );
    board(language, title, &main)
}
