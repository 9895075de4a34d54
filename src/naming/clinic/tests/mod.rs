//! The clinic, rule by rule.
