//! What the program refuses to start on, each time with one sentence that says what to do.

use std::{fs, net::TcpListener, process::Command};

use super::{
    running::{Running, data_dir, mingjie},
    several::{name_of, url_of},
};
use crate::support::TestDatabase;

/// The one sentence on standard error of a command that must fail.
fn refused(command: &mut Command) -> String {
    let output = command.env("MINGJIE_LOG", "off").output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

/// `mingjie serve` on a free port.
fn serve() -> Command {
    let mut command = mingjie();
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    command
}

#[test]
fn an_unknown_setting() {
    let said = refused(serve().env("MINGJIE_COLOUR", "red"));
    assert!(said.contains("MINGJIE_COLOUR") && said.contains("MINGJIE_LISTEN"), "{said}");
}

#[test]
fn a_log_setting_that_means_nothing() {
    let said = refused(serve().env("MINGJIE_LOG_FORMAT", "jsn"));
    assert!(said.contains("jsn") && said.contains("json"), "{said}");
}

#[test]
fn a_port_in_use() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let (directory, address) = (data_dir(), taken.local_addr().unwrap().to_string());
    let said = refused(mingjie().args(["serve", "--listen", &address, "--data-dir"]).arg(directory.path()));
    assert!(said.contains(&address) && said.contains("--listen"), "{said}");
}

#[test]
fn demo_accounts_beyond_loopback() {
    let said = refused(mingjie().args(["serve", "--demo", "--listen", "0.0.0.0:0"]));
    assert!(said.contains("loopback"), "{said}");
}

#[test]
fn a_data_directory_that_holds_something_else() {
    let directory = data_dir();
    fs::write(directory.path().join("letter.txt"), "dear").unwrap();
    let said = refused(serve().arg("--data-dir").arg(directory.path()));
    assert!(said.contains(&directory.path().display().to_string()), "{said}");
}

#[test]
fn a_data_directory_that_cannot_be_made() {
    let directory = data_dir();
    let file = directory.path().join("file");
    fs::write(&file, "").unwrap();
    let said = refused(serve().arg("--data-dir").arg(file.join("data")));
    assert!(said.contains(&file.display().to_string()), "{said}");
}

#[test]
fn a_data_directory_that_another_process_uses() {
    let directory = data_dir();
    let first = Running::start(directory.path(), &[]);
    let said = refused(serve().arg("--data-dir").arg(directory.path()));
    assert!(said.contains(first.address()), "{said}");
    first.signal("-TERM");
    assert!(first.wait().success());
}

#[test]
fn a_database_that_does_not_answer() {
    let said = refused(serve().args(["--database-url", "postgresql://nobody@127.0.0.1:1/none"]));
    assert!(said.contains("DATABASE_URL"), "{said}");
}

#[tokio::test]
async fn a_schema_newer_than_the_program() {
    let database = TestDatabase::new().await;
    let client = database.client().await;
    client.batch_execute("insert into schema_migration values (9999, 'V9999__later', '', 'epoch')").await.unwrap();
    let said = refused(serve().args(["--database-url", &url_of(&name_of(&client).await, "postgres")]));
    assert!(said.contains("9999") && said.contains("newer"), "{said}");
}

#[tokio::test]
async fn a_database_without_the_extensions_and_no_right_to_make_them() {
    let database = TestDatabase::new().await;
    let client = database.client().await;
    let name = name_of(&client).await;
    let (role, empty) = (format!("{name}_clerk"), format!("{name}_empty"));
    client.batch_execute(&format!("create role {role} login")).await.unwrap();
    client.batch_execute(&format!("create database {empty} owner {role} template template0")).await.unwrap();
    let said = refused(serve().args(["--database-url", &url_of(&empty, &role)]));
    client.batch_execute(&format!("drop database {empty} with (force)")).await.unwrap();
    client.batch_execute(&format!("drop role {role}")).await.unwrap();
    assert!(said.contains("CREATE EXTENSION postgis"), "{said}");
}
