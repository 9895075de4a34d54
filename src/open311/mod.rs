//! Open311 GeoReport v2 at `/open311/v2`: applications of the city report damage to signs and read how far it is.
//!
//! Each damage is a service. XML and JSON say the same (`node`); what goes wrong is a list of code and description in the
//! format that was asked for (`fault`). A request is a damage report: what is told of it is what everybody may know
//! ([`crate::signs::citizens::PublicReport`]), so that neither the words of citizens nor who they are ever come out again.
//!
//! | method | |
//! | --- | --- |
//! | `GET discovery`, `GET services`, `GET services/{service_code}` | what can be reported |
//! | `POST requests` | a report, by form, with `media` as multipart; the key may be left out (ADR 0027) |
//! | `GET tokens/{token}` | requests are known at once: the token is the sender's code |
//! | `GET requests`, `GET requests/{service_request_id}` | with `page`, `page_size`, `extensions`, `updated_after`, `updated_before` |
//! | `GET`, `POST servicerequestupdates` | steps of requests, in the form of mySociety |
//!
//! Not done: `jurisdiction_id` is passed over, since there is one; pictures behind `media_url` are not fetched.

mod fault;
mod filing;
mod format;
mod http;
mod node;
mod period;
mod request;
mod service;
mod update;

pub use http::{Open311, routes};
