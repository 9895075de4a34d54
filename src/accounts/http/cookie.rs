//! The session's cookie.

use axum::http::{HeaderMap, HeaderValue, header};

use super::super::model::{LONGEST, Ticket};
use crate::http::Problem;

const NAME: &str = "mingjie_session";

/// What the request's cookie says, whether or not it is a ticket.
pub(super) fn text(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(NAME)?.strip_prefix('='))
}

/// `Set-Cookie` that hands the ticket to the browser.
pub(super) fn holding(ticket: &Ticket, over_tls: bool) -> Result<HeaderValue, Problem> {
    set(ticket.digits().reveal(), LONGEST.whole_seconds(), over_tls)
}

/// `Set-Cookie` that makes the browser forget it.
pub(super) fn forgotten(over_tls: bool) -> Result<HeaderValue, Problem> {
    set("", 0, over_tls)
}

/// Scripts cannot read it; another site's pages send it only with plain links, so that a link in a message still
/// finds its reader signed in.
fn set(value: &str, seconds: i64, over_tls: bool) -> Result<HeaderValue, Problem> {
    let secure = if over_tls { "; Secure" } else { "" };
    let cookie = format!("{NAME}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let mut cookie = HeaderValue::try_from(cookie).map_err(|error| Problem::internal(&error))?;
    cookie.set_sensitive(true);
    Ok(cookie)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others() {
        let line = |text: &str| HeaderMap::from_iter([(header::COOKIE, text.parse().unwrap())]);
        assert_eq!(text(&line("a=1; mingjie_session=00ff; b=2")), Some("00ff"));
        assert_eq!(text(&line("mingjie_session_old=1")), None);
        assert_eq!(text(&HeaderMap::new()), None);
    }

    #[test]
    fn the_cookie_is_kept_from_scripts_other_sites_and_plain_connections() {
        let cookie = holding(&Ticket::draw(), true).unwrap();
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        assert!(!forgotten(false).unwrap().to_str().unwrap().contains("Secure"));
    }
}
