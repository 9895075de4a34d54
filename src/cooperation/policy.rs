//! Who may do what. Routes name these roles as their owners; a township clerk has what belongs to the own township.

use crate::kernel::actor::Role;

/// Who reads all of it.
pub const READERS: &[Role] = &[Role::BoundaryOfficer, Role::Leader, Role::Archivist, Role::Auditor];

/// Who reads what belongs to townships; clerks that of their own.
pub const READERS_OF_TOWNSHIPS: &[Role] =
    &[Role::BoundaryOfficer, Role::Leader, Role::Archivist, Role::Auditor, Role::TownshipClerk];

/// Who writes.
pub const WRITERS: &[Role] = &[Role::BoundaryOfficer];

/// Who reports disputes, risk points and alerts.
pub const REPORTERS: &[Role] = &[Role::BoundaryOfficer, Role::TownshipClerk];

/// Who confirms minutes, signs, classifies and grades.
pub const DECIDERS: &[Role] = &[Role::Leader];

/// Who is told how to reach somebody at a neighbour's office.
pub const CALLERS: &[Role] = &[Role::BoundaryOfficer, Role::Leader];

/// Who erases that.
pub const ERASERS: &[Role] = &[Role::BoundaryOfficer, Role::Admin];

/// Who is told where exactly a risk point lies.
pub const EXACT: &[Role] = READERS;
