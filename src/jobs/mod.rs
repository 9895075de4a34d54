//! Work that no request asks for: small, repeatable, and harmless when done twice at once.

use std::time::Duration;

use tokio::sync::watch;

use crate::{
    db::{Db, Error},
    http::idempotency::{KEPT_FOR, forget_older_than},
    kernel::actor::Actor,
    photos::{self, ObjectStore},
    publications, signs,
};

/// How often the house is kept.
const KEEP_HOUSE_EVERY: Duration = Duration::from_hours(1);

/// Keeps house until `stop` is set.
pub async fn run(db: Db, objects: ObjectStore, mut stop: watch::Receiver<bool>) {
    let keeping = async {
        loop {
            if let Err(error) = keep_house(&db, &objects).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "the house was not kept");
            }
            tokio::time::sleep(KEEP_HOUSE_EVERY).await;
        }
    };
    tokio::select! {
        () = keeping => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
}

/// Forgets the answers of requests that nobody will send again, opinions that nobody confirmed, from where opinions and
/// reports were sent, and photos that belong to nothing.
async fn keep_house(db: &Db, objects: &ObjectStore) -> Result<(), Error> {
    let tx = db.write("jobs.keep_house", &Actor::Operator).await?;
    let now = db.clock().now();
    let forgotten = forget_older_than(&tx, now - KEPT_FOR).await?;
    let unconfirmed = publications::service::sweep(&tx, now).await?;
    signs::citizens::service::sweep(&tx, now).await?;
    tx.commit().await?;
    let photos::Swept { uploads, photos, objects } = photos::service::sweep(db, objects, now).await?;
    tracing::debug!(forgotten, unconfirmed, uploads, photos, objects, "kept house");
    Ok(())
}
