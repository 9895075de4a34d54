//! The calendar, read back by a parser that is not ours.

use icalendar::{
    CalendarComponent,
    parser::{Component as Read, read_calendar, unfold},
};
use proptest::prelude::*;
use time::macros::{date, datetime};
use uuid::Uuid;

use super::*;
use crate::{
    kernel::{actor::Role, law, validity::ValidPeriod},
    obligations::{Basis, LimitKind, LimitStart, ObligationId, Standstill, Subject, TimeLimit, TimeLimitId},
};

fn filing() -> Obligation {
    Obligation {
        id: ObligationId(Uuid::from_u128(7)),
        subject: Subject::naming_case(Uuid::from_u128(9)),
        part: None,
        limit: TimeLimit {
            id: TimeLimitId(Uuid::from_u128(1)),
            kind: LimitKind::Filing,
            days: 15,
            count: DayCount::Calendar,
            starts_from: LimitStart::Approval,
            basis: Basis::Article(law::article("R753-13").unwrap()),
            valid: ValidPeriod::ALWAYS,
        },
        township_code: None,
        responsible: Role::NamingOfficer,
        label: "2023-0007 岳口镇七条镇级道路命名".into(),
        begins_on: date!(2023 - 06 - 17),
        due_on: date!(2023 - 07 - 02),
        due_is_certain: true,
        standstill: None,
        stopped_days: 0,
        end: None,
        changed_at: datetime!(2023-06-19 16:30:05.25 UTC),
    }
}

fn working() -> WorkCalendar {
    WorkCalendar::new([], [2023])
}

/// The properties of the one event, with the values as another program understands them.
fn read_back(text: &str) -> impl Fn(&str) -> String + use<> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    let find = |component: &Read<'_>| match CalendarComponent::from(component.clone()) {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    };
    let event = calendar.components.iter().find_map(find).unwrap();
    move |name| icalendar::Component::property_value(&event, name).unwrap_or_default().to_owned()
}

#[test]
fn a_due_day_is_an_all_day_event_with_its_basis() {
    let text = calendar(&[filing()], &working(), "http://names.example");
    let event = read_back(&text);
    assert_eq!(event("DTSTART"), "20230702");
    assert_eq!(event("SUMMARY"), "备案到期：2023-0007 岳口镇七条镇级道路命名");
    assert_eq!(
        event("DESCRIPTION"),
        "期限：自批准（2023-06-17）起 15 日，当日不计\n依据：《地名管理条例》第十三条\n到期日为非工作日，其后首个工作日为 2023-07-03"
    );
    assert_eq!(event("UID"), "00000000-0000-0000-0000-000000000007@mingjie");
    assert_eq!(event("DTSTAMP"), "20230619T163005Z");
    assert_eq!(event("URL"), "http://names.example/api/v1/naming-cases/00000000-0000-0000-0000-000000000009");
    assert!(text.contains("\r\nDTSTART;VALUE=DATE:20230702\r\n") && text.contains("\r\nTRIGGER:-P3D\r\n"), "{text}");
}

#[test]
fn what_stands_still_says_so_and_what_is_uncertain_does_too() {
    let standstill = Some(Standstill { from: date!(2023 - 06 - 20), reason: "等待规划调整".into() });
    let still = Obligation { standstill, stopped_days: 4, due_is_certain: false, ..filing() };
    let event = read_back(&calendar(&[still], &WorkCalendar::default(), ""));
    assert_eq!(event("STATUS"), "TENTATIVE");
    assert!(event("SUMMARY").starts_with("备案到期（中止计时）："), "{}", event("SUMMARY"));
    for part in ["其间中止 4 日", "自 2023-06-20 起中止：等待规划调整", "到期日可能变动", "该年节假日安排尚未录入"]
    {
        assert!(event("DESCRIPTION").contains(part), "{part}");
    }
}

#[test]
fn a_calendar_without_events_is_one_too() {
    let text = calendar(&[], &working(), "");
    assert!(read_calendar(&unfold(&text)).unwrap().components.is_empty());
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("\r\nEND:VCALENDAR\r\n"));
}

proptest! {
    /// Labels hold commas, semicolons, backslashes, rare characters of four octets, and may be long.
    #[test]
    fn any_label_comes_back_from_lines_of_at_most_75_octets(label in "[,;:\\\\\"a-z剅垱𡍲é 名]{1,120}") {
        let text = calendar(&[Obligation { label: label.clone(), ..filing() }], &working(), "http://names.example");
        prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {}", line.len(), line);
        }
        let (name, unfolded) = ("\r\nSUMMARY:", text.replace("\r\n ", ""));
        let from = unfolded.find(name).unwrap() + name.len();
        let value = unfolded[from..].split("\r\n").next().unwrap();
        let mut plain = String::new();
        let mut characters = value.chars();
        while let Some(c) = characters.next() {
            plain.push(if c == '\\' { characters.next().unwrap() } else { c });
        }
        prop_assert_eq!(&plain, &format!("备案到期：{label}"));
        let summary = read_back(&text)("SUMMARY");
        prop_assert_eq!(summary.trim_end(), plain.trim_end());
    }
}
