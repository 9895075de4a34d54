//! Problem documents (RFC 9457): the one form of every answer that is not a success.

use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Language, Text, accept::quality, problem_page};

macro_rules! problem_types {
    (@status $status:ident) => { StatusCode::$status };
    // A status that no RFC names.
    (@status $status:literal) => {
        match StatusCode::from_u16($status) {
            Ok(status) => status,
            Err(_) => StatusCode::BAD_REQUEST,
        }
    };
    ($($(#[$doc:meta])* $variant:ident = $slug:literal, $status:tt, $zh:literal, $en:literal;)+) => {
        /// The closed list of problem types, shown at `/problems/{slug}`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemType { $($(#[$doc])* $variant,)+ }

        impl ProblemType {
            /// Every type.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The last part of the type's address.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }

            /// The status that goes with it.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$variant => problem_types!(@status $status)),+ }
            }

            /// What it is called.
            #[must_use]
            pub const fn title(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::Chinese) => $zh, (Self::$variant, Language::English) => $en,)+
                }
            }
        }
    };
}

problem_types! {
    /// The request cannot be read: parameter, JSON, date.
    BadRequest = "bad-request", BAD_REQUEST, "请求格式有误", "the request cannot be read";
    /// Nobody is signed in, or the token is not valid.
    NotSignedIn = "not-signed-in", UNAUTHORIZED, "尚未登录", "sign in first";
    /// The caller may not do this.
    NotAllowed = "not-allowed", FORBIDDEN, "没有权限", "not allowed";
    /// There is no such thing, or not at this address.
    NotFound = "not-found", NOT_FOUND, "没有找到", "not found";
    /// The address does not answer this method.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, "不支持此方法", "method not allowed";
    /// The thing is in a state in which this cannot be done, or something else has its place.
    Conflict = "conflict", CONFLICT, "与现状冲突", "in conflict with the present state";
    /// The thing was here and is not any more.
    Gone = "gone", GONE, "已失效", "gone";
    /// The body is larger than this address takes.
    TooLarge = "too-large", PAYLOAD_TOO_LARGE, "内容过大", "the content is too large";
    /// The body is of a kind that this address does not read.
    UnsupportedMediaType = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE, "不支持的内容类型", "unsupported media type";
    /// None of the asked-for representations exists.
    NotAcceptable = "not-acceptable", NOT_ACCEPTABLE, "没有所要求的表示形式", "not acceptable";
    /// The content can be read but means something that cannot be.
    Unprocessable = "unprocessable", UNPROCESSABLE_ENTITY, "内容不合要求", "the content cannot be accepted";
    /// Somebody else changed the thing first.
    LostUpdate = "lost-update", PRECONDITION_FAILED, "内容已被他人修改", "changed by someone else meanwhile";
    /// The client speaks another version of the protocol (tus 1.0.0, core protocol).
    OtherProtocolVersion = "other-protocol-version", PRECONDITION_FAILED, "协议版本不符", "another version of the protocol";
    /// The bytes that arrived are not those that were sent (tus 1.0.0, extension checksum).
    ChecksumMismatch = "checksum-mismatch", 460, "校验和不符", "the checksum does not match";
    /// The version that the change is based on must be said.
    PreconditionRequired = "precondition-required", PRECONDITION_REQUIRED, "须说明所依据的版本", "say which version you change";
    /// Too many attempts.
    TooManyRequests = "too-many-requests", TOO_MANY_REQUESTS, "请求过于频繁", "too many requests";
    /// The program failed; the cause is in its log under the request id.
    Internal = "internal", INTERNAL_SERVER_ERROR, "系统内部错误", "internal error";
    /// The database or the index is not there for the moment.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, "服务暂不可用", "unavailable for the moment";
    /// There is no room left to keep it.
    InsufficientStorage = "insufficient-storage", INSUFFICIENT_STORAGE, "存储空间不足", "no room left";
    /// The answer took longer than its limit.
    TimedOut = "timed-out", GATEWAY_TIMEOUT, "处理超时", "took too long";
}

/// One fault among several, with where it is.
#[derive(Debug, Clone, Serialize)]
struct Fault {
    pointer: String,
    #[serde(flatten)]
    text: Text,
}

