//! The realm in a register of its own: a private cluster and a database in it, kept between runs.

pub(crate) mod ask;
mod fill;

use std::{env, path::PathBuf};

use mingjie::{
    db::{cluster::Cluster, migrate},
    kernel::clock::Clock,
};
use sha2::{Digest, Sha256};
use tokio_postgres::{Client, Config, NoTls};

use crate::realm::Realm;

/// Names of databases with realms begin so; those of earlier realms are dropped by it.
const PREFIX: &str = "realm_";

/// The cluster of the benches.
///
/// It lies where the database account can reach it, which may not be below this checkout, and is as durable as the
/// one that `mingjie serve` starts.
pub(crate) async fn cluster() -> Cluster {
    let checkout = Sha256::digest(env!("CARGO_MANIFEST_DIR"));
    let name: String = checkout.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let directory: PathBuf = env::temp_dir().join(format!("mingjie-bench-{name}"));
    Cluster::start(&directory, "the benches").await.expect("a cluster for the benches")
}

/// How the service connects to the register of `realm`; made first if it is not there yet.
pub(crate) async fn of(realm: &Realm, cluster: &Cluster) -> Config {
    let name = format!("{PREFIX}{}_{}_{}", realm.size.places, realm.fingerprint(), &fill_fingerprint()[..12]);
    let admin = connect(&cluster.superuser_config()).await;
    let known = admin.query_opt("select from pg_database where datname = $1", &[&name]).await.expect("databases");
    if known.is_none() {
        drop_others(&admin, realm).await;
        make(realm, cluster, &admin, &name).await;
    }
    let mut config = cluster.config();
    config.dbname(&name);
    config
}

fn fill_fingerprint() -> String {
    let made_by = Sha256::digest(format!("{}{}", migrate::fingerprint(), fill::SOURCES));
    made_by.iter().map(|byte| format!("{byte:02x}")).collect()
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

async fn make(realm: &Realm, cluster: &Cluster, admin: &Client, name: &str) {
    eprintln!("making the register of {} places in PostGIS …", realm.size.places);
    let create = "create database realm_in_the_making owner mingjie template template0";
    admin.batch_execute(create).await.expect("a database");
    let (mut service, mut superuser) = (cluster.config(), cluster.superuser_config());
    service.dbname("realm_in_the_making");
    superuser.dbname("realm_in_the_making");
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
