//! The whole program in process, on a database of its own, with a clock that stands still.

use std::{collections::HashMap, net::SocketAddr, path::Path, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode},
};
use http_body_util::BodyExt;
use mingjie::{
    accounts::{
        NewToken, NewUser, Scope, Secret,
        service::{self, DEMO_PASSWORD},
    },
    app::App,
    config::ArchiveSettings,
    db::Db,
    demo::{self, story::Story},
    http::Route,
    index::live::{Follower, Index},
    kernel::{
        actor::{Actor, Role},
        clock::Clock,
        ids::Ids,
        words::Exactness,
    },
    naming::ContactPoint,
    photos::ObjectStore,
    publications::service::Confirmation,
};
use serde_json::Value;
use tempfile::TempDir;
use time::{Duration, OffsetDateTime, macros::datetime};
use tokio::{
    sync::{Mutex, watch},
    task::JoinHandle,
};
use tower::ServiceExt;

use super::TestDatabase;

/// A running program without a socket.
pub(crate) struct TestApp {
    app: App,
    router: Router,
    tokens: Mutex<HashMap<Role, String>>,
    stop: watch::Sender<bool>,
    following: Option<JoinHandle<()>>,
    database: TestDatabase,
    photos: TempDir,
}

impl TestApp {
    /// An empty register on 1 July 2023, noon in the office.
    pub(crate) async fn new() -> Self {
        Self::start(datetime!(2023-07-01 04:00 UTC), Confirmation::NotAsked).await
    }

    /// An empty register at an instant.
    pub(crate) async fn at(now: OffsetDateTime) -> Self {
        Self::start(now, Confirmation::NotAsked).await
    }

    /// An empty register, with opinions confirmed in this way.
    pub(crate) async fn with(confirmation: Confirmation) -> Self {
        Self::start(datetime!(2023-07-01 04:00 UTC), confirmation).await
    }

    /// An empty register of an office that holds the spelling on signs against its own so exactly.
    pub(crate) async fn judging(exactness: Exactness) -> Self {
        let mut app = Self::new().await;
        app.app.exactness = exactness;
        app.router = app.app.router();
        app
    }

    async fn start(now: OffsetDateTime, confirmation: Confirmation) -> Self {
        let clock = Clock::set_to(now);
        let database = TestDatabase::new().await;
        let (db, ids) = (database.db(&clock), Ids::new(clock.clone()));
        let index = Arc::new(Index::default());
        let mut follower = Follower::new(&db, Arc::clone(&index));
        follower.catch_up().await.unwrap();
        let (stop, stopped) = watch::channel(false);
        let following = Some(tokio::spawn(follower.run(stopped)));
        let photos = tempfile::tempdir().unwrap();
        let objects = ObjectStore::in_folder(photos.path()).unwrap();
        let contact = ContactPoint { phone: Some("0728-5222222".to_owned()), ..ContactPoint::default() };
        let app = App {
            db,
            index,
            clock,
            ids,
            objects,
            metrics: None,
            trust_proxy: false,
            confirmation,
            contact,
            exactness: Exactness::Words,
            archives: ArchiveSettings::default(),
        };
        let router = app.router();
        Self { app, router, tokens: Mutex::default(), stop, following, database, photos }
    }

    /// The demonstration.
    pub(crate) async fn tianmen() -> Self {
        let app = Self::new().await;
        assert!(demo::load(app.db(), app.ids()).await.unwrap());
        app.catch_up().await;
        app
    }

    /// The demonstration after a story was told.
    pub(crate) async fn after(story: &Story) -> Self {
        let app = Self::at(story.begins().unwrap()).await;
        assert!(demo::load(app.db(), app.ids()).await.unwrap());
        demo::signs::place(app.db(), app.ids()).await.unwrap();
        demo::boundaries::draw(app.db(), app.ids()).await.unwrap();
        app.catch_up().await;
        let township = "429006100".parse().unwrap();
        service::demo_accounts(app.db(), app.ids(), &township).await.unwrap();
        story.replay(&app.router, &app.app.clock, DEMO_PASSWORD).await.unwrap();
        // The names as they stand on the last day of the story, whichever day the index had got to.
        Follower::new(app.db(), Arc::clone(&app.app.index)).catch_up().await.unwrap();
        app
    }

    /// Declares a source of boundaries, so that outlines are told.
    pub(crate) async fn declare_boundaries(&self) {
        let body = serde_json::json!({ "title": "详图", "authority": "湖北省人民政府", "document": "公告2023-1" });
        let call = self.post("/api/v1/boundary-source").role(Role::BoundaryOfficer).json(&body);
        call.send().await.expect(StatusCode::CREATED);
        self.catch_up().await;
    }

    /// Its clock.
    pub(crate) fn clock(&self) -> &Clock {
        &self.app.clock
    }

    /// A connection of its own to that database.
    pub(crate) async fn client(&self) -> tokio_postgres::Client {
        self.database.client().await
    }

    /// Waits until the index shows everything that is committed by now.
    pub(crate) async fn catch_up(&self) {
        let version = self.client().await.query_one("select version from register_version", &[]).await.unwrap();
        assert!(self.app.index.shows(version.get(0), std::time::Duration::from_secs(20)).await);
    }

