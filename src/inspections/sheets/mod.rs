//! The papers of an inspection 联检方案、界线联检记录表、界桩检查登记表、联检报告 as sheets to be set.
//!
//! Each says at its foot that it is internal, for whom and when it was made, and which state of the dossier it shows. What nobody has
//! signed is marked so.

mod markers;
mod record;
mod report;
mod scheme;

use time::OffsetDateTime;

use super::{Dossier, Inspection, Subject, service::Case};
use crate::{
    boundaries::model::DrawnLine,
    code_enum,
    documents::{Block, Field, Sheet},
    kernel::dates::{OFFICE_OFFSET, office_date},
};

code_enum! {
    /// A paper of an inspection.
    Paper as "text" {
        /// 联检方案
        Scheme = "scheme",
        /// 界线联检记录表
        Record = "record",
        /// 界桩检查登记表
        Markers = "markers",
        /// 联检报告
        Report = "report",
    }
}

/// For whom and when a paper is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Who: log-in name, or who holds the invitation.
    pub person: String,
    /// When.
    pub at: OffsetDateTime,
}

/// A paper as the dossier reads now. `line` is the line as the register of this office has it: marker forms show it beside what
/// was found.
#[must_use]
pub fn sheet(paper: Paper, case: &Case, line: &DrawnLine, reader: &Reader) -> Sheet {
    let dossier = case.dossier();
    let mark = mark(case, reader);
    let sheet = match paper {
        Paper::Scheme => scheme::sheet(&case.inspection, &dossier),
        Paper::Record => record::sheet(&case.inspection, &dossier),
        Paper::Markers => markers::sheet(&case.inspection, &dossier, line),
        Paper::Report => report::sheet(&case.inspection, &dossier, office_date(reader.at)),
    };
    Sheet { provenance: Some(mark), ..sheet }
}

fn mark(case: &Case, reader: &Reader) -> String {
    let at = reader.at.to_offset(OFFICE_OFFSET);
    let [lower, higher] = &case.frame.sides;
    format!(
        "内部资料　打印人：{}　打印时间：{} {:02}:{:02}　双方记录：{}（{}）、{}（{}）",
        reader.person,
        at.date(),
        at.hour(),
        at.minute(),
        lower,
        case.chain(lower).len(),
        higher,
        case.chain(higher).len(),
    )
}

/// What a side is called.
fn side_name<'a>(inspection: &'a Inspection, code: &'a str) -> &'a str {
    inspection.side(code).map_or(code, |side| &side.name)
}

/// What every paper says of the inspection.
fn head(inspection: &Inspection) -> Block {
    let plan = &inspection.plan;
    let round = plan.round.map_or_else(|| "临时联检".to_owned(), |round| format!("第 {round} 轮"));
    let cooperating = if inspection.leads() { &inspection.theirs } else { &inspection.ours };
    Block::Form(vec![
        vec![Field::new("界线", &inspection.line_name), Field::new("界线代码", &inspection.line_code)],
        vec![Field::new("轮次", round), Field::new("年度", plan.year.to_string())],
        vec![Field::new("牵头方", side_name(inspection, &plan.lead)), Field::new("配合方", &cooperating.name)],
    ])
}

/// Who has signed it on each side, and when.
fn signatures(inspection: &Inspection, dossier: &Dossier<'_>, subject: &Subject) -> Block {
    let fields = dossier.frame().sides.iter().map(|side| {
        let signed = dossier.signature(subject, side).map(|word| {
            let number = word.says.document_number.as_ref().map(|number| format!("　{number}")).unwrap_or_default();
            format!("{}　{}{number}", word.link.person, office_date(word.link.at))
        });
        let label = format!("{}签字", side_name(inspection, side));
        Field::new(label, signed.unwrap_or_else(|| "（待签）".to_owned())).of_lines(2)
    });
    Block::Form(fields.map(|field| vec![field]).collect())
}

/// The same in a cell of a table.
fn signed(inspection: &Inspection, dossier: &Dossier<'_>, subject: &Subject) -> String {
    let of_side = |side: &String| {
        let name = side_name(inspection, side);
        match dossier.signature(subject, side) {
            Some(word) => format!("{name}：{} {}", word.link.person, office_date(word.link.at)),
            None => format!("{name}：待签"),
        }
    };
    dossier.frame().sides.iter().map(of_side).collect::<Vec<_>>().join("\n")
}
