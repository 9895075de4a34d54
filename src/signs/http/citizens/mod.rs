//! `/s`, `/s/{sign_number}`, `/reports`: for everybody, without an account; and what officers are told of who reported.

mod desk;
mod labels;
mod reports;
mod sending;
mod sign;
mod wire;

use super::SignsState;
use crate::{
    http::{Problem, ProblemType, Route, forwarded::BehindProxy},
    kernel::dates::office_date,
    signs::{
        Refusal, SignNumber,
        citizens::{self, Intake, PublicReport, PublicSign},
    },
};

/// What the routes for citizens need.
#[derive(Debug, Clone)]
pub struct CitizensState {
    signs: SignsState,
    intake: Intake,
    trust_proxy: bool,
}

impl CitizensState {
    /// Signs as everybody may know them, and where what is sent comes in.
    #[must_use]
    pub fn new(signs: SignsState, intake: Intake, trust_proxy: bool) -> Self {
        Self { signs, intake, trust_proxy }
    }
}

impl BehindProxy for CitizensState {
    fn trusts_proxy(&self) -> bool {
        self.trust_proxy
    }
}

/// The routes.
#[must_use]
pub fn routes(state: &CitizensState) -> Vec<Route> {
    [sign::routes(state), reports::routes(state), desk::routes(&state.signs), labels::routes(state)]
        .into_iter()
        .flatten()
        .collect()
}

impl CitizensState {
    /// The sign with a number as somebody typed it, with its open reports; one that was taken down, too.
    async fn sign(&self, typed: &str) -> Result<(PublicSign, Vec<PublicReport>), Problem> {
        let number: SignNumber = typed.parse().map_err(|_| wrong_number(typed))?;
        let tx = self.signs.db.read("signs.show_to_citizen").await?;
        let sign = citizens::service::sign(&tx, number, office_date(self.signs.clock.now())).await?;
        let open = citizens::service::open_reports(&tx, sign.id).await?;
        tx.finish().await?;
        Ok((sign, open))
    }

    /// The same of a sign that is there.
    async fn standing_sign(&self, typed: &str) -> Result<(PublicSign, Vec<PublicReport>), Problem> {
        let (sign, open) = self.sign(typed).await?;
        if sign.ended_on.is_some() { Err(Refusal::Gone.into()) } else { Ok((sign, open)) }
    }
}

/// That this is the number of no sign; a slip shows by the check digit.
fn wrong_number(typed: &str) -> Problem {
    let shown: String = typed.chars().take(20).collect();
    Problem::new(
        ProblemType::NotFound,
        format!("“{shown}”不是标志编号：编号为 S 加 7 位数字，末位为校验码，请核对是否有误"),
        format!(
            "`{shown}` is no number of a sign: S and seven digits, the last of which checks the others; is one mistyped?"
        ),
    )
}
