//! Streets that are proposed, each with a name and a line of its own.

use serde_json::{Value, json};

/// Characters with one reading each; two of them and 路 are a name.
const FIRST: [(&str, &str); 12] = [
    ("稻", "dào"),
    ("棉", "mián"),
    ("桂", "guì"),
    ("松", "sōng"),
    ("竹", "zhú"),
    ("梅", "méi"),
    ("兰", "lán"),
    ("菊", "jú"),
    ("柳", "liǔ"),
    ("桐", "tóng"),
    ("枫", "fēng"),
    ("樱", "yīng"),
];
const SECOND: [(&str, &str); 10] = [
    ("香", "xiāng"),
    ("溪", "xī"),
    ("塘", "táng"),
    ("岭", "lǐng"),
    ("湾", "wān"),
    ("洲", "zhōu"),
    ("坪", "píng"),
    ("泉", "quán"),
    ("林", "lín"),
    ("丰", "fēng"),
];

/// A street of its own for each number, complete as an application wants it.
pub(crate) fn street(number: usize) -> Value {
    let (first, second) = (FIRST[number % 12], SECOND[number / 12 % 10]);
    let third = FIRST[number / 120 % 12];
    let (name, readings) = if number < 120 {
        (format!("{}{}路", first.0, second.0), json!([first.1, second.1, "lù"]))
    } else {
        (format!("{}{}{}路", first.0, second.0, third.0), json!([first.1, second.1, third.1, "lù"]))
    };
    json!({
        "name": name, "readings": readings, "category": "23514", "reason": "取地方物产之名。",
        "geometry": line(number),
        "street": { "starts_at": "东湖大道", "ends_at": "西湖大道", "length_m": 96, "width_m": 12, "orientation": "E-W",
                    "admin_tier": "town", "surface": "asphalt" },
    })
}

/// A line of its own for each number, in the first township.
pub(crate) fn line(number: usize) -> Value {
    let number = u32::try_from(number).unwrap();
    let (x, y) = (113.02 + 0.002 * f64::from(number % 100), 30.45 + 0.002 * f64::from(number / 100));
    json!({ "type": "LineString", "coordinates": [[x, y], [x + 0.001, y]] })
}
