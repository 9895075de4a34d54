//! What citizens send, checked into what the service takes.

use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::{
    http::{
        Params, Problem,
        content::{line, prose, unfit},
        form::field,
        schema::{object, text},
    },
    kernel::contact::{LONGEST_CONTACT, is_email, is_phone},
    signs::{
        SignId,
        citizens::{Reporter, intake::MOST_PHOTOS},
        damage::{DamageType, NewReport, Source, model::LONGEST_DESCRIPTION},
        http::wire::{PositionBody, position_schema},
    },
};

/// A report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportBody {
    damage: DamageType,
    #[serde(default)]
    dangerous: bool,
    description: Option<String>,
    position: Option<PositionBody>,
    #[serde(default)]
    distinct: bool,
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

impl ReportBody {
    /// The fields of a form.
    pub(super) fn from_form(form: &Params) -> Result<Self, Problem> {
        let text = |name: &str| form.text(name).filter(|text| !text.trim().is_empty()).map(str::to_owned);
        Ok(Self {
            damage: field(form, "damage")?.ok_or_else(|| unfit("/damage", "请选择损坏类型", "say what is wrong"))?,
            dangerous: form.text("dangerous").is_some(),
            description: text("description"),
            position: None,
            distinct: form.text("distinct").is_some(),
            name: text("name"),
            phone: text("phone"),
            email: text("email"),
        })
    }

    /// The report on a sign, and who sends it.
    pub(super) fn checked(self, sign: SignId, now: OffsetDateTime) -> Result<(NewReport, Reporter), Problem> {
        let report = NewReport {
            id: None,
            damage: self.damage,
            severity: self.damage.severity(self.dangerous),
            source: Source::Public,
            sign: Some(sign),
            face: None,
            location: None,
            fix: self.position.as_ref().map(PositionBody::checked).transpose()?,
            description: self.description.map(|text| prose("/description", &text, LONGEST_DESCRIPTION)).transpose()?,
            seen_at: now,
            photos: Vec::new(),
            is_distinct: self.distinct,
        };
        Ok((report, reporter(self.name, self.phone, self.email)?))
    }
}

/// Who reports, as far as it was said.
fn reporter(name: Option<String>, phone: Option<String>, email: Option<String>) -> Result<Reporter, Problem> {
    let line = |pointer, text: Option<String>| text.map(|text| line(pointer, text, LONGEST_CONTACT)).transpose();
    let reporter =
        Reporter { name: line("/name", name)?, phone: line("/phone", phone)?, email: line("/email", email)? };
    if reporter.phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
        return Err(unfit("/phone", "电话号码无法识别", "this is no telephone number"));
    }
    if reporter.email.as_deref().is_some_and(|email| !is_email(email)) {
        return Err(unfit("/email", "电子邮箱无法识别", "this is no e-mail address"));
    }
    Ok(reporter)
}

/// Schema of [`ReportBody`].
pub(super) fn report_schema() -> Value {
    let contact = |description| json!({ "type": "string", "maxLength": LONGEST_CONTACT, "nullable": true, "description": description });
    object(
        &["damage"],
        json!({
            "damage": { "type": "string", "enum": DamageType::ALL },
            "dangerous": { "type": "boolean", "description": "it may hurt somebody" },
            "description": text(LONGEST_DESCRIPTION, "what was seen; never published"),
            "position": position_schema(),
            "distinct": { "type": "boolean", "description": "another damage than that of open reports" },
            "name": contact("kept apart and never published, like the two below"),
            "phone": contact("telephone number"),
            "email": contact("e-mail address"),
        }),
    )
}

/// Schema of the same as a form with files.
pub(super) fn form_schema() -> Value {
    let mut schema = report_schema();
    if let Some(members) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        members.remove("position");
        for tick in ["dangerous", "distinct"] {
            members.insert(tick.to_owned(), json!({ "type": "string", "description": "ticked if there is anything" }));
        }
        members.insert(
            "photos".to_owned(),
            json!({ "type": "array", "maxItems": MOST_PHOTOS, "items": { "type": "string", "format": "binary" } }),
        );
    }
    schema
}

/// Which open report somebody confirms.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmationBody {
    pub(super) report: String,
}

/// The code of a report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeBody {
    pub(super) code: String,
}
