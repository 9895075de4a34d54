//! PostgreSQL with PostGIS: connections, transactions, statements, the geometry codec and migrations.
//!
//! Knows nothing of the slices. [`Db::read`] and [`Db::write`] are the only ways to a connection; statements live
//! in `.sql` files beside the stores, each named by its first line.

pub mod cluster;
pub mod error;
pub mod geometry;
pub mod migrate;
pub mod pool;
pub mod requirements;
pub mod row;
pub mod statement;
pub mod tx;

pub use error::Error;
pub use geometry::PgGeometry;
pub use pool::Db;
pub use statement::Statement;
pub use tx::{ReadTx, WriteTx};
