//! The private PostgreSQL cluster that the program runs when it is given no other database.
//!
//! ```text
//! DIR/mingjie.lock    who works on the directory; locked for as long as that process lives
//! DIR/mingjie.conf    the settings that the program gives the server
//! DIR/postgres/       PGDATA, owned by the account that runs PostgreSQL
//! DIR/postgres.log    what the server says
//! DIR/run/            the Unix socket; elsewhere when its path would be too long for a socket
//! ```
//!
//! The server has no TCP port: its only door is a socket in a directory that nobody but its own account and
//! root can enter, and behind that door everyone is trusted. It is started directly, in a process group of its
//! own, so that Ctrl-C reaches the program alone and the program decides when the server goes.
//!
//! After `kill -9` of the program the server lives on and the next start takes it over; after `kill -9` of the
//! server, or a power cut, the next start recovers. The file `postmaster.pid` is never removed by hand: it is
//! how PostgreSQL itself finds out whether processes of the last run still write to the data.

mod account;
mod binaries;
mod data_dir;
mod database;
mod error;
mod initdb;
mod lock;
mod pid_file;
mod postmaster;
mod running;
#[cfg(test)]
mod tests;

pub use binaries::Binaries;
pub use data_dir::default_data_dir;
pub use error::ClusterError;
pub use running::Cluster;
