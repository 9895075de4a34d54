//! What photos belong to, and what is swept.

use axum::http::StatusCode;
use mingjie::{
    db::WriteTx,
    kernel::actor::{Actor, Role},
    photos::{self, PhotoId, Refusal, Swept, service::sweep},
    records::Subject,
};
use time::Duration;
use uuid::Uuid;

use crate::support::{Crew, TestApp, TestPhoto};

async fn swept(app: &TestApp) -> Swept {
    sweep(app.db(), app.objects(), app.clock().now()).await.unwrap()
}

async fn write(app: &TestApp) -> WriteTx {
    app.db().write("tests.attach", &Actor::Operator).await.unwrap()
}

fn report() -> Subject {
    Subject { kind: "damage_report", id: Uuid::from_u128(7) }
}

async fn attach(app: &TestApp, tx: &WriteTx, id: Uuid) -> Result<(), Refusal> {
    photos::attach(tx, &Actor::Operator, app.clock().now(), PhotoId(id), report(), "before").await
}

#[tokio::test]
async fn only_a_photo_that_arrived_whole_is_attached() {
    let app = TestApp::new().await;
    let crew = Crew::of(&app, Role::FieldCrew);
    let sent = TestPhoto::new(8, 8).jpeg();
    let (half, whole) = (crew.begin(&sent).await, crew.send(&sent).await);
    crew.patch(half, 0, &sent[..sent.len() - 1]).await.expect(StatusCode::NO_CONTENT);
    let tx = write(&app).await;
    for unknown in [half, app.ids().next()] {
        assert!(matches!(attach(&app, &tx, unknown).await, Err(Refusal::UnknownPhoto)));
    }
    // The same transaction goes on, and saying it twice changes nothing.
    for _ in 0..2 {
        attach(&app, &tx, whole).await.unwrap();
    }
    let attached = photos::of_subject(&tx, report()).await.unwrap();
    tx.commit().await.unwrap();
    let told: Vec<_> = attached.iter().map(|a| (a.photo.id.0, a.role.as_str(), a.attached_by.as_str())).collect();
    assert_eq!(told, [(whole, "before", "operator")]);
}

#[tokio::test]
async fn what_belongs_to_nothing_is_swept_with_its_objects_unless_another_photo_has_them() {
    let app = TestApp::new().await;
    let crew = Crew::of(&app, Role::FieldCrew);
    let (shared, alone) = (TestPhoto::new(8, 8).jpeg(), TestPhoto::new(16, 16).png());
    let (kept, same, other) = (crew.send(&shared).await, crew.send(&shared).await, crew.send(&alone).await);
    crew.begin(&alone).await;
    let tx = write(&app).await;
    attach(&app, &tx, kept).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(swept(&app).await, Swept { uploads: 0, photos: 0, objects: 0 });
    app.clock().advance(Duration::days(59));
    assert_eq!(swept(&app).await, Swept { uploads: 1, photos: 0, objects: 0 });
    app.clock().advance(Duration::days(2));
    assert_eq!(swept(&app).await, Swept { uploads: 0, photos: 2, objects: 2 });
    assert_eq!(swept(&app).await, Swept { uploads: 0, photos: 0, objects: 0 });
    // The crew's token has run out by now.
    let officer = Crew::of(&app, Role::NamingOfficer);
    for gone in [same, other] {
        officer.photo(gone).await.expect(StatusCode::NOT_FOUND);
    }
    // What was swept may be sent anew.
    for shown in [kept, officer.send(&alone).await] {
        let image = app.get(&format!("/api/v1/field/photos/{shown}/image")).role(Role::NamingOfficer).send().await;
        image.expect(StatusCode::OK);
    }
}

#[tokio::test]
async fn a_sweep_passes_over_a_photo_that_is_being_attached_and_attaching_waits_for_a_sweep() {
    let app = TestApp::new().await;
    let crew = Crew::of(&app, Role::FieldCrew);
    let id = crew.send(&TestPhoto::new(8, 8).jpeg()).await;
    app.clock().advance(Duration::days(61));
    // Attached but not committed: the sweep does not wait, and does not take it.
    let tx = write(&app).await;
    attach(&app, &tx, id).await.unwrap();
    assert_eq!(swept(&app).await.photos, 0);
    tx.roll_back().await.unwrap();
    // The sweep has it locked: attaching waits, and then there is no photo.
    let mut client = app.client().await;
    let sweeping = client.transaction().await.unwrap();
    sweeping.execute("select from photo where photo_id = $1 for update", &[&id]).await.unwrap();
    let tx = write(&app).await;
    let attaching = attach(&app, &tx, id);
    let deleting = async {
        sweeping.execute("delete from photo where photo_id = $1", &[&id]).await.unwrap();
        sweeping.commit().await.unwrap();
    };
    let (attached, ()) = tokio::join!(attaching, deleting);
    assert!(matches!(attached, Err(Refusal::UnknownPhoto)));
}

#[tokio::test]
async fn several_sweeps_at_once_take_each_thing_once() {
    let app = TestApp::new().await;
    let crew = Crew::of(&app, Role::FieldCrew);
    for side in 8..14 {
        crew.send(&TestPhoto::new(side, 8).jpeg()).await;
    }
    app.clock().advance(Duration::days(61));
    let (first, second) = tokio::join!(swept(&app), swept(&app));
    assert_eq!(first.photos + second.photos, 6);
    // Whoever came last may have passed over what the other had locked.
    let rest = swept(&app).await;
    assert_eq!(first.objects + second.objects + rest.objects, 12);
    let left = app.client().await.query_one("select count(*) from photo_object", &[]).await.unwrap();
    assert_eq!(left.get::<_, i64>(0), 0);
}

#[tokio::test]
async fn photos_and_what_they_belong_to_are_never_changed() {
    let app = TestApp::new().await;
    let id = Crew::of(&app, Role::FieldCrew).send(&TestPhoto::new(8, 8).jpeg()).await;
    let tx = write(&app).await;
    attach(&app, &tx, id).await.unwrap();
    tx.commit().await.unwrap();
    let client = app.client().await;
    for (statement, constraint) in [
        ("update photo set width = 1", "photo_is_kept"),
        ("delete from photo", "photo_reference_photo_id_fkey"),
        ("update photo_reference set role = 'after'", "photo_reference_is_kept"),
        ("delete from photo_reference", "photo_reference_is_kept"),
        ("delete from photo_object", "photo_digest_fkey"),
    ] {
        let refused = client.execute(statement, &[]).await.unwrap_err();
        assert_eq!(refused.as_db_error().unwrap().constraint(), Some(constraint), "{statement}");
    }
}
