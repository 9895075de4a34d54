//! The page behind an invitation: what the neighbour's people read, enter and sign. Made whole on the server, without script; all
//! that comes from the database or a form is escaped.

mod checks;
mod fields;
pub mod form;
mod issues;
mod papers;

use super::{
    Dossier, Subject,
    acts::{Act, Signature},
    rules,
    service::Guest,
};
use crate::{
    http::{Language, Params, Problem},
    kernel::hex::hex,
    pages::{
        layout::{Frame, each, escape, html},
        style::STYLE,
        words::day,
    },
};

/// Judgements beside each other, and what differs.
const MORE_STYLE: &str = ".check{border:1px solid var(--rule);padding:.8rem 1rem;margin:1rem 0}.check h3{margin:.1rem 0 .4rem;font-size:1rem}\
    .sides{display:grid;grid-template-columns:1fr 1fr;gap:1rem}.sides>div{background:#f8f5ef;padding:.5rem .8rem}\
    .sides ul{margin:.2rem 0;padding-left:1.1rem}.differs{color:var(--red);font-weight:600}.done{border-left:4px solid #2c6e49}\
    @media(max-width:44rem){.sides{grid-template-columns:1fr}}";

/// What was typed into which form of the page, and why it was not taken.
#[derive(Debug, Clone, Copy)]
pub struct Rejected<'a> {
    /// What was typed; its field `form` names the form.
    pub typed: &'a Params,
    /// Why it was not taken.
    pub problem: &'a Problem,
}

/// Everything that the parts of the page need.
#[derive(Clone, Copy)]
struct View<'a> {
    guest: &'a Guest,
    dossier: &'a Dossier<'a>,
    token: &'a str,
    rejected: Option<Rejected<'a>>,
    language: Language,
}

impl<'a> View<'a> {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.language.of_two(zh, en)
    }

    /// The side for which the page writes.
    fn side(&self) -> &'a str {
        &self.guest.case.inspection.theirs.code
    }

    fn side_name(&self, code: &str) -> String {
        let name = self.guest.case.inspection.side(code).map_or(code, |side| &side.name);
        escape(name)
    }

    /// Whether the side could say this now.
    fn may(&self, act: &Act) -> bool {
        rules::admit(self.dossier, self.side(), act).is_ok()
    }

    /// What was typed into a field of a form that was not taken.
    fn typed(&self, form: &str, field: &str) -> Option<&'a str> {
        let rejected = self.rejected.filter(|rejected| rejected.typed.given("form") == Some(form))?;
        rejected.typed.given(field)
    }

    /// A form that says one act; `fields` is its HTML.
    fn form(&self, id: &str, act: &str, fields: &str, button: &str) -> String {
        let token = escape(self.token);
        format!(
            "<form id=\"{id}\" method=\"post\" action=\"/joint/{token}/acts\"><input type=\"hidden\" name=\"form\" value=\"{id}\">\
             <input type=\"hidden\" name=\"act\" value=\"{act}\">{fields}<button>{button}</button></form>",
            id = escape(id),
        )
    }

    /// Who has signed, and the button to sign what is shown.
    fn signing(&self, subject: &Subject) -> String {
        let sides = self.dossier.frame().sides.iter();
        let signed = each(sides, |side| match self.dossier.signature(subject, side) {
            Some(word) => {
                let on = day(crate::kernel::dates::office_date(word.link.at), self.language);
                let between = self.say("：", ": ");
                format!("<li>{}{between}{} {on}</li>", self.side_name(side), escape(&word.link.person))
            }
            None => format!("<li>{}{}</li>", self.side_name(side), self.say("：待签", ": not signed")),
        });
        let button = self.dossier.digest(subject).map(hex).and_then(|digest| {
            let is_signed = self.dossier.signature(subject, self.side()).is_some();
            let signature = Signature { subject: subject.clone(), digest: digest.clone(), document_number: None };
            (!is_signed && self.may(&Act::Sign(signature))).then(|| {
                let id = format!("sign-{subject}");
                let fields = format!(
                    "<input type=\"hidden\" name=\"subject\" value=\"{subject}\"><input type=\"hidden\" name=\"digest\" value=\"{digest}\">",
                );
                self.form(&id, "sign", &fields, self.say("签字确认以上内容", "Sign what is shown above"))
            })
        });
        format!("<ul class=\"soft\">{signed}</ul>{}", button.unwrap_or_default())
    }
}

/// The page.
#[must_use]
pub fn whole(guest: &Guest, token: &str, rejected: Option<Rejected<'_>>, language: Language) -> String {
    let dossier = guest.case.dossier();
    let view = View { guest, dossier: &dossier, token, rejected, language };
    let inspection = &guest.case.inspection;
    let title = format!("{}{}", inspection.line_name, view.say("联合检查", ": joint inspection"));
    let alert = rejected
        .map(|rejected| format!("<p class=\"note\" role=\"alert\">{}</p>", escape(rejected.problem.detail(language))));
    let fact = |label: &str, value: String| format!("<div><dt>{label}</dt><dd>{value}</dd></div>");
    let facts = [
        fact(view.say("您代表", "You write for"), view.side_name(view.side())),
        fact(
            view.say("姓名", "You"),
            format!("{}（{}）", escape(&guest.invitation.person), escape(&guest.invitation.unit)),
        ),
        fact(view.say("牵头方", "Led by"), view.side_name(&inspection.plan.lead)),
        fact(view.say("进度", "State"), escape(inspection.state.title().say(language))),
        fact(view.say("完成期限", "Due"), day(inspection.plan.due_on, language)),
    ];
    let main = format!(
        "<h1>{title}</h1>{alert}<dl class=\"facts\">{facts}</dl><p class=\"soft\">{how}</p>{scheme}{checks}{issues}{report}{papers}",
        title = escape(&title),
        alert = alert.unwrap_or_default(),
        facts = facts.concat(),
        how = view.say(
            "双方各写各的，任何一方都不能代另一方填写或签字。签字针对当前显示的内容；内容有变，签字随之失效。",
            "Each side writes for itself; nobody writes or signs for the other. A signature stands under what is shown; when that changes, it falls away.",
        ),
        scheme = papers::scheme(&view),
        checks = checks::all(&view),
        issues = issues::all(&view),
        report = papers::report(&view),
        papers = papers::links(&view),
    );
    framed(language, &title, &main)
}

/// The page of a link that opens nothing, or of somebody who may not use it.
#[must_use]
pub fn closed(problem: &Problem, language: Language) -> String {
    let title = language.of_two("链接不能打开", "This link cannot be opened");
    framed(language, title, &format!("<h1>{title}</h1><p class=\"note\">{}</p>", escape(problem.detail(language))))
}

fn framed(language: Language, title: &str, main: &str) -> String {
    let body = format!(
        "<header class=\"top\"><a>{name}</a></header><main>{main}</main><footer><p>{law}</p></footer>",
        name = language.of_two("界线联合检查", "Joint inspection"),
        law = language.of_two(
            "内部资料，请勿转发本链接（《行政区域界线管理条例》第十二条）。",
            "Internal. Do not pass this link on (R353 art. 12).",
        ),
    );
    html(&Frame { language, title, style: &format!("{STYLE}{MORE_STYLE}"), head: "" }, &body)
}
