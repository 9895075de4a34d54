//! Short digests that tell one thing from another.

use sha2::{Digest, Sha256};

/// Twelve hexadecimal digits of the digest of `texts`, one after another.
pub(crate) fn digest<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    texts.into_iter().for_each(|text| hasher.update(text));
    let number = hasher.finalize().iter().take(6).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{number:012x}")
}
