//! `/api/v1/field/uploads`: tus 1.0.0, and what can go wrong on the way.

use std::fs;

use axum::{
    body::{Body, Bytes},
    http::{Method, StatusCode},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use futures_util::{StreamExt, stream};
use mingjie::{
    kernel::actor::Role,
    photos::{Digest, model::LARGEST_PHOTO},
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use sha1::{Digest as _, Sha1};
use time::Duration;
use uuid::Uuid;

use crate::support::{Answer, Crew, TestApp, TestPhoto, bomb};

/// A photo that one upload sends in several pieces.
fn large_photo() -> Vec<u8> {
    // What stands behind the end is sent and checked like all the rest.
    [TestPhoto::new(64, 48).jpeg(), (0..600_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect()]
        .concat()
}

fn sha1(bytes: &[u8]) -> String {
    format!("sha1 {}", BASE64.encode(Sha1::digest(bytes)))
}

#[tokio::test]
async fn a_photo_goes_up_in_parts_and_is_there_with_its_last_byte() {
    let app = TestApp::new().await;
    let (crew, sent) = (Crew::of(&app, Role::FieldCrew), large_photo());
    let digest = Digest::of(&sent).to_string();
    let (id, begun) = crew.announce(&sent, &[("filename", "路牌.jpg"), ("sha-256", &digest)]).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text());
    assert_eq!(begun.header("location"), format!("/api/v1/field/uploads/{id}"));
    assert_eq!((begun.header("upload-offset"), begun.header("tus-resumable")), ("0", "1.0.0"));
    assert_eq!(begun.header("upload-expires"), "Sun, 02 Jul 2023 04:00:00 GMT");

    let (first, rest) = sent.split_at(400_000);
    let moved = crew.patch(id, 0, first).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(moved.header("upload-offset"), "400000");
    crew.photo(id).await.expect(StatusCode::NOT_FOUND);
    let stands = crew.head(id).await.expect(StatusCode::OK);
    assert_eq!((stands.header("upload-offset"), stands.header("cache-control")), ("400000", "no-store"));
    assert_eq!(stands.header("upload-length"), sent.len().to_string());
    assert!(stands.header("upload-metadata").contains(&BASE64.encode("路牌.jpg")));

    crew.patch(id, 400_000, rest).await.expect(StatusCode::NO_CONTENT);
    let photo = crew.photo(id).await.expect(StatusCode::OK).json();
    assert_eq!((photo["sent_sha256"].as_str(), photo["file_name"].as_str()), (Some(digest.as_str()), Some("路牌.jpg")));
    assert_eq!(photo["sent_size"], sent.len());
}

#[tokio::test]
async fn what_a_client_asks_again_is_answered_as_before() {
    let app = TestApp::new().await;
    let (crew, sent) = (Crew::of(&app, Role::FieldCrew), large_photo());
    let id = crew.begin(&sent).await;
    crew.patch(id, 0, &sent[..300_000]).await.expect(StatusCode::NO_CONTENT);
    // Begun again: where it was, and one upload.
    let again = crew.announce_as(id, sent.len(), &[]).await.expect(StatusCode::CREATED);
    assert_eq!(again.header("upload-offset"), "300000");
    // The same bytes once more, or bytes from further on, change nothing.
    for offset in [0, 299_999, 300_001] {
        let refused = crew.patch(id, offset, &sent[300_000..]).await.expect(StatusCode::CONFLICT);
        assert_eq!(refused.json()["offset"], 300_000);
        assert_eq!(refused.header("tus-resumable"), "1.0.0");
    }
    crew.patch(id, 300_000, &sent[300_000..]).await.expect(StatusCode::NO_CONTENT);
    // Complete: the end may be asked for again, the beginning not, and it is not begun a second time.
    let end = crew.patch(id, sent.len(), b"").await.expect(StatusCode::NO_CONTENT);
    assert_eq!(end.header("upload-offset"), sent.len().to_string());
    crew.patch(id, 0, &sent).await.expect(StatusCode::CONFLICT);
    let stands = crew.head(id).await.expect(StatusCode::OK);
    assert_eq!(stands.header("upload-offset"), stands.header("upload-length"));
    let again = crew.announce_as(id, sent.len(), &[]).await.expect(StatusCode::CREATED);
    assert_eq!(again.header("upload-offset"), sent.len().to_string());
    crew.delete(id).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_upload_is_its_accounts_own() {
    let app = TestApp::new().await;
    let (crew, clerk) = (Crew::of(&app, Role::FieldCrew), Crew::of(&app, Role::TownshipClerk));
    let sent = TestPhoto::new(8, 8).jpeg();
    let id = crew.begin(&sent).await;
    clerk.head(id).await.expect(StatusCode::NOT_FOUND);
    clerk.patch(id, 0, &sent).await.expect(StatusCode::NOT_FOUND);
    clerk.delete(id).await.expect(StatusCode::NOT_FOUND);
    clerk.announce_as(id, sent.len(), &[]).await.expect(StatusCode::CONFLICT);
    crew.patch(id, 0, &sent).await.expect(StatusCode::NO_CONTENT);
    clerk.announce_as(id, sent.len(), &[]).await.expect(StatusCode::CONFLICT);
    // The photo is seen by all who work here.
    clerk.photo(id).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_checksum_counts_for_the_whole_request() {
    let app = TestApp::new().await;
    let (crew, sent) = (Crew::of(&app, Role::FieldCrew), large_photo());
    let id = crew.begin(&sent).await;
    let (first, rest) = sent.split_at(550_000);
    let wrong = crew.checked_patch(id, 0, first, &sha1(rest)).await;
    assert_eq!(wrong.status.as_u16(), 460, "{}", wrong.text());
    assert_eq!(crew.head(id).await.header("upload-offset"), "0");
    crew.checked_patch(id, 0, first, &sha1(first)).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(crew.head(id).await.header("upload-offset"), "550000");
    for nonsense in ["md5 AAAA", "sha1", "sha1 ?", ""] {
        crew.checked_patch(id, 550_000, rest, nonsense).await.expect(StatusCode::BAD_REQUEST);
    }
    // One that breaks off is not kept, since nobody knows whether it was right.
    let broken = crew.broken_patch(id, 550_000, &rest[..1_000], Some(&sha1(rest))).await;
    assert_eq!((broken.status, crew.head(id).await.header("upload-offset")), (StatusCode::BAD_REQUEST, "550000"));
    let last = crew.checked_patch(id, 550_000, rest, &sha1(rest).replace("sha1", "sha256")).await;
    assert_eq!(last.status.as_u16(), 460);
    crew.checked_patch(id, 550_000, rest, &sha1(rest)).await.expect(StatusCode::NO_CONTENT);
    crew.photo(id).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_body_that_breaks_off_leaves_what_arrived() {
    let app = TestApp::new().await;
    let (crew, sent) = (Crew::of(&app, Role::FieldCrew), large_photo());
    let id = crew.begin(&sent).await;
    crew.broken_patch(id, 0, &sent[..300_001], None).await.expect(StatusCode::BAD_REQUEST);
    assert_eq!(crew.head(id).await.header("upload-offset"), "300001");
    crew.patch(id, 300_001, &sent[300_001..]).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(crew.photo(id).await.json()["sent_sha256"], Digest::of(&sent).to_string());
}

#[tokio::test]
async fn of_two_requests_at_once_one_goes_on() {
    let app = TestApp::new().await;
    let (crew, sent) = (Crew::of(&app, Role::FieldCrew), large_photo());
    for checksum in [None, Some(sha1(&sent))] {
        let id = crew.begin(&sent).await;
        let go_on = async || match &checksum {
            Some(checksum) => crew.checked_patch(id, 0, &sent, checksum).await.status,
            None => crew.patch(id, 0, &sent).await.status,
        };
        let statuses = tokio::join!(go_on(), go_on());
        let statuses: [StatusCode; 2] = statuses.into();
        assert!(statuses.iter().all(|s| matches!(*s, StatusCode::NO_CONTENT | StatusCode::CONFLICT)), "{statuses:?}");
        assert!(statuses.iter().filter(|status| **status == StatusCode::NO_CONTENT).count() <= 1, "{statuses:?}");
        let stands: usize = crew.head(id).await.header("upload-offset").parse().unwrap();
        if stands < sent.len() {
            crew.patch(id, stands, &sent[stands..]).await.expect(StatusCode::NO_CONTENT);
        }
        assert_eq!(crew.photo(id).await.json()["sent_sha256"], Digest::of(&sent).to_string());
    }
}

#[tokio::test]
async fn what_is_too_large_is_refused_before_it_is_read() {
    let app = TestApp::new().await;
    let crew = Crew::of(&app, Role::FieldCrew);
    let new = || app.ids().next::<Uuid>();
    crew.announce_as(new(), 200 << 20, &[]).await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    crew.announce_as(new(), usize::try_from(LARGEST_PHOTO).unwrap() + 1, &[])
        .await
        .expect(StatusCode::PAYLOAD_TOO_LARGE);
    let id = crew.begin(&[0; 1_000]).await;
    // 200 MB on offer, announced or not: nobody takes more than the upload has left.
    let taken = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    for announced in [true, false] {
        let counting = std::sync::Arc::clone(&taken);
        let chunks = stream::iter(0..200).map(move |_| {
            counting.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            Ok::<_, std::io::Error>(Bytes::from(vec![0; 1 << 20]))
        });
        let mut call = crew.patch_call(id, 0).body(Body::from_stream(chunks));
        if announced {
            call = call.header("content-length", &(200 << 20).to_string());
        }
        call.send().await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    }
    assert!(taken.load(std::sync::atomic::Ordering::SeqCst) <= 1, "{taken:?}");
    assert_eq!(crew.head(id).await.header("upload-offset"), "0");
}

#[tokio::test]
async fn what_is_no_photo_ends_its_upload() {
    let app = TestApp::new().await;
    let crew = Crew::of(&app, Role::FieldCrew);
    for sent in [b"<html>not a photo</html>".to_vec(), bomb(60_000, 60_000), b"\0\0\0\x18ftypheic\0\0\0\0".to_vec()] {
        let id = crew.begin(&sent).await;
        let refused = crew.patch(id, 0, &sent).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["type"], "/problems/unprocessable");
        crew.head(id).await.expect(StatusCode::NOT_FOUND);
        crew.photo(id).await.expect(StatusCode::NOT_FOUND);
    }
    let sent = TestPhoto::new(8, 8).jpeg();
    let (id, _) = crew.announce(&sent, &[("sha-256", &Digest::of(b"another").to_string())]).await;
    assert_eq!(crew.patch(id, 0, &sent).await.status.as_u16(), 460);
    crew.head(id).await.expect(StatusCode::NOT_FOUND);
    let heic = crew.announce_as(app.ids().next(), 10, &[("filetype", "image/heic")]).await;
    assert_eq!(heic.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn an_upload_expires_when_nobody_goes_on_for_a_day() {
    let app = TestApp::new().await;
    let (crew, sent) = (Crew::of(&app, Role::FieldCrew), large_photo());
    let id = crew.begin(&sent).await;
    app.clock().advance(Duration::hours(23));
    let moved = crew.patch(id, 0, &sent[..300_000]).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(moved.header("upload-expires"), "Mon, 03 Jul 2023 03:00:00 GMT");
    app.clock().advance(Duration::hours(24));
    crew.head(id).await.expect(StatusCode::GONE);
    crew.patch(id, 300_000, &sent[300_000..]).await.expect(StatusCode::GONE);
    // Begun anew, it begins from the start.
    let again = crew.announce_as(id, sent.len(), &[]).await.expect(StatusCode::CREATED);
    assert_eq!(again.header("upload-offset"), "0");
    crew.delete(id).await.expect(StatusCode::NO_CONTENT);
    crew.head(id).await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_account_has_only_so_many_uploads_open() {
    let app = TestApp::new().await;
    let (crew, clerk) = (Crew::of(&app, Role::FieldCrew), Crew::of(&app, Role::TownshipClerk));
    for _ in 0..64 {
        crew.begin(&[0; 10]).await;
    }
    let refused = crew.announce_as(app.ids().next(), 10, &[]).await.expect(StatusCode::TOO_MANY_REQUESTS);
    assert!(!refused.header("retry-after").is_empty());
    let large = usize::try_from(LARGEST_PHOTO).unwrap();
    for _ in 0..25 {
        clerk.announce_as(app.ids().next(), large, &[]).await.expect(StatusCode::CREATED);
    }
    clerk.announce_as(app.ids().next(), large, &[]).await.expect(StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_store_that_fails_leaves_the_upload_where_it_was() {
    let app = TestApp::new().await;
    let (crew, sent) = (Crew::of(&app, Role::FieldCrew), large_photo());
    let id = crew.begin(&sent).await;
    crew.patch(id, 0, &sent[..300_000]).await.expect(StatusCode::NO_CONTENT);
    // Something else stands where pictures are written.
    let unnamed = app.photo_dir().join("unnamed");
    fs::remove_dir(&unnamed).unwrap();
    fs::write(&unnamed, "").unwrap();
    crew.patch(id, 300_000, &sent[300_000..]).await.expect(StatusCode::SERVICE_UNAVAILABLE);
    let stands: usize = crew.head(id).await.header("upload-offset").parse().unwrap();
    assert!((300_000..sent.len()).contains(&stands));
    fs::remove_file(&unnamed).unwrap();
    fs::create_dir(&unnamed).unwrap();
    crew.patch(id, stands, &sent[stands..]).await.expect(StatusCode::NO_CONTENT);
    crew.photo(id).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_client_must_speak_this_version_and_may_disguise_its_methods() {
    let app = TestApp::new().await;
    let (crew, sent) = (Crew::of(&app, Role::FieldCrew), TestPhoto::new(8, 8).jpeg());
    let told = app.call(Method::OPTIONS, "/api/v1/field/uploads").role(Role::FieldCrew).send().await;
    assert_eq!(told.status, StatusCode::NO_CONTENT);
    for (name, value) in [
        ("tus-version", "1.0.0"),
        ("tus-extension", "creation,checksum,expiration,termination"),
        ("tus-max-size", "20971520"),
        ("tus-checksum-algorithm", "sha1,sha256"),
    ] {
        assert_eq!(told.header(name), value);
    }
    let id = crew.begin(&sent).await;
    let address = format!("/api/v1/field/uploads/{id}");
    for version in ["0.2.2", ""] {
        let refused =
            app.call(Method::HEAD, &address).role(Role::FieldCrew).header("tus-resumable", version).send().await;
        assert_eq!((refused.status, refused.header("tus-resumable")), (StatusCode::PRECONDITION_FAILED, "1.0.0"));
    }
    let wrong = crew.call(Method::PATCH, id).header("upload-offset", "0").body(sent.clone()).send().await;
    assert_eq!(wrong.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let disguised = |method: &'static str| crew.call(Method::POST, id).header("x-http-method-override", method);
    disguised("PUT").send().await.expect(StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(disguised("HEAD").send().await.expect(StatusCode::OK).header("upload-offset"), "0");
    let sending =
        disguised("PATCH").header("upload-offset", "0").header("content-type", "application/offset+octet-stream");
    sending.body(sent.clone()).send().await.expect(StatusCode::NO_CONTENT);
    crew.photo(id).await.expect(StatusCode::OK);
}

/// What happens on the way of one request.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// It arrives and is answered.
    Arrives,
    /// It arrives, and the answer is lost.
    AnswerLost,
    /// It breaks off after this share of its bytes, of 256.
    BreaksOff(u8),
    /// One that was sent before arrives once more.
    Replayed,
    /// Its bytes are changed on the way, which its checksum shows.
    Garbled,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => Just(Fate::Arrives),
        2 => Just(Fate::AnswerLost),
        2 => any::<u8>().prop_map(Fate::BreaksOff),
        1 => Just(Fate::Replayed),
        1 => Just(Fate::Garbled),
    ]
}

/// Sends a photo in requests of these lengths, each with its fate, until it is there.
async fn send_through(crew: &Crew<'_>, sent: &[u8], steps: &[(usize, Fate)]) -> Answer {
    let id = crew.begin(sent).await;
    let (mut known, mut before) = (0, (0, 0));
    // When the fates are used up the rest arrives.
    for (length, fate) in steps.iter().copied().chain(std::iter::repeat((100_000, Fate::Arrives))) {
        let piece = &sent[known..sent.len().min(known + length)];
        match fate {
            Fate::Arrives => {
                crew.patch(id, known, piece).await;
            }
            Fate::AnswerLost => {
                drop(crew.checked_patch(id, known, piece, &sha1(piece)).await);
            }
            Fate::BreaksOff(share) => {
                let arrives = piece.len() * usize::from(share) / 256;
                crew.broken_patch(id, known, &piece[..arrives], None).await;
            }
            Fate::Replayed => {
                crew.patch(id, before.0, &sent[before.0..before.1]).await;
            }
            Fate::Garbled => {
                let garbled: Vec<u8> = piece.iter().map(|byte| !byte).collect();
                let refused = crew.checked_patch(id, known, &garbled, &sha1(piece)).await;
                assert!(piece.is_empty() || refused.status.as_u16() == 460, "{}", refused.text());
            }
        }
        before = (known, known + piece.len());
        let stands = crew.head(id).await.expect(StatusCode::OK);
        known = stands.header("upload-offset").parse().unwrap();
        if known == sent.len() {
            return crew.photo(id).await;
        }
    }
    unreachable!("the chain has no end")
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_lost_cut_off_replayed_or_garbled_the_photo_that_arrives_is_the_one_that_was_sent() {
    let app = TestApp::new().await;
    let crew = Crew::of(&app, Role::FieldCrew);
    let sent = large_photo();
    let digest = Digest::of(&sent).to_string();
    let runtime = tokio::runtime::Handle::current();
    let steps = prop::collection::vec((1_usize..400_000, fate()), 0..12);
    tokio::task::block_in_place(|| {
        TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() })
            .run(&steps, |steps| {
                let photo = runtime.block_on(send_through(&crew, &sent, &steps));
                prop_assert_eq!(photo.status, StatusCode::OK);
                prop_assert_eq!(&photo.json()["sent_sha256"], &digest);
                Ok(())
            })
            .unwrap();
    });
}
