//! What clients send, checked into what the service takes.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    http::{Params, Problem, content::unfit, form::field},
    publications::{
        codes::{Channel, Outcome, Stance},
        opinion::{Answer, Contact, LONGEST_SUMMARY, LONGEST_TEXT, NewOpinion},
    },
};

/// An opinion.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpinionBody {
    stance: Stance,
    text: String,
    #[serde(default)]
    item_id: Option<Uuid>,
    name: String,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    email: Option<String>,
    /// Of those that an officer enters.
    #[serde(default)]
    channel: Option<Channel>,
}

impl OpinionBody {
    /// As a citizen sends it.
    pub(super) fn of_citizen(self) -> Result<NewOpinion, Problem> {
        match self.channel {
            None | Some(Channel::Web) => Ok(self.by(Channel::Web)),
            Some(_) => Err(unfit("/channel", "网上提交的意见不写渠道", "an opinion from the web says no channel")),
        }
    }

    /// As an officer enters it.
    pub(super) fn of_officer(self) -> Result<NewOpinion, Problem> {
        match self.channel {
            Some(channel @ (Channel::Letter | Channel::Phone | Channel::Visit)) => Ok(self.by(channel)),
            None | Some(Channel::Web) => {
                Err(unfit("/channel", "渠道须为来信、来电或来访", "the channel is letter, phone or visit"))
            }
        }
    }

    fn by(self, channel: Channel) -> NewOpinion {
        let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        NewOpinion {
            item: self.item_id,
            stance: self.stance,
            text: self.text.replace("\r\n", "\n").trim().to_owned(),
            channel,
            contact: Contact { name: self.name.trim().to_owned(), phone: given(self.phone), email: given(self.email) },
        }
    }

    /// The schema; `channels` are those that may be said.
    pub(super) fn schema(channels: &[&str]) -> Value {
        let mut properties = json!({
            "stance": { "type": "string", "enum": ["support", "object", "comment"] },
            "text": { "type": "string", "minLength": 1, "maxLength": LONGEST_TEXT },
            "item_id": { "type": "string", "format": "uuid", "nullable": true },
            "name": { "type": "string", "minLength": 1, "maxLength": 100 },
            "phone": { "type": "string", "maxLength": 100, "nullable": true },
            "email": { "type": "string", "maxLength": 100, "nullable": true },
        });
        let mut required = vec!["stance", "text", "name"];
        if let (Value::Object(members), false) = (&mut properties, channels.is_empty()) {
            members.insert("channel".to_owned(), json!({ "type": "string", "enum": channels }));
            required.push("channel");
        }
        json!({
            "type": "object", "required": required, "additionalProperties": false, "properties": properties,
            "anyOf": [{ "required": ["phone"] }, { "required": ["email"] }],
            "description": "a telephone number or an e-mail address must be given",
        })
    }
}

impl OpinionBody {
    /// The fields of a form, read.
    pub(super) fn from_form(form: &Params) -> Result<Self, Problem> {
        let text = |name: &str| form.text(name).map(str::to_owned);
        Ok(Self {
            stance: field(form, "stance")?
                .ok_or_else(|| unfit("/stance", "请选择赞成、异议或建议", "choose support, objection or comment"))?,
            text: text("text").unwrap_or_default(),
            item_id: field(form, "item_id")?,
            name: text("name").unwrap_or_default(),
            phone: text("phone"),
            email: text("email"),
            channel: None,
        })
    }
}

/// The number and the code of an opinion.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeBody {
    pub(super) receipt: String,
    pub(super) code: String,
}

impl CodeBody {
    /// The fields of a form.
    pub(super) fn from_form(form: &Params) -> Self {
        let text = |name: &str| form.text(name).unwrap_or_default().to_owned();
        Self { receipt: text("receipt"), code: text("code") }
    }
}

/// An answer to an opinion.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerBody {
    outcome: Outcome,
    summary: String,
    text: String,
}

impl From<AnswerBody> for Answer {
    fn from(AnswerBody { outcome, summary, text }: AnswerBody) -> Self {
        Self { outcome, summary: summary.trim().to_owned(), text: text.trim().to_owned() }
    }
}

impl AnswerBody {
    pub(super) fn schema() -> Value {
        json!({
            "type": "object", "required": ["outcome", "summary", "text"], "additionalProperties": false,
            "properties": {
                "outcome": { "type": "string", "enum": Outcome::ALL },
                "summary": {
                    "type": "string", "minLength": 1, "maxLength": LONGEST_SUMMARY,
                    "description": "the opinion in the words of the office, without personal data; public with the \
                                    outcome once the notice is sealed",
                },
                "text": {
                    "type": "string", "minLength": 1, "maxLength": LONGEST_TEXT,
                    "description": "the answer, told to who sent the opinion by receipt and code; never public, the \
                                    seal holds its digest only. It outlasts an erasure of personal data: name nobody",
                },
            },
        })
    }
}

/// Why personal data is erased.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ErasureBody {
    pub(super) reason: String,
}
