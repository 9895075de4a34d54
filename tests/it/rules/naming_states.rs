//! The table of states and actions of naming cases, made from the program.

use std::{env, fmt::Write, fs};

use mingjie::{
    kernel::law,
    naming::{Action, CaseState, StateCode, policy},
};

/// The committed table; `UPDATE_DOCS=1 .ci/test naming_states` writes it anew.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/naming-cases.md");

/// What stands before the tables.
const HEAD: &str = include_str!("naming_states.md");

/// A state with what it carries, such as `suspended (argued, objection upheld)`.
fn called(state: CaseState) -> String {
    match state {
        CaseState::Argued { objection_upheld: true } => "argued, objection upheld".to_owned(),
        CaseState::Suspended { from } => format!("suspended ({})", called(from.state())),
        other => other.code().code().to_owned(),
    }
}

/// The same as an identifier of a diagram.
fn node(state: CaseState) -> String {
    called(state).replace(", objection upheld", "_again")
}

/// Arrows between different states; those at rest are one node.
fn diagram() -> String {
    let mut arrows = Vec::new();
    for from in CaseState::ALL {
        for action in Action::ALL {
            let Ok(to) = from.after(*action) else { continue };
            let short = |state: CaseState| match state {
                CaseState::Suspended { .. } => "suspended".to_owned(),
                other => node(other),
            };
            let arrow = format!("    {} --> {}: {}\n", short(*from), short(to), action.code());
            if to != *from && !arrows.contains(&arrow) {
                arrows.push(arrow);
            }
        }
    }
    format!("```mermaid\nstateDiagram-v2\n    [*] --> draft: {}\n{}```\n", policy::OPEN, arrows.concat())
}

fn transitions() -> String {
    let mut table = String::from("| state |");
    for action in Action::ALL {
        write!(table, " {} |", action.code()).unwrap();
    }
    writeln!(table, "\n| --- |{}", " --- |".repeat(Action::ALL.len())).unwrap();
    for state in CaseState::ALL {
        write!(table, "| {} |", called(*state)).unwrap();
        for action in Action::ALL {
            let next = state.after(*action).map_or_else(|_| "—".to_owned(), called);
            write!(table, " {next} |").unwrap();
        }
        table.push('\n');
    }
    table
}

fn states() -> String {
    let mut table = String::from("| state | 中文 | English |\n| --- | --- | --- |\n");
    for state in StateCode::ALL {
        let (zh, en) = state.title();
        writeln!(table, "| {state} | {zh} | {en} |").unwrap();
    }
    table
}

fn actions() -> String {
    let mut table =
        String::from("| action | 中文 | English | who | papers | basis |\n| --- | --- | --- | --- | --- | --- |\n");
    for action in Action::ALL {
        let (zh, en) = action.title();
        let who = policy::roles(*action).iter().map(|role| role.code()).collect::<Vec<_>>().join(", ");
        let papers = action.papers().iter().map(|paper| paper.code()).collect::<Vec<_>>().join(", ");
        let basis = law::article(action.basis()).map_or_else(
            || "local practice".to_owned(),
            |article| format!("{} · {}", article.citation().zh, article.citation().en),
        );
        writeln!(table, "| {action} | {zh} | {en} | {who} | {papers} | {basis} |").unwrap();
    }
    table
}

#[test]
fn the_committed_table_of_states_and_actions_is_the_real_one() {
    let table = format!(
        "{HEAD}\n## States\n\n{}\n{}\n## What each action leads to\n\n{}\n## Actions\n\n{}",
        diagram(),
        states(),
        transitions(),
        actions()
    );
    if env::var("UPDATE_DOCS").is_ok() {
        fs::write(TABLE, &table).unwrap();
    }
    assert_eq!(fs::read_to_string(TABLE).unwrap(), table, "run `UPDATE_DOCS=1 .ci/test naming_states`");
}

#[test]
fn every_basis_of_an_action_is_an_article_that_the_program_cites() {
    for action in Action::ALL {
        let basis = action.basis();
        assert!(basis == "local" || law::article(basis).is_some(), "{action}: {basis}");
    }
}

#[test]
fn every_state_is_reached_and_every_action_is_allowed_somewhere() {
    let all = || CaseState::ALL.iter().flat_map(|from| Action::ALL.iter().map(move |action| from.after(*action)));
    let reached: Vec<_> = all().flatten().collect();
    for state in CaseState::ALL.iter().filter(|state| **state != CaseState::Draft) {
        assert!(reached.contains(state), "{}", called(*state));
    }
    for action in Action::ALL {
        assert!(CaseState::ALL.iter().any(|state| state.after(*action).is_ok()), "{action}");
    }
}

#[test]
fn what_has_ended_allows_nothing() {
    for ended in [CaseState::Rejected, CaseState::Withdrawn, CaseState::Lapsed] {
        assert_eq!(ended.allows().count(), 0, "{}", called(ended));
    }
    // What was announced is revoked before all, too.
    assert_eq!(CaseState::Revoked.allows().collect::<Vec<_>>(), [Action::Announce]);
}
