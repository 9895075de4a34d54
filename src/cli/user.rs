//! `mingjie user`

use std::{io, process::ExitCode};

use clap::{Args, Subcommand};
use time::Duration;

use super::{Database, say};
use crate::{
    accounts::{DisplayName, Login, NewToken, NewUser, Scope, Secret, TokenName, TownshipCode, service},
    config::DatabaseSettings,
    db::Db,
    kernel::{
        actor::{Actor, Role},
        clock::Clock,
        ids::Ids,
    },
};

#[derive(Debug, Args)]
pub(super) struct User {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Make an account; the password is read from standard input
    Add {
        /// Log-in name
        login: Login,
        /// What the person may do
        #[arg(long)]
        role: Role,
        /// What colleagues read
        #[arg(long)]
        name: DisplayName,
        /// Code of the township of a township clerk
        #[arg(long)]
        township: Option<TownshipCode>,
        #[command(flatten)]
        database: DatabaseSettings,
    },
    /// List the accounts
    List {
        #[command(flatten)]
        database: DatabaseSettings,
    },
    /// Disable an account; its sessions end and its tokens are revoked
    Disable {
        /// Log-in name
        login: Login,
        #[command(flatten)]
        database: DatabaseSettings,
    },
    /// Make an API token; it is shown once
    Token {
        /// Log-in name of the owner
        login: Login,
        /// What the token is for
        #[arg(long)]
        name: TokenName,
        /// What it may be used for: read, write
        #[arg(long = "scope", required = true)]
        scopes: Vec<Scope>,
        /// Days until it expires
        #[arg(long, default_value_t = 90)]
        days: u16,
        #[command(flatten)]
        database: DatabaseSettings,
    },
}

impl User {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let settings = match &self.task {
            Task::Add { database, .. }
            | Task::List { database }
            | Task::Disable { database, .. }
            | Task::Token { database, .. } => database.clone(),
        };
        let database = Database::attach(&settings, "mingjie user").await?;
        let done = self.task.run(&database.db).await;
        database.release().await?;
        done.map(|()| ExitCode::SUCCESS)
    }
}

impl Task {
    async fn run(self, db: &Db) -> anyhow::Result<()> {
        let operator = Actor::Operator;
        match self {
            Self::Add { login, role, name, township, .. } => {
                let new = NewUser::new(login, name, role, township, password()?)?;
                let user = service::add_user(db, &Ids::new(Clock::system()), &operator, new).await?;
                say(format!("{}\t{}", user.login.as_str(), user.role));
            }
            Self::List { .. } => {
                for user in service::list_users(db, &operator).await? {
                    let state = if user.is_active() { "active" } else { "disabled" };
                    say(format!("{}\t{}\t{}\t{state}", user.login.as_str(), user.role, user.display_name.as_str()));
                }
            }
            Self::Disable { login, .. } => {
                service::disable_user(db, &operator, &login).await?;
                say(format!("{}\tdisabled", login.as_str()));
            }
            Self::Token { login, name, scopes, days, .. } => {
                let now = db.clock().now();
                let new = NewToken::new(name, scopes, now + Duration::days(i64::from(days)), now)?;
                let (_, secret) = service::make_token(db, &Ids::new(Clock::system()), &operator, &login, new).await?;
                say(secret.reveal());
            }
        }
        Ok(())
    }
}

/// The first line of standard input; never an argument, which other users of the machine could read.
fn password() -> anyhow::Result<Secret<String>> {
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(Secret::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}
