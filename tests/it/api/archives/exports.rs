//! Packages that are handed over, and the proof that what was kept is still there.

use std::{fs, io::Cursor, process::Command};

use axum::http::StatusCode;
use mingjie::{
    archives::verification::{self, ScanFault, VolumeFault},
    kernel::actor::Role,
};
use serde_json::{Value, json};
use zip::ZipArchive;

use super::{Archive, id_of};

const EXPORTS: &str = "/api/v1/archive-exports";

fn export(volumes: &[&String]) -> Value {
    json!({ "volumes": volumes, "recipient": "天门市档案馆", "purpose": "年度移交" })
}

/// The file of the first scan of a volume, in the store.
async fn stored_file(archive: &Archive, volume: &str) -> std::path::PathBuf {
    let file = archive.volume(volume).await;
    let digest = file["items"][0]["scans"][0]["sha256"].as_str().unwrap().to_owned();
    archive.app.photo_dir().join(&digest[..2]).join(&digest[2..])
}

#[tokio::test]
async fn a_package_proves_itself_and_goes_with_the_volumes() {
    let archive = Archive::new().await;
    let (first, second) = (archive.stored("甲").await, archive.stored("乙").await);
    let made = archive.post(EXPORTS, &export(&[&second, &first])).await.expect(StatusCode::CREATED);
    let (id, told) = (id_of(&made), made.json());
    let watermark = told["watermark"].as_str().unwrap();
    for said in ["test-archivist", "天门市档案馆", "2023-07-01 12:00"] {
        assert!(watermark.contains(said), "{watermark}");
    }
    let fetch = || archive.app.get(&format!("{EXPORTS}/{id}/package")).role(Role::Archivist).send();
    let package = fetch().await.expect(StatusCode::OK);
    assert_eq!(package.header("content-length"), package.bytes.len().to_string());
    let folder = tempfile::tempdir().unwrap();
    ZipArchive::new(Cursor::new(&package.bytes)).unwrap().extract(folder.path()).unwrap();
    let checked =
        Command::new("sha256sum").args(["-c", "--strict", "MANIFEST.sha256"]).current_dir(folder.path()).output();
    let checked = checked.unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let lines = fs::read_to_string(folder.path().join("MANIFEST.sha256")).unwrap();
    assert_eq!(lines.lines().count(), 5, "manifest, two lists, two scans: {lines}");
    let manifest = fs::read_to_string(folder.path().join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest, archive.get(&format!("{EXPORTS}/{id}")).await);
    assert_eq!(manifest["volumes"][0]["title"], "乙");
    let scan = &manifest["volumes"][0]["items"][0]["scans"][0];
    assert!(folder.path().join(scan["file"].as_str().unwrap()).is_file());
    assert!(fs::read(folder.path().join("volumes/001/list.pdf")).unwrap().starts_with(b"%PDF-"));
    // It is on record with each volume, and goes with one that is handed over.
    let last = |file: Value| file["events"].as_array().unwrap().last().unwrap().clone();
    let event = last(archive.volume(&first).await);
    assert_eq!((&event["kind"], &event["facts"]["manifest_sha256"]), (&json!("export"), &told["manifest_sha256"]));
    let handing = json!({ "receiver": "天门市档案馆", "on": "2023-07-01", "package": id, "note": "移交清册第3号" });
    archive.step(&first, "hand-over", &handing).await.expect(StatusCode::OK);
    assert_eq!(last(archive.volume(&first).await)["facts"]["manifest_sha256"], told["manifest_sha256"]);
    // What was made once is made again the same, though a volume has gone meanwhile.
    assert_eq!(fetch().await.expect(StatusCode::OK).bytes, package.bytes);
}

