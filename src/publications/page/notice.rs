//! The page of one notice or announcement.

use time::Date;

use super::{Form, board, map, names, opinion, words};
use crate::{
    http::Language,
    pages::{
        layout::{each, escape, paragraphs},
        refused::Refused,
        words::day,
    },
    publications::{
        codes::{Kind, Outcome, Stance, Succession},
        content::Content,
        counts::Counts,
        http::Shown,
        model::{Closing, ClosingWay, Issue, Synced},
        seal::{Seal, SealedOpinion},
    },
};

/// The page as seen on `today`; after a form of it was refused, with what was typed.
pub(in crate::publications) fn html(
    shown: &Shown,
    today: Date,
    refused: Option<Refused<'_>>,
    language: Language,
) -> String {
    let publication = &shown.publication;
    let (issue, closing) = (publication.standing.issue(), publication.standing.closing());
    let content = publication.content();
    let is_open = publication.is_open_on(today);
    let mut main = heading(shown, &content, today, language);
    main.extend(refused.map(|refused| refused.alert(language)));
    main.push_str(&successions(shown, language));
    main.push_str("<div class=\"body\">");
    main.push_str(&paragraphs(&content.body));
    main.push_str("</div>");
    main.push_str(&names::table(&content.items, language));
    main.push_str(&map::figure(&content.items, language));
    main.push_str(&signature(&content, language));
    if content.kind == Kind::PublicNotice {
        main.push_str(&how_to_object(&content, language));
        let opinion = refused.and_then(|refused| refused.of(Form::Opinion.place()));
        // Who typed when the period had ended a moment before does not lose it.
        if is_open || opinion.is_some() {
            main.push_str(&opinion::form(&shown.key(), &content, shown.received, opinion, language));
        }
        if let Some(closing) = closing {
            main.push_str(&outcome(closing, language));
        }
        if issue.is_some() {
            main.push_str(&opinion::look_up(&shown.key(), is_open && shown.confirms, refused, language));
        }
    }
    if let Some(synced) = &publication.synced {
        main.push_str(&channels(synced, language));
    }
    if let Some(issue) = issue {
        main.push_str(&keeping(shown, issue, closing, language));
    }
    board(language, &content.title, &main)
}

