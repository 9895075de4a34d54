//! Telling UTF-8 from GB 18030, the two encodings in which offices deliver text.

use std::{
    fmt,
    io::{self, Read},
    str::FromStr,
};

use super::error::ReadError;

/// The encoding of a file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// GB 18030, and with it GBK and GB 2312, of which it is a superset.
    Gb18030,
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB 18030",
        })
    }
}

/// A word that names no encoding read here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no encoding read here (utf-8, gbk, gb18030)")]
pub struct UnknownEncoding(String);

impl FromStr for TextEncoding {
    type Err = UnknownEncoding;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_ascii_lowercase().replace([' ', '-', '_'], "").as_str() {
            "utf8" => Ok(Self::Utf8),
            "gb18030" | "gbk" | "gb2312" | "cp936" => Ok(Self::Gb18030),
            _ => Err(UnknownEncoding(text.to_owned())),
        }
    }
}

/// Reads `input` to its end and decides.
///
/// A text without a fault in UTF-8 is UTF-8. One with faults is GB 18030, unless most of its characters beyond ASCII
/// are sound UTF-8: then it is a damaged UTF-8 file, and taking it for GB 18030 would turn every name into another
/// without a word. A character cut off at the end counts for nothing.
pub(super) fn sniff(mut input: impl Read) -> Result<TextEncoding, ReadError> {
    let mut buffer = vec![0; 1 << 16];
    let mut filled = 0;
    let mut is_start = true;
    let (mut sound, mut faults) = (0_u64, 0_u64);
    loop {
        let read = match input.read(buffer.get_mut(filled..).unwrap_or_default()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(ReadError::Input)?,
        };
        filled += read;
        let text = buffer.get(..filled).unwrap_or_default();
        if is_start && filled >= 2 {
            if text.starts_with(&[0xFF, 0xFE]) || text.starts_with(&[0xFE, 0xFF]) {
                return Err(ReadError::Utf16);
            }
            is_start = false;
        }
        let mut cut = 0;
        for chunk in text.utf8_chunks() {
            sound += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count() as u64;
            // Only at the end of the buffer can a sequence be sound so far and unfinished.
            if std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none()) {
                cut = chunk.invalid().len();
            } else if !chunk.invalid().is_empty() {
                faults += 1;
            }
        }
        if read == 0 {
            return Ok(if faults == 0 || sound > faults { TextEncoding::Utf8 } else { TextEncoding::Gb18030 });
        }
        buffer.copy_within(filled - cut..filled, 0);
        filled = cut;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(bytes: &[u8]) -> TextEncoding {
        sniff(bytes).unwrap()
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "名称,经度\n竟陵街道,113.16\n";
        let (gbk, _, _) = encoding_rs::GB18030.encode(text);
        assert_eq!(sniffed(text.as_bytes()), TextEncoding::Utf8);
        assert_eq!(sniffed(&gbk), TextEncoding::Gb18030);
        assert_eq!(sniffed(b"name,lon\n"), TextEncoding::Utf8);
        assert_eq!(sniffed(b""), TextEncoding::Utf8);
    }

    #[test]
    fn a_late_character_decides_and_a_split_one_is_put_together() {
        let mut late = "a".repeat((1 << 16) - 1);
        late.push_str("竟陵");
        assert_eq!(sniffed(late.as_bytes()), TextEncoding::Utf8);
        let (gbk, _, _) = encoding_rs::GB18030.encode(&late);
        assert_eq!(sniffed(&gbk), TextEncoding::Gb18030);
    }

    #[test]
    fn damaged_utf_8_is_not_taken_for_gb_18030() {
        let mut bytes = "竟陵街道办事处".as_bytes().to_vec();
        bytes.insert(9, 0xFF);
        assert_eq!(sniffed(&bytes), TextEncoding::Utf8);
        assert_eq!(sniffed("竟陵".as_bytes().split_last().unwrap().1), TextEncoding::Utf8);
    }

    #[test]
    fn utf_16_is_refused_by_name() {
        assert!(matches!(sniff([0xFF, 0xFE, 0x0D, 0x54].as_slice()), Err(ReadError::Utf16)));
    }

    #[test]
    fn encodings_are_read_from_their_usual_names() {
        for name in ["GBK", "gb2312", "GB18030", "GB 18030", "cp936"] {
            assert_eq!(name.parse(), Ok(TextEncoding::Gb18030));
        }
        assert_eq!("UTF-8".parse(), Ok(TextEncoding::Utf8));
        assert!("big5".parse::<TextEncoding>().is_err());
    }
}
