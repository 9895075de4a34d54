//! Who may do what about defects.

use crate::kernel::actor::Role;

/// Who reads them.
pub const READERS: &[Role] = &[Role::BoundaryOfficer, Role::FieldCrew, Role::Leader, Role::Archivist, Role::Auditor];

/// Who reports them.
pub const REPORTERS: &[Role] = &[Role::BoundaryOfficer, Role::FieldCrew];

/// Who works on them.
pub const WRITERS: &[Role] = &[Role::BoundaryOfficer];

/// Who confirms a repair for this side.
pub const DECIDERS: &[Role] = &[Role::Leader];
