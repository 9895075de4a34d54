//! Counts over borders of years, holidays and make-up days, against counting on one's fingers.

use proptest::prelude::*;
use time::macros::date;

use super::*;

/// Spring Festival and May Day of 2023, and the days given back for them; 2022 and 2023 are known.
fn calendar() -> WorkCalendar {
    let holidays = [
        (date!(2022 - 12 - 31), date!(2023 - 01 - 02)),
        (date!(2023 - 01 - 21), date!(2023 - 01 - 27)),
        (date!(2023 - 04 - 05), date!(2023 - 04 - 05)),
        (date!(2023 - 04 - 29), date!(2023 - 05 - 03)),
    ];
    let holidays = holidays.into_iter().flat_map(|(first, last)| days_from(first).take_while(move |day| *day <= last));
    let made_up =
        [date!(2023 - 01 - 28), date!(2023 - 01 - 29), date!(2023 - 04 - 23), date!(2023 - 05 - 06)].map(|d| (d, true));
    WorkCalendar::new(holidays.map(|day| (day, false)).chain(made_up), [2022, 2023])
}

fn known<T>(value: T) -> Counted<T> {
    Counted { value, known: true }
}

#[test]
fn make_up_days_are_worked_and_holidays_are_not() {
    let calendar = calendar();
    // Saturday and Sunday after Spring Festival are worked, its Friday is not.
    assert!(calendar.is_working_day(date!(2023 - 01 - 28)) && calendar.is_working_day(date!(2023 - 01 - 29)));
    assert!(!calendar.is_working_day(date!(2023 - 01 - 27)));
    // The Sunday before May Day is worked.
    assert!(calendar.is_working_day(date!(2023 - 04 - 23)) && !calendar.is_working_day(date!(2023 - 04 - 22)));
}

#[test]
fn five_working_days_over_spring_festival_end_after_it() {
    // Thursday 19 January: 20th, then 28th, 29th (made up), 30th, 31st.
    assert_eq!(calendar().add_working_days(date!(2023 - 01 - 19), 5), known(date!(2023 - 01 - 31)));
    assert_eq!(calendar().add_working_days(date!(2023 - 01 - 19), 0), known(date!(2023 - 01 - 19)));
}

#[test]
fn working_days_are_counted_over_may_day_with_its_make_up_days() {
    // Friday 21 April to Monday 8 May: 23 to 28 April (Sunday made up), 4, 5, 6 (made up) and 8 May.
    assert_eq!(calendar().working_days_between(date!(2023 - 04 - 21), date!(2023 - 05 - 08)), known(10));
    assert_eq!(calendar().working_days_between(date!(2023 - 05 - 08), date!(2023 - 04 - 21)), known(0));
}

#[test]
fn a_holiday_leads_to_the_next_working_day_and_a_working_day_to_itself() {
    assert_eq!(calendar().next_working_day(date!(2023 - 04 - 29)), known(date!(2023 - 05 - 04)));
    assert_eq!(calendar().next_working_day(date!(2023 - 05 - 06)), known(date!(2023 - 05 - 06)));
}

#[test]
fn a_count_crosses_the_year_and_says_when_it_leaves_the_known_ones() {
    // 30 December 2022 is a Friday; 31st to 2nd are New Year.
    assert_eq!(calendar().add_working_days(date!(2022 - 12 - 29), 2), known(date!(2023 - 01 - 03)));
    let beyond = calendar().add_working_days(date!(2023 - 12 - 29), 1);
    assert_eq!(beyond, Counted { value: date!(2024 - 01 - 01), known: false });
    assert!(!calendar().working_days_between(date!(2021 - 12 - 30), date!(2022 - 01 - 05)).known);
    assert!(!calendar().next_working_day(date!(2023 - 12 - 31)).known);
    assert_eq!(calendar().known_days(), Some((date!(2022 - 01 - 01), date!(2023 - 12 - 31))));
    assert_eq!(WorkCalendar::default().known_days(), None);
}

