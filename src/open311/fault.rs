//! What goes wrong, as GeoReport tells it: a list of code and description in the format that was asked for.

use axum::response::Response;

use super::{format::Format, node::Node};
use crate::{
    http::{Language, Problem, ProblemType},
    kernel::text::Text,
};

/// A problem with the status that GeoReport has for it: 400, 403 for keys, 404; what is not of the client's making stays.
fn of_georeport(problem: &Problem) -> Problem {
    let kind = match problem.kind() {
        ProblemType::NotFound => ProblemType::NotFound,
        ProblemType::NotSignedIn | ProblemType::NotAllowed => ProblemType::NotAllowed,
        kind @ (ProblemType::TooManyRequests | ProblemType::TooLarge) => kind,
        kind if kind.status().is_server_error() => kind,
        _ => ProblemType::BadRequest,
    };
    problem.clone().of_kind(kind)
}

impl Format {
    /// The answer to what went wrong.
    pub(super) fn fault(self, problem: &Problem, language: Language) -> Response {
        let problem = of_georeport(problem);
        let status = problem.kind().status();
        let errors = problem.faults(language).map(|said| {
            Node::Record(vec![
                ("code", Node::Count(status.as_u16().into())),
                ("description", Node::Text(said.to_owned())),
            ])
        });
        let errors = Node::List("error", errors.collect());
        problem.on(self.answer(status, "errors", &errors))
    }
}

/// That something cannot be accepted as it was sent.
pub(super) fn bad(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    let Text { zh, en } = Text::new(zh, en);
    Problem::new(ProblemType::BadRequest, zh, en)
}
