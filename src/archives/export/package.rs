//! The ZIP archive of a package: `manifest.json`, the lists as PDF, the scans, and `MANIFEST.sha256` for `sha256sum -c`.

use std::{
    fs::{self, File},
    io::{Read, Seek, Write},
};

use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::model::{Export, Manifest, PackedScan};
use crate::{
    archives::{Refusal, model::Contents, sheets},
    documents,
    kernel::hex::hex,
    photos::{Digest, ObjectStore, objects::StoreError},
};

/// Bytes of a scan that are read at once.
const READ_AT_ONCE: usize = 256 << 10;

/// Makes the archive of a package in a file that has no name any more, and goes to its beginning. `volumes` are those of
/// the package, in its order. Each scan is held against its digest on the way: what is not what was kept is not packed.
///
/// Takes as long as the disk does: for threads that may wait.
pub fn pack(export: &Export, volumes: &[Contents], objects: &ObjectStore) -> Result<File, Refusal> {
    let manifest: Manifest = serde_json::from_str(&export.manifest).map_err(broke_off)?;
    let mut pack = Pack { zip: ZipWriter::new(nameless()?), digests: String::new() };
    pack.add("manifest.json", export.manifest.as_bytes())?;
    for (packed, contents) in manifest.volumes.iter().zip(volumes) {
        pack.add(&packed.list, &documents::pdf(&sheets::list(contents, &manifest.watermark))?)?;
        for told in packed.items.iter().flat_map(|item| &item.scans) {
            pack.add_scan(&packed.catalogue_number, told, objects)?;
        }
    }
    let Pack { mut zip, digests } = pack;
    zip.start_file("MANIFEST.sha256", options(CompressionMethod::Deflated)).map_err(broke_off)?;
    zip.write_all(digests.as_bytes()).map_err(broke_off)?;
    let mut file = zip.finish().map_err(broke_off)?;
    file.rewind().map_err(broke_off)?;
    Ok(file)
}

struct Pack {
    zip: ZipWriter<File>,
    /// Lines of `MANIFEST.sha256`.
    digests: String,
}

impl Pack {
    fn add(&mut self, name: &str, content: &[u8]) -> Result<(), Refusal> {
        self.zip.start_file(name, options(CompressionMethod::Deflated)).map_err(broke_off)?;
        self.zip.write_all(content).map_err(broke_off)?;
        self.note(name, &hex(Digest::of(content).as_bytes()));
        Ok(())
    }

    /// Scans are compressed as they are.
    fn add_scan(&mut self, volume: &str, told: &PackedScan, objects: &ObjectStore) -> Result<(), Refusal> {
        let digest: Digest = told.sha256.parse().map_err(broke_off)?;
        let changed = || Refusal::Changed { volume: volume.to_owned(), file: told.file.clone() };
        let mut scan = objects.open(digest).map_err(|error| match error {
            StoreError::Missing(_) => changed(),
            other => other.into(),
        })?;
        self.zip.start_file(told.file.as_str(), options(CompressionMethod::Stored)).map_err(broke_off)?;
        let (mut hasher, mut bytes) = (Sha256::new(), vec![0; READ_AT_ONCE]);
        loop {
            let read = scan.read(&mut bytes).map_err(broke_off)?;
            let Some(piece) = bytes.get(..read).filter(|piece| !piece.is_empty()) else { break };
            hasher.update(piece);
            self.zip.write_all(piece).map_err(broke_off)?;
        }
        if hex(hasher.finalize()) != told.sha256 {
            return Err(changed());
        }
        self.note(&told.file, &told.sha256);
        Ok(())
    }

    fn note(&mut self, name: &str, digest: &str) {
        self.digests.extend([digest, "  ", name, "\n"]);
    }
}

/// No time of the day in it: the same files make the same archive.
fn options(compression: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(compression).last_modified_time(DateTime::default())
}

/// A file whose name is gone already: nothing of it stays, whatever happens.
fn nameless() -> Result<File, Refusal> {
    let path = std::env::temp_dir().join(format!("mingjie-{}", Uuid::new_v4().simple()));
    let file = File::options().read(true).write(true).create_new(true).open(&path).map_err(broke_off)?;
    fs::remove_file(&path).map_err(broke_off)?;
    Ok(file)
}

fn broke_off(error: impl std::error::Error + Send + Sync + 'static) -> Refusal {
    Refusal::BrokeOff(Box::new(error))
}
