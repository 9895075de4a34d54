//! Photos as cameras write them, and files that are none.

use image::GenericImageView;
use time::macros::datetime;

use super::*;
use crate::{
    photos::model::PositionSource,
    testing::{TestPhoto, bomb},
};

/// A street of Tianmen.
const HERE: (f64, f64) = (113.1600, 30.6500);

fn photo() -> TestPhoto {
    TestPhoto::new(640, 480).taken("2023:05:04 08:30:15", None).at(HERE.0, HERE.1, Some("WGS-84")).owner("SECRET owner")
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn position_and_time_are_read_and_nothing_of_the_metadata_stays_in_any_format() {
    for (media_type, sent) in
        [(MediaType::Jpeg, photo().jpeg()), (MediaType::Png, photo().png()), (MediaType::Webp, photo().webp())]
    {
        assert!(holds(&sent, "SECRET"), "{media_type:?}");
        let print = develop(&sent).unwrap();
        assert_eq!((print.media_type, print.width, print.height), (media_type, 640, 480));
        assert_eq!(print.testimony.taken_at, Some(datetime!(2023-05-04 00:30:15 UTC)));
        let position = print.testimony.position.unwrap();
        assert!((position.at.lon() - HERE.0).abs() < 1e-5 && (position.at.lat() - HERE.1).abs() < 1e-5);
        assert_eq!((position.source, position.accuracy_m), (PositionSource::Stated, Some(4.5)));
        for kept in [&print.picture, &print.thumbnail] {
            assert!(!holds(kept, "SECRET"), "{media_type:?}");
            assert!(exif::read(kept).1 == Testimony::default(), "{media_type:?}");
        }
        // The same pixels: nothing was encoded anew.
        assert_eq!(decode(media_type, &sent).unwrap(), decode(media_type, &print.picture).unwrap());
        let thumbnail = image::load_from_memory(&print.thumbnail).unwrap();
        assert_eq!(thumbnail.dimensions(), (320, 240));
    }
}

#[test]
fn a_photo_that_lies_on_its_side_is_shown_upright_and_keeps_its_orientation_alone() {
    for sent in [photo().orientation(6).jpeg(), photo().orientation(6).png(), photo().orientation(6).webp()] {
        let print = develop(&sent).unwrap();
        assert_eq!((print.width, print.height), (480, 640));
        let (orientation, testimony) = exif::read(&print.picture);
        assert_eq!((orientation, testimony), (Orientation::Rotate90, Testimony::default()));
        let thumbnail = image::load_from_memory(&print.thumbnail).unwrap().into_rgb8();
        assert_eq!(thumbnail.dimensions(), (240, 320));
        // What was above is on the right once it is turned.
        assert!(thumbnail.get_pixel(230, 160).0[0] > 128 && thumbnail.get_pixel(10, 160).0[2] > 128);
    }
}

#[test]
fn what_was_stripped_once_stays_the_same() {
    for sent in [photo().orientation(3).jpeg(), photo().orientation(3).png(), photo().orientation(3).webp()] {
        let once = develop(&sent).unwrap();
        let twice = develop(&once.picture).unwrap();
        assert_eq!((&once.picture, &once.thumbnail), (&twice.picture, &twice.thumbnail));
    }
}

#[test]
fn a_zone_that_the_camera_knows_is_taken_and_a_day_that_is_none_is_not() {
    let taken = |at, zone| develop(&TestPhoto::new(8, 8).taken(at, zone).jpeg()).unwrap().testimony.taken_at;
    assert_eq!(taken("2023:05:04 08:30:15", Some("+00:00")), Some(datetime!(2023-05-04 08:30:15 UTC)));
    assert_eq!(taken("2023:05:04 08:30:15", Some("   :  ")), Some(datetime!(2023-05-04 00:30:15 UTC)));
    for none in ["0000:00:00 00:00:00", "2023:02:30 08:00:00", "    :  :     :  :  ", "yesterday"] {
        assert_eq!(taken(none, None), None, "{none}");
    }
}

#[test]
fn a_position_is_taken_in_its_datum() {
    let told = |lon, lat, datum| develop(&TestPhoto::new(8, 8).at(lon, lat, datum).jpeg()).unwrap().testimony;
    assert_eq!(told(HERE.0, HERE.1, None).position.unwrap().source, PositionSource::Assumed);
    let shifted = told(HERE.0, HERE.1, Some("GCJ-02")).position.unwrap();
    assert_eq!(shifted.source, PositionSource::Converted);
    assert!((0.003..0.008).contains(&(HERE.0 - shifted.at.lon())), "{shifted:?}");
    let foreign = told(HERE.0, HERE.1, Some("TOKYO"));
    assert_eq!((foreign.position, foreign.datum.as_deref()), (None, Some("TOKYO")));
    assert_eq!(told(0.0, 0.0, None).position, None);
    assert_eq!(told(181.0, 30.0, None).position, None);
}

#[test]
fn what_is_no_photo_is_refused() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    for (sent, fault) in [
        (b"".as_slice(), Fault::NotAPicture),
        (b"<html>", Fault::NotAPicture),
        (b"%PDF-1.7", Fault::NotAPicture),
        (heic, Fault::OtherFormat("HEIC")),
        (b"GIF89a", Fault::OtherFormat("GIF")),
        (b"\xff\xd8\xff", Fault::Broken),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR", Fault::Broken),
        (b"RIFF\xff\xff\xff\xffWEBPVP8 ", Fault::Broken),
    ] {
        assert_eq!(develop(sent), Err(fault), "{sent:?}");
    }
}

#[test]
fn a_photo_that_was_cut_off_is_refused_wherever_it_was_cut() {
    for sent in [photo().jpeg(), photo().webp(), photo().png()] {
        // What the makers of these photos put behind the end is no part of them.
        let length = sent.len() - "SECRET film".len();
        for cut in (0..length).step_by(length / 40) {
            assert!(develop(&sent[..cut]).is_err(), "{cut} of {length}");
        }
    }
}

#[test]
fn a_decompression_bomb_is_refused_by_its_head() {
    let sent = bomb(60_000, 60_000);
    assert!(sent.len() < 1_000);
    assert_eq!(develop(&sent), Err(Fault::TooManyPixels { width: 60_000, height: 60_000 }));
    // Many pixels that are not there at all.
    assert_eq!(develop(&bomb(7_000, 7_000)), Err(Fault::Broken));
}

#[tokio::test]
async fn work_that_panics_gives_its_turn_back() {
    let darkroom = Darkroom::default();
    for _ in 0..2 * AT_ONCE {
        assert_eq!(darkroom.turn().await.work(|| -> u8 { panic!("a fault of a decoder") }).await, None);
    }
    assert_eq!(darkroom.turn().await.work(|| 7).await, Some(7));
}