#[tokio::test]
async fn a_package_is_made_of_stored_volumes_and_fetched_by_who_made_it() {
    let archive = Archive::new().await;
    let (stored, arranged) = (archive.stored("甲").await, archive.arranged("乙").await);
    let unknown = uuid::Uuid::from_u128(1).to_string();
    for (volumes, pointer) in [
        (vec![&stored, &arranged], "/volumes/1"),
        (vec![&stored, &stored], "/volumes/1"),
        (vec![&unknown], "/volumes/0"),
        (vec![], "/volumes"),
    ] {
        let problem = archive.post(EXPORTS, &export(&volumes)).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    assert_eq!(archive.get(EXPORTS).await["exports"], json!([]));
    let id = id_of(&archive.post(EXPORTS, &export(&[&stored])).await.expect(StatusCode::CREATED));
    let package = format!("{EXPORTS}/{id}/package");
    archive.app.get(&package).role(Role::Leader).send().await.expect(StatusCode::FORBIDDEN);
    let other = archive.app.get(&package).header("authorization", &format!("Bearer {}", archive.checker));
    other.send().await.expect(StatusCode::FORBIDDEN);
    let of_another = archive.stored("丙").await;
    let handing = json!({ "receiver": "天门市档案馆", "on": "2023-07-01", "package": id });
    let refused = archive.step(&of_another, "hand-over", &handing).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/package");
}

#[tokio::test]
async fn a_scan_that_changed_on_disk_is_not_packed_and_is_named() {
    let archive = Archive::new().await;
    let (good, changed, gone) = (archive.stored("甲").await, archive.stored("乙").await, archive.stored("丙").await);
    let verify = || verification::verify(archive.app.db(), archive.app.objects(), || ());
    let report = verify().await.unwrap();
    assert!(report.is_clean());
    assert_eq!((report.scans, report.volumes), (3, 3));
    let id = id_of(&archive.post(EXPORTS, &export(&[&good, &changed])).await.expect(StatusCode::CREATED));
    fs::write(stored_file(&archive, &changed).await, b"forged").unwrap();
    fs::remove_file(stored_file(&archive, &gone).await).unwrap();
    let problem = archive.app.get(&format!("{EXPORTS}/{id}/package")).role(Role::Archivist).send().await;
    let problem = problem.expect(StatusCode::CONFLICT).json();
    assert!(problem["detail"].as_str().unwrap().contains("volumes/002/001-01.png"), "{problem}");
    let mut looked = 0;
    let report = verification::verify(archive.app.db(), archive.app.objects(), || looked += 1).await.unwrap();
    let mut found: Vec<_> =
        report.bad_scans.iter().map(|(kept, fault)| (kept.volume.as_str(), kept.serial, fault)).collect();
    found.sort_by_key(|(volume, ..)| *volume);
    assert_eq!((looked, found.len()), (6, 2));
    let number = |serial: u8| format!("0001-WS·2023-D30-QH-000{serial}");
    assert!(matches!(&found[0], (volume, 1, ScanFault::Changed(_)) if *volume == number(2)), "{found:?}");
    assert!(matches!(&found[1], (volume, 1, ScanFault::Missing) if *volume == number(3)), "{found:?}");
}

#[tokio::test]
async fn events_that_somebody_changed_and_states_without_an_event_are_found() {
    let archive = Archive::new().await;
    let (changed, moved) = (archive.arranged("甲").await, archive.arranged("乙").await);
    let client = archive.app.client().await;
    client.batch_execute("alter table event disable trigger event_is_kept").await.unwrap();
    let forge = "update event set facts = '{\"items\": 9, \"missing\": 0}' where subject_id = ($1::text)::uuid and kind = 'arrange'";
    client.execute(forge, &[&changed]).await.unwrap();
    client
        .execute("update archive_volume set state = 'collecting' where volume_id = ($1::text)::uuid", &[&moved])
        .await
        .unwrap();
    let report = verification::verify(archive.app.db(), archive.app.objects(), || ()).await.unwrap();
    let mut faults = report.bad_volumes;
    faults.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(faults, [("乙".to_owned(), VolumeFault::State), ("甲".to_owned(), VolumeFault::Chain(4))]);
}
