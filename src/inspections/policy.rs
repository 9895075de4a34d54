//! Who may do what in joint inspections. Only the boundary officer and the leader write for this office; nobody of it writes
//! for the neighbour.

use super::{acts::Act, subject::Subject};
use crate::kernel::actor::Role;

/// Who reads inspections: those who are told exactly where markers stand.
pub const READERS: &[Role] = &[Role::BoundaryOfficer, Role::Leader, Role::Archivist, Role::Auditor];

/// Who plans inspections, invites the neighbour and exchanges packages.
pub const PLANNERS: &[Role] = &[Role::BoundaryOfficer];

/// Who says something in the name of this side; which of them says what is [`speaker`].
pub const SPEAKERS: &[Role] = &[Role::BoundaryOfficer, Role::Leader];

/// Who ties an inspection to the archives.
pub const ARCHIVERS: &[Role] = &[Role::BoundaryOfficer, Role::Archivist];

/// Who enters and revokes the keys of neighbours' offices.
pub const KEY_KEEPERS: &[Role] = &[Role::BoundaryOfficer, Role::Admin];

/// Who says an act for this side: scheme and report are signed by the leader, all else is the officer's.
#[must_use]
pub const fn speaker(act: &Act) -> Role {
    match act {
        Act::Sign(signature) if matches!(signature.subject, Subject::Scheme | Subject::Report) => Role::Leader,
        _ => Role::BoundaryOfficer,
    }
}
