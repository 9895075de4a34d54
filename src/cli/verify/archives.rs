//! `mingjie verify archives`

use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    archives::verification::{self, KeptScan, Report, ScanFault, VolumeFault},
    cli::{Database, say, serve::interrupted},
    config::{DatabaseSettings, PhotoSettings},
    photos::ObjectStore,
};

/// Reads every scan again and checks the events of each volume; fails if anything is wrong.
pub(super) async fn verify(photos: &PhotoSettings, settings: &DatabaseSettings) -> anyhow::Result<ExitCode> {
    let objects = ObjectStore::of(photos, &settings.data_dir())?;
    let database = Database::attach(settings, "mingjie verify archives").await?;
    let report = tokio::select! {
        report = read_all(&database, &objects) => report,
        () = interrupted() => Err(anyhow::anyhow!("interrupted before everything was read")),
    };
    database.release().await?;
    let report = report?;
    tell(&report);
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn read_all(database: &Database, objects: &ObjectStore) -> anyhow::Result<Report> {
    let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} {msg}")?;
    let bar = ProgressBar::new(verification::count(&database.db).await?).with_style(style);
    bar.set_message("扫描件和案卷 scans and volumes");
    let report = verification::verify(&database.db, objects, || bar.inc(1)).await;
    bar.finish_and_clear();
    Ok(report?)
}

fn tell(report: &Report) {
    let Report { scans, volumes, bad_scans, bad_volumes } = report;
    say(format!("{volumes} 卷 volumes, {scans} 个扫描件 scans"));
    for (KeptScan { scan, volume, serial, title }, fault) in bad_scans {
        let fault = match fault {
            ScanFault::Missing => "缺失 MISSING".to_owned(),
            ScanFault::Changed(found) => format!("已改变 CHANGED, now {found}"),
            ScanFault::Unreadable(why) => format!("无法读取 UNREADABLE: {why}"),
        };
        let (ordinal, digest) = (scan.ordinal, scan.digest);
        say(format!("  {volume} 第{serial}件《{title}》扫描件 {ordinal} scan {digest}: {fault}"));
    }
    for (volume, fault) in bad_volumes {
        say(match fault {
            VolumeFault::Chain(position) => {
                format!("  {volume}: 办理记录自第 {position} 条起不连续 events BROKEN at {position}")
            }
            VolumeFault::State => format!("  {volume}: 状态与办理记录不符 state DIFFERS from its last event"),
        });
    }
    say(if report.is_clean() { "  完好 all is as it was kept" } else { "  有问题 something is WRONG" });
}
