//! Who may do what with signs. The steps of orders name their own roles ([`repair::state`](super::repair::state)).

use crate::kernel::actor::Role;

/// Who reads signs and the work on them.
pub const READERS: &[Role] = &[
    Role::TownshipClerk,
    Role::NamingOfficer,
    Role::FieldCrew,
    Role::BoundaryOfficer,
    Role::Leader,
    Role::Archivist,
    Role::Auditor,
];

/// Who enters signs, what they say and how they were found.
pub const ENTERERS: &[Role] = &[Role::NamingOfficer, Role::FieldCrew];

/// Who accepts, replaces and removes signs, orders work and decides on reports.
pub const KEEPERS: &[Role] = &[Role::NamingOfficer];

/// Who reports damage, and confirms what others reported.
pub const REPORTERS: &[Role] = &[Role::TownshipClerk, Role::NamingOfficer, Role::FieldCrew, Role::BoundaryOfficer];
