//! The statements that carry staged rows into the register, in order. Each takes the import as its only parameter.

use super::Importable;
use crate::{db::Statement, statement};

/// Statements of one phase of one collection.
pub(super) type Steps = Vec<Statement>;

/// Find the rows that cannot be kept because of what the register or another row holds, and the things that rows
/// continue.
pub(super) fn resolving(collection: Importable) -> Steps {
    match collection {
        Importable::Divisions => vec![statement!("refuse_divisions"), statement!("adopt_divisions")],
        Importable::Places | Importable::Streets => vec![statement!("refuse_places"), statement!("adopt_places")],
        Importable::BuiltUpAreas => vec![],
        Importable::Names => vec![statement!("resolve_names"), statement!("refuse_names")],
    }
}

/// End what the rows supersede.
pub(super) fn ending(collection: Importable) -> Steps {
    match collection {
        Importable::Divisions => vec![statement!("end_divisions"), statement!("end_names")],
        Importable::Places => vec![statement!("end_places"), statement!("end_names")],
        Importable::Streets => vec![statement!("end_places"), statement!("end_streets"), statement!("end_names")],
        Importable::BuiltUpAreas | Importable::Names => vec![],
    }
}

/// Write the rows that can be kept.
pub(super) fn writing(collection: Importable) -> Steps {
    match collection {
        Importable::Divisions => vec![
            statement!("insert_divisions"),
            statement!("insert_standard_names"),
            statement!("insert_further_names"),
        ],
        Importable::BuiltUpAreas => vec![
            statement!("insert_built_up_areas"),
            statement!("insert_standard_names"),
            statement!("insert_further_names"),
        ],
        Importable::Places => {
            vec![statement!("insert_places"), statement!("insert_standard_names"), statement!("insert_further_names")]
        }
        Importable::Streets => vec![
            statement!("insert_places"),
            statement!("insert_streets"),
            statement!("insert_standard_names"),
            statement!("insert_further_names"),
        ],
        Importable::Names => vec![statement!("insert_names")],
    }
}

/// Look at what was written, beside everything else that the register holds.
pub(super) fn checking(collection: Importable) -> Steps {
    match collection {
        Importable::Divisions => vec![
            statement!("find_bad_shapes"),
            statement!("find_same_shapes_of_divisions"),
            statement!("find_unknown_parents"),
            statement!("find_same_named_divisions"),
        ],
        Importable::BuiltUpAreas => vec![
            statement!("find_bad_shapes"),
            statement!("find_same_shapes_of_built_up_areas"),
            statement!("find_unknown_codes"),
        ],
        Importable::Places => vec![
            statement!("find_bad_shapes"),
            statement!("find_same_shapes_of_places"),
            statement!("find_unknown_codes"),
            statement!("find_same_named_villages"),
            statement!("find_same_local_codes"),
            statement!("find_misplaced"),
        ],
        Importable::Streets => vec![
            statement!("find_bad_shapes"),
            statement!("find_same_shapes_of_places"),
            statement!("find_unknown_codes"),
            statement!("find_same_named_streets"),
            statement!("find_same_local_codes"),
            statement!("find_misplaced"),
            statement!("find_street_measures"),
        ],
        Importable::Names => vec![],
    }
}

/// Empty the staging tables of this import.
pub(super) fn clearing() -> Steps {
    vec![statement!("clear_findings"), statement!("clear_rows")]
}
