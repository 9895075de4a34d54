//! `/api/v1/naming-cases`

mod decisions;
mod filings;
mod items;
mod notices;
mod order;
mod papers;
mod people;
mod races;
mod register;
mod walk;
