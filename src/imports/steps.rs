//! The statements that carry staged rows into the register, in order. Each takes the import as its only parameter.

use crate::{db::Statement, published::Collection, statement};

/// Statements of one phase of one collection.
pub(super) type Steps = Vec<Statement>;

/// Find the rows that cannot be kept because of what the register or another row holds, and the things that rows
/// continue.
pub(super) fn resolving(collection: Collection) -> Steps {
    match collection {
        Collection::Divisions => vec![statement!("refuse_divisions"), statement!("adopt_divisions")],
        Collection::Places | Collection::Streets => vec![statement!("refuse_places"), statement!("adopt_places")],
        Collection::BuiltUpAreas => vec![],
        Collection::Names => vec![statement!("resolve_names"), statement!("refuse_names")],
    }
}

/// End what the rows supersede.
pub(super) fn ending(collection: Collection) -> Steps {
    match collection {
        Collection::Divisions => vec![statement!("end_divisions"), statement!("end_names")],
        Collection::Places => vec![statement!("end_places"), statement!("end_names")],
        Collection::Streets => vec![statement!("end_places"), statement!("end_streets"), statement!("end_names")],
        Collection::BuiltUpAreas | Collection::Names => vec![],
    }
}

/// Write the rows that can be kept.
pub(super) fn writing(collection: Collection) -> Steps {
    match collection {
        Collection::Divisions => vec![
            statement!("insert_divisions"),
            statement!("insert_standard_names"),
            statement!("insert_further_names"),
        ],
        Collection::BuiltUpAreas => vec![
            statement!("insert_built_up_areas"),
            statement!("insert_standard_names"),
            statement!("insert_further_names"),
        ],
        Collection::Places => {
            vec![statement!("insert_places"), statement!("insert_standard_names"), statement!("insert_further_names")]
        }
        Collection::Streets => vec![
            statement!("insert_places"),
            statement!("insert_streets"),
            statement!("insert_standard_names"),
            statement!("insert_further_names"),
        ],
        Collection::Names => vec![statement!("insert_names")],
    }
}

/// Look at what was written, beside everything else that the register holds.
pub(super) fn checking(collection: Collection) -> Steps {
    match collection {
        Collection::Divisions => vec![
            statement!("find_bad_shapes"),
            statement!("find_same_shapes_of_divisions"),
            statement!("find_unknown_parents"),
            statement!("find_same_named_divisions"),
        ],
        Collection::BuiltUpAreas => vec![
            statement!("find_bad_shapes"),
            statement!("find_same_shapes_of_built_up_areas"),
            statement!("find_unknown_codes"),
        ],
        Collection::Places => vec![
            statement!("find_bad_shapes"),
            statement!("find_same_shapes_of_places"),
            statement!("find_unknown_codes"),
            statement!("find_same_named_villages"),
            statement!("find_same_local_codes"),
            statement!("find_misplaced"),
        ],
        Collection::Streets => vec![
            statement!("find_bad_shapes"),
            statement!("find_same_shapes_of_places"),
            statement!("find_unknown_codes"),
            statement!("find_same_named_streets"),
            statement!("find_same_local_codes"),
            statement!("find_misplaced"),
            statement!("find_street_measures"),
        ],
        Collection::Names => vec![],
    }
}

/// Empty the staging tables of this import.
pub(super) fn clearing() -> Steps {
    vec![statement!("clear_findings"), statement!("clear_rows")]
}
