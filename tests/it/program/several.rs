//! Several running programs on one database.

use std::env;

use serde_json::Value;

use super::{officer::Officer, running::Running};
use crate::support::TestDatabase;

/// The address of a database on the test server, as `role`.
pub(super) fn url_of(database: &str, role: &str) -> String {
    let url = env::var("MINGJIE_TEST_DATABASE_URL").unwrap();
    url.replace("/postgres?", &format!("/{database}?")).replace("user=postgres", &format!("user={role}"))
}

/// The name of the database that a client is connected to.
pub(super) async fn name_of(client: &tokio_postgres::Client) -> String {
    client.query_one("select current_database()::text", &[]).await.unwrap().get(0)
}

/// Instances called `a`, `b`, … on a register of their own, and an officer who may write through each.
pub(super) struct Several {
    pub(super) instances: Vec<Running>,
    pub(super) officer: Officer,
    pub(super) database: TestDatabase,
    url: String,
}

impl Several {
    /// So many instances on an empty register.
    pub(super) async fn new(count: usize) -> Self {
        let database = TestDatabase::new().await;
        let url = url_of(&name_of(&database.client().await).await, "postgres");
        let officer = Officer::at(["--database-url", &url]);
        let mut several = Self { instances: Vec::new(), officer, database, url };
        ["a", "b", "c"].iter().take(count).for_each(|name| several.start(name));
        several
    }

    /// Starts one more instance, called `name` among the connections of the database.
    pub(super) fn start(&mut self, name: &str) {
        self.instances.push(Running::on(&format!("{}&application_name={name}", self.url)));
    }

    /// Enters a village through an instance, which must take it, and tells the version it is told.
    pub(super) fn enter(&self, instance: usize, name: &str, lon: f64) -> i64 {
        let entered = self.officer.enter(self.instances[instance].address(), name, lon).unwrap();
        assert_eq!(entered.status, 201, "{}", entered.answer);
        let own = entered.answer["data_version"].as_i64().unwrap();
        assert!(entered.version >= own, "told {} of a commit that is {own}", entered.version);
        entered.version
    }

    /// Ends every connection of the instance called `name`, the one that listens included.
    pub(super) async fn cut_off(&self, name: &str) {
        let client = self.database.client().await;
        let end = "select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and application_name = $1";
        assert!(client.execute(end, &[&name]).await.unwrap() > 0);
    }

    /// Stops them all, each of which must end well.
    pub(super) fn stop(&mut self) {
        for instance in self.instances.drain(..) {
            instance.signal("-TERM");
            assert!(instance.wait().success());
        }
    }
}

/// The address of the nearest villages to the line along which they are entered.
pub(super) const VILLAGES: &str = "/api/v1/nearest?collection=places&lon=113&lat=30.5&limit=1000";

/// The names in a collection of features, sorted.
pub(super) fn names(collection: &Value) -> Vec<String> {
    let features = collection["features"].as_array().unwrap().iter();
    let mut names: Vec<_> =
        features.map(|feature| feature["properties"]["name"].as_str().unwrap().to_owned()).collect();
    names.sort_unstable();
    names
}
