//! Announcements of commits (`NOTIFY mingjie_change`): a reason to look now, and never more than that.

use std::{future::poll_fn, time::Duration};

use tokio::sync::watch;
use tokio_postgres::{AsyncMessage, NoTls};

use super::{Index, pause::Pause};
use crate::db::{Db, Error};

/// Longest pause before the next try to connect: a database that is back is heard again before anybody waits for it.
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// Rings `bell` at each announcement, and at each new connection for what was announced before it. Never returns.
pub(super) async fn listen(db: &Db, index: &Index, bell: &watch::Sender<()>) {
    let mut pause = Pause::default();
    loop {
        let ended = hear(db, index, bell, &mut pause).await;
        if index.lag().listens {
            index.note(|lag| lag.listens = false);
            let why = ended.as_ref().err().map(|error| error as &dyn std::error::Error);
            tracing::warn!(error = why, "commits are no longer announced");
        }
        tokio::time::sleep(pause.next(LONGEST_PAUSE)).await;
    }
}

/// Listens for as long as one connection lives.
async fn hear(db: &Db, index: &Index, bell: &watch::Sender<()>, pause: &mut Pause) -> Result<(), Error> {
    let (client, mut connection) = db.config().connect(NoTls).await?;
    let hearing = async {
        while let Some(message) = poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notification(announced) = message? {
                if let Ok(version) = announced.payload().parse() {
                    index.note(|lag| lag.heard(version));
                }
                bell.send_replace(());
            }
        }
        Ok(())
    };
    let listening = async {
        client.batch_execute("listen mingjie_change").await?;
        *pause = Pause::default();
        index.note(|lag| lag.listens = true);
        tracing::info!("commits are announced");
        bell.send_replace(());
        // The client is kept: without it the connection would end.
        std::future::pending().await
    };
    tokio::select! {
        ended = hearing => ended,
        refused = listening => refused,
    }
}
