//! The page behind the code on a sign, and the way to it by the number.

use super::{ENTRANCE, framed, input, look_up, on, standing};
use crate::{
    http::Language,
    pages::{
        layout::{each, escape},
        refused::{Refused, fault},
        words::day,
    },
    signs::{
        citizens::{PublicReport, PublicSign},
        codes::{Placement, SignState},
        damage::{DamageType, model::LONGEST_DESCRIPTION},
    },
};

/// Place of the form to report damage on its page.
pub(in crate::signs) const REPORT: &str = "report";

/// Place of the form to confirm a report.
pub(in crate::signs) const CONFIRMATION: &str = "confirmation";

/// Place of the form to find a sign by its number.
pub(in crate::signs) const NUMBER: &str = "number";

/// The sign with its open reports and the form; after a form was refused, with what was typed.
pub(in crate::signs) fn html(
    sign: &PublicSign,
    open: &[PublicReport],
    refused: Option<Refused<'_>>,
    language: Language,
) -> String {
    let mut main = heading(sign, language);
    main.extend(refused.map(|refused| refused.alert(language)));
    if sign.ended_on.is_some() {
        main.push_str(&gone(sign, language));
    } else {
        main.push_str(&reported(sign, open, language));
        main.push_str(&form(sign, !open.is_empty(), refused.and_then(|refused| refused.of(REPORT)), language));
    }
    main.push_str(&look_up(refused, language));
    framed(language, &title(sign), &main)
}

/// What the sign says first, which is what people call it.
fn title(sign: &PublicSign) -> String {
    sign.faces.first().map_or_else(|| sign.number.to_string(), |face| face.text.clone())
}

fn heading(sign: &PublicSign, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let pinyin = sign.faces.first().and_then(|face| face.pinyin.as_deref());
    let state = match sign.state {
        // What the office calls accepted or not means nothing in the street.
        SignState::Planned | SignState::Installed | SignState::InService => None,
        state => Some(format!("<span class=\"badge of\">{}</span>", escape(state.title().say(language)))),
    };
    let fact = |label: &str, value: String| format!("<div><dt>{label}</dt><dd>{value}</dd></div>");
    let place = sign.place.as_ref().map(|(name, pinyin)| {
        let pinyin = pinyin.as_deref().map(|pinyin| format!(" <span class=\"pinyin\">{}</span>", escape(pinyin)));
        fact(say("所在道路", "Street"), format!("{}{}", escape(name), pinyin.unwrap_or_default()))
    });
    let placement = sign.placement.map(Placement::title);
    let stands: Vec<String> = [placement.as_ref().map(|title| title.say(language)), sign.location.as_deref()]
        .into_iter()
        .flatten()
        .map(escape)
        .collect();
    let (lon, lat) = (sign.position.x(), sign.position.y());
    let map = format!("<a href=\"geo:{lat:.6},{lon:.6}\">{}</a>", say("在地图中打开", "open in a map"));
    let others =
        sign.faces.iter().skip(1).filter(|face| Some(&face.text) != sign.faces.first().map(|first| &first.text));
    let others = each(others, |face| fact(say("另一面", "Other face"), escape(&face.text)));
    let facts = [
        place.unwrap_or_default(),
        fact(say("类型", "Kind"), escape(sign.sign_type.title().say(language))),
        fact(
            say("位置", "Where"),
            [stands.join(say("，", ", ")), map]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        ),
        others,
    ];
    format!(
        "<p class=\"kind\"><span class=\"badge\">{number}</span>{state}</p><h1>{title}</h1>{pinyin}<dl class=\"facts\">{facts}</dl>",
        number = sign.number,
        state = state.unwrap_or_default(),
        title = escape(&title(sign)),
        pinyin = pinyin.map(|pinyin| format!("<p class=\"docno pinyin\">{}</p>", escape(pinyin))).unwrap_or_default(),
        facts = facts.concat(),
    )
}

/// That the sign was taken down, and where to go on.
fn gone(sign: &PublicSign, language: Language) -> String {
    let on = sign.ended_on.map(|on| day(on, language)).unwrap_or_default();
    let said = match language {
        Language::Chinese => format!("这块标志已于{on}拆除或更换，不再接收报告。"),
        Language::English => format!("This sign was taken down or replaced on {on}; no reports are taken on it."),
    };
    let next = sign.replaced_by.as_ref().map(|number| match language {
        Language::Chinese => format!(" 现在的标志是 <a href=\"/s/{number}\">{number}</a>。"),
        Language::English => format!(" <a href=\"/s/{number}\">{number}</a> stands in its place."),
    });
    format!("<p class=\"note\">{said}{}</p>", next.unwrap_or_default())
}

/// What is reported already, each with one tap to say that somebody else sees it, too.
fn reported(sign: &PublicSign, open: &[PublicReport], language: Language) -> String {
    if open.is_empty() {
        return String::new();
    }
    let say = |zh, en| language.of_two(zh, en);
    let lines = each(open, |report| {
        let received = on(report.received_at, language);
        format!(
            "<li><strong>{standing}</strong><br><span class=\"soft\">{number} · {received}</span>\
             <form method=\"post\" action=\"/s/{sign}/confirmations\"><input type=\"hidden\" name=\"report\" value=\"{number}\">\
             <button class=\"second\">{too}</button></form></li>",
            standing = standing(report, language),
            number = escape(&report.number),
            sign = sign.number,
            received = match language {
                Language::Chinese => format!("{received}上报"),
                Language::English => format!("reported on {received}"),
            },
            too = say("我也看到了", "I see it too"),
        )
    });
    format!("<h2 id=\"{CONFIRMATION}\">{}</h2><ul class=\"open\">{lines}</ul>", say("已经有人上报", "Already reported"))
}

