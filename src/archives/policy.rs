//! Who may do what with archives.

use crate::kernel::actor::Role;

/// Who reads volumes, items and scans.
pub const READERS: &[Role] = &[Role::Archivist, Role::BoundaryOfficer, Role::Leader, Role::Auditor];

/// Who collects items.
pub const COLLECTORS: &[Role] = &[Role::Archivist, Role::BoundaryOfficer];

/// Who does everything else.
pub const KEEPERS: &[Role] = &[Role::Archivist];
