//! The pool of connections: the only door to the database.

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Timeouts};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio_postgres::{Config, NoTls};

use super::{Error, ReadTx, WriteTx};
use crate::kernel::{actor::Actor, clock::Clock};

/// Longest time that a request waits for a free connection.
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(5);

/// How long the other end of a connection may leave what was sent unanswered by its system.
const GONE_AFTER: Duration = Duration::from_secs(10);

/// A database and how to reach it. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pool: Pool,
    config: Arc<Config>,
    clock: Clock,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db").field("pool", &self.pool.status()).finish_non_exhaustive()
    }
}

impl Db {
    /// A pool of at most `connections` to the database that `config` names. Connects when first asked.
    ///
    /// # Panics
    /// Never: building fails only without a runtime, and one is given.
    #[must_use]
    pub fn new(mut config: Config, connections: usize, clock: Clock) -> Self {
        config.connect_timeout(Duration::from_secs(5));
        // Who runs several instances may call them by names in the address.
        if config.get_application_name().is_none() {
            config.application_name("mingjie");
        }
        // A server or a network that is gone without a word is noticed: by what it owes us, and by silence.
        config.tcp_user_timeout(GONE_AFTER).keepalives_idle(GONE_AFTER).keepalives_interval(GONE_AFTER / 5);
        let manager =
            Manager::from_config(config.clone(), NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        #[expect(clippy::expect_used, reason = "see Panics")]
        let pool = Pool::builder(manager)
            .max_size(connections)
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .timeouts(Timeouts { wait: Some(WAIT_FOR_CONNECTION), create: Some(WAIT_FOR_CONNECTION), recycle: None })
            .post_create(Hook::async_fn(|client, _| {
                Box::pin(async move { settle(client).await.map_err(HookError::Backend) })
            }))
            .build()
            .expect("a pool with a runtime");
        Self { pool, config: Arc::new(config), clock }
    }

    /// The same database over `connections` of its own, which nobody else can use up.
    #[must_use]
    pub fn aside(&self, connections: usize) -> Self {
        Self::new(Config::clone(&self.config), connections, self.clock.clone())
    }

    /// The same database over connections of its own, with record time stamped by another clock: for stories that are
    /// replayed.
    #[must_use]
    pub fn by(&self, clock: &Clock) -> Self {
        Self::new(Config::clone(&self.config), self.pool.status().max_size, clock.clone())
    }

    /// How to open a connection of one's own (LISTEN, COPY of hours).
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The clock that stamps record time.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// A transaction that sees one state of the database and changes nothing.
    pub async fn read(&self, name: &'static str) -> Result<ReadTx, Error> {
        ReadTx::begin(self.connection().await?, name).await
    }

    /// A transaction that writes on behalf of `actor`; `name` is kept as the action in the commit log.
    pub async fn write(&self, name: &'static str, actor: &Actor) -> Result<WriteTx, Error> {
        WriteTx::begin(self.connection().await?, name, actor, self.clock.now()).await
    }

    /// Connections in use and open, for the metrics.
    #[must_use]
    pub fn status(&self) -> (usize, usize) {
        let status = self.pool.status();
        (status.size.saturating_sub(status.available), status.size)
    }

    async fn connection(&self) -> Result<Object, Error> {
        let asked = Instant::now();
        #[expect(clippy::disallowed_methods, reason = "this is the door")]
        let connection = self.pool.get().await?;
        metrics::histogram!("mingjie_db_wait_seconds").record(asked.elapsed());
        Ok(connection)
    }
}

/// What every session needs: statements of a vanished client end, plans are not compiled (they are short) and
/// made for the parameters given (most parameters of a query are left open).
async fn settle(client: &tokio_postgres::Client) -> Result<(), tokio_postgres::Error> {
    client
        .batch_execute(
            "set client_connection_check_interval = '1s'; set jit = off; \
             set plan_cache_mode = force_custom_plan; set timezone = 'UTC'",
        )
        .await
}
