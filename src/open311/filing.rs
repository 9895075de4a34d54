//! A new request: what an application sends becomes a damage report.

use time::OffsetDateTime;

use super::{
    fault::bad,
    request::{named, unknown_service},
};
use crate::{
    db::tx::Tx,
    http::{
        Params, Problem,
        content::{line, prose},
    },
    kernel::{
        contact::{LONGEST_CONTACT, is_email, is_phone},
        crs::SourceCrs,
    },
    signs::{
        Refusal, SignId,
        citizens::Reporter,
        damage::{DamageType, Fix, NewReport, Source, model::LONGEST_DESCRIPTION},
    },
};

/// Longest address in words, in characters.
const LONGEST_ADDRESS: usize = 200;

/// Longest `media_url`, in characters.
const LONGEST_URL: usize = 500;

/// What was sent, but for its sign.
#[derive(Debug)]
pub(super) struct Filing {
    report: NewReport,
    pub(super) reporter: Reporter,
    /// Number of the sign as somebody typed it.
    sign: Option<String>,
}

impl Filing {
    /// Reads the form.
    pub(super) fn read(form: &Params, now: OffsetDateTime) -> Result<Self, Problem> {
        let text = |name: &str| form.text(name).map(str::trim).filter(|text| !text.is_empty());
        let code = text("service_code").ok_or_else(|| bad("缺少 service_code", "service_code was not provided"))?;
        let damage: DamageType = code.parse().map_err(|_| unknown_service(code))?;
        let sign = text("attribute[sign_id]").or_else(|| text("address_id")).map(str::to_owned);
        let location = text("address_string").map(|text| line("/address_string", text, LONGEST_ADDRESS)).transpose()?;
        let fix = position(text("lat"), text("long"))?;
        if sign.is_none() && location.is_none() && fix.is_none() {
            return Err(bad(
                "请提供 address_id（标志编号）、lat 和 long，或 address_string",
                "provide address_id (the number of the sign), lat and long, or address_string",
            ));
        }
        let report = NewReport {
            id: None,
            damage,
            severity: damage.severity(text("attribute[dangerous]") == Some("yes")),
            source: Source::Public,
            sign: None,
            face: None,
            location,
            fix,
            description: description(text("description"), text("media_url"))?,
            seen_at: now,
            photos: Vec::new(),
            is_distinct: false,
        };
        Ok(Self { report, reporter: reporter(text)?, sign })
    }

    /// The report on its sign, which is there now.
    pub(super) async fn placed(
        mut self,
        tx: &Tx,
        now: OffsetDateTime,
    ) -> Result<(NewReport, Reporter, Option<SignId>), Problem> {
        if let Some(typed) = &self.sign {
            let sign = named(tx, typed, now).await?;
            if sign.ended_on.is_some() {
                return Err(Refusal::Gone.into());
            }
            self.report.sign = Some(sign.id);
        }
        let sign = self.report.sign;
        Ok((self.report, self.reporter, sign))
    }
}

/// Where it is, in WGS 84 degrees.
fn position(lat: Option<&str>, long: Option<&str>) -> Result<Option<Fix>, Problem> {
    let (Some(lat), Some(long)) = (lat, long) else {
        return match (lat, long) {
            (None, None) => Ok(None),
            _ => Err(bad("lat 和 long 须同时提供", "lat and long go together")),
        };
    };
    let (Ok(lat), Ok(long)) = (lat.parse::<f64>(), long.parse::<f64>()) else {
        return Err(bad("lat 和 long 须为度数", "lat and long are degrees"));
    };
    let position = SourceCrs::Wgs84.to_storage(long, lat).map_err(|error| {
        let text = error.text();
        bad(text.zh, text.en)
    })?;
    Ok(Some(Fix { position: position.coord().into(), accuracy_m: None, stated_crs: SourceCrs::Wgs84 }))
}

/// The words; a picture elsewhere is named in them, since nothing is fetched.
fn description(words: Option<&str>, media_url: Option<&str>) -> Result<Option<String>, Problem> {
    let url = media_url.map(|url| line("/media_url", url, LONGEST_URL)).transpose()?;
    let parts: Vec<String> = [words.map(str::to_owned), url].into_iter().flatten().collect();
    if parts.is_empty() {
        return Ok(None);
    }
    prose("/description", &parts.join("\n"), LONGEST_DESCRIPTION).map(Some)
}

/// Who sends it, as far as it was said.
fn reporter<'a>(text: impl Fn(&str) -> Option<&'a str>) -> Result<Reporter, Problem> {
    let (first, last) = (text("first_name"), text("last_name"));
    // Chinese family names come first and stand close; others follow after a blank.
    let is_chinese = last.is_some_and(|last| !last.is_ascii());
    let name = match (first, last) {
        (Some(first), Some(last)) if is_chinese => Some(format!("{last}{first}")),
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (one, other) => one.or(other).map(str::to_owned),
    };
    let short = |pointer: &str, text: Option<String>| text.map(|text| line(pointer, text, LONGEST_CONTACT)).transpose();
    let reporter = Reporter {
        name: short("/first_name", name)?,
        phone: short("/phone", text("phone").map(str::to_owned))?,
        email: short("/email", text("email").map(str::to_owned))?,
    };
    if reporter.phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
        return Err(bad("phone 无法识别", "phone is no telephone number"));
    }
    if reporter.email.as_deref().is_some_and(|email| !is_email(email)) {
        return Err(bad("email 无法识别", "email is no e-mail address"));
    }
    Ok(reporter)
}
