//! What the tests share.

pub(crate) mod app;
pub(crate) mod bureau;
pub(crate) mod database;
pub(crate) mod entering;

pub(crate) use app::{Answer, TestApp, encoded};
pub(crate) use bureau::{Bureau, Who};
pub(crate) use database::TestDatabase;
