//! 联检方案

use super::{head, side_name, signatures};
use crate::{
    documents::{Align, Attachment, Block, Column, Sheet, Table},
    inspections::{Dossier, Inspection, Subject},
};

pub(super) fn sheet(inspection: &Inspection, dossier: &Dossier<'_>) -> Sheet {
    let title = format!("{}联合检查方案", inspection.line_name);
    let Some(scheme) = dossier.scheme.map(|word| word.says) else {
        return Sheet {
            title,
            body: vec![head(inspection), Block::Paragraph("（方案尚未提出）".into())],
            ..Sheet::default()
        };
    };
    let heading = |text: &str| Block::Heading(text.to_owned());
    let members = Table {
        columns: ["姓名", "单位", "方", "职责"].map(Column::new).into(),
        rows: scheme
            .members
            .iter()
            .map(|member| {
                let side = side_name(inspection, &member.side).to_owned();
                vec![member.name.clone(), member.unit.clone(), side, member.duty.clone().unwrap_or_default()]
            })
            .collect(),
    };
    let items = Table {
        columns: vec![
            Column::new("编号"),
            Column::new("界线段、界桩").aligned(Align::Left),
            Column::new("说明").aligned(Align::Left),
        ],
        rows: scheme
            .items
            .iter()
            .map(|item| vec![item.key.to_string(), item.title.clone(), item.description.clone().unwrap_or_default()])
            .collect(),
    };
    let mut body = vec![head(inspection), heading("一、方案")];
    body.extend(scheme.text.lines().map(|line| Block::Paragraph(line.to_owned())));
    let days = format!("外业检查时间：{} 至 {}。", scheme.field_from, scheme.field_to);
    body.extend([Block::Paragraph(days), heading("二、人员"), Block::Table(members), heading("三、双方签字")]);
    body.push(signatures(inspection, dossier, &Subject::Scheme));
    let attachment = Attachment { title: "检查项".to_owned(), body: vec![Block::Table(items)], across: false };
    Sheet { title, body, attachments: vec![attachment], ..Sheet::default() }
}
