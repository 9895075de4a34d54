//! XML or JSON, as the end of the address says.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::node::Node;

/// A form of the same content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// `.xml`, which every server of GeoReport has.
    Xml,
    /// `.json`
    Json,
}

impl Format {
    /// Parts the last piece of an address into what it names and the format.
    pub(super) fn part(piece: &str) -> Option<(&str, Self)> {
        let (name, format) = piece.rsplit_once('.')?;
        match format {
            "xml" => Some((name, Self::Xml)),
            "json" => Some((name, Self::Json)),
            _ => None,
        }
    }

    /// The media type as the specification has it.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Xml => "text/xml; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    /// Content as an answer; its root element is called `root`.
    pub(super) fn answer(self, status: StatusCode, root: &str, node: &Node) -> Response {
        let bytes = match self {
            Self::Xml => node.xml(root),
            Self::Json => node.json().to_string().into_bytes(),
        };
        let headers = [(header::CONTENT_TYPE, self.media_type()), (header::CACHE_CONTROL, "no-store")];
        (status, headers, bytes).into_response()
    }
}