fn heading(shown: &Shown, content: &Content, today: Date, language: Language) -> String {
    let period = (content.starts_on, content.ends_on);
    let (standing, open) = match shown.publication.revoked_by {
        Some(_) => (words::revoked(language), false),
        None => words::standing(content.kind, shown.state(), period, today, language),
    };
    let number = content.document_number.as_ref().map(|number| format!("<p class=\"docno\">{}</p>", escape(number)));
    let fact = |zh, en, value: String| format!("<div><dt>{}</dt><dd>{value}</dd></div>", language.of_two(zh, en));
    let facts: String = [
        content.number.clone().map(|number| fact("编号", "Number", number)),
        Some(fact("发布机关", "Issued by", escape(&content.issued_by))),
        content.published_on.map(|on| fact("发布日期", "Published", day(on, language))),
        content
            .starts_on
            .zip(content.ends_on)
            .map(|(first, last)| fact("公示期", "Period", words::period(first, last, language))),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!(
        "<p class=\"kind\"><span class=\"badge of\">{kind}</span><span class=\"badge{open}\">{standing}</span></p>\
         <h1>{title}</h1>{number}<dl class=\"facts\">{facts}</dl>",
        kind = content.kind.title().say(language),
        open = if open { " open" } else { "" },
        title = escape(&content.title),
        number = number.unwrap_or_default(),
    )
}

/// What it follows and what follows it.
fn successions(shown: &Shown, language: Language) -> String {
    let link = |number: &str| format!("<a href=\"/notices/{number}\">{number}</a>");
    let publication = &shown.publication;
    let revoked = publication.revoked_by.as_deref().map(|number| match language {
        Language::Chinese => format!("<p class=\"note\">本公告已被 {} 撤销，所公告的事项不再有效。</p>", link(number)),
        Language::English => {
            format!("<p class=\"note\">{} has revoked this; what it announced holds no more.</p>", link(number))
        }
    });
    let followed = publication.followed_by.as_deref().map(|number| match language {
        Language::Chinese => format!("<p class=\"note\">本文已由 {} 代替，请以新发布的为准。</p>", link(number)),
        Language::English => format!("<p class=\"note\">{} has taken the place of this.</p>", link(number)),
    });
    let succession = publication.draft.follows.map(|follows| follows.succession);
    let follows = shown.follows.as_deref().zip(succession).map(|(number, succession)| {
        let said = match (succession, language) {
            (Succession::Replaces, Language::Chinese) => format!("本文代替 {}，期限重新计算。", link(number)),
            (Succession::Replaces, Language::English) => {
                format!("This takes the place of {}; the period begins anew.", link(number))
            }
            (Succession::Revokes, Language::Chinese) => format!("本公告撤销 {}。", link(number)),
            (Succession::Revokes, Language::English) => format!("This revokes {}.", link(number)),
        };
        format!("<p class=\"note\">{said}</p>")
    });
    [revoked, followed, follows].into_iter().flatten().collect()
}

fn signature(content: &Content, language: Language) -> String {
    let on = content.published_on.map(|on| format!("<p>{}</p>", day(on, language)));
    format!("<div class=\"sign\"><p>{}</p>{}</div>", escape(&content.issued_by), on.unwrap_or_default())
}

fn how_to_object(content: &Content, language: Language) -> String {
    if content.objection.is_empty() {
        return String::new();
    }
    let title = language.of_two("提出意见的方式", "How to object");
    format!("<h2>{title}</h2>{}", paragraphs(&content.objection))
}

/// How a notice ended: reason or seal, counts, and the opinions in the words of the office with what came of them.
fn outcome(closing: &Closing, language: Language) -> String {
    let title = language.of_two("公示结果", "Outcome");
    let counts = counted(&closing.counts, language);
    match &closing.way {
        ClosingWay::Early { reason } => {
            let early = language.of_two("提前终止，原因：", "Ended early, because: ");
            format!("<h2>{title}</h2><p class=\"note\">{early}{}</p>{counts}", escape(reason))
        }
        ClosingWay::Sealed { seal, .. } => {
            // What was sealed reads back; if it ever did not, the counts still stand.
            let opinions = Seal::read(seal).map(|seal| seal.opinions).unwrap_or_default();
            let heads = [
                language.of_two("回执号", "Receipt"),
                language.of_two("态度", "Stance"),
                language.of_two("意见摘要", "Opinion in short"),
                language.of_two("结果", "Outcome"),
            ];
            let row = |opinion: &SealedOpinion| {
                let cells = [
                    opinion.receipt.clone(),
                    opinion.stance.title().say(language).to_owned(),
                    escape(&opinion.summary),
                    opinion.outcome.title().say(language).to_owned(),
                ];
                let cells = heads.iter().zip(cells).enumerate();
                let cells = cells.map(|(at, (head, cell))| {
                    let class = if at % 2 == 1 { " class=\"word\"" } else { "" };
                    format!("<td{class} data-label=\"{head}\"><div>{cell}</div></td>")
                });
                format!("<tr>{}</tr>", cells.collect::<String>())
            };
            let rows: String = opinions.iter().map(row).collect();
            let heads = heads.map(|head| format!("<th>{head}</th>")).concat();
            let table = if rows.is_empty() {
                String::new()
            } else {
                format!("<table class=\"names\"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
            };
            format!("<h2>{title}</h2>{counts}{table}")
        }
    }
}

fn counted(counts: &Counts, language: Language) -> String {
    let of = |zh: &str, en: &str, count: usize| format!("<li>{} {count}</li>", language.of_two(zh, en));
    let stances = Stance::ALL.iter().filter_map(|stance| Some((stance.title(), *counts.by_stance.get(stance)?)));
    let outcomes = Outcome::ALL.iter().filter_map(|outcome| Some((outcome.title(), *counts.by_outcome.get(outcome)?)));
    let rest: String = stances.chain(outcomes).map(|(title, count)| of(&title.zh, &title.en, count)).collect();
    format!("<ul class=\"counts\">{}{rest}</ul>", of("共收到意见", "opinions received", counts.received))
}

fn channels(synced: &Synced, language: Language) -> String {
    let title = language.of_two("公告渠道", "Where it was announced");
    let base = language.of_two("已汇入国家地名信息库：", "In the national place-name base since ");
    let rows = each(&synced.channels, |announced| {
        let evidence = announced.evidence.as_deref();
        let evidence = evidence.map(|evidence| format!(" <span class=\"soft\">{}</span>", escape(evidence)));
        format!("<li>{}{}</li>", escape(&announced.channel), evidence.unwrap_or_default())
    });
    format!("<h2>{title}</h2><p>{base}{}</p><ul>{rows}</ul>", day(synced.on, language))
}

/// What proves the text, and its other forms.
fn keeping(shown: &Shown, issue: &Issue, closing: Option<&Closing>, language: Language) -> String {
    let say = |zh, en| language.of_two(zh, en);
    let here = format!("/notices/{}", shown.key());
    let seal = closing.and_then(|closing| match &closing.way {
        ClosingWay::Sealed { digest, .. } => Some(format!(
            "<p>{}<br><span class=\"digest\">{digest}</span> (<a href=\"{here}/seal.json\">seal.json</a>)</p>",
            say("封存摘要（SHA-256）：", "Seal (SHA-256): "),
        )),
        ClosingWay::Early { .. } => None,
    });
    format!(
        "<h2>{title}</h2><p>{frozen}</p><p>{digest}<br><span class=\"digest\">{sha256}</span> \
         (<a href=\"{here}/content.json\">content.json</a>)</p>{seal}\
         <p class=\"screen\">{forms}<a href=\"{here}/notice.pdf\">PDF</a> · <a href=\"{here}/notice.docx\">DOCX</a> · \
         <a href=\"{here}/features.geojson\">GeoJSON</a></p>",
        title = say("存档与核验", "Keeping and checking"),
        frozen = say(
            "本页地址长期有效；发布后文字不再改动，如需变更将另行发布。",
            "This address stays. The text does not change once published; a change is published anew.",
        ),
        digest = say("内容摘要（SHA-256）：", "Digest of the content (SHA-256): "),
        sha256 = issue.content.digest,
        seal = seal.unwrap_or_default(),
        forms = say("其他格式：", "Other forms: "),
    )
}