/// The form to report damage.
fn form(sign: &PublicSign, has_open: bool, refused: Option<Refused<'_>>, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let typed = |field: &str| refused.map(|refused| refused.typed(field)).unwrap_or_default();
    let faulty = |field: &str| refused.map(|refused| fault(refused, field, language)).unwrap_or_default();
    let damages = each(DamageType::ALL, |damage| {
        let checked = if typed("damage") == damage.code() { " checked" } else { "" };
        let title = damage.title();
        format!(
            "<label><input type=\"radio\" name=\"damage\" value=\"{damage}\" required{checked}> {}</label>",
            escape(title.say(language))
        )
    });
    let tick = |name: &str, label: &str| {
        let checked = if typed(name).is_empty() { "" } else { " checked" };
        format!(
            "<p><label class=\"choice\"><input type=\"checkbox\" name=\"{name}\" value=\"yes\"{checked}> {label}</label></p>"
        )
    };
    let distinct = if has_open {
        tick("distinct", say("与上面已上报的不是同一处损坏", "This is another damage than those above"))
    } else {
        String::new()
    };
    let ((text_mark, text_fault), (photo_mark, photo_fault)) = (faulty("description"), faulty("photos"));
    let field = |name, label, more| input(refused, name, label, more, language);
    format!(
        "<h2 id=\"{REPORT}\">{title}</h2><form method=\"post\" action=\"/s/{number}/reports\" enctype=\"multipart/form-data\">\
         <fieldset><legend>{what}</legend><div class=\"taps\">{damages}</div>{no_damage}</fieldset>{dangerous}{distinct}\
         <div class=\"field\"><label class=\"of\" for=\"photos\">{photos}</label>\
         <input id=\"photos\" type=\"file\" name=\"photos\" accept=\"image/jpeg,image/png,image/webp\" multiple{photo_mark}>\
         {photo_fault}</div>\
         <div class=\"field\"><label class=\"of\" for=\"description\">{words}</label>\
         <textarea id=\"description\" name=\"description\" rows=\"3\" maxlength=\"{LONGEST_DESCRIPTION}\"{text_mark}>\n{typed_text}</textarea>\
         {text_fault}</div>\
         <details{contact_open}><summary>{contact}</summary>{name}<div class=\"pair\">{phone}{email}</div></details>\
         <p class=\"soft\">{privacy}</p><button>{send}</button></form>",
        title = say("上报损坏", "Report damage"),
        number = sign.number,
        what = say("哪里不对？", "What is wrong?"),
        no_damage = faulty("damage").1,
        dangerous =
            tick("dangerous", say("可能伤到行人或车辆（如立杆将倒）", "It may hurt somebody (a pole about to fall)")),
        photos = say(
            "照片（可不附，至多3张；重新提交时须重选）",
            "Photos (optional, at most 3; choose again when you send again)"
        ),
        words = say("说明（可不填）", "In words (optional)"),
        typed_text = escape(typed("description")),
        contact_open =
            if ["name", "phone", "email"].into_iter().any(|field| !typed(field).is_empty()) { " open" } else { "" },
        contact = say("留下联系方式（可不填）", "How to reach you (optional)"),
        name = field("name", say("姓名", "Name"), "maxlength=\"100\" autocomplete=\"name\""),
        phone = field("phone", say("联系电话", "Telephone"), "type=\"tel\" maxlength=\"100\" autocomplete=\"tel\""),
        email = field("email", say("电子邮箱", "E-mail"), "type=\"email\" maxlength=\"100\" autocomplete=\"email\""),
        privacy = say(
            "说明、照片和联系方式只供办理人员使用，不公开；照片中的拍摄设备等信息会被去除。提交后会得到报告编号和查询码。",
            "Words, photos and contact are for those who repair the sign and are never published. You will get a number and a code to see how far it is.",
        ),
        send = say("提交", "Send"),
    )
}

/// The way to a sign by its number; after a number was refused, with what was typed and why.
pub(in crate::signs) fn by_number(refused: Option<Refused<'_>>, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let alert = refused.map(|refused| refused.alert(language)).unwrap_or_default();
    let title = say("查找地名标志", "Find a name sign");
    let number = refused.and_then(|refused| refused.of(NUMBER));
    let main = format!(
        "<h1>{title}</h1>{alert}<p>{help}</p><form id=\"{NUMBER}\" action=\"{ENTRANCE}\">{number}<button>{find}</button></form>\
         <p class=\"soft\">{else_}</p>{look_up}",
        help = say(
            "标志编号印在标志或立杆的二维码旁：字母 S 加 7 位数字，例如 S0000017。",
            "The number stands beside the code on the sign or its pole: an S and seven digits, such as S0000017.",
        ),
        number = input(
            number,
            "number",
            say("标志编号", "Number of the sign"),
            "required maxlength=\"20\" autocomplete=\"off\" autocapitalize=\"characters\" placeholder=\"S0000017\"",
            language,
        ),
        find = say("打开", "Open"),
        else_ = say(
            "标志上没有编号，或者整块丢失？请拨打 12345 说明路名和路口。",
            "No number on the sign, or the whole sign is gone? Call 12345 and name street and crossing.",
        ),
        look_up = look_up(refused, language),
    );
    framed(language, title, &main)
}
