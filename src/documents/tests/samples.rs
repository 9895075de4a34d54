//! Papers as they are issued, for tests. Illustrative: the streets, numbers and persons are invented.

use time::macros::date;

use crate::documents::{Align, Attachment, Block, Column, Field, Sheet, Signature, Table};

/// A public notice of two streets, with the table in its body.
pub(super) fn notice() -> Sheet {
    Sheet {
        title: "关于剅河镇埫口街等道路命名的公示".into(),
        body: vec![
            Block::Paragraph(
                "根据《地名管理条例》《湖北省地名管理办法》有关规定，剅河镇人民政府申报了下列道路的命名方案，\
                 经实地调研、部门会商和专家论证，现予公示。"
                    .into(),
            ),
            Block::Paragraph("公示期：2023年6月12日至2023年6月18日（7天）。".into()),
            Block::Table(Table {
                columns: street_columns(),
                rows: vec![
                    street(1, "埫口街", "Dòngkǒu Jiē", "卡子门路", "垱湖路", "760", "18"),
                    street(2, "垱湖路", "Dànghú Lù", "埫口街", "䢺市大道（规划）与二环路交叉口", "1240", "24"),
                ],
            }),
            Block::Paragraph(
                "公示期内，任何单位和个人对上述命名方案有异议的，请以书面形式实名向我局提出，\
                 写明姓名、联系方式和理由。"
                    .into(),
            ),
        ],
        signature: Some(Signature { issuer: "天门市民政局".into(), day: date!(2023 - 06 - 12) }),
        notes: vec!["联系人：张三，电话：0728-5222222，地址：竟陵街道陆羽大道1号".into()],
        provenance: Some(
            "永久地址：https://mingjie.example/notices/0188a9d2-7c00-7000-8000-000000000001\n\
             内容摘要（SHA-256）：e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                .into(),
        ),
        ..Sheet::default()
    }
}

/// An announcement under a red head, with `rows` names in an attachment that lies across.
pub(super) fn announcement(rows: usize) -> Sheet {
    let names = (1..=rows).map(|number| {
        let (from, length_m) = (format!("竟陵大道{number}号"), (100 + number * 37).to_string());
        let mut row = street(number, "陆羽大道", "Lùyǔ Dàdào", &from, "天门河", &length_m, "40");
        row.extend(["市人民政府", "2023年6月25日", "纪念唐代茶圣陆羽"].map(String::from));
        row
    });
    let more = ["批准机关", "批准日期", "命名缘由"];
    Sheet {
        head: Some("天门市民政局文件".into()),
        number: Some("天民发〔2023〕18号".into()),
        title: "天门市民政局\n关于陆羽大道等标准地名的公告".into(),
        addressee: Some("各乡镇人民政府，各街道办事处，市直各单位".into()),
        body: vec![
            Block::Heading("一、公告事项".into()),
            Block::Paragraph(
                "经市人民政府批准（天政函〔2023〕31号），现将陆羽大道等道路的标准地名、罗马字母拼写、所属行政区、\
                 位置描述、批准机关和批准日期予以公告。"
                    .into(),
            ),
            Block::Heading("二、使用要求".into()),
            Block::Paragraph("自公告之日起，各单位在公文、标志和地图中应当使用标准地名。".into()),
        ],
        attachments: vec![
            Attachment {
                title: "标准地名一览表".into(),
                body: vec![Block::Table(Table {
                    columns: street_columns().into_iter().chain(more.map(Column::new)).collect(),
                    rows: names.collect(),
                })],
                across: true,
            },
            Attachment { title: "标准地名位置示意图".into(), ..Attachment::default() },
        ],
        signature: Some(Signature { issuer: "天门市民政局".into(), day: date!(2023 - 10 - 31) }),
        notes: vec!["此件公开发布".into()],
        ..Sheet::default()
    }
}

/// A filing form.
pub(super) fn filing_form() -> Sheet {
    let field = Field::new;
    Sheet {
        title: "地名备案表".into(),
        number: Some("备案编号：42900620230007".into()),
        body: vec![Block::Form(vec![
            vec![field("标准名称", "埫口街"), field("罗马字母拼写", "Dòngkǒu Jiē")],
            vec![field("地名类别", "街巷"), field("所属行政区", "天门市剅河镇")],
            vec![
                field("批准机关", "天门市人民政府"),
                field("批准日期", "2023年6月25日"),
                field("文号", "天政函〔2023〕31号"),
            ],
            vec![field("位置描述", "东起卡子门路，西至垱湖路，长760米，宽18米。").of_lines(3)],
            vec![field("报备单位\n（盖章）", "").of_lines(6)],
            vec![field("受理单位\n意见", "").of_lines(6)],
        ])],
        ..Sheet::default()
    }
}

fn street_columns() -> Vec<Column> {
    vec![
        Column::new("序号"),
        Column::new("标准名称"),
        Column::new("汉语拼音"),
        Column::new("起点"),
        Column::new("止点"),
        Column::new("长度（米）").aligned(Align::Right),
        Column::new("宽度（米）").aligned(Align::Right),
    ]
}

fn street(
    number: usize,
    name: &str,
    spelling: &str,
    from: &str,
    to: &str,
    length_m: &str,
    width_m: &str,
) -> Vec<String> {
    [&number.to_string(), name, spelling, from, to, length_m, width_m].map(String::from).to_vec()
}
