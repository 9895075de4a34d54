//! Who may import what.

use crate::{kernel::actor::Role, published::Collection};

/// Whether `role` may bring rows of `collection` into the register. Divisions are drawn by those who keep their
/// boundaries, too.
pub(super) fn may_import(role: Role, collection: Collection) -> bool {
    match role {
        Role::NamingOfficer => true,
        Role::BoundaryOfficer => collection == Collection::Divisions,
        Role::TownshipClerk
        | Role::FieldCrew
        | Role::Leader
        | Role::Archivist
        | Role::Auditor
        | Role::Admin
        | Role::Neighbour => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn naming_officers_import_everything_and_boundary_officers_divisions() {
        for collection in Collection::ALL {
            assert!(may_import(Role::NamingOfficer, collection));
            assert_eq!(may_import(Role::BoundaryOfficer, collection), collection == Collection::Divisions);
            assert!(!may_import(Role::Admin, collection));
        }
    }
}
