//! Content that is written as XML or as JSON.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use serde_json::{Map, Value, json};

/// A piece of content. XML has an element around each; in JSON lists are arrays and records are objects.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// Nothing is known.
    Absent,
    /// A text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Count(u32),
    /// Degrees, with seven decimals.
    Degrees(f64),
    /// Several of a kind, each called like this in XML.
    List(&'static str, Vec<Node>),
    /// Members in the order of the specification.
    Record(Vec<(&'static str, Node)>),
}

impl Node {
    /// A text that may be absent.
    pub(super) fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Absent, |text| Self::Text(text.into()))
    }

    /// As JSON.
    pub(super) fn json(&self) -> Value {
        match self {
            Self::Absent => Value::Null,
            Self::Text(text) => json!(text),
            Self::Flag(flag) => json!(flag),
            Self::Count(count) => json!(count),
            Self::Degrees(degrees) => json!((degrees * 1e7).round() / 1e7),
            Self::List(_, nodes) => nodes.iter().map(Self::json).collect(),
            Self::Record(members) => {
                let members = members.iter().map(|(name, node)| ((*name).to_owned(), node.json()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }

    /// As an XML document whose root is called `root`.
    pub(super) fn xml(&self, root: &str) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new());
        // A vector takes whatever is written.
        let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        self.write(root, &mut writer);
        writer.into_inner()
    }

    fn write(&self, name: &str, writer: &mut Writer<Vec<u8>>) {
        let text = match self {
            Self::Absent => {
                let _ = writer.write_event(Event::Empty(BytesStart::new(name)));
                return;
            }
            Self::Text(text) => text.clone(),
            Self::Flag(flag) => flag.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Degrees(degrees) => format!("{degrees:.7}"),
            Self::List(..) | Self::Record(_) => String::new(),
        };
        let _ = writer.write_event(Event::Start(BytesStart::new(name)));
        match self {
            Self::List(each, nodes) => nodes.iter().for_each(|node| node.write(each, writer)),
            Self::Record(members) => members.iter().for_each(|(name, node)| node.write(name, writer)),
            _ => {
                let _ = writer.write_event(Event::Text(BytesText::new(&text)));
            }
        }
        let _ = writer.write_event(Event::End(BytesEnd::new(name)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_elements_of_one_name_or_an_array() {
        let node = Node::Record(vec![
            ("code", Node::Text("a<b & \"c\"".into())),
            ("zipcode", Node::Absent),
            ("lat", Node::Degrees(30.65)),
            ("values", Node::List("value", vec![Node::Count(1), Node::Flag(true)])),
        ]);
        let xml = String::from_utf8(node.xml("root")).unwrap();
        let document = roxmltree::Document::parse(&xml).unwrap();
        let texts: Vec<_> = document
            .descendants()
            .filter(roxmltree::Node::is_element)
            .map(|node| (node.tag_name().name(), node.text()))
            .collect();
        assert_eq!(texts[1..4], [("code", Some("a<b & \"c\"")), ("zipcode", None), ("lat", Some("30.6500000"))]);
        assert_eq!(texts[5..], [("value", Some("1")), ("value", Some("true"))]);
        assert_eq!(node.json(), json!({ "code": "a<b & \"c\"", "zipcode": null, "lat": 30.65, "values": [1, true] }));
    }
}
