//! The object store: pictures and other files under their SHA-256, in a folder or in a bucket of an S3-compatible service.
//!
//! What is put is durable when putting returns, and putting the same object again does no harm. Which
//! objects there are is known to the database alone ([`super::service`]); nothing is ever listed here.

mod bucket;
mod folder;

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use bytes::Bytes;
use futures_util::{Stream, stream};
use tokio::task::spawn_blocking;

use self::{bucket::Bucket, folder::Folder};
use super::Digest;
use crate::{config::PhotoSettings, http::Text};

/// Bytes that are read at once.
const READ_AT_ONCE: usize = 256 << 10;

/// Why an object cannot be kept or had.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no room.
    #[error("there is no room left in the object store")]
    Full(#[source] io::Error),
    /// The folder or the service does not answer, or refuses.
    #[error("the object store cannot be used for the moment")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The object is not there, though the database knows it.
    #[error("the object {0} is missing in the store")]
    Missing(Digest),
}

impl StoreError {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Full(_) => "存储空间不足，已传的部分仍保留，请稍后重试",
            Self::Unavailable(_) => "文件存储暂时不可用，已传的部分仍保留，请稍后重试",
            Self::Missing(_) => "文件缺失",
        };
        Text::new(zh, self.to_string())
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(error),
            _ => Self::Unavailable(Box::new(error)),
        }
    }
}

/// A setting that cannot be; each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum BadStoreSetting {
    /// The endpoint is no address.
    #[error("MINGJIE_S3_ENDPOINT cannot be read: write it as https://s3.example.cn")]
    Endpoint,
    /// Photos and keys would go over the network in the clear.
    #[error("MINGJIE_S3_ENDPOINT would send in the clear: use https://, or http:// to this machine only")]
    InTheClear,
    /// The bucket has a name that no bucket has.
    #[error("MINGJIE_S3_BUCKET is no name of a bucket")]
    Bucket,
    /// Some settings of the bucket are there, others are not.
    #[error(
        "MINGJIE_S3_ENDPOINT, MINGJIE_S3_BUCKET, MINGJIE_S3_ACCESS_KEY and MINGJIE_S3_SECRET_KEY or \
         MINGJIE_S3_SECRET_KEY_FILE go together: set all or none"
    )]
    HalfOfBucket,
    /// The file with the key cannot be read.
    #[error("MINGJIE_S3_SECRET_KEY_FILE cannot be read")]
    SecretKeyFile(#[source] io::Error),
    /// The folder cannot be made or written to.
    #[error("photos cannot be kept in {path}: make it writable, or name another folder with --photo-dir")]
    Folder {
        /// The folder.
        path: String,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}

/// Where pictures and other files are kept. Cheap to clone.
#[derive(Debug, Clone)]
pub struct ObjectStore(Arc<Place>);

#[derive(Debug)]
enum Place {
    Folder(Folder),
    Bucket(Box<Bucket>),
}

impl ObjectStore {
    /// The store of these settings: the bucket if there is one, else the folder, else `photos` in the data directory.
    pub fn of(settings: &PhotoSettings, data_dir: &Path) -> Result<Self, BadStoreSetting> {
        match Bucket::of(&settings.bucket)? {
            Some(bucket) => Ok(Self(Arc::new(Place::Bucket(Box::new(bucket))))),
            None => Self::in_folder(&settings.photo_dir.clone().unwrap_or_else(|| data_dir.join("photos"))),
        }
    }

    /// A store in this folder, which is made if it is missing.
    pub fn in_folder(path: &Path) -> Result<Self, BadStoreSetting> {
        let cannot = |source| BadStoreSetting::Folder { path: path.display().to_string(), source };
        Folder::open(path).map(|folder| Self(Arc::new(Place::Folder(folder)))).map_err(cannot)
    }

    /// Keeps `bytes` under `digest`, which is theirs; they are durable when this returns.
    pub(super) async fn put(&self, digest: Digest, bytes: Bytes) -> Result<(), StoreError> {
        self.blocking(move |place| match place {
            Place::Folder(folder) => Ok(folder.put(digest, &mut bytes.as_ref())?),
            Place::Bucket(bucket) => bucket.put(digest, &bytes),
        })
        .await
    }

    /// Keeps the file at `path` under `digest`, which is that of its bytes; they are durable when this returns.
    pub(super) async fn put_file(&self, digest: Digest, path: PathBuf) -> Result<(), StoreError> {
        self.blocking(move |place| {
            let mut file = File::open(path)?;
            match place {
                Place::Folder(folder) => Ok(folder.put(digest, &mut file)?),
                Place::Bucket(bucket) => bucket.put_file(digest, &file),
            }
        })
        .await
    }

    /// A reader of an object, for threads that may wait.
    pub fn open(&self, digest: Digest) -> Result<Box<dyn Read + Send>, StoreError> {
        match &*self.0 {
            Place::Folder(folder) => folder.open_object(digest),
            Place::Bucket(bucket) => bucket.open_object(digest),
        }
    }

    /// The bytes of an object, some at a time and only as fast as they are taken.
    pub async fn read(
        &self,
        digest: Digest,
    ) -> Result<impl Stream<Item = io::Result<Bytes>> + Send + use<>, StoreError> {
        let store = self.clone();
        let opened = spawn_blocking(move || store.open(digest)).await;
        Ok(streamed(opened.unwrap_or_else(|broken| Err(StoreError::Unavailable(Box::new(broken))))?))
    }

    /// Removes an object; one that is not there is removed already.
    pub(super) async fn remove(&self, digest: Digest) -> Result<(), StoreError> {
        self.blocking(move |place| match place {
            Place::Folder(folder) => Ok(folder.remove(digest)?),
            Place::Bucket(bucket) => bucket.remove(digest),
        })
        .await
    }

    /// Removes what a killed program left half-written before `instant`.
    pub(super) async fn tidy(&self, instant: SystemTime) -> Result<(), StoreError> {
        self.blocking(move |place| match place {
            Place::Folder(folder) => Ok(folder.tidy(instant)?),
            Place::Bucket(_) => Ok(()),
        })
        .await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Place) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let place = Arc::clone(&self.0);
        let done = spawn_blocking(move || work(&place)).await;
        done.unwrap_or_else(|broken| Err(StoreError::Unavailable(Box::new(broken))))
    }
}

/// What a reader gives, some at a time and only as fast as it is taken; it is read on threads that may wait.
pub fn streamed(reader: Box<dyn Read + Send>) -> impl Stream<Item = io::Result<Bytes>> + Send {
    stream::try_unfold(reader, |mut reader| async {
        let read = spawn_blocking(move || {
            let mut bytes = Vec::new();
            reader.by_ref().take(READ_AT_ONCE as u64).read_to_end(&mut bytes)?;
            Ok((!bytes.is_empty()).then_some((Bytes::from(bytes), reader)))
        });
        read.await.unwrap_or_else(|broken| Err(io::Error::other(broken)))
    })
}