/// An answer that is not a success.
#[derive(Debug, Clone)]
pub struct Problem {
    kind: ProblemType,
    detail: Text,
    faults: Vec<Fault>,
    extension: Map<String, Value>,
    retry_after_s: Option<u64>,
}

impl Problem {
    /// A problem of this kind; the detail names the thing and what was found.
    pub fn new(kind: ProblemType, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kind, detail: Text::new(zh, en), faults: Vec::new(), extension: Map::new(), retry_after_s: None }
    }

    /// [`ProblemType::NotFound`] for a thing called `zh`/`en`.
    #[must_use]
    pub fn not_found(zh: &str, en: &str) -> Self {
        Self::new(ProblemType::NotFound, format!("没有这个{zh}"), format!("there is no such {en}"))
    }

    /// [`ProblemType::Internal`]; logs `error` with its causes, which the client never sees.
    pub fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        let chain: Vec<String> =
            std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect();
        tracing::error!(error = chain.join(": "), "request failed");
        Self::new(ProblemType::Internal, "请凭请求编号与管理员联系", "tell the administrator the request id")
    }

    /// Adds one fault with a JSON Pointer (RFC 6901) into the request's body, or a parameter's name.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>, text: Text) -> Self {
        self.faults.push(Fault { pointer: pointer.into(), text });
        self
    }

    /// The same with every fault below this place of the body.
    #[must_use]
    pub fn below(mut self, pointer: &str) -> Self {
        for fault in &mut self.faults {
            fault.pointer.insert_str(0, pointer);
        }
        self
    }

    /// Says that it is about this place of the body, in the words of its detail.
    #[must_use]
    pub fn about(self, pointer: impl Into<String>) -> Self {
        let text = self.detail.clone();
        self.at(pointer, text)
    }

    /// Adds a member of the problem's own.
    #[must_use]
    pub fn with(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.extension.insert(member.to_owned(), value.into());
        self
    }

    /// Says after how many seconds trying again makes sense.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_s = Some(seconds);
        self
    }

    /// The same with another type, for an interface that knows fewer.
    #[must_use]
    pub fn of_kind(self, kind: ProblemType) -> Self {
        Self { kind, ..self }
    }

    /// The type.
    #[must_use]
    pub fn kind(&self) -> ProblemType {
        self.kind
    }

    /// What is said of it.
    #[must_use]
    pub fn detail(&self, language: Language) -> &str {
        self.detail.say(language)
    }

    /// What is said of each fault, or of the whole where there is none apart.
    pub fn faults(&self, language: Language) -> impl Iterator<Item = &str> {
        let whole = self.faults.is_empty().then(|| self.detail.say(language));
        self.faults.iter().map(move |fault| fault.text.say(language)).chain(whole)
    }

    /// What is said of the fault at this place of the body.
    #[must_use]
    pub fn fault(&self, pointer: &str, language: Language) -> Option<&str> {
        self.faults.iter().find(|fault| fault.pointer == pointer).map(|fault| fault.text.say(language))
    }

    /// `page` as the answer: it says itself what is wrong, and no document takes its place.
    #[must_use]
    pub fn on(self, mut page: Response) -> Response {
        let told = self.into_response();
        *page.status_mut() = told.status();
        page.headers_mut().extend(told.headers().clone());
        page.extensions_mut().insert(OwnWords);
        page
    }

    /// The problem document (RFC 9457 section 3), about the request or the thing at `instance`.
    #[must_use]
    pub fn document(&self, language: Language, instance: &str) -> Value {
        let mut document = self.extension.clone();
        document.insert("type".into(), json!(format!("/problems/{}", self.kind.slug())));
        document.insert("title".into(), json!(self.kind.title(language)));
        document.insert("status".into(), json!(self.kind.status().as_u16()));
        document.insert("detail".into(), json!(self.detail.say(language)));
        document.insert("instance".into(), json!(instance));
        if !self.faults.is_empty() {
            let faults = self.faults.iter().map(|f| json!({ "pointer": f.pointer, "detail": f.text.say(language) }));
            document.insert("errors".into(), faults.collect());
        }
        Value::Object(document)
    }
}

/// Marks an answer that is not a success and says so in its own words.
#[derive(Debug, Clone, Copy)]
struct OwnWords;

