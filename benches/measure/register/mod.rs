//! The realm in a register of its own: a private cluster and a database in it, kept between runs.

pub(crate) mod ask;
mod fill;

use std::env;

use mingjie::{
    db::{cluster::Cluster, migrate},
    kernel::clock::Clock,
};
use tokio::runtime::Runtime;
use tokio_postgres::{Client, Config, NoTls};

use crate::{digest::digest, realm::Realm};

/// Names of databases with realms begin so; those of earlier realms are dropped by it.
const PREFIX: &str = "realm_";

/// The register of a realm, in a cluster that runs for as long as this value is there.
pub(crate) struct Register {
    runtime: Runtime,
    cluster: Option<Cluster>,
    /// How the service connects to it.
    pub(crate) service: Config,
    /// How a superuser does.
    pub(crate) superuser: Config,
}

impl Register {
    /// Starts the cluster of the benches; makes the register if it is not there yet.
    ///
    /// The cluster lies where the database account can reach it, which may not be below this checkout, and is as durable
    /// as the one that `mingjie serve` starts.
    pub(crate) fn of(realm: &Realm) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let checkout = digest([env!("CARGO_MANIFEST_DIR")]);
        let directory = env::temp_dir().join(format!("mingjie-bench-{checkout}"));
        let cluster = runtime.block_on(Cluster::start(&directory, "the benches")).expect("a cluster for the benches");
        let (service, superuser) = (cluster.config(), cluster.superuser_config());
        let mut register = Self { runtime, cluster: Some(cluster), service, superuser };
        let name = register.runtime.block_on(database(realm, &register.service, &register.superuser));
        register.service.dbname(&name);
        register.superuser.dbname(&name);
        register
    }
}

impl Drop for Register {
    fn drop(&mut self) {
        if let Some(cluster) = self.cluster.take() {
            self.runtime.block_on(cluster.stop()).expect("the cluster stops");
        }
    }
}

/// The database with the realm; made first if it is not there yet.
async fn database(realm: &Realm, service: &Config, superuser: &Config) -> String {
    let filled = digest([&*migrate::fingerprint(), fill::SOURCES]);
    let name = format!("{PREFIX}{}_{}_{filled}", realm.size.places, realm.fingerprint());
    let admin = connect(superuser).await;
    let known = admin.query_opt("select from pg_database where datname = $1", &[&name]).await.expect("databases");
    if known.is_none() {
        drop_others(&admin, realm).await;
        make(realm, [service, superuser], &admin, &name).await;
    }
    name
}

/// Room for this one: what an earlier program, or a killed run, left.
async fn drop_others(admin: &Client, realm: &Realm) {
    let like = format!("{PREFIX}{}\\_%", realm.size.places);
    let others = "select datname from pg_database where datname like $1 or datname = 'realm_in_the_making'";
    for row in admin.query(others, &[&like]).await.expect("databases") {
        let name: String = row.get(0);
        admin.batch_execute(&format!("drop database {name} with (force)")).await.expect("dropped");
    }
}

async fn make(realm: &Realm, roles: [&Config; 2], admin: &Client, name: &str) {
    eprintln!("making the register of {} places in PostGIS …", realm.size.places);
    let create = "create database realm_in_the_making owner mingjie template template0";
    admin.batch_execute(create).await.expect("a database");
    let [service, superuser] = roles.map(|role| {
        let mut role = role.clone();
        role.dbname("realm_in_the_making");
        role
    });
    let superuser = connect(&superuser).await;
    superuser.batch_execute("create extension postgis; create extension btree_gist").await.expect("extensions");
    migrate::migrate(&mut connect(&service).await).await.expect("a schema");
    fill::fill(realm, &superuser, &Clock::system()).await;
    drop(superuser);
    let close = "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = 'realm_in_the_making'";
    admin.batch_execute(close).await.expect("closed");
    admin.batch_execute(&format!("alter database realm_in_the_making rename to {name}")).await.expect("renamed");
}

/// A connection of its own.
pub(crate) async fn connect(config: &Config) -> Client {
    let (client, connection) = config.connect(NoTls).await.expect("the cluster answers");
    tokio::spawn(connection);
    client
}