    /// The database behind it.
    pub(crate) fn db(&self) -> &Db {
        &self.app.db
    }

    /// The folder of its pictures.
    pub(crate) fn photo_dir(&self) -> &Path {
        self.photos.path()
    }

    /// Its store of pictures.
    pub(crate) fn objects(&self) -> &ObjectStore {
        &self.app.objects
    }

    /// Its source of identifiers.
    pub(crate) fn ids(&self) -> &Ids {
        &self.app.ids
    }

    /// Its index.
    pub(crate) fn index(&self) -> &Index {
        &self.app.index
    }

    /// Its routes.
    pub(crate) fn routes(&self) -> Vec<Route> {
        self.app.routes()
    }

    /// A token of someone with `role`, who may read and write.
    pub(crate) async fn token(&self, role: Role) -> String {
        let mut tokens = self.tokens.lock().await;
        if let Some(token) = tokens.get(&role) {
            return token.clone();
        }
        let login = format!("test-{}", role.code().replace('_', "-")).parse().unwrap();
        let password = Secret::new("correct-horse-battery".to_owned());
        let user = NewUser::new(login, "测试".parse().unwrap(), role, None, password).unwrap();
        let (db, ids, now) = (&self.app.db, &self.app.ids, self.app.clock.now());
        let user = service::add_user(db, ids, &Actor::Operator, user).await.unwrap();
        let name = "tests".parse().unwrap();
        let new = NewToken::new(name, vec![Scope::Read, Scope::Write], now + Duration::days(30), now).unwrap();
        let (_, secret) = service::make_token(db, ids, &Actor::Operator, &user.login, new).await.unwrap();
        let token = secret.reveal().clone();
        tokens.insert(role, token.clone());
        token
    }

    /// A GET request to be sent.
    pub(crate) fn get(&self, path: &str) -> Call<'_> {
        self.call(Method::GET, path)
    }

    /// A POST request to be sent.
    pub(crate) fn post(&self, path: &str) -> Call<'_> {
        self.call(Method::POST, path)
    }

    /// A request to be sent.
    pub(crate) fn call(&self, method: Method, path: &str) -> Call<'_> {
        Call { app: self, request: Request::builder().method(method).uri(path), body: Body::empty(), role: None }
    }

    /// A request without anything in it.
    pub(crate) async fn request(&self, method: Method, path: &str) -> Answer {
        self.call(method, path).send().await
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        if let Some(following) = self.following.take() {
            following.abort();
        }
    }
}

/// A request on its way.
pub(crate) struct Call<'a> {
    app: &'a TestApp,
    request: axum::http::request::Builder,
    body: Body,
    role: Option<Role>,
}

impl Call<'_> {
    /// Adds a header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// Sends it as someone with this role.
    pub(crate) fn role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }

    /// Sends JSON.
    pub(crate) fn json(mut self, value: &Value) -> Self {
        self.request = self.request.header("content-type", "application/json");
        self.body = Body::from(value.to_string());
        self
    }

    /// Sends a form with one field.
    pub(crate) fn form(mut self, field: &str, value: &str) -> Self {
        self.request = self.request.header("content-type", "application/x-www-form-urlencoded");
        self.body = Body::from(format!("{field}={}", encoded(value)));
        self
    }

    /// Sends a form with these fields and files, as browsers do (RFC 7578).
    pub(crate) fn multipart(mut self, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Self {
        let boundary = "----test";
        let head = |name: &str, more: &str| {
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n").into_bytes()
        };
        let fields = fields.iter().map(|(name, value)| [&head(name, ""), value.as_bytes(), b"\r\n"].concat());
        let files = files.iter().map(|(name, bytes)| {
            let more = "; filename=\"IMG_1.jpg\"\r\nContent-Type: image/jpeg";
            [&head(name, more), *bytes, b"\r\n"].concat()
        });
        let parts: Vec<Vec<u8>> = fields.chain(files).collect();
        self.request = self.request.header("content-type", format!("multipart/form-data; boundary={boundary}"));
        self.body = Body::from([parts.concat(), format!("--{boundary}--\r\n").into_bytes()].concat());
        self
    }

    /// Comes from this address.
    pub(crate) fn sent_from(mut self, address: [u8; 4]) -> Self {
        self.request = self.request.extension(ConnectInfo(SocketAddr::from((address, 40_000))));
        self
    }

    /// Sends these bytes.
    pub(crate) fn body(mut self, bytes: impl Into<Body>) -> Self {
        self.body = bytes.into();
        self
    }

    /// The answer.
    pub(crate) async fn send(self) -> Answer {
        let mut request = self.request;
        if let Some(role) = self.role {
            request = request.header("authorization", format!("Bearer {}", self.app.token(role).await));
        }
        let response = self.app.router.clone().oneshot(request.body(self.body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, bytes: bytes.to_vec() }
    }
}

/// Text as it stands in a query string.
pub(crate) fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: StatusCode,
    /// Its headers.
    pub(crate) headers: HeaderMap,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The content as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The content as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A header's text; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The same answer, which must have this status.
    #[track_caller]
    pub(crate) fn expect(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}
