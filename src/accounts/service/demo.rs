//! Accounts for trying the program out: only `--demo` makes them.

use crate::{
    accounts::{
        model::{NewUser, Secret, TownshipCode},
        refusal::{Invalid, Refusal},
        service::{add_user, list_users},
    },
    db::Db,
    kernel::{
        actor::{Actor, Role},
        ids::Ids,
    },
};

/// The password of every demonstration account; published with the program, so it protects nothing.
pub const DEMO_PASSWORD: &str = "mingjie-demo";

/// Log-in name, display name and role. A neighbour comes by invitation to an inspection, not with an account.
const ACCOUNTS: [(&str, &str, Role); 8] = [
    ("demo-clerk", "演示·乡镇民政办", Role::TownshipClerk),
    ("demo-naming", "演示·地名管理", Role::NamingOfficer),
    ("demo-field", "演示·外业", Role::FieldCrew),
    ("demo-boundary", "演示·界线管理", Role::BoundaryOfficer),
    ("demo-leader", "演示·局领导", Role::Leader),
    ("demo-archive", "演示·档案员", Role::Archivist),
    ("demo-audit", "演示·审计", Role::Auditor),
    ("demo-admin", "演示·系统管理员", Role::Admin),
];

/// The demonstration accounts: log-in name and role.
pub fn demo_logins() -> impl Iterator<Item = (&'static str, Role)> {
    ACCOUNTS.iter().map(|(login, _, role)| (*login, *role))
}

/// Makes the demonstration accounts that are not there yet; the clerk's township is `township`.
pub async fn demo_accounts(db: &Db, ids: &Ids, township: &TownshipCode) -> Result<(), Refusal> {
    let there = list_users(db, &Actor::Operator).await?;
    for account in ACCOUNTS {
        let new = new_user(account, township)?;
        if there.iter().all(|user| user.login != new.login) {
            add_user(db, ids, &Actor::Operator, new).await?;
        }
    }
    Ok(())
}

fn new_user((login, name, role): (&str, &str, Role), township: &TownshipCode) -> Result<NewUser, Invalid> {
    let township = (role == Role::TownshipClerk).then(|| township.clone());
    NewUser::new(login.parse()?, name.parse()?, role, township, Secret::new(DEMO_PASSWORD.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_valid_demonstration_account_for_each_role_but_the_neighbour() {
        let township = "429006101".parse().unwrap();
        let mut roles: Vec<Role> = ACCOUNTS.iter().map(|&a| new_user(a, &township).unwrap().role).collect();
        roles.push(Role::Neighbour);
        roles.sort_unstable();
        assert_eq!(roles, Role::ALL);
    }
}