impl IntoResponse for Problem {
    /// The body is written around all routes, by what knows the caller's language and the address.
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.kind == ProblemType::NotSignedIn {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<crate::db::Error> for Problem {
    fn from(error: crate::db::Error) -> Self {
        use crate::db::Error;
        match &error {
            Error::Unavailable(_) => {
                tracing::warn!(%error, "database unavailable");
                Self::new(
                    ProblemType::Unavailable,
                    "数据库暂时无法连接",
                    "the database cannot be reached for the moment",
                )
                .retry_after(2)
            }
            Error::Conflict(_) => Self::new(
                ProblemType::Unavailable,
                "与另一项修改冲突，请重试",
                "another change was in the way; try again",
            )
            .retry_after(1),
            Error::Timeout(_) => {
                Self::new(ProblemType::TimedOut, "查询超过时限", "the query took longer than its limit")
            }
            Error::Full(_) => {
                tracing::error!(%error, "database full");
                Self::new(
                    ProblemType::InsufficientStorage,
                    "数据库存储空间不足，请与管理员联系",
                    "the database has no room left; tell the administrator",
                )
                .retry_after(60)
            }
            Error::Constraint { .. } | Error::Inconsistent { .. } | Error::Postgres(_) => Self::internal(&error),
        }
    }
}

/// Gives unsuccessful answers their document, whoever made them, in the language of the client.
#[derive(Debug)]
pub(super) struct Speaker {
    language: Language,
    uri: Uri,
    /// Whether it is a browser that shows a page: it likes HTML better than JSON.
    to_people: bool,
}

impl Speaker {
    /// The speaker to whoever sent `request`.
    pub(super) fn to(request: &Request) -> Self {
        let liked = |media: &str, family: &str| {
            quality(request.headers(), |range| range == media || range == family || range == "*/*")
        };
        let to_people = liked("text/html", "text/*") > liked("application/json", "application/*");
        Self { language: Language::of(request.headers()), uri: request.uri().clone(), to_people }
    }

    /// The answer, with its document if it is not a success.
    pub(super) fn speak(&self, mut response: Response) -> Response {
        let success = !response.status().is_client_error() && !response.status().is_server_error();
        if success || response.extensions().get::<OwnWords>().is_some() {
            return response;
        }
        let problem = response.extensions_mut().remove::<Problem>();
        let problem = problem.unwrap_or_else(|| anonymous(response.status()));
        let document = problem.document(self.language, self.uri.path());
        let mut spoken = if self.to_people {
            (response.status(), problem_page::page(&document, self.language)).into_response()
        } else {
            (response.status(), [(header::CONTENT_TYPE, "application/problem+json")], document.to_string())
                .into_response()
        };
        for (name, value) in response.headers() {
            if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
                spoken.headers_mut().append(name, value.clone());
            }
        }
        let headers = spoken.headers_mut();
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(self.language.tag()));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        spoken
    }
}

/// The problem behind a bare status of the framework: unknown path, wrong method, limit passed.
fn anonymous(status: StatusCode) -> Problem {
    match status {
        StatusCode::NOT_FOUND => {
            Problem::new(ProblemType::NotFound, "没有这个地址", "there is nothing at this address")
        }
        StatusCode::METHOD_NOT_ALLOWED => Problem::new(
            ProblemType::MethodNotAllowed,
            "此地址不支持该方法",
            "this address does not answer that method",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(
            ProblemType::TooLarge,
            "请求内容超过此地址的上限",
            "the body is larger than this address takes",
        ),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::new(
            ProblemType::UnsupportedMediaType,
            "不支持这种内容类型",
            "this kind of content is not read here",
        ),
        StatusCode::GATEWAY_TIMEOUT | StatusCode::REQUEST_TIMEOUT => {
            Problem::new(ProblemType::TimedOut, "处理超过时限", "the answer took longer than its limit")
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            Problem::new(ProblemType::Unavailable, "服务暂不可用", "unavailable for the moment")
        }
        status if status.is_client_error() => {
            Problem::new(ProblemType::BadRequest, "请求无法处理", "the request cannot be handled")
        }
        _ => Problem::new(ProblemType::Internal, "请凭请求编号与管理员联系", "tell the administrator the request id"),
    }
}
