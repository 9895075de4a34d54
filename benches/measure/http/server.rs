//! The service under measurement, in a process of its own: the real routes, and beside them constant answers.

use std::{fs, net::SocketAddr, path::Path, sync::Arc, time::Instant};

use axum::Router;
use mingjie::{
    app::App,
    config::ArchiveSettings,
    db::Db,
    index::live::{Follower, Index},
    kernel::{clock::Clock, ids::Ids, words::Exactness},
    naming::ContactPoint,
    photos::ObjectStore,
    publications::service::Confirmation,
    telemetry,
};
use serde::{Deserialize, Serialize};
use tokio::{net::TcpListener, sync::watch};

use super::{
    asked_of_postgis,
    constant::Constant,
    question::{self, Question},
};
use crate::realm::{Realm, Size};

/// Connections that `mingjie serve` opens at most.
const CONNECTIONS: usize = 16;

/// What the server tells once it answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ready {
    /// Where everything is behind the layers of the service.
    pub(super) service: SocketAddr,
    /// Where the constant answers are without any layers.
    pub(super) bare: SocketAddr,
    /// How long the index took to load, seconds.
    pub(super) load_s: f64,
    pub(super) kinds: Vec<Kind>,
}

/// One kind of question, its addresses in files.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kind {
    pub(super) title: String,
    /// Bytes of the constant answer: the median of the real ones.
    pub(super) bytes: usize,
    pub(super) asked: String,
    pub(super) constant: String,
    /// Of the look-up: the same asked of PostGIS.
    pub(super) postgis: Option<String>,
}

/// Serves until the process is ended; tells [`Ready`] on standard output and keeps addresses in `directory`.
#[tokio::main]
pub(crate) async fn serve(places: usize, database: &str, directory: &str) {
    telemetry::start_logging().expect("logs");
    let metrics = telemetry::start_metrics().expect("metrics");
    let clock = Clock::system();
    let db = Db::new(database.parse().expect("a database"), CONNECTIONS, clock.clone());
    let index = Arc::new(Index::default());
    let mut follower = Follower::new(&db, Arc::clone(&index));
    let began = Instant::now();
    follower.catch_up().await.expect("an index");
    let load_s = began.elapsed().as_secs_f64();
    let (_stop, stopped) = watch::channel(false);
    tokio::spawn(follower.run(stopped));
    let ids = Ids::new(clock.clone());
    let objects = ObjectStore::in_folder(&Path::new(directory).join("photos")).expect("a folder");
    let app = App {
        db,
        index,
        clock,
        ids,
        objects,
        metrics: Some(metrics),
        trust_proxy: false,
        confirmation: Confirmation::NotAsked,
        contact: ContactPoint::default(),
        exactness: Exactness::Words,
        archives: ArchiveSettings::default(),
    };

    let realm = Realm::new(1, Size::of(places));
    let (router, bare, kinds) = routers(&app, &realm, Path::new(directory)).await;
    let listen = async || TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let (service, without_layers) = (listen().await, listen().await);
    let ready = Ready {
        service: service.local_addr().expect("an address"),
        bare: without_layers.local_addr().expect("an address"),
        load_s,
        kinds,
    };
    tokio::spawn(axum::serve(without_layers, bare).into_future());
    println!("{}", serde_json::to_string(&ready).expect("JSON"));
    axum::serve(service, router.into_make_service_with_connect_info::<SocketAddr>()).await.expect("serving");
}

/// The service with a constant twin for each kind of question, and the twins alone.
async fn routers(app: &App, realm: &Realm, directory: &Path) -> (Router, Router, Vec<Kind>) {
    let (mut routes, real, mut bare) = (app.routes(), app.router(), Router::new());
    let snapshot = app.index.snapshot().expect("loaded");
    let questions = question::all(realm, &snapshot, &routes);
    let mut kinds = Vec::new();
    for (number, question) in questions.iter().enumerate() {
        let constant = Constant::sample(&real, question).await;
        let address: &'static str = twin(question.route, number).leak();
        routes.push(constant.route(question, address, &app.routes()));
        bare = bare.route(address, constant.handler());
        let keep = |what: &str, number: Option<usize>| keep(directory, question, what, number);
        let mut kind = Kind {
            title: question.title.to_owned(),
            bytes: constant.body.len(),
            asked: keep("asked", None),
            constant: keep("constant", Some(number)),
            postgis: None,
        };
        if question.title == "look-up, all" {
            routes.push(asked_of_postgis::route(app, twin(question.route, questions.len()).leak()));
            kind.postgis = Some(keep("postgis", Some(questions.len())));
        }
        kinds.push(kind);
    }
    (app.serving(routes), bare, kinds)
}

/// An address of the same length: its first letter is a number.
fn twin(address: &str, number: usize) -> String {
    let digit = char::from_digit(u32::try_from(number).unwrap_or_default(), 36).expect("few questions");
    format!("/{digit}{}", &address[2..])
}

/// Keeps the addresses of a kind, or those of a twin, for the client; tells where.
fn keep(directory: &Path, question: &Question, what: &str, number: Option<usize>) -> String {
    let file = directory.join(format!("{}-{what}", question.title.replace([' ', ','], "-")));
    let lines = question.targets.iter().map(|target| match number {
        Some(number) => twin(target, number) + "\n",
        None => format!("{target}\n"),
    });
    fs::write(&file, lines.collect::<String>()).expect("addresses can be kept");
    file.to_string_lossy().into_owned()
}
