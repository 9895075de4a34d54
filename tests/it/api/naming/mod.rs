//! `/api/v1/naming-cases`

mod announcements;
mod decisions;
mod drawn;
mod filings;
mod impact;
mod items;
mod list;
mod notices;
mod order;
mod papers;
mod people;
mod races;
mod register;
mod signs;
mod tables;
mod walk;
