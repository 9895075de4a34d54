//! What both found at each item, and the form to say what one has found oneself.

use super::{View, fields};
use crate::{
    inspections::{
        Act, Subject,
        acts::Entry,
        dossier::Check,
        findings::{
            Condition, DeskFinding, Finding, MarkerAction, MarkerFinding, Match, Position, SegmentFinding, TiePoints,
        },
    },
    pages::layout::{each, escape},
};

pub(super) fn all(view: &View<'_>) -> String {
    if view.dossier.checks.is_empty() {
        return String::new();
    }
    let of = |field: bool| {
        each(view.dossier.checks.iter().filter(|check| is_field(check) == field), |check| one(view, check))
    };
    format!(
        "<h2>{desk}</h2>{}<h2>{field}</h2>{}",
        of(false),
        of(true),
        desk = view.say("内业检查", "Desk check"),
        field = view.say("外业检查", "Field check"),
    )
}

fn is_field(check: &Check<'_>) -> bool {
    matches!(check.subject, Subject::Field(_))
}

fn one(view: &View<'_>, check: &Check<'_>) -> String {
    let id = check.subject.to_string();
    let differences = check.differences();
    let sides = each(&view.dossier.frame().sides, |side| {
        let said = check.of(side).map(|word| {
            let judgements = each(word.says.judgements(), |judgement| {
                let differs = if differences.contains(&judgement.member) { " class=\"differs\"" } else { "" };
                // Members and code words are English already.
                let (title, said) = (judgement.member.replace('_', " "), judgement.code.replace('_', " "));
                let between = view.say("：", ": ");
                let (title, said) = (view.say(judgement.title, &title), view.say(judgement.said, &said));
                format!("<li{differs}>{title}{between}{said}</li>")
            });
            let note =
                word.says.note().map(|note| format!("<p class=\"soft\">{}</p>", escape(note))).unwrap_or_default();
            format!("<ul>{judgements}</ul>{note}")
        });
        let nothing = || format!("<p class=\"soft\">{}</p>", view.say("尚未登记", "nothing said yet"));
        format!("<div><strong>{}</strong>{}</div>", view.side_name(side), said.unwrap_or_else(nothing))
    });
    let differs = (!differences.is_empty()).then(|| {
        let text = view.say(
            "双方记录不一致（红色各项）：须一方改为一致后双方签字，或提出问题。",
            "The sides judge otherwise (in red): one of them says it anew, then both sign; or an issue is made of it.",
        );
        format!("<p class=\"differs\">{text}</p>")
    });
    let done = if view.dossier.is_signed(&check.subject) { " done" } else { "" };
    format!(
        "<section class=\"check{done}\" id=\"{id}\"><h3>{title}</h3><p class=\"soft\">{description}</p><div class=\"sides\">{sides}</div>\
         {differs}{entering}{signing}</section>",
        title = escape(&check.planned.title),
        description = escape(check.planned.description.as_deref().unwrap_or_default()),
        differs = differs.unwrap_or_default(),
        entering = entering(view, check),
        signing = view.signing(&check.subject),
    )
}

