//! The same questions to PostGIS: prepared statements on one warm connection.

use std::time::{Duration, Instant};

use mingjie::kernel::geometry::Position;
use serde_json::Value;
use time::Date;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, Config, Row, Statement, types::ToSql};
use uuid::Uuid;

use super::Move;
use crate::{
    questions::Sides,
    register::{self, ask},
};

/// A connection with every question prepared.
pub(super) struct PostGis {
    /// One thread: an answer wakes nobody but who asked.
    runtime: Runtime,
    client: Client,
    covering: Statement,
    look_up: Statement,
    nearest_places: Statement,
    nearest_streets: Statement,
    in_box: Statement,
    move_places: Statement,
}

impl PostGis {
    /// A connection as a superuser, so that moves can be made without the triggers of the register.
    pub(super) fn connect(config: &Config) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let client = runtime.block_on(register::connect(config));
        let prepare = |statement: mingjie::db::Statement| {
            runtime.block_on(client.prepare(statement.text())).expect("a statement of the benches")
        };
        let all =
            [ask::COVERING, ask::LOOK_UP, ask::NEAREST_PLACES, ask::NEAREST_STREETS, ask::IN_BOX, ask::MOVE_PLACES];
        let [covering, look_up, nearest_places, nearest_streets, in_box, move_places] = all.map(prepare);
        Self { runtime, client, covering, look_up, nearest_places, nearest_streets, in_box, move_places }
    }

    /// How long the register took to be filled, its indexes included.
    pub(super) fn load_seconds(&self) -> f64 {
        let told = self.runtime.block_on(self.client.query_one("select seconds from filling", &[]));
        told.expect("a filled register").get(0)
    }

    pub(super) fn covering(&self, at: Position) -> Vec<Uuid> {
        ids(&self.rows(&self.covering, &[&at.lon(), &at.lat()]))
    }

    /// The look-up's JSON as text.
    pub(super) fn look_up(&self, at: Position, day: Date) -> String {
        self.rows(&self.look_up, &[&at.lon(), &at.lat(), &day])[0].get("answer")
    }

    pub(super) fn parsed_look_up(&self, at: Position, day: Date) -> Value {
        serde_json::from_str(&self.look_up(at, day)).expect("JSON")
    }

    pub(super) fn nearest_places(&self, at: Position) -> Vec<(Uuid, f64)> {
        near(&self.rows(&self.nearest_places, &[&at.lon(), &at.lat()]))
    }

    pub(super) fn nearest_streets(&self, at: Position) -> Vec<(Uuid, f64)> {
        near(&self.rows(&self.nearest_streets, &[&at.lon(), &at.lat()]))
    }

    pub(super) fn in_box(&self, [west, south, east, north]: Sides) -> Vec<Uuid> {
        ids(&self.rows(&self.in_box, &[&west, &south, &east, &north]))
    }

    /// How long it takes to move places, the keeping of the indexes included, and the commit, the triggers and the
    /// history not: undone afterwards.
    pub(super) fn moving(&self, moves: &[Move]) -> Duration {
        let ids: Vec<Uuid> = moves.iter().map(|moved| moved.id).collect();
        let lons: Vec<f64> = moves.iter().map(|moved| moved.to.lon()).collect();
        let lats: Vec<f64> = moves.iter().map(|moved| moved.to.lat()).collect();
        self.execute("set session_replication_role = replica; begin");
        let began = Instant::now();
        let touched = self.runtime.block_on(self.client.execute(&self.move_places, &[&ids, &lons, &lats]));
        let took = began.elapsed();
        assert_eq!(touched.expect("moved"), moves.len() as u64);
        self.execute("rollback");
        took
    }

    /// Clears away what undone moves left.
    pub(super) fn tidy(&self) {
        self.execute("vacuum analyze place");
    }

    fn execute(&self, sql: &str) {
        self.runtime.block_on(self.client.batch_execute(sql)).expect("a statement of the benches");
    }

    fn rows(&self, statement: &Statement, params: &[&(dyn ToSql + Sync)]) -> Vec<Row> {
        self.runtime.block_on(self.client.query(statement, params)).expect("an answer")
    }
}

fn ids(rows: &[Row]) -> Vec<Uuid> {
    rows.iter().map(|row| row.get(0)).collect()
}

fn near(rows: &[Row]) -> Vec<(Uuid, f64)> {
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}
