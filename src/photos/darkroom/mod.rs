//! What becomes of the bytes that were sent: a picture without metadata, a small copy, and what the photo said of itself.
//!
//! Pixels are not touched: metadata is cut out of the file ([`stripped`]), and the size is looked at before anything is
//! decoded. The small copy is what proves that the picture can be decoded at all.

mod exif;
mod stripped;

use std::{io::Cursor, sync::Arc};

use bytes::Bytes;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder, metadata::Orientation};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
};

use super::model::{MediaType, Testimony};

/// Most pixels of a photo: 50 million, the most that telephones usually take.
const MOST_PIXELS: u64 = 50_000_000;

/// Most memory that decoding may ask for, in bytes: a photo of the most pixels, four bytes each.
const MOST_MEMORY: u64 = 4 * MOST_PIXELS;

/// Longest side of the small copy, in pixels.
const THUMBNAIL_SIDE: u32 = 320;

/// Quality of its JPEG, of 100.
const THUMBNAIL_QUALITY: u8 = 80;

/// Photos that are worked on at once; each may take [`MOST_MEMORY`] and a core.
const AT_ONCE: usize = 2;

/// Why bytes are no photo that can be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// They begin like no picture.
    #[error("this is no photo: JPEG, PNG and WebP are taken")]
    NotAPicture,
    /// They begin like a picture that is not taken.
    #[error("{0} is not taken: send JPEG, PNG or WebP")]
    OtherFormat(&'static str),
    /// They begin well and go on badly.
    #[error("the photo is damaged or incomplete")]
    Broken,
    /// Decoding it would take too much memory.
    #[error("the photo has {width} × {height} pixels; at most {MOST_PIXELS} are taken")]
    TooManyPixels {
        /// As the file says.
        width: u32,
        /// As the file says.
        height: u32,
    },
}

impl Fault {
    /// For people.
    pub(super) fn in_chinese(&self) -> String {
        match self {
            Self::NotAPicture => "这不是照片，只接收 JPEG、PNG 和 WebP".into(),
            Self::OtherFormat(name) => format!("不接收 {name}，请以 JPEG、PNG 或 WebP 发送"),
            Self::Broken => "照片损坏或不完整".into(),
            Self::TooManyPixels { width, height } => {
                format!("照片有 {width} × {height} 像素，至多 {MOST_PIXELS} 像素")
            }
        }
    }
}

/// A photo ready to be kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Print {
    /// Its format.
    pub(super) media_type: MediaType,
    /// The picture without metadata.
    pub(super) picture: Bytes,
    /// Pixels, the right side up.
    pub(super) width: u32,
    /// Pixels, the right side up.
    pub(super) height: u32,
    /// A JPEG of at most [`THUMBNAIL_SIDE`] pixels, the right side up.
    pub(super) thumbnail: Bytes,
    /// What the photo said of itself.
    pub(super) testimony: Testimony,
}

/// Where photos are worked on, a few at a time, on threads of their own. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Darkroom(Arc<Semaphore>);

impl Default for Darkroom {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Darkroom {
    /// Waits for a turn; whole photos are held in memory by those alone who have one.
    pub(super) async fn turn(&self) -> Turn {
        // The semaphore is never closed.
        Turn { place: Arc::new(Arc::clone(&self.0).acquire_owned().await.ok()) }
    }
}

/// A turn in the darkroom, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    place: Arc<Option<OwnedSemaphorePermit>>,
}

impl Turn {
    /// Does `work`; `None` if it panicked: whatever decodes what strangers send must not take the program with it.
    pub(super) async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        // A client that goes away does not end the work; the turn lasts until it is done.
        let place = Arc::clone(&self.place);
        spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        })
        .await
        .ok()
    }
}

/// Makes of the bytes that were sent what is kept.
pub(super) fn develop(sent: &[u8]) -> Result<Print, Fault> {
    let media_type = sniff(sent)?;
    let (orientation, testimony) = exif::read(sent);
    let picture = stripped::stripped(media_type, sent, orientation).ok_or(Fault::Broken)?;
    let (width, height) = size_of(media_type, &picture)?;
    let mut image = decode(media_type, &picture)?;
    if width.max(height) > THUMBNAIL_SIDE {
        image = image.thumbnail(THUMBNAIL_SIDE, THUMBNAIL_SIDE);
    }
    image.apply_orientation(orientation);
    let mut thumbnail = Vec::new();
    image
        .into_rgb8()
        .write_with_encoder(JpegEncoder::new_with_quality(&mut thumbnail, THUMBNAIL_QUALITY))
        .map_err(|_| Fault::Broken)?;
    let (width, height) = if lies_on_its_side(orientation) { (height, width) } else { (width, height) };
    Ok(Print { media_type, picture: picture.into(), width, height, thumbnail: thumbnail.into(), testimony })
}

/// The format by the first bytes, whatever the client says.
fn sniff(sent: &[u8]) -> Result<MediaType, Fault> {
    let at = |start: usize, bytes: &[u8]| sent.get(start..).is_some_and(|rest| rest.starts_with(bytes));
    if at(0, b"\xff\xd8\xff") {
        Ok(MediaType::Jpeg)
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        Ok(MediaType::Png)
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Ok(MediaType::Webp)
    } else if at(4, b"ftyp") {
        // ISO/IEC 23008-12: the brand behind says which of them.
        let heif = [b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"].iter().any(|brand| at(8, *brand));
        let avif = at(8, b"avif") || at(8, b"avis");
        Err(Fault::OtherFormat(if heif {
            "HEIC"
        } else if avif {
            "AVIF"
        } else {
            "MP4"
        }))
    } else if at(0, b"GIF8") {
        Err(Fault::OtherFormat("GIF"))
    } else if at(0, b"II*\0") || at(0, b"MM\0*") {
        Err(Fault::OtherFormat("TIFF"))
    } else {
        Err(Fault::NotAPicture)
    }
}

fn reader(media_type: MediaType, picture: &[u8]) -> ImageReader<Cursor<&[u8]>> {
    let format = match media_type {
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::Png => ImageFormat::Png,
        MediaType::Webp => ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(picture), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader
}

/// Width and height as they are stored, read from the head of the file.
fn size_of(media_type: MediaType, picture: &[u8]) -> Result<(u32, u32), Fault> {
    let (width, height) = reader(media_type, picture).into_dimensions().map_err(|_| Fault::Broken)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::TooManyPixels { width, height });
    }
    Ok((width, height))
}

fn decode(media_type: MediaType, picture: &[u8]) -> Result<DynamicImage, Fault> {
    reader(media_type, picture).decode().map_err(|_| Fault::Broken)
}

/// Whether width and height change places when it is put upright.
fn lies_on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

#[cfg(test)]
mod tests;
