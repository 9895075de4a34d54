//! What is due as a calendar (RFC 5545): one all-day event on the due day of each open obligation, and an alarm three
//! days before. What is met or dropped is not in it any more.
//!
//! The text depends on the obligations and the holidays alone, not on the day of asking, so that a client that has it is
//! told so.

#[cfg(test)]
mod tests;

use time::{Date, OffsetDateTime, UtcOffset, format_description::BorrowedFormatItem, macros::format_description};

use super::model::Obligation;
use crate::kernel::calendar::{DayCount, WorkCalendar};

/// Most octets in a line, its end left out (section 3.1).
const LINE: usize = 75;

const DAY: &[BorrowedFormatItem<'static>] = format_description!("[year][month][day]");
const INSTANT: &[BorrowedFormatItem<'static>] = format_description!("[year][month][day]T[hour][minute][second]Z");

/// The calendar of these obligations; `base` is scheme and host of the addresses in it.
pub(super) fn calendar(obligations: &[Obligation], working: &WorkCalendar, base: &str) -> String {
    let mut lines = Lines::default();
    lines.line("BEGIN", "VCALENDAR");
    lines.line("VERSION", "2.0");
    lines.line("PRODID", "-//Mingjie//Legal clock//ZH");
    lines.line("CALSCALE", "GREGORIAN");
    lines.text("NAME", "名界·待办期限");
    lines.text("X-WR-CALNAME", "名界·待办期限");
    lines.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    for obligation in obligations {
        event(&mut lines, obligation, working, base);
    }
    lines.line("END", "VCALENDAR");
    lines.0
}

fn event(lines: &mut Lines, obligation: &Obligation, working: &WorkCalendar, base: &str) {
    let summary = summary(obligation);
    lines.line("BEGIN", "VEVENT");
    lines.line("UID", &format!("{}@mingjie", obligation.id));
    lines.line("DTSTAMP", &instant(obligation.changed_at));
    lines.line("DTSTART;VALUE=DATE", &day(obligation.due_on));
    lines.text("SUMMARY", &summary);
    lines.text("DESCRIPTION", &description(obligation, working));
    lines.line("URL", &format!("{base}{}", obligation.subject.address()));
    lines.line("STATUS", if obligation.standstill.is_some() { "TENTATIVE" } else { "CONFIRMED" });
    lines.line("TRANSP", "TRANSPARENT");
    lines.line("BEGIN", "VALARM");
    lines.line("ACTION", "DISPLAY");
    lines.line("TRIGGER", "-P3D");
    lines.text("DESCRIPTION", &summary);
    lines.line("END", "VALARM");
    lines.line("END", "VEVENT");
}

fn summary(obligation: &Obligation) -> String {
    let kind = obligation.limit.kind.title().zh;
    let still = if obligation.standstill.is_some() { "（中止计时）" } else { "" };
    format!("{kind}到期{still}：{}", obligation.label)
}

fn description(obligation: &Obligation, working: &WorkCalendar) -> String {
    let limit = &obligation.limit;
    let days = match limit.count {
        DayCount::Calendar => "日",
        DayCount::Working => "个工作日",
    };
    let mut lines = vec![
        format!(
            "期限：自{}（{}）起 {} {days}，当日不计",
            limit.starts_from.title().zh,
            obligation.begins_on,
            limit.days
        ),
        format!("依据：{}", limit.basis.citation().zh),
    ];
    if !obligation.due_is_certain {
        lines.push("到期年份的节假日安排尚未录入，到期日可能变动".to_owned());
    }
    if obligation.stopped_days > 0 {
        lines.push(format!("其间中止 {} 日", obligation.stopped_days));
    }
    if let Some(stop) = &obligation.standstill {
        lines.push(format!("自 {} 起中止：{}", stop.from, stop.reason));
    }
    let next = working.next_working_day(obligation.due_on);
    if next.value != obligation.due_on {
        let unsure = if next.known { "" } else { "（该年节假日安排尚未录入）" };
        lines.push(format!("到期日为非工作日，其后首个工作日为 {}{unsure}", next.value));
    }
    lines.join("\n")
}

fn day(day: Date) -> String {
    day.format(DAY).unwrap_or_default()
}

fn instant(instant: OffsetDateTime) -> String {
    instant.to_offset(UtcOffset::UTC).format(INSTANT).unwrap_or_default()
}

/// Content lines, folded and ended as the standard wants.
#[derive(Debug, Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is text (section 3.3.11).
    fn text(&mut self, name: &str, text: &str) {
        let mut value = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\\' | ';' | ',' => value.extend(['\\', c]),
                '\n' => value.push_str("\\n"),
                c if c.is_control() => {}
                c => value.push(c),
            }
        }
        self.line(name, &value);
    }

    /// A property whose value stands as it is. A line that is too long goes on behind a line end and a space; no
    /// character is cut in two.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if length + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
