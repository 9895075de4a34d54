//! What can be reported: each damage is a service, so that the lists of categories which applications show need no
//! further question.

use super::node::Node;
use crate::{http::Language, kernel::text::Text, signs::damage::DamageType};

/// The part of a sign that is concerned, as a group of services.
fn group(damage: DamageType) -> Text {
    match damage {
        DamageType::PoleDamaged | DamageType::Tilted | DamageType::Missing => Text::new("立杆与整体", "pole and whole"),
        DamageType::PlateDeformed | DamageType::Faded | DamageType::Occluded | DamageType::Defaced => {
            Text::new("牌面", "plate")
        }
        DamageType::WrongName | DamageType::WrongSpelling | DamageType::Misplaced => {
            Text::new("内容与位置", "text and place")
        }
    }
}

/// What a service is called.
pub(super) fn name(damage: DamageType, language: Language) -> String {
    let Text { zh, en } = damage.title();
    match language {
        Language::Chinese => format!("地名标志{zh}"),
        Language::English => format!("name sign: {en}"),
    }
}

/// All services, for `GET services`.
pub(super) fn list(language: Language) -> Node {
    let one = |damage: &DamageType| {
        let say = |zh: &str, en: &str| language.of_two(zh, en).to_owned();
        Node::Record(vec![
            ("service_code", Node::Text(damage.code().to_owned())),
            ("service_name", Node::Text(name(*damage, language))),
            (
                "description",
                Node::Text(say(
                    "请提供标志编号（标志二维码旁，S 加 7 位数字）；没有编号时提供位置",
                    "Give the number of the sign, which stands beside its code (S and seven digits), or else the position",
                )),
            ),
            ("metadata", Node::Flag(true)),
            ("type", Node::Text("realtime".to_owned())),
            ("keywords", Node::Text(say("地名标志,路牌", "name sign,street sign"))),
            ("group", Node::Text(group(*damage).say(language).to_owned())),
        ])
    };
    Node::List("service", DamageType::ALL.iter().map(one).collect())
}

/// What may be said of a damage beside what every request says, for `GET services/{service_code}`.
pub(super) fn definition(damage: DamageType, language: Language) -> Node {
    let say = |zh: &str, en: &str| language.of_two(zh, en).to_owned();
    let attribute = |order, code: &str, datatype: &str, help: String, description: String, values| {
        Node::Record(vec![
            ("variable", Node::Flag(true)),
            ("code", Node::Text(code.to_owned())),
            ("datatype", Node::Text(datatype.to_owned())),
            ("required", Node::Flag(false)),
            ("datatype_description", Node::Text(help)),
            ("order", Node::Count(order)),
            ("description", Node::Text(description)),
            ("values", Node::List("value", values)),
        ])
    };
    let value =
        |key: &str, name: String| Node::Record(vec![("key", Node::Text(key.to_owned())), ("name", Node::Text(name))]);
    let attributes = vec![
        attribute(
            1,
            "sign_id",
            "string",
            say("S 加 7 位数字，例如 S0000017", "S and seven digits, such as S0000017"),
            say("标志编号", "Number of the sign"),
            Vec::new(),
        ),
        attribute(
            2,
            "dangerous",
            "singlevaluelist",
            say("选择一项", "choose one"),
            say("是否可能伤到行人或车辆", "May it hurt somebody?"),
            vec![value("no", say("否", "no")), value("yes", say("是", "yes"))],
        ),
    ];
    Node::Record(vec![
        ("service_code", Node::Text(damage.code().to_owned())),
        ("attributes", Node::List("attribute", attributes)),
    ])
}
