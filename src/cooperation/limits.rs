//! How soon things are to be done, as the office practises it: the law sets no number of days or hours for any of them
//! (domain notes 5). What is late is told and blocks nothing.

use time::Duration;

/// Receipt of a bulletin is confirmed within so many calendar days.
pub const RECEIPT_DAYS: i64 = 2;

/// A bulletin that asks for an answer gets one within so many calendar days.
pub const REPLY_DAYS: i64 = 10;

/// Somebody is on the spot of a dispute, and mediation has begun, within 24 hours of the report (R26 art. 10: at once).
pub const FIRST_RESPONSE: Duration = Duration::hours(24);

/// Where no plan says otherwise the higher office has the first report of an emergency within four hours of the alert, as
/// the national general plan of 2006 has it for the two gravest levels.
pub const FIRST_REPORT: Duration = Duration::hours(4);

/// Where no plan says otherwise it has the final one within so many calendar days of the end.
pub const FINAL_REPORT_DAYS: i32 = 15;

/// An agreement is to be renewed when it ends within so many calendar days.
pub const EXPIRING_DAYS: i64 = 90;

/// A contact was confirmed within so many calendar days, or is not current.
pub const CONTACT_CURRENT_DAYS: i64 = 365;
