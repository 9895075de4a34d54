//! Pinyin of place names.
