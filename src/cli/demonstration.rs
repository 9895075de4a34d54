//! What `--demo` puts into an empty register: accounts, the files of Tianmen, and the naming work of half a year, done
//! through the public interface by the clock of those days.

use std::sync::Arc;

use anyhow::Context;
use tokio::sync::watch;

use crate::{
    accounts::service::{DEMO_PASSWORD, demo_accounts},
    app::App,
    config::{ArchiveSettings, ContactSettings},
    db::Db,
    demo::{self, story::Story},
    index::live::{Follower, Index},
    kernel::{clock::Clock, ids::Ids, words::Exactness},
    naming::ContactPoint,
    photos::ObjectStore,
    publications::service::Confirmation,
};

/// Whom the notices of the demonstration tell people to ask; illustrative, nobody answers there.
fn illustrative_contact() -> ContactSettings {
    ContactSettings {
        person: Some("区划地名科".to_owned()),
        phone: Some("0728-0000000（示例）".to_owned()),
        address: Some("天门市竟陵街道（示例）".to_owned()),
        email: Some("place-names@example.cn".to_owned()),
    }
}

/// The settings, unless they say nothing.
pub(super) fn contact(settings: &ContactSettings) -> ContactSettings {
    if *settings == ContactSettings::default() { illustrative_contact() } else { settings.clone() }
}

/// The township of the demonstration clerk: 多宝镇.
const DEMO_TOWNSHIP: &str = "429006100";

/// Makes the accounts that are missing, and loads and tells what an empty register lacks.
pub(super) async fn prepare(db: &Db, objects: &ObjectStore, contact: ContactPoint) -> anyhow::Result<()> {
    let story = Story::first_half_of_2023()?;
    let clock = Clock::set_to(story.begins()?);
    let (then, ids) = (db.by(&clock), Ids::new(clock.clone()));
    demo_accounts(db, &Ids::new(db.clock().clone()), &DEMO_TOWNSHIP.parse()?).await?;
    // Only an empty register is filled, and only who filled it tells the story: somebody's own data is left alone.
    if demo::load(&then, &ids).await? {
        let signs = demo::signs::place(&then, &ids).await?;
        tracing::info!(signs, "signs of the demonstration placed");
        let (lines, markers) = demo::boundaries::draw(&then, &ids).await?;
        tracing::info!(lines, markers, "boundary lines of the demonstration drawn");
        tracing::info!(story = story.title, "telling the story of the demonstration");
        tell(&story, then, objects.clone(), (clock, ids), contact).await?;
    }
    Ok(())
}

/// Tells a story to a service of its own, whose clock is that of the story.
async fn tell(
    story: &Story,
    db: Db,
    objects: ObjectStore,
    (clock, ids): (Clock, Ids),
    contact: ContactPoint,
) -> anyhow::Result<()> {
    let index = Arc::new(Index::default());
    let mut follower = Follower::new(&db, Arc::clone(&index));
    follower.catch_up().await?;
    let (stop, stopped) = watch::channel(false);
    let following = tokio::spawn(follower.run(stopped));
    let app = App {
        db,
        index,
        clock: clock.clone(),
        ids,
        objects,
        metrics: None,
        trust_proxy: false,
        confirmation: Confirmation::NotAsked,
        contact,
        exactness: Exactness::Words,
        archives: ArchiveSettings::default(),
    };
    let told = story.replay(&app.router(), &clock, DEMO_PASSWORD).await;
    stop.send_replace(true);
    following.await?;
    told.context("the story of the demonstration could not be told")
}
