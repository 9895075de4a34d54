//! The route × role table: who may call what, walked with every role and with nobody.

use std::{env, fmt::Write, fs};

use axum::http::{Method, StatusCode};
use mingjie::{http::Access, kernel::actor::Role};

use crate::support::TestApp;

/// The committed table; `UPDATE_DOCS=1 .ci/test routes` writes it anew.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/routes.md");

/// Routes that refuse every token.
const SESSION_ONLY: [&str; 6] = [
    "/api/v1/accounts/login",
    "/api/v1/accounts/logout",
    "/api/v1/accounts/me/password",
    "/api/v1/accounts/me/tokens",
    "/api/v1/accounts/me/tokens/{id}",
    "/api/v1/obligations/feed",
];

#[tokio::test]
async fn the_committed_table_of_routes_is_the_real_one() {
    let app = TestApp::new().await;
    let mut routes = app.routes();
    routes.sort_by_key(|route| (route.path(), route.method().to_string()));
    let mut table = String::from(
        "# Routes and their owners\n\nMade from the program by `UPDATE_DOCS=1 .ci/test routes`; a test walks it with every role.\n\n\
         | method | address | who |\n| --- | --- | --- |\n",
    );
    for route in &routes {
        let who = match route.access() {
            Access::Public => "anyone".to_owned(),
            Access::Outsiders => "whoever is not signed in".to_owned(),
            Access::SignedIn => "signed in".to_owned(),
            Access::Roles(roles) => roles.iter().map(|role| role.code()).collect::<Vec<_>>().join(", "),
        };
        writeln!(table, "| {} | `{}` | {who} |", route.method(), route.path()).unwrap();
    }
    if env::var("UPDATE_DOCS").is_ok() {
        fs::write(TABLE, &table).unwrap();
    }
    assert_eq!(fs::read_to_string(TABLE).unwrap(), table, "run `UPDATE_DOCS=1 .ci/test routes`");
}

#[tokio::test]
async fn every_route_admits_its_owners_and_nobody_else() {
    let app = TestApp::new().await;
    let mut callers: Vec<(Option<Role>, Option<String>)> = vec![(None, None)];
    for role in Role::ALL {
        callers.push((Some(role), Some(app.token(role).await)));
    }
    for route in app.routes() {
        let path = route.path().replace(['{', '}'], "0");
        for (role, token) in &callers {
            let mut request = app.call(route.method().clone(), &path);
            if let Some(token) = token {
                request = request.header("authorization", &format!("Bearer {token}"));
            }
            let status = request.send().await.status;
            let refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
            // A log-in without a password is refused, and what a person does to an account takes a session: the tests
            // of the accounts have both.
            if !SESSION_ONLY.contains(&route.path()) {
                let admitted = route.access().admits(*role);
                assert_eq!(!refused, admitted, "{} {} as {role:?}: {status}", route.method(), route.path());
            }
            assert!(
                !status.is_server_error() || route.path() == "/readyz",
                "{} {}: {status}",
                route.method(),
                route.path()
            );
        }
    }
}

#[tokio::test]
async fn only_reading_is_public() {
    let app = TestApp::new().await;
    let open: Vec<_> = app
        .routes()
        .iter()
        .filter(|route| route.access().admits(None) && route.method() != Method::GET)
        .map(|route| format!("{} {}", route.method(), route.path()))
        .collect();
    // A file of points or a list of names is too long for an address, so that reading it takes a POST; anybody may
    // say something to a public notice or of a sign; and the neighbour writes with the secret of an invitation.
    assert_eq!(
        open,
        [
            "POST /api/v1/accounts/login",
            "POST /api/v1/lookup",
            "POST /api/v1/reconcile",
            "POST /notices/{notice_id}/opinions",
            "POST /notices/{notice_id}/confirmation",
            "POST /api/v1/joint/{token}/acts",
            "POST /joint/{token}/acts",
            "POST /s/{sign_number}/reports",
            "POST /s/{sign_number}/confirmations",
            "POST /reports/{report_number}/not-fixed",
            "POST /open311/v2/requests.xml",
            "POST /open311/v2/requests.json",
            "POST /open311/v2/servicerequestupdates.xml",
            "POST /open311/v2/servicerequestupdates.json",
        ]
    );
}
