//! Whether an act says what it may say: lengths, characters, numbers, sides. Its texts lose the blanks around them.

use super::{
    Act, Escalation, Filing, Fix, Issue, Member, Report, Scheme, Signature,
    scheme::{MOST_ITEMS, MOST_MEMBERS},
};
use crate::{
    inspections::{
        dossier::Frame,
        findings::{Finding, MarkerFinding, Measured},
        subject::Subject,
    },
    kernel::{plain_text, text::Text},
};

/// Most photos of one finding.
const MOST_PHOTOS: usize = 20;

/// Longest text of several lines, in characters.
const PROSE: usize = 20_000;

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// Place in the act, RFC 6901.
    pub pointer: String,
    /// What is wrong.
    pub text: Text,
}

fn unfit(pointer: impl Into<String>, zh: &str, en: &str) -> Unfit {
    Unfit { pointer: pointer.into(), text: Text::new(zh, en) }
}

fn line(pointer: impl Into<String>, text: &mut String, most: usize) -> Result<(), Unfit> {
    let tidy = plain_text::line(text, most).map(str::to_owned);
    put(pointer, text, tidy)
}

fn prose(pointer: impl Into<String>, text: &mut String, most: usize) -> Result<(), Unfit> {
    let tidy = plain_text::prose(text, most).map(|text| text.replace("\r\n", "\n"));
    put(pointer, text, tidy)
}

fn put(
    pointer: impl Into<String>,
    text: &mut String,
    tidy: Result<String, plain_text::TextFault>,
) -> Result<(), Unfit> {
    *text = tidy.map_err(|fault| Unfit { pointer: pointer.into(), text: fault.text() })?;
    Ok(())
}

impl Act {
    /// Checks it for an inspection of these two sides.
    pub fn tidy(&mut self, frame: &Frame) -> Result<(), Unfit> {
        match self {
            Self::Scheme(scheme) => scheme.tidy(frame),
            Self::Enter(entry) => {
                if Subject::of(&entry.item, &entry.finding).is_none() {
                    return Err(unfit(
                        "/finding/check",
                        "界线段作 desk 或 segment 检查，界桩作 marker 检查",
                        "a segment is checked as desk or segment, a marker as marker",
                    ));
                }
                entry.finding.tidy()
            }
            Self::Find(issue) => issue.tidy(frame),
            Self::Fix(fix) => fix.tidy(frame),
            Self::Escalate(escalation) => escalation.tidy(),
            Self::Report(report) => report.tidy(),
            Self::Sign(signature) => signature.tidy(),
            Self::File(filing) => filing.tidy(),
        }
    }
}

fn side(pointer: impl Into<String>, code: &str, frame: &Frame) -> Result<(), Unfit> {
    if frame.sides.iter().any(|known| known == code) {
        return Ok(());
    }
    let [lower, higher] = &frame.sides;
    let text = Text::new(
        format!("须为两侧代码之一：{lower} 或 {higher}"),
        format!("takes the code of a side: {lower} or {higher}"),
    );
    Err(Unfit { pointer: pointer.into(), text })
}

impl Scheme {
    fn tidy(&mut self, frame: &Frame) -> Result<(), Unfit> {
        prose("/text", &mut self.text, PROSE)?;
        if !(1..=MOST_MEMBERS).contains(&self.members.len()) {
            return Err(unfit("/members", "须有 1 至 100 人", "takes 1 to 100 people"));
        }
        for (at, Member { name, unit, side: of, duty }) in self.members.iter_mut().enumerate() {
            line(format!("/members/{at}/name"), name, 100)?;
            line(format!("/members/{at}/unit"), unit, 100)?;
            side(format!("/members/{at}/side"), of, frame)?;
            duty.as_mut().map_or(Ok(()), |duty| line(format!("/members/{at}/duty"), duty, 100))?;
        }
        if frame.sides.iter().any(|code| !self.members.iter().any(|member| member.side == *code)) {
            return Err(unfit("/members", "须有双方人员", "somebody of each side takes part"));
        }
        if self.field_to < self.field_from {
            return Err(unfit("/field_to", "早于开始日期", "comes before the first day"));
        }
        if !(1..=MOST_ITEMS).contains(&self.items.len()) {
            return Err(unfit("/items", "须有 1 至 1000 项", "takes 1 to 1000 items"));
        }
        let mut keys: Vec<_> = self.items.iter().map(|item| item.key.clone()).collect();
        keys.sort();
        if keys.windows(2).any(|pair| matches!(pair, [one, next] if one == next)) {
            return Err(unfit("/items", "同一界线段或界桩列了两次", "an item is named twice"));
        }
        for (at, item) in self.items.iter_mut().enumerate() {
            line(format!("/items/{at}/title"), &mut item.title, 300)?;
            let description = item.description.as_mut();
            description.map_or(Ok(()), |text| prose(format!("/items/{at}/description"), text, 1_000))?;
        }
        Ok(())
    }
}

