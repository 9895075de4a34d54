//! How the archives say no.

use time::Date;

use super::{codes::VolumeState, missing::Lack, state::WrongState};
use crate::{
    db,
    documents::Unprintable,
    photos::{DepositError, objects::StoreError},
};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such volume.
    #[error("there is no such volume")]
    UnknownVolume,
    /// No such item in the volume.
    #[error("there is no such item in the volume")]
    UnknownItem,
    /// No such scan of the item.
    #[error("there is no such scan of the item")]
    UnknownScan,
    /// No such borrowing.
    #[error("there is no such borrowing")]
    UnknownBorrowing,
    /// No such package.
    #[error("there is no such package")]
    UnknownExport,
    /// The register has no such boundary line.
    #[error("there is no such boundary line")]
    UnknownLine,
    /// No such boundary line is asked about.
    #[error("there is no such boundary line to ask about")]
    NoSuchLine,
    /// What a link names is not there.
    #[error("link {0} names nothing that is there")]
    UnknownTarget(usize),
    /// The state does not allow it.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// Items come and go, and descriptions change, only while the volume is collected or put in order.
    #[error("description and items of a volume that is {0} stay as they are")]
    Closed(VolumeState),
    /// Scans come and go only until all are there.
    #[error("the scans of a volume that is {0} stay as they are")]
    ScansClosed(VolumeState),
    /// What stands in the catalogue number stays.
    #[error("class, year, line, retention and office code stand in the catalogue number and stay")]
    Numbered,
    /// Somebody else changed it first.
    #[error("it was changed meanwhile")]
    LostUpdate,
    /// Only people with an account do this.
    #[error("only people with an account do this")]
    NoAccount,
    /// Who arranged a volume does not check it.
    #[error("who arranged a volume does not check it")]
    OwnWork,
    /// Something required is missing.
    #[error("{} things are missing", .0.len())]
    Incomplete(Vec<Lack>),
    /// There is nothing to put in order.
    #[error("the volume is empty")]
    Empty,
    /// The order names each item of the volume once.
    #[error("the order does not name each item of the volume once")]
    OtherItems,
    /// The volume had as many items as it can ever have.
    #[error("a volume has at most {0} items")]
    TooManyItems(usize),
    /// The item was taken out.
    #[error("the item was taken out")]
    Removed,
    /// The item had as many scans as it can ever have.
    #[error("an item has at most {0} scans")]
    TooManyScans(i64),
    /// The same file is a scan of the item already.
    #[error("the same file is a scan of the item already")]
    SameScan,
    /// The scan was withdrawn.
    #[error("the scan was withdrawn")]
    Withdrawn,
    /// The bytes are of no kind that is taken.
    #[error("a scan is a PDF, JPEG, PNG or TIFF file")]
    NotAScan,
    /// All 9,999 serials of a series are given.
    #[error("no serial is left in this series of catalogue numbers")]
    NoNumber,
    /// Somebody has the volume.
    #[error("somebody has the volume until {0}")]
    Lent(Date),
    /// It cannot be lent.
    #[error("a volume that is {0} is not lent")]
    NotLent(VolumeState),
    /// It has come back already.
    #[error("the volume has come back already")]
    AlreadyReturned,
    /// A day outside of what is possible.
    #[error("{day} is not between {not_before} and {not_after}")]
    DayOutOfOrder {
        /// Where it was said.
        pointer: &'static str,
        /// What was said.
        day: Date,
        /// The earliest day.
        not_before: Date,
        /// The latest day.
        not_after: Date,
    },
    /// Only stored volumes are packed.
    #[error("volume {at} is {state}, not stored")]
    NotStored {
        /// Its place in the request.
        at: usize,
        /// How far it is.
        state: VolumeState,
    },
    /// One of the volumes that are to be packed is not there.
    #[error("volume {0} is not there")]
    NoSuchVolume(usize),
    /// A package holds each volume once.
    #[error("volume {0} was named before")]
    NamedTwice(usize),
    /// The scans come to more than a package holds.
    #[error("the scans come to {0} bytes, more than a package holds")]
    PackageTooLarge(i64),
    /// Its mark names somebody else.
    #[error("the package bears somebody else's name")]
    OtherExporter,
    /// The package does not hold the volume.
    #[error("the package does not hold this volume")]
    NotInPackage,
    /// A scan is not what was kept.
    #[error("scan {file} of volume {volume} is missing or changed in the store")]
    Changed {
        /// Catalogue number of the volume.
        volume: String,
        /// The file, as the package would call it.
        file: String,
    },
    /// A paper cannot be set.
    #[error(transparent)]
    Unprintable(#[from] Unprintable),
    /// Work that was done beside the requests broke off.
    #[error("the work broke off")]
    BrokeOff(#[source] Box<dyn std::error::Error + Send + Sync>),
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
            Some("archive_volume_line_id_fkey") => Self::UnknownLine,
            Some("archive_number_series_last") => Self::NoNumber,
            Some("archive_scan_once") => Self::SameScan,
            _ => Self::Db(error),
        }
    }
}

impl From<DepositError> for Refusal {
    fn from(error: DepositError) -> Self {
        match error {
            DepositError::Store(error) => error.into(),
            DepositError::Db(error) => error.into(),
        }
    }
}

impl From<tokio::task::JoinError> for Refusal {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::BrokeOff(Box::new(error))
    }
}
