//! Who acts: a role, and the person or token behind it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::text::Text;
use crate::typed_id;

typed_id!(
    /// One person's account.
    UserId
);

/// What a person may do in the bureau's work. The public has no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Applies for names and reports damage in one township (乡镇民政办).
    TownshipClerk,
    /// Keeps the register and runs naming cases (地名管理).
    NamingOfficer,
    /// Surveys and repairs signs, checks markers (外业).
    FieldCrew,
    /// Runs boundary work with the neighbours (界线管理).
    BoundaryOfficer,
    /// Decides and signs (局领导).
    Leader,
    /// Keeps the archive volumes (档案员).
    Archivist,
    /// Reads everything and writes nothing (审计).
    Auditor,
    /// Keeps accounts and configuration; no casework (系统管理员).
    Admin,
    /// The other side of one joint inspection, by invitation (邻方).
    Neighbour,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::TownshipClerk,
        Self::NamingOfficer,
        Self::FieldCrew,
        Self::BoundaryOfficer,
        Self::Leader,
        Self::Archivist,
        Self::Auditor,
        Self::Admin,
        Self::Neighbour,
    ];

    /// The word used in the database, in URLs and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TownshipClerk => "township_clerk",
            Self::NamingOfficer => "naming_officer",
            Self::FieldCrew => "field_crew",
            Self::BoundaryOfficer => "boundary_officer",
            Self::Leader => "leader",
            Self::Archivist => "archivist",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
            Self::Neighbour => "neighbour",
        }
    }
}

impl Role {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::TownshipClerk => ("乡镇民政办", "township clerk"),
            Self::NamingOfficer => ("地名管理", "naming officer"),
            Self::FieldCrew => ("外业", "field crew"),
            Self::BoundaryOfficer => ("界线管理", "boundary officer"),
            Self::Leader => ("局领导", "leader"),
            Self::Archivist => ("档案员", "archivist"),
            Self::Auditor => ("审计", "auditor"),
            Self::Admin => ("系统管理员", "administrator"),
            Self::Neighbour => ("邻方", "neighbour"),
        };
        Text::new(zh, en)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A word that names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no role")]
pub struct UnknownRole(String);

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.code() == code).ok_or_else(|| UnknownRole(code.to_owned()))
    }
}

/// The one on whose behalf a request or a command runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person with an account, through a session or a token.
    User {
        /// The account.
        id: UserId,
        /// The log-in name, as written into the record of what was done.
        name: String,
        /// What the person may do.
        role: Role,
    },
    /// The operator at the command line of the machine that holds the data.
    Operator,
    /// Anyone without an account, or not yet signed in.
    Public,
}

impl Actor {
    /// How the record of changes names the actor.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::User { name, .. } => name,
            Self::Operator => "operator",
            Self::Public => "public",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_reads_back_from_its_code() {
        for role in Role::ALL {
            assert_eq!(role.code().parse::<Role>().unwrap(), role);
        }
        assert!("mayor".parse::<Role>().is_err());
    }
}
