//! What the tests share.

pub(crate) mod app;
pub(crate) mod bureau;
pub(crate) mod crew;
pub(crate) mod database;
pub(crate) mod document;
pub(crate) mod entering;
pub(crate) mod phone;
pub(crate) mod photo;
pub(crate) mod printed;

pub(crate) use app::{Answer, TestApp, encoded};
pub(crate) use bureau::{Bureau, Who};
pub(crate) use crew::Crew;
pub(crate) use database::TestDatabase;
pub(crate) use document::{holds, schema_of};
pub(crate) use phone::{Captured, receipt_says, sync, sync_body};
pub(crate) use photo::{TestPhoto, bomb};
pub(crate) use printed::printed;