/// The form to say what one has found, if it can be said now.
fn entering(view: &View<'_>, check: &Check<'_>) -> String {
    let sample = sample(check);
    if !view.may(&Act::Enter(Entry { item: check.item.clone(), finding: sample.clone() })) {
        return String::new();
    }
    let form = format!("enter-{}", check.subject);
    let own = check.of(view.side()).map(|word| word.says);
    let judged = own.unwrap_or(&sample).judgements();
    let usual = |member: &str| {
        judged.iter().find(|judgement| judgement.member == member).map_or("", |judgement| judgement.code)
    };
    let yes_no = [("no", view.say("否", "no")), ("yes", view.say("是", "yes"))];
    let choose =
        |name: &str, label: &str, words: &[(&str, &str)]| fields::choice(view, &form, name, label, words, usual(name));
    let matched = [
        (Match::Agrees.code(), view.say("一致", "agrees")),
        (Match::Differs.code(), view.say("不一致", "differs")),
        (Match::Absent.code(), view.say("缺", "absent")),
    ];
    let state =
        [(Condition::Good.code(), view.say("完好", "good")), (Condition::Damaged.code(), view.say("有损", "damaged"))];
    let choices = match &sample {
        Finding::Desk(_) => [
            choose("agreement", view.say("与协议书", "Agreement"), &matched),
            choose("text", view.say("与走向说明", "Description"), &matched),
            choose("map", view.say("与协议书附图", "Map"), &matched),
        ]
        .concat(),
        Finding::Segment(_) => [
            choose("changed", view.say("标志物有变化", "Marks have changed"), &yes_no),
            choose("clear", view.say("实地走向清楚", "The line is clear"), &yes_no),
            choose("crossed", view.say("有越界生产建设", "Used across the line"), &yes_no),
        ]
        .concat(),
        Finding::Marker(_) => [
            choose(
                "position",
                view.say("位置", "Position"),
                &[
                    (Position::InPlace.code(), view.say("在原位", "in place")),
                    (Position::Moved.code(), view.say("移位", "moved")),
                    (Position::Missing.code(), view.say("未找到", "missing")),
                ],
            ),
            choose("body", view.say("桩体", "Body"), &state),
            choose("text", view.say("注记", "Inscription"), &state),
            choose("base", view.say("基座", "Base"), &state),
            choose("surroundings", view.say("周边", "Surroundings"), &state),
            choose(
                "tie_points",
                view.say("方位物", "Tie points"),
                &[
                    (TiePoints::Complete.code(), view.say("齐全", "complete")),
                    (TiePoints::Lost.code(), view.say("有缺失", "some are lost")),
                ],
            ),
            choose(
                "action",
                view.say("处理", "What was done"),
                &[
                    (MarkerAction::None.code(), view.say("无", "nothing")),
                    (MarkerAction::Cleared.code(), view.say("清理周边", "cleared")),
                    (MarkerAction::Repainted.code(), view.say("描红", "repainted")),
                    (MarkerAction::Straightened.code(), view.say("扶正加固", "straightened")),
                    (MarkerAction::ReErected.code(), view.say("重埋", "erected again")),
                    (MarkerAction::ToRepair.code(), view.say("需修复", "to be repaired")),
                ],
            ),
            fields::line(
                view,
                &form,
                "lon",
                view.say("实测经度（度，可不填）", "Longitude measured (degrees, optional)"),
                "inputmode=\"decimal\"",
            ),
            fields::line(view, &form, "lat", view.say("实测纬度（度）", "Latitude (degrees)"), "inputmode=\"decimal\""),
            fields::line(view, &form, "accuracy_m", view.say("精度（米）", "Accuracy (m)"), "inputmode=\"decimal\""),
        ]
        .concat(),
    };
    let kind = match sample {
        Finding::Desk(_) => "desk",
        Finding::Segment(_) => "segment",
        Finding::Marker(_) => "marker",
    };
    let inside = format!(
        "{}{}<div class=\"pair\">{choices}</div>{}",
        fields::hidden("item", check.item.as_str()),
        fields::hidden("check", kind),
        fields::prose(view, &form, "note", view.say("备注（可不填）", "Note (optional)"), "maxlength=\"2000\""),
    );
    let open = if own.is_none() || view.typed(&form, "act").is_some() { " open" } else { "" };
    let (summary, button) = match own {
        None => (view.say("登记我方检查情况", "Say what you found"), view.say("登记", "Enter")),
        Some(_) => (view.say("更改我方记录", "Say it anew"), view.say("更改", "Enter anew")),
    };
    format!("<details{open}><summary>{summary}</summary>{}</details>", view.form(&form, "enter", &inside, button))
}

/// A finding of the kind that an item takes, in which all is well.
fn sample(check: &Check<'_>) -> Finding {
    let agrees = Match::Agrees;
    match (&check.subject, check.item.is_marker()) {
        (Subject::Field(_), true) => Finding::Marker(MarkerFinding {
            position: Position::InPlace,
            body: Condition::Good,
            text: Condition::Good,
            base: Condition::Good,
            surroundings: Condition::Good,
            tie_points: TiePoints::Complete,
            action: MarkerAction::None,
            measured: None,
            photos: Vec::new(),
            note: None,
        }),
        (Subject::Field(_), false) => {
            Finding::Segment(SegmentFinding { changed: false, clear: true, crossed: false, note: None })
        }
        _ => Finding::Desk(DeskFinding { agreement: agrees, text: agrees, map: agrees, note: None }),
    }
}