#[test]
fn the_day_of_the_event_is_not_counted_and_calendar_days_need_no_arrangement() {
    let due = WorkCalendar::default().due(date!(2023 - 06 - 20), 15, DayCount::Calendar, &[]);
    assert_eq!(due, known(date!(2023 - 07 - 05)));
    let due = WorkCalendar::default().due(date!(2023 - 06 - 20), 1, DayCount::Working, &[]);
    assert_eq!(due, Counted { value: date!(2023 - 06 - 21), known: false });
}

#[test]
fn a_stop_moves_the_end_by_the_days_it_lasted_and_none_after_the_end_does() {
    let (begins, calendar) = (date!(2023 - 03 - 01), calendar());
    let due = |stops: &[Stop]| calendar.due(begins, 30, DayCount::Calendar, stops).value;
    assert_eq!(due(&[]), date!(2023 - 03 - 31));
    let stop = |from, to| Stop { from, to };
    let first = stop(date!(2023 - 03 - 10), date!(2023 - 03 - 20));
    assert_eq!(due(&[first]), date!(2023 - 04 - 10));
    // The second counts because the first moved the end behind its beginning.
    assert_eq!(due(&[first, stop(date!(2023 - 04 - 10), date!(2023 - 04 - 12))]), date!(2023 - 04 - 12));
    assert_eq!(due(&[first, stop(date!(2023 - 04 - 11), date!(2023 - 05 - 12))]), date!(2023 - 04 - 10));
    assert_eq!(due(&[stop(date!(2023 - 03 - 10), date!(2023 - 03 - 10))]), date!(2023 - 03 - 31));
}

#[test]
fn a_stop_of_working_days_leaves_out_the_working_days_in_it() {
    // Five working days from Monday 17 April: 18, 19, (20 to 25 stand still), 26, 27, 28.
    let stop = Stop { from: date!(2023 - 04 - 20), to: date!(2023 - 04 - 26) };
    let due = calendar().due(date!(2023 - 04 - 17), 5, DayCount::Working, &[stop]);
    assert_eq!(due, known(date!(2023 - 04 - 28)));
}

#[test]
fn the_end_of_the_calendar_is_met_and_not_overrun() {
    let calendar = calendar();
    assert_eq!(calendar.due(Date::MAX, 15, DayCount::Calendar, &[]).value, Date::MAX);
    assert_eq!(calendar.add_working_days(Date::MAX, 15).value, Date::MAX);
    assert_eq!(calendar.working_days_between(Date::MAX, Date::MAX).value, 0);
}

/// Day by day, as a clerk counts on a wall calendar.
fn on_the_wall(calendar: &WorkCalendar, begins: Date, n: u32, count: DayCount, stops: &[Stop]) -> Date {
    let counts = |day: &Date| {
        (count == DayCount::Calendar || calendar.is_working_day(*day))
            && !stops.iter().any(|stop| stop.from <= *day && *day < stop.to)
    };
    days_from(begins).skip(1).filter(counts).nth(n as usize - 1).unwrap()
}

proptest! {
    #[test]
    fn every_end_is_the_one_on_the_wall_calendar(
        begins in 0_i64..365, n in 1_u32..80, working: bool, gaps in prop::collection::vec((1_i64..30, 0_i64..30), 0..4),
    ) {
        let calendar = calendar();
        let begins = date!(2022 - 10 - 01) + Duration::days(begins);
        let mut at = begins - Duration::days(5);
        let stops: Vec<_> = gaps.into_iter().map(|(gap, length)| {
            let from = at + Duration::days(gap);
            at = from + Duration::days(length);
            Stop { from, to: at }
        }).collect();
        let count = if working { DayCount::Working } else { DayCount::Calendar };
        prop_assert_eq!(
            calendar.due(begins, n, count, &stops).value, on_the_wall(&calendar, begins, n, count, &stops)
        );
    }

    #[test]
    fn working_days_between_two_days_are_those_counted_one_by_one(after in 0_i64..400, length in 0_i64..200) {
        let calendar = calendar();
        let after = date!(2022 - 10 - 01) + Duration::days(after);
        let to = after + Duration::days(length);
        let one_by_one = days_from(after).skip(1).take_while(|day| *day <= to).filter(|day| calendar.is_working_day(*day));
        let counted = calendar.working_days_between(after, to).value;
        prop_assert_eq!(counted as usize, one_by_one.count());
    }
}
