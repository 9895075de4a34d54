//! Headers of tus 1.0.0, the protocol of resumable uploads, with its extensions creation, checksum, expiration and
//! termination. This file knows the headers; what they ask for is done in [`super::service`].

use axum::http::{HeaderMap, HeaderName, header};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use time::{OffsetDateTime, UtcOffset, format_description::BorrowedFormatItem, macros::format_description};
use uuid::Uuid;

use super::{
    model::{Digest, MediaType, NewUpload, PhotoId},
    service::{Checksum, Patch},
};
use crate::{
    http::{Problem, ProblemType, Text, params::bad_parameter},
    kernel::{ids::Ids, plain_text},
};

/// The version of the protocol.
pub(super) const VERSION: &str = "1.0.0";

/// The extensions that are served.
pub(super) const EXTENSIONS: &str = "creation,checksum,expiration,termination";

/// The media type of a PATCH.
pub(super) const OFFSET_OCTETS: &str = "application/offset+octet-stream";

pub(super) const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
pub(super) const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
pub(super) const TUS_EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
pub(super) const TUS_MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
pub(super) const TUS_CHECKSUM_ALGORITHM: HeaderName = HeaderName::from_static("tus-checksum-algorithm");
pub(super) const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub(super) const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub(super) const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
pub(super) const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
pub(super) const UPLOAD_CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
pub(super) const METHOD_OVERRIDE: HeaderName = HeaderName::from_static("x-http-method-override");

/// Longest `Upload-Metadata`, in bytes.
const LONGEST_METADATA: usize = 4_096;

/// Longest name of a file, in characters.
const LONGEST_NAME: usize = 255;

/// An instant as HTTP writes it (RFC 9110 section 5.6.7).
const HTTP_DATE: &[BorrowedFormatItem<'static>] =
    format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");

/// Refuses a client that speaks another version, or does not say which.
pub(super) fn check_version(headers: &HeaderMap) -> Result<(), Problem> {
    match headers.get(TUS_RESUMABLE) {
        Some(version) if version == VERSION => Ok(()),
        Some(_) | None => Err(Problem::new(
            ProblemType::OtherProtocolVersion,
            format!("请以 Tus-Resumable: {VERSION} 说明协议版本，此地址只支持这一版本"),
            format!("say Tus-Resumable: {VERSION}, the only version of the protocol that is spoken here"),
        )),
    }
}

/// What a creation announces. A client that makes no id gets one.
pub(super) fn creation(headers: &HeaderMap, ids: &Ids) -> Result<NewUpload, Problem> {
    if headers.contains_key("upload-defer-length") || headers.contains_key("upload-concat") {
        return Err(Problem::new(
            ProblemType::BadRequest,
            "不支持延后声明长度和拼接上传",
            "neither deferred lengths nor concatenation are supported",
        ));
    }
    let length = number(headers, &UPLOAD_LENGTH)?;
    if length == 0 {
        return Err(bad(&UPLOAD_LENGTH, "照片不能为空", "a photo is not empty"));
    }
    let text = match headers.get(UPLOAD_METADATA) {
        Some(value) => value.to_str().ok().filter(|text| text.len() <= LONGEST_METADATA),
        None => Some(""),
    };
    let text = text.ok_or_else(|| unreadable_metadata("Upload-Metadata"))?;
    let metadata = Metadata::read(text)?;
    if let Some(media_type) = metadata.text("filetype")?
        && MediaType::from_code(&media_type).is_none()
    {
        return Err(Problem::new(
            ProblemType::UnsupportedMediaType,
            "照片须为 JPEG、PNG 或 WebP",
            "a photo is JPEG, PNG or WebP",
        ));
    }
    let photo =
        match metadata.text("photo_id")? {
            Some(id) => PhotoId(id.parse().ok().filter(|id: &Uuid| id.get_version_num() == 7).ok_or_else(|| {
                bad(&UPLOAD_METADATA, "photo_id 应为第 7 版 UUID", "photo_id is a UUID of version 7")
            })?),
            None => ids.next(),
        };
    let sent_digest = metadata.text("sha-256")?.map(|digits| digits.parse::<Digest>()).transpose();
    let sent_digest = sent_digest
        .map_err(|_| bad(&UPLOAD_METADATA, "sha-256 应为 64 位十六进制数字", "sha-256 has 64 hexadecimal digits"))?;
    let file_name = metadata.text("filename")?.map(|name| file_name(&name)).transpose()?;
    Ok(NewUpload { photo, length, metadata: text.to_owned(), file_name, sent_digest })
}

fn file_name(name: &str) -> Result<String, Problem> {
    plain_text::line(name, LONGEST_NAME).map(str::to_owned).map_err(|fault| {
        let Text { zh, en } = fault.text();
        bad(&UPLOAD_METADATA, &format!("filename {zh}"), &format!("filename {en}"))
    })
}

/// What a PATCH announces.
pub(super) fn patch(headers: &HeaderMap) -> Result<Patch, Problem> {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !media_type.eq_ignore_ascii_case(OFFSET_OCTETS) {
        return Err(Problem::new(
            ProblemType::UnsupportedMediaType,
            format!("请以 {OFFSET_OCTETS} 发送"),
            format!("send it as {OFFSET_OCTETS}"),
        ));
    }
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    Ok(Patch { offset: number(headers, &UPLOAD_OFFSET)?, length, checksum: checksum(headers)? })
}

fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, Problem> {
    let Some(value) = headers.get(UPLOAD_CHECKSUM) else { return Ok(None) };
    let (algorithm, expected) = value.to_str().unwrap_or_default().split_once(' ').unwrap_or_default();
    let checksum = BASE64.decode(expected).ok().and_then(|expected| Checksum::new(algorithm, expected));
    checksum.map(Some).ok_or_else(|| {
        let known = Checksum::ALGORITHMS;
        bad(
            &UPLOAD_CHECKSUM,
            &format!("应为算法和以 Base64 表示的校验和，算法为 {} 之一", known.join("、")),
            &format!("is an algorithm and a checksum in Base64; known are {}", known.join(", ")),
        )
    })
}

/// A non-negative number in a header that must be there.
fn number(headers: &HeaderMap, name: &HeaderName) -> Result<i64, Problem> {
    let text = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { text.parse().ok() } else { None };
    number.ok_or_else(|| bad(name, "应为字节数", "is a number of bytes"))
}

/// When an upload goes, for `Upload-Expires`.
pub(super) fn http_date(instant: OffsetDateTime) -> String {
    instant.to_offset(UtcOffset::UTC).format(HTTP_DATE).unwrap_or_default()
}

/// `Upload-Metadata`: names, each with a value in Base64 or none.
struct Metadata<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Metadata<'a> {
    fn read(text: &'a str) -> Result<Self, Problem> {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once(' ').unwrap_or((pair, ""));
            if pairs.iter().any(|(known, _)| *known == name) {
                return Err(unreadable_metadata(name));
            }
            pairs.push((name, value));
        }
        Ok(Self(pairs))
    }

    /// The text of a name; absent and empty are the same.
    fn text(&self, name: &str) -> Result<Option<String>, Problem> {
        let Some((_, value)) = self.0.iter().find(|(known, value)| *known == name && !value.is_empty()) else {
            return Ok(None);
        };
        let text = BASE64.decode(value).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        text.map(Some).ok_or_else(|| unreadable_metadata(name))
    }
}

