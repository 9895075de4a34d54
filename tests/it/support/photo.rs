//! Photos made for tests, with what cameras write into them.

use std::io::Cursor;

use exif::{Field, In, Rational, Tag, Value, experimental::Writer};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A photo to be made: a picture that is red above and blue below, with Exif if it has any.
#[derive(Debug, Clone, Default)]
pub(crate) struct TestPhoto {
    width: u32,
    height: u32,
    fields: Vec<Field>,
}

impl TestPhoto {
    /// A picture of this size that says nothing of itself.
    pub(crate) fn new(width: u32, height: u32) -> Self {
        Self { width, height, fields: Vec::new() }
    }

    /// Which side is up, as Exif counts.
    pub(crate) fn orientation(self, value: u16) -> Self {
        self.with(Tag::Orientation, Value::Short(vec![value]))
    }

    /// When it was taken: `2023:05-04 08:30:15`, in this zone if the camera knew one.
    pub(crate) fn taken(self, at: &str, zone: Option<&str>) -> Self {
        let photo = self.with(Tag::DateTimeOriginal, ascii(at));
        match zone {
            Some(zone) => photo.with(Tag::OffsetTimeOriginal, ascii(zone)),
            None => photo,
        }
    }

    /// Where it was taken, in degrees north and east, with an accuracy in metres.
    pub(crate) fn at(self, lon: f64, lat: f64, datum: Option<&str>) -> Self {
        let photo = self
            .with(Tag::GPSLatitude, angle(lat))
            .with(Tag::GPSLatitudeRef, ascii("N"))
            .with(Tag::GPSLongitude, angle(lon))
            .with(Tag::GPSLongitudeRef, ascii("E"))
            .with(Tag::GPSHPositioningError, Value::Rational(vec![Rational { num: 45, denom: 10 }]));
        match datum {
            Some(datum) => photo.with(Tag::GPSMapDatum, ascii(datum)),
            None => photo,
        }
    }

    /// The name of the camera's owner: nothing that anybody needs.
    pub(crate) fn owner(self, name: &str) -> Self {
        self.with(Tag::CameraOwnerName, ascii(name))
    }

    fn with(mut self, tag: Tag, value: Value) -> Self {
        self.fields.push(Field { tag, ifd_num: In::PRIMARY, value });
        self
    }

    /// The picture alone.
    fn picture(&self, format: ImageFormat) -> Vec<u8> {
        let half = self.height / 2;
        let image = RgbImage::from_fn(self.width, self.height, |_, y| {
            Rgb(if y < half { [220, 20, 20] } else { [20, 20, 220] })
        });
        let mut bytes = Vec::new();
        DynamicImage::from(image).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    /// The body of Exif; empty when there is nothing to say.
    fn tiff(&self) -> Vec<u8> {
        if self.fields.is_empty() {
            return Vec::new();
        }
        let mut writer = Writer::new();
        self.fields.iter().for_each(|field| writer.push_field(field));
        let mut bytes = Cursor::new(Vec::new());
        writer.write(&mut bytes, false).unwrap();
        bytes.into_inner()
    }

    /// As JPEG; a comment, and a film behind the end, as some telephones have one.
    pub(crate) fn jpeg(&self) -> Vec<u8> {
        let picture = self.picture(ImageFormat::Jpeg);
        let (start, rest) = picture.split_at(2);
        let exif = [b"Exif\0\0".as_slice(), &self.tiff()].concat();
        let segment = |marker: u8, body: &[u8]| {
            let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
            [[0xFF, marker].as_slice(), &length, body].concat()
        };
        let comment = segment(0xFE, b"SECRET comment");
        let exif = if self.fields.is_empty() { Vec::new() } else { segment(0xE1, &exif) };
        [start, &exif, &comment, rest, b"SECRET film"].concat()
    }

    /// As PNG, with a text.
    pub(crate) fn png(&self) -> Vec<u8> {
        let picture = self.picture(ImageFormat::Png);
        // Signature, length, type, thirteen bytes and CRC of the first chunk.
        let (start, rest) = picture.split_at(8 + 8 + 13 + 4);
        let chunk = |kind: &[u8; 4], body: &[u8]| {
            let length = u32::try_from(body.len()).unwrap().to_be_bytes();
            // Nobody checks the CRC of what is thrown away.
            [length.as_slice(), kind, body, &[0; 4]].concat()
        };
        [start, &chunk(b"eXIf", &self.tiff()), &chunk(b"tEXt", b"Comment\0SECRET comment"), rest].concat()
    }

    /// As WebP in its extended form.
    pub(crate) fn webp(&self) -> Vec<u8> {
        let picture = self.picture(ImageFormat::WebP);
        let chunk = |name: &[u8; 4], body: &[u8]| {
            let length = u32::try_from(body.len()).unwrap().to_le_bytes();
            let padding: &[u8] = if body.len() % 2 == 1 { &[0] } else { &[] };
            [name.as_slice(), &length, body, padding].concat()
        };
        let size = |pixels: u32| (pixels - 1).to_le_bytes()[..3].to_vec();
        let head = [vec![0b1100, 0, 0, 0], size(self.width), size(self.height)].concat();
        // Behind the name of the container stands the one chunk of a plain picture.
        let chunks = [
            chunk(b"VP8X", &head),
            picture[12..].to_vec(),
            chunk(b"EXIF", &self.tiff()),
            chunk(b"XMP ", b"SECRET comment"),
        ]
        .concat();
        let length = u32::try_from(4 + chunks.len()).unwrap().to_le_bytes();
        [b"RIFF".as_slice(), &length, b"WEBP", &chunks, b"SECRET film"].concat()
    }
}

fn ascii(text: &str) -> Value {
    Value::Ascii(vec![text.as_bytes().to_vec()])
}

/// Degrees with their fraction; minutes and seconds may be left out.
fn angle(degrees: f64) -> Value {
    let parts = format!("{:.0}", degrees * 1e7).parse().unwrap();
    Value::Rational(vec![Rational { num: parts, denom: 10_000_000 }])
}

/// A picture of few bytes and many pixels: a PNG of one colour whose head says so.
pub(crate) fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = TestPhoto::new(8, 8).picture(ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = png_crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn png_crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}
