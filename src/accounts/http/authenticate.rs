//! Finds out who calls, before any route is chosen.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    super::{
        Accounts,
        model::{Scope, Ticket},
        service,
    },
    client::{self, Client},
    cookie,
    me::{Me, OwnSession},
    sessions::LOG_IN,
};
use crate::http::{Caller, Problem, ProblemType};

/// What the request's credentials come to.
enum Identity {
    /// None were sent.
    Nobody,
    /// They are good.
    Known(Me),
    /// A session that is over. The request goes on as nobody's and the browser is told to forget the cookie: a page
    /// that anyone may read must not fail because somebody signed in to it yesterday.
    Over,
}

/// Puts the [`Caller`] into the request, or refuses it. A request without credentials never reaches the database.
pub async fn authenticate(State(accounts): State<Arc<Accounts>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let identity = match identify(&accounts, &parts).await {
        Ok(identity) => identity,
        Err(problem) => return problem.into_response(),
    };
    let mut taken_back = None;
    match identity {
        Identity::Nobody => {}
        Identity::Known(me) => {
            parts.extensions.insert(Caller { actor: me.user.actor(), role: me.user.role });
            parts.extensions.insert(me);
        }
        Identity::Over => {
            let over_tls = Client::of(&parts.headers, None, accounts.trust_proxy).over_tls;
            taken_back = cookie::forgotten(over_tls).ok();
        }
    }
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(cookie) = taken_back {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn identify(accounts: &Accounts, request: &Parts) -> Result<Identity, Problem> {
    let headers = &request.headers;
    if request.uri.path() == LOG_IN {
        // Whoever signs in anew is not held up by what an earlier session left behind.
        Ok(Identity::Nobody)
    } else if let Some(token) = bearer(headers) {
        let needed = if request.method.is_safe() { Scope::Read } else { Scope::Write };
        by_token(accounts, token, needed).await.map(Identity::Known)
    } else if client::is_form_of_a_page(request) {
        // Pages for everybody have no token of a session in their forms: whoever is signed in sends them as anybody.
        Ok(Identity::Nobody)
    } else if let Some(text) = cookie::text(headers) {
        by_session(accounts, request, text).await
    } else {
        Ok(Identity::Nobody)
    }
}

/// The token of `Authorization: Bearer`; credentials of other schemes are not ours to judge.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Who sends the token `token`, if it is good for what is `needed`.
pub async fn caller(accounts: &Accounts, token: &str, needed: Scope) -> Result<Caller, Problem> {
    let me = by_token(accounts, token, needed).await?;
    Ok(Caller { actor: me.user.actor(), role: me.user.role })
}

async fn by_token(accounts: &Accounts, token: &str, needed: Scope) -> Result<Me, Problem> {
    let holder = match Ticket::from_token(token) {
        Some(ticket) => service::token_holder(&accounts.db, &ticket).await?,
        None => None,
    };
    let holder = holder.ok_or_else(|| {
        Problem::new(
            ProblemType::NotSignedIn,
            "令牌无效、已过期或已撤销",
            "the token is not valid, has expired or was revoked",
        )
    })?;
    if !holder.scopes.contains(&needed) {
        return Err(Problem::new(
            ProblemType::NotAllowed,
            format!("令牌的范围不含 {needed}"),
            format!("the token's scopes do not include {needed}"),
        ));
    }
    Ok(Me { user: holder.user, session: None })
}

async fn by_session(accounts: &Accounts, request: &Parts, text: &str) -> Result<Identity, Problem> {
    let Some(ticket) = Ticket::from_digits(text) else { return Ok(Identity::Over) };
    let Some(session) = service::session_of(&accounts.db, &ticket).await? else { return Ok(Identity::Over) };
    if !request.method.is_safe() {
        client::refuse_forged(request, accounts.trust_proxy, &ticket.csrf_token())?;
    }
    let expires_at = session.expires_at();
    Ok(Identity::Known(Me { user: session.user, session: Some(OwnSession { ticket, expires_at }) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_bearer_scheme_is_read() {
        let sent = |text: &str| HeaderMap::from_iter([(header::AUTHORIZATION, text.parse().unwrap())]);
        assert_eq!(bearer(&sent("Bearer mj_00")), Some("mj_00"));
        assert_eq!(bearer(&sent("bearer  mj_00")), Some("mj_00"));
        assert_eq!(bearer(&sent("Basic bWo6MDA=")), None);
        assert_eq!(bearer(&HeaderMap::new()), None);
    }
}