impl Finding {
    fn tidy(&mut self) -> Result<(), Unfit> {
        let note = match self {
            Self::Desk(desk) => &mut desk.note,
            Self::Segment(segment) => &mut segment.note,
            Self::Marker(marker) => {
                marker.tidy()?;
                &mut marker.note
            }
        };
        note.as_mut().map_or(Ok(()), |note| prose("/finding/note", note, 2_000))
    }
}

impl MarkerFinding {
    fn tidy(&self) -> Result<(), Unfit> {
        if let Some(Measured { lon, lat, accuracy_m }) = self.measured
            && !((-180.0..=180.0).contains(&lon)
                && (-90.0..=90.0).contains(&lat)
                && (0.0..100_000.0).contains(&accuracy_m))
        {
            return Err(unfit(
                "/finding/measured",
                "须为经度、纬度（度）和精度（米）",
                "takes longitude and latitude in degrees, accuracy in metres",
            ));
        }
        let is_digest =
            |text: &String| text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if self.photos.len() > MOST_PHOTOS || !self.photos.iter().all(is_digest) {
            return Err(unfit(
                "/finding/photos",
                "至多 20 张，各为 SHA-256（十六进制）",
                "takes at most 20 photos by their SHA-256",
            ));
        }
        Ok(())
    }
}

impl Issue {
    fn tidy(&mut self, frame: &Frame) -> Result<(), Unfit> {
        prose("/text", &mut self.text, 2_000)?;
        side("/responsible", &self.responsible, frame)
    }
}

impl Fix {
    fn tidy(&mut self, frame: &Frame) -> Result<(), Unfit> {
        prose("/text", &mut self.text, 2_000)?;
        if self.present.len() > MOST_MEMBERS {
            return Err(unfit("/present", "至多 100 人", "takes at most 100 people"));
        }
        for (at, present) in self.present.iter_mut().enumerate() {
            line(format!("/present/{at}/name"), &mut present.name, 100)?;
            line(format!("/present/{at}/unit"), &mut present.unit, 100)?;
            side(format!("/present/{at}/side"), &present.side, frame)?;
        }
        number(&mut self.document_number)
    }

    /// Whether people of both sides were there.
    #[must_use]
    pub fn has_both(&self, frame: &Frame) -> bool {
        frame.sides.iter().all(|code| self.present.iter().any(|present| present.side == *code))
    }
}

fn number(number: &mut Option<String>) -> Result<(), Unfit> {
    number.as_mut().map_or(Ok(()), |number| line("/document_number", number, 100))
}

impl Escalation {
    fn tidy(&mut self) -> Result<(), Unfit> {
        line("/to", &mut self.to, 100)?;
        prose("/reason", &mut self.reason, 2_000)?;
        line("/document_number", &mut self.document_number, 100)
    }
}

impl Report {
    fn tidy(&mut self) -> Result<(), Unfit> {
        prose("/course", &mut self.course, PROSE)?;
        prose("/agreement", &mut self.agreement, PROSE)?;
        prose("/markers", &mut self.markers, PROSE)?;
        prose("/features", &mut self.features, PROSE)?;
        prose("/crossings", &mut self.crossings, PROSE)?;
        self.other.as_mut().map_or(Ok(()), |other| prose("/other", other, PROSE))?;
        prose("/conclusion", &mut self.conclusion, PROSE)
    }
}

impl Signature {
    fn tidy(&mut self) -> Result<(), Unfit> {
        line("/digest", &mut self.digest, 64)?;
        number(&mut self.document_number)
    }
}

impl Filing {
    fn tidy(&mut self) -> Result<(), Unfit> {
        line("/authority", &mut self.authority, 100)?;
        line("/document_number", &mut self.document_number, 100)
    }
}