fn unreadable_metadata(name: &str) -> Problem {
    bad(
        &UPLOAD_METADATA,
        &format!("{name} 无法识别；应为名称和以 Base64 表示的值，以逗号分隔，名称不重复"),
        &format!("{name} cannot be read: names and values in Base64, separated by commas, no name twice"),
    )
}

fn bad(header: &HeaderName, zh: &str, en: &str) -> Problem {
    bad_parameter(header.as_str(), Text::new(format!("{header}：{zh}"), format!("{header}: {en}")))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use time::macros::datetime;

    use super::*;
    use crate::kernel::clock::Clock;

    fn created(pairs: &[(&str, &str)]) -> Result<NewUpload, ProblemType> {
        let metadata = pairs.iter().map(|(name, value)| format!("{name} {}", BASE64.encode(value)));
        created_with("7", &metadata.collect::<Vec<_>>().join(","))
    }

    fn created_with(length: &str, metadata: &str) -> Result<NewUpload, ProblemType> {
        let mut headers = HeaderMap::new();
        headers.insert(UPLOAD_LENGTH, HeaderValue::from_str(length).unwrap());
        headers.insert(UPLOAD_METADATA, HeaderValue::from_str(metadata).unwrap());
        creation(&headers, &Ids::new(Clock::set_to(datetime!(2023-06-30 16:00 UTC)))).map_err(|problem| problem.kind())
    }

    #[test]
    fn a_creation_tells_name_id_and_digest() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let digest = Digest::of(b"photo");
        let digits = digest.to_string();
        let new =
            created(&[("filename", "路牌.jpg"), ("filetype", "image/JPEG"), ("photo_id", id), ("sha-256", &digits)]);
        let new = new.unwrap();
        assert_eq!((new.photo.to_string().as_str(), new.length), (id, 7));
        assert_eq!((new.file_name.as_deref(), new.sent_digest), (Some("路牌.jpg"), Some(digest)));
        let plain = created_with("7", "").unwrap();
        assert_eq!((plain.photo.0.get_version_num(), plain.file_name), (7, None));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for (length, metadata) in [
            ("-1", ""),
            ("", ""),
            ("1.5", ""),
            ("99999999999999999999", ""),
            ("0", ""),
            ("7", "filename ?"),
            ("7", "a,a"),
        ] {
            assert_eq!(created_with(length, metadata).unwrap_err(), ProblemType::BadRequest, "{length} {metadata}");
        }
        for pairs in [("photo_id", "123e4567-e89b-12d3-a456-426614174000"), ("sha-256", "abc"), ("filename", "a\nb")] {
            assert_eq!(created(&[pairs]).unwrap_err(), ProblemType::BadRequest, "{pairs:?}");
        }
        assert_eq!(created(&[("filetype", "image/heic")]).unwrap_err(), ProblemType::UnsupportedMediaType);
    }

    #[test]
    fn an_instant_is_written_as_http_writes_it() {
        assert_eq!(http_date(datetime!(1994-11-06 08:49:37 UTC)), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
