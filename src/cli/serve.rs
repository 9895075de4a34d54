//! `mingjie serve`

use std::{net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context;
use clap::Args;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};
use uuid::Uuid;

use super::{Database, demonstration, say};
use crate::{
    accounts,
    app::App,
    config::{ContactSettings, ServeSettings},
    db::{Db, cluster::Cluster},
    index::live::{Follower, Index},
    jobs,
    kernel::ids::Ids,
    naming::ContactPoint,
    photos::ObjectStore,
    publications::{
        mail::{self, PostOffice},
        service::Confirmation,
    },
    telemetry, verification,
};

/// How often to look whether the private cluster still runs.
const LOOK_AFTER_CLUSTER_EVERY: Duration = Duration::from_millis(500);

/// How long running requests may take to finish after the signal to stop.
const FINISH_WITHIN: Duration = Duration::from_secs(20);

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    settings: ServeSettings,
}

impl Serve {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let settings = self.settings;
        settings.check()?;
        telemetry::start_logging()?;
        let (stop, stopped) = watch::channel(false);
        // Heard from the very start: an interruption while the cluster comes up ends it again.
        tokio::spawn(async move {
            interrupted().await;
            stop.send_replace(true);
        });
        let metrics = telemetry::start_metrics()?;
        tokio::spawn(telemetry::count_samples(metrics.clone()));
        let listener = TcpListener::bind(settings.listen).await.with_context(|| {
            format!("cannot listen on {}: stop what uses that port, or choose another with --listen", settings.listen)
        })?;
        let address = listener.local_addr()?;

        let cluster = match settings.database.database_url {
            Some(_) => None,
            None => Some(Cluster::start(&settings.database.data_dir(), "mingjie serve").await?),
        };
        let mut database = Database::prepare(&settings.database, cluster).await?;
        if let Some(cluster) = &database.cluster {
            cluster.note_holder(&format!("mingjie serve on http://{address}"))?;
        }
        let served = serve(&mut database, listener, &settings, metrics, stopped).await;
        database.release().await?;
        served?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Serves until interrupted; an interruption while things are being loaded ends that.
async fn serve(
    database: &mut Database,
    listener: TcpListener,
    settings: &ServeSettings,
    metrics: PrometheusHandle,
    mut stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let address = listener.local_addr()?;
    let post_office = PostOffice::of(&settings.mail)?;
    let objects = ObjectStore::of(&settings.photos, &settings.database.data_dir())?;
    let (app, follower) = tokio::select! {
        prepared = prepare(&database.db, objects.clone(), settings, metrics) => prepared?,
        _ = stopped.wait_for(|stop| *stop) => return Ok(()),
    };
    let following = tokio::spawn(follower.run(stopped.clone()));
    // Address and process may be the same in two containers.
    let mark = Uuid::new_v4().simple().to_string();
    let mark = mark.get(..8).unwrap_or_default();
    let instance = format!("http://{address} (pid {}, {mark})", std::process::id());
    let verifying =
        tokio::spawn(verification::keep(database.db.clone(), Arc::clone(&app.index), instance, stopped.clone()));
    let keeping_house = tokio::spawn(jobs::run(database.db.clone(), objects, stopped.clone()));
    let sending = post_office.map(|office| tokio::spawn(mail::run(database.db.clone(), office, stopped.clone())));
    let service = app.router().into_make_service_with_connect_info::<SocketAddr>();
    let mut finish = stopped.clone();
    let serving = tokio::spawn(
        axum::serve(listener, service)
            .with_graceful_shutdown(async move {
                let _ = finish.wait_for(|stop| *stop).await;
            })
            .into_future(),
    );
    greet(address, settings.demo);
    tokio::select! {
        _ = stopped.wait_for(|stop| *stop) => {}
        () = keep_alive(database.cluster.as_mut()) => {}
    }
    tracing::info!("stopping: running requests are finished first");
    if let Ok(finished) = tokio::time::timeout(FINISH_WITHIN, serving).await {
        finished??;
    } else {
        tracing::warn!("some requests did not finish in time");
    }
    following.await?;
    keeping_house.await?;
    if let Some(sending) = sending {
        sending.await?;
    }
    verifying.await?;
    Ok(())
}

/// Loads what is to be served.
async fn prepare(
    db: &Db,
    objects: ObjectStore,
    settings: &ServeSettings,
    metrics: PrometheusHandle,
) -> anyhow::Result<(App, Follower)> {
    let clock = db.clock().clone();
    let ids = Ids::new(clock.clone());
    let contact = if settings.demo { demonstration::contact(&settings.contact) } else { settings.contact.clone() };
    let contact = contact_point(contact);
    if settings.demo {
        demonstration::prepare(db, &objects, contact.clone()).await?;
    }
    let index = Arc::new(Index::default());
    let mut follower = Follower::new(db, Arc::clone(&index));
    follower.catch_up().await?;
    let confirmation = if settings.mail.smtp_url.is_some() { Confirmation::ByMail } else { Confirmation::NotAsked };
    let (db, metrics, trust_proxy) = (db.clone(), Some(metrics), settings.trust_proxy);
    let (exactness, archives) = (settings.sign_pinyin, settings.archives.clone());
    let app = App { db, index, clock, ids, objects, metrics, trust_proxy, confirmation, contact, exactness, archives };
    Ok((app, follower))
}

/// The contact that notices tell; a blank setting is none.
fn contact_point(ContactSettings { person, phone, address, email }: ContactSettings) -> ContactPoint {
    let said = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    ContactPoint { person: said(person), phone: said(phone), address: said(address), email: said(email) }
}

/// Starts the private cluster again whenever its server has ended; never returns.
async fn keep_alive(cluster: Option<&mut Cluster>) {
    let Some(cluster) = cluster else { return std::future::pending().await };
    loop {
        tokio::time::sleep(LOOK_AFTER_CLUSTER_EVERY).await;
        match cluster.revive().await {
            Ok(true) => tracing::warn!("PostgreSQL had ended and was started again"),
            Ok(false) => {}
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "PostgreSQL cannot be started again");
            }
        }
    }
}

/// Waits for Ctrl-C or the service manager's signal to stop.
pub(super) async fn interrupted() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

fn greet(address: SocketAddr, demo: bool) {
    say(format!("\n名界 Mingjie  http://{address}\n"));
    if demo {
        say(format!("演示账号 demo accounts (口令 password: {}):", accounts::service::DEMO_PASSWORD));
        for (login, role) in accounts::service::demo_logins() {
            say(format!("  {login:<14} {role}"));
        }
        say("");
    }
    say("试一试 try:");
    say(format!("  curl 'http://{address}/api/v1/lookup?lon=113.1598&lat=30.6475'"));
    say(format!("  curl 'http://{address}/api/v1/nearest?collection=streets&lon=113.16&lat=30.65&limit=3'"));
    say(format!("  curl 'http://{address}/api/v1/search?q=lydd'"));
    say(format!("  curl 'http://{address}/ogc/collections/divisions/items?limit=2'"));
    say("\nCtrl-C 停止 stops.\n");
}
