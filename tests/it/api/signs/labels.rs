//! Sheets of codes, read back as a telephone would.

use std::{fs, process::Command};

use axum::http::StatusCode;
use image::GrayImage;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::{enter, plate, post, street};
use crate::support::TestApp;

const SHEETS: &str = "/api/v1/signs/qr-sheets";

/// A street with so many signs: its id and their numbers.
async fn street_with(app: &TestApp, count: u32) -> (String, Vec<String>) {
    let street = street(app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    let mut numbers = Vec::new();
    for at in 0..count {
        let body = plate(&street, "陆羽大道", "LUYU DADAO", [113.10 + f64::from(at) * 0.001, 30.65]);
        let entered = enter(app, &body).await.expect(StatusCode::CREATED).json();
        numbers.push(entered["number"].as_str().unwrap().to_owned());
    }
    (street, numbers)
}

/// Dots of a drawn page to the millimetre.
const DOTS_PER_MM: f64 = 8.0;

/// Left upper corner and pitch of the labels, and the side of what is looked at on each, in millimetres.
const LABELS: ([f64; 2], [f64; 2], f64) = ([7.25, 15.15], [66.0, 38.1], 36.0);

/// What the labels of each page of a PDF say to a reader of codes that is held before one after the other.
fn codes(pdf: &[u8]) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let (file, pages) = (folder.path().join("sheets.pdf"), folder.path().join("page"));
    fs::write(&file, pdf).unwrap();
    let dpi = format!("{}", DOTS_PER_MM * 25.4);
    let drawn = Command::new("pdftoppm").args(["-r", &dpi, "-gray", "-png"]).arg(&file).arg(&pages).status();
    assert!(drawn.unwrap_or_else(|error| panic!("pdftoppm: {error}: run .ci/packages test")).success());
    let mut drawn: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    drawn.retain(|path| path.extension().is_some_and(|ending| ending == "png"));
    drawn.sort();
    drawn.iter().map(|path| codes_of_page(&image::open(path).unwrap().into_luma8())).collect()
}

fn codes_of_page(page: &GrayImage) -> Vec<String> {
    let ([left, top], [across, down], side) = LABELS;
    let dots = |mm: f64| format!("{:.0}", mm * DOTS_PER_MM).parse::<u32>().unwrap();
    let places = (0..7).flat_map(|row| (0..3).map(move |column| (f64::from(column), f64::from(row))));
    let code = |(column, row): (f64, f64)| {
        let (x, y) = (dots(left + column * across), dots(top + row * down));
        let seen = image::imageops::crop_imm(page, x, y, dots(side), dots(side)).to_image();
        let (width, height) = (seen.width() as usize, seen.height() as usize);
        let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            seen.get_pixel(u32::try_from(x).unwrap(), u32::try_from(y).unwrap()).0[0]
        });
        seen.detect_grids().first().map(|grid| grid.decode().unwrap().1)
    };
    places.filter_map(code).collect()
}

async fn sheets(app: &TestApp, query: &str) -> Vec<Vec<String>> {
    let call = app.get(&format!("{SHEETS}?{query}")).role(Role::NamingOfficer).header("host", "names.example.cn");
    let answer = call.send().await.expect(StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/pdf");
    codes(&answer.bytes)
}

#[tokio::test]
async fn each_code_on_a_sheet_opens_the_page_of_its_sign() {
    let app = TestApp::new().await;
    let (street, numbers) = street_with(&app, 23).await;
    let pages = sheets(&app, &format!("place={street}")).await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [21, 2]);
    let addresses: Vec<String> = numbers.iter().map(|number| format!("http://names.example.cn/s/{number}")).collect();
    assert_eq!(pages.concat(), addresses);
    let page = app.get(addresses[0].strip_prefix("http://names.example.cn").unwrap()).send().await;
    page.expect(StatusCode::OK);
}

#[tokio::test]
async fn signs_are_chosen_by_number_campaign_and_box() {
    let app = TestApp::new().await;
    let (street, numbers) = street_with(&app, 3).await;
    let count = async |query: &str| sheets(&app, query).await.concat().len();
    assert_eq!(count(&format!("numbers={},{}", numbers[0], numbers[2].to_lowercase())).await, 2);
    assert_eq!(count("bbox=113.0995,30.6,113.1015,30.7").await, 2);
    app.token(Role::FieldCrew).await;
    let plan = json!({
        "title": "城区排查", "starts_on": "2023-07-01", "ends_on": "2023-07-31", "crew": ["test-field-crew"], "streets": [street],
    });
    let campaign = post(&app, Role::NamingOfficer, "/api/v1/survey-campaigns", &plan).await.expect(StatusCode::CREATED);
    assert_eq!(count(&format!("campaign={}", campaign.json()["id"].as_str().unwrap())).await, 3);

    let refused = async |query: &str| -> (StatusCode, Value) {
        let answer = app.get(&format!("{SHEETS}?{query}")).role(Role::FieldCrew).send().await;
        (answer.status, answer.json())
    };
    assert_eq!(refused("").await.0, StatusCode::BAD_REQUEST);
    assert_eq!(refused("numbers=S1234567").await.0, StatusCode::NOT_FOUND);
    assert_eq!(refused("bbox=100,20,101,21").await.0, StatusCode::NOT_FOUND);
    app.get(&format!("{SHEETS}?place={street}")).send().await.expect(StatusCode::UNAUTHORIZED);
}
