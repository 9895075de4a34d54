//! How this part says no.

use super::{
    darkroom::Fault,
    model::{LARGEST_PHOTO, OPEN_BYTES, OPEN_UPLOADS},
    objects::StoreError,
};
use crate::{
    db,
    http::{Problem, ProblemType, Text},
};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such upload, or somebody else's.
    #[error("there is no such upload")]
    UnknownUpload,
    /// No such photo, or one that has not arrived whole.
    #[error("there is no such photo, or it has not been uploaded completely")]
    UnknownPhoto,
    /// Nobody went on with it in time.
    #[error("the upload has expired: begin it anew")]
    Expired,
    /// The offset is not where the upload stands.
    #[error("the upload stands at offset {expected}, not {found}")]
    WrongOffset {
        /// As sent.
        found: i64,
        /// Where it stands.
        expected: i64,
    },
    /// Another request went on with the same upload meanwhile.
    #[error("another request went on with this upload: ask for its offset")]
    Overtaken,
    /// The whole is too large.
    #[error("a photo has at most {LARGEST_PHOTO} bytes")]
    TooLarge,
    /// More bytes than were announced.
    #[error("the upload has only {left} bytes left")]
    BeyondLength {
        /// What may still come.
        left: i64,
    },
    /// The client went away in the middle.
    #[error("the body broke off")]
    BrokenOff,
    /// The id belongs to somebody else's photo.
    #[error("this photo_id is taken")]
    TakenId,
    /// An upload or a photo of this id was announced otherwise.
    #[error("this photo_id was announced with another length or digest")]
    AnnouncedOtherwise,
    /// A photo that is there cannot be ended as an upload.
    #[error("the upload is complete")]
    AlreadyComplete,
    /// Too many uploads are open.
    #[error("an account has at most {OPEN_UPLOADS} uploads open, of {} MiB together", OPEN_BYTES >> 20)]
    TooManyOpen,
    /// The bytes of one request are not those that were sent.
    #[error("the checksum of these bytes does not match: send them again")]
    ChecksumMismatch,
    /// All bytes together are not the file that was announced.
    #[error("the whole does not have the announced SHA-256: begin it anew")]
    DigestMismatch,
    /// It is no photo that can be kept.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The object store failed.
    #[error("the object store failed")]
    Store(#[from] StoreError),
    /// The database failed.
    #[error(transparent)]
    Db(db::Error),
}

impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        match error.constraint() {
            Some("photo_upload_pkey") => Self::TakenId,
            // The part's upload went, or another request brought the same part.
            Some("photo_part_photo_id_fkey" | "photo_part_pkey") => Self::Overtaken,
            _ => Self::Db(error),
        }
    }
}

impl Refusal {
    fn in_chinese(&self) -> String {
        match self {
            Self::UnknownUpload => "没有这次上传".into(),
            Self::UnknownPhoto => "没有这张照片，或尚未传完".into(),
            Self::Expired => "上传已过期，请重新开始".into(),
            Self::WrongOffset { found, expected } => format!("上传进度为 {expected} 字节，不是 {found}"),
            Self::Overtaken => "另一个请求已在继续此上传，请先查询进度".into(),
            Self::TooLarge => format!("照片不得超过 {LARGEST_PHOTO} 字节"),
            Self::BeyondLength { left } => format!("此上传只剩 {left} 字节"),
            Self::BrokenOff => "请求内容没有传完".into(),
            Self::TakenId => "此 photo_id 已被占用".into(),
            Self::AnnouncedOtherwise => "此 photo_id 先前声明的长度或摘要不同".into(),
            Self::AlreadyComplete => "上传已完成".into(),
            Self::TooManyOpen => {
                format!("每个账号至多有 {OPEN_UPLOADS} 个未完成的上传，合计不超过 {} MiB", OPEN_BYTES >> 20)
            }
            Self::ChecksumMismatch => "这部分内容的校验和不符，请重发".into(),
            Self::DigestMismatch => "文件与声明的 SHA-256 不符，请重新开始".into(),
            Self::Fault(fault) => fault.in_chinese(),
            Self::Store(_) | Self::Db(_) => "请凭请求编号与管理员联系".into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let (zh, en) = (refusal.in_chinese(), refusal.to_string());
        let said = |kind| Self::new(kind, zh.clone(), en.clone());
        match refusal {
            Refusal::UnknownUpload | Refusal::UnknownPhoto => said(ProblemType::NotFound),
            Refusal::Expired => said(ProblemType::Gone),
            Refusal::WrongOffset { expected, .. } => said(ProblemType::Conflict).with("offset", expected),
            Refusal::Overtaken | Refusal::TakenId | Refusal::AnnouncedOtherwise | Refusal::AlreadyComplete => {
                said(ProblemType::Conflict)
            }
            Refusal::TooLarge | Refusal::BeyondLength { .. } => said(ProblemType::TooLarge),
            Refusal::BrokenOff => said(ProblemType::BadRequest),
            Refusal::TooManyOpen => said(ProblemType::TooManyRequests).retry_after(60),
            Refusal::ChecksumMismatch | Refusal::DigestMismatch => said(ProblemType::ChecksumMismatch),
            Refusal::Fault(_) => said(ProblemType::Unprocessable),
            Refusal::Store(error) => error.into(),
            Refusal::Db(error) => error.into(),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let Text { zh, en } = error.text();
        let kind = match &error {
            StoreError::Full(_) => ProblemType::InsufficientStorage,
            StoreError::Unavailable(_) => ProblemType::Unavailable,
            StoreError::Missing(_) => return Self::internal(&error),
        };
        tracing::error!(error = &error as &dyn std::error::Error, "the object store failed");
        Self::new(kind, zh, en).retry_after(60)
    }
}
