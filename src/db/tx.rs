//! Transactions.
//!
//! A transaction that is dropped before it commits changes nothing: its connection is closed, which rolls it
//! back, and a statement still running is cancelled. So nothing that matters may come after the commit, and a
//! client that goes away in the middle of a request leaves no half-done work and no running query.

use std::{
    ops::Deref,
    time::{Duration, Instant},
};

use deadpool_postgres::Object;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use tokio_postgres::{
    CopyInSink, NoTls, Row, RowStream, ToStatement,
    types::{BorrowToSql, ToSql},
};

use super::{Error, Statement};
use crate::kernel::actor::Actor;

/// Longest time a statement of a request may run.
const STATEMENT_TIMEOUT: Duration = Duration::from_secs(10);

/// A number of the last commit: the version of the whole register.
pub type DataVersion = i64;

/// An open transaction and its connection.
#[derive(Debug)]
pub struct Tx {
    /// Taken out on the way back to the pool, or to be closed.
    client: Option<Object>,
    name: &'static str,
    began: Instant,
}

/// A transaction that reads one consistent state.
#[derive(Debug)]
pub struct ReadTx(Tx);

/// A transaction that may write; only [`WriteTx::commit`] makes it so.
#[derive(Debug)]
pub struct WriteTx(Tx);

impl Deref for ReadTx {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.0
    }
}

impl Deref for WriteTx {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.0
    }
}

impl Tx {
    async fn open(client: Object, name: &'static str, begin: &str) -> Result<Self, Error> {
        let tx = Self { client: Some(client), name, began: Instant::now() };
        tx.client()?.batch_execute(begin).await?;
        Ok(tx)
    }

    fn client(&self) -> Result<&Object, Error> {
        self.client.as_ref().ok_or_else(|| Error::Unavailable("the transaction is over".into()))
    }

    /// Every row of `statement`.
    pub async fn query(&self, statement: &Statement, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Error> {
        let client = self.client()?;
        let prepared = client.prepare_cached(statement.text()).await?;
        Ok(client.query(&prepared, params).await?)
    }

    /// The row of `statement`, if there is one.
    pub async fn query_opt(&self, statement: &Statement, params: &[&(dyn ToSql + Sync)]) -> Result<Option<Row>, Error> {
        let client = self.client()?;
        let prepared = client.prepare_cached(statement.text()).await?;
        Ok(client.query_opt(&prepared, params).await?)
    }

    /// The one row of `statement`.
    pub async fn query_one(&self, statement: &Statement, params: &[&(dyn ToSql + Sync)]) -> Result<Row, Error> {
        let client = self.client()?;
        let prepared = client.prepare_cached(statement.text()).await?;
        Ok(client.query_one(&prepared, params).await?)
    }

    /// Runs `statement` and tells how many rows it touched.
    pub async fn execute(&self, statement: &Statement, params: &[&(dyn ToSql + Sync)]) -> Result<u64, Error> {
        let client = self.client()?;
        let prepared = client.prepare_cached(statement.text()).await?;
        Ok(client.execute(&prepared, params).await?)
    }

    /// The rows of `statement` as they arrive, in constant memory.
    pub async fn stream<P, I>(&self, statement: &Statement, params: I) -> Result<RowStream, Error>
    where
        P: BorrowToSql,
        I: IntoIterator<Item = P> + Send,
        I::IntoIter: ExactSizeIterator + Send,
    {
        let client = self.client()?;
        let prepared = client.prepare_cached(statement.text()).await?;
        Ok(client.query_raw(&prepared, params).await?)
    }

    /// Starts a `COPY … FROM STDIN BINARY`.
    pub async fn copy_in<T>(&self, statement: &T) -> Result<CopyInSink<bytes::Bytes>, Error>
    where
        T: ?Sized + ToStatement + Sync,
    {
        Ok(self.client()?.copy_in(statement).await?)
    }

    /// The version of the register that this transaction sees.
    pub async fn data_version(&self) -> Result<DataVersion, Error> {
        Ok(self.query_one(&crate::statement!("data_version"), &[]).await?.try_get("version")?)
    }

    async fn end(mut self, word: &'static str) -> Result<(), Error> {
        self.client()?.batch_execute(word).await?;
        metrics::histogram!("mingjie_db_transaction_seconds", "name" => self.name).record(self.began.elapsed());
        // Only a finished transaction's connection goes back to the pool.
        drop(self.client.take());
        Ok(())
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        let cancel = client.cancel_token();
        // Taken out of the pool, the connection closes here and the server rolls back.
        drop(Object::take(client));
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { cancel.cancel_query(NoTls).await });
        }
    }
}

impl ReadTx {
    pub(super) async fn begin(client: Object, name: &'static str) -> Result<Self, Error> {
        let timeout = STATEMENT_TIMEOUT.as_millis();
        Tx::open(
            client,
            name,
            &format!("begin isolation level repeatable read read only; set local statement_timeout = {timeout}"),
        )
        .await
        .map(Self)
    }

    /// Lets statements run as long as they need: loading the index, exporting.
    pub async fn without_time_limit(self) -> Result<Self, Error> {
        self.client()?.batch_execute("set local statement_timeout = 0").await?;
        Ok(self)
    }

    /// The version that the register had at `instant` of record time; 0 before its first commit.
    pub async fn version_at(&self, instant: OffsetDateTime) -> Result<DataVersion, Error> {
        Ok(self.query_one(&crate::statement!("version_at"), &[&instant]).await?.try_get("version")?)
    }

    /// Ends the transaction and gives the connection back.
    pub async fn finish(self) -> Result<(), Error> {
        self.0.end("commit").await
    }
}

impl WriteTx {
    pub(super) async fn begin(
        client: Object,
        name: &'static str,
        actor: &Actor,
        now: OffsetDateTime,
    ) -> Result<Self, Error> {
        let timeout = STATEMENT_TIMEOUT.as_millis();
        let tx = Tx::open(client, name, &format!("begin; set local statement_timeout = {timeout}")).await?;
        let instant = now.format(&Rfc3339).unwrap_or_default();
        tx.query_one(&crate::statement!("say_who_writes"), &[&actor.label(), &name, &instant]).await?;
        Ok(Self(tx))
    }

    /// Lets statements run as long as they need: imports.
    pub async fn lift_time_limit(&self) -> Result<(), Error> {
        Ok(self.client()?.batch_execute("set local statement_timeout = 0").await?)
    }

    /// Numbers this commit now, so that what it wrote can be read back with its record time before it commits;
    /// other writers wait from here on. `None` when nothing tracked was changed.
    pub async fn number(&self) -> Result<Option<DataVersion>, Error> {
        Ok(self.query_one(&crate::statement!("number_this_commit"), &[]).await?.try_get("version")?)
    }

    /// Commits. The version is the number of this commit, or `None` when nothing tracked was changed.
    pub async fn commit(self) -> Result<Option<DataVersion>, Error> {
        let version = self.number().await?;
        self.0.end("commit").await?;
        Ok(version)
    }

    /// Undoes everything and gives the connection back.
    pub async fn roll_back(self) -> Result<(), Error> {
        self.0.end("rollback").await
    }
}
