//! Configuration: flags and environment variables, checked once at the start.

use std::{env, fmt, net::SocketAddr, path::PathBuf};

use clap::{Args, builder::BoolishValueParser};

use crate::kernel::words::Exactness;

/// Environment variables that mean something; any other that begins with `MINGJIE_` is refused.
const KNOWN_KEYS: [&str; 23] = [
    "MINGJIE_LISTEN",
    "MINGJIE_DATA_DIR",
    "MINGJIE_DEMO",
    "MINGJIE_LOG",
    "MINGJIE_LOG_FORMAT",
    "MINGJIE_TRUST_PROXY",
    "MINGJIE_SMTP_URL",
    "MINGJIE_MAIL_FROM",
    "MINGJIE_PHOTO_DIR",
    "MINGJIE_S3_ENDPOINT",
    "MINGJIE_S3_BUCKET",
    "MINGJIE_S3_REGION",
    "MINGJIE_S3_VIRTUAL_HOST",
    "MINGJIE_S3_ACCESS_KEY",
    "MINGJIE_S3_SECRET_KEY",
    "MINGJIE_S3_SECRET_KEY_FILE",
    "MINGJIE_CONTACT_PERSON",
    "MINGJIE_CONTACT_PHONE",
    "MINGJIE_CONTACT_ADDRESS",
    "MINGJIE_CONTACT_EMAIL",
    "MINGJIE_SIGN_PINYIN",
    "MINGJIE_FONDS",
    "MINGJIE_ARCHIVE_THRESHOLD",
];

/// A setting that cannot be; each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A variable that means nothing.
    #[error("{key} is no setting of mingjie: remove it, or use one of {}", KNOWN_KEYS.join(", "))]
    UnknownKey {
        /// The variable.
        key: String,
    },
    /// Demo accounts have passwords that everyone knows.
    #[error("--demo has accounts with known passwords and listens on loopback only: use --listen 127.0.0.1:{}", listen.port())]
    DemoBeyondLoopback {
        /// The address asked for.
        listen: SocketAddr,
    },
    /// A log filter that cannot be read.
    #[error("MINGJIE_LOG `{filter}` is no filter: write it as info, or as mingjie=debug,warn")]
    LogFilter {
        /// As given.
        filter: String,
    },
    /// A log format that there is not.
    #[error("MINGJIE_LOG_FORMAT `{format}` is no format: use text or json")]
    LogFormat {
        /// As given.
        format: String,
    },
    /// A mail server without a sender, or a sender without a server.
    #[error("MINGJIE_SMTP_URL and MINGJIE_MAIL_FROM go together: set both or neither")]
    HalfOfMail,
    /// The database address cannot be read.
    #[error("DATABASE_URL cannot be read: write it as postgres://user:password@host:5432/database")]
    DatabaseUrl(#[source] tokio_postgres::Error),
}

/// Which database: a given server, or the program's own in a data directory.
#[derive(Debug, Clone, Args)]
pub struct DatabaseSettings {
    /// A PostgreSQL server to use instead of the private one
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Where the private PostgreSQL cluster lives
    #[arg(long, env = "MINGJIE_DATA_DIR", value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
}

impl DatabaseSettings {
    /// The data directory, given or by default.
    #[must_use]
    pub fn data_dir(&self) -> PathBuf {
        self.data_dir.clone().unwrap_or_else(crate::db::cluster::default_data_dir)
    }
}

/// How mail goes out; without it no opinion has to be confirmed.
#[derive(Debug, Clone, Default, Args)]
pub struct MailSettings {
    /// Mail server for confirmations: smtps://user:password@host, or smtp://localhost:25 for a relay on this machine
    #[arg(long = "smtp-url", env = "MINGJIE_SMTP_URL", hide_env_values = true, value_name = "URL")]
    pub smtp_url: Option<String>,
    /// Sender of that mail
    #[arg(long = "mail-from", env = "MINGJIE_MAIL_FROM", value_name = "ADDRESS")]
    pub from: Option<String>,
}

/// A bucket of an S3-compatible service.
#[derive(Clone, Args)]
pub struct BucketSettings {
    /// S3-compatible service that keeps photos and scans instead of a folder, such as `https://s3.example.cn`
    #[arg(long = "s3-endpoint", env = "MINGJIE_S3_ENDPOINT", value_name = "URL")]
    pub endpoint: Option<String>,
    /// Bucket there
    #[arg(long = "s3-bucket", env = "MINGJIE_S3_BUCKET", value_name = "NAME")]
    pub name: Option<String>,
    /// Region that requests are signed for
    #[arg(long = "s3-region", env = "MINGJIE_S3_REGION", value_name = "REGION", default_value = "us-east-1")]
    pub region: String,
    /// Put the bucket into the host name, as OSS, OBS and COS want it, not into the path
    #[arg(long = "s3-virtual-host", env = "MINGJIE_S3_VIRTUAL_HOST", num_args = 0..=1, default_value = "false",
          default_missing_value = "true", value_parser = BoolishValueParser::new())]
    pub virtual_host: bool,
    /// Access key
    #[arg(long = "s3-access-key", env = "MINGJIE_S3_ACCESS_KEY", hide_env_values = true, value_name = "KEY")]
    pub access_key: Option<String>,
    /// Secret key
    #[arg(long = "s3-secret-key", env = "MINGJIE_S3_SECRET_KEY", hide_env_values = true, value_name = "KEY")]
    pub secret_key: Option<String>,
    /// File with the secret key
    #[arg(long = "s3-secret-key-file", env = "MINGJIE_S3_SECRET_KEY_FILE", value_name = "FILE")]
    pub secret_key_file: Option<PathBuf>,
}

impl fmt::Debug for BucketSettings {
    /// Keys are in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BucketSettings").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

/// Where photos and scans are kept.
#[derive(Debug, Clone, Args)]
pub struct PhotoSettings {
    /// Folder that keeps photos and scans; `photos` in the data directory unless said
    #[arg(long, env = "MINGJIE_PHOTO_DIR", value_name = "DIR")]
    pub photo_dir: Option<PathBuf>,
    #[command(flatten)]
    /// The bucket that keeps them instead.
    pub bucket: BucketSettings,
}

/// Whom public notices tell people to ask, and where opinions go; a draft may say otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct ContactSettings {
    /// Contact person that public notices name
    #[arg(long = "contact-person", env = "MINGJIE_CONTACT_PERSON", value_name = "NAME")]
    pub person: Option<String>,
    /// Telephone number in public notices
    #[arg(long = "contact-phone", env = "MINGJIE_CONTACT_PHONE", value_name = "NUMBER")]
    pub phone: Option<String>,
    /// Postal address in public notices
    #[arg(long = "contact-address", env = "MINGJIE_CONTACT_ADDRESS", value_name = "ADDRESS")]
    pub address: Option<String>,
    /// E-mail address in public notices
    #[arg(long = "contact-email", env = "MINGJIE_CONTACT_EMAIL", value_name = "ADDRESS")]
    pub email: Option<String>,
}

/// How archives are numbered and judged.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ArchiveSettings {
    /// Number of the fonds in catalogue numbers, as the archive gave it: 1 to 20 of A-Z, a-z and 0-9
    #[arg(long = "fonds", env = "MINGJIE_FONDS", default_value = "0001", value_name = "NUMBER", value_parser = fonds)]
    pub fonds: String,
    /// From how many percent of complete volumes on the archives are mostly complete
    #[arg(long = "archive-threshold", env = "MINGJIE_ARCHIVE_THRESHOLD", default_value = "90", value_name = "PERCENT",
          value_parser = clap::value_parser!(u8).range(1..=100))]
    pub threshold: u8,
}

impl Default for ArchiveSettings {
    fn default() -> Self {
        Self { fonds: "0001".to_owned(), threshold: 90 }
    }
}

fn fonds(text: &str) -> Result<String, String> {
    if (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(text.to_owned());
    }
    Err("write 1 to 20 of A-Z, a-z and 0-9, as in J023".to_owned())
}

/// How `mingjie serve` runs.
#[derive(Debug, Clone, Args)]
pub struct ServeSettings {
    /// Address to listen on
    #[arg(long, env = "MINGJIE_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Load the Tianmen fixtures into an empty register and create demo accounts (loopback only)
    #[arg(long, env = "MINGJIE_DEMO", num_args = 0..=1, default_value = "false", default_missing_value = "true",
          value_parser = BoolishValueParser::new())]
    pub demo: bool,
    /// Believe X-Forwarded-Proto, X-Forwarded-Host and X-Forwarded-For: only behind a proxy that sets them
    #[arg(long, env = "MINGJIE_TRUST_PROXY", num_args = 0..=1, default_value = "false", default_missing_value = "true",
          value_parser = BoolishValueParser::new())]
    pub trust_proxy: bool,
    /// How exactly signs are to spell names: letters, words (where they part) or tones (with tone marks)
    #[arg(long, env = "MINGJIE_SIGN_PINYIN", default_value = "words", value_name = "EXACTNESS")]
    pub sign_pinyin: Exactness,
    #[command(flatten)]
    /// How mail goes out.
    pub mail: MailSettings,
    #[command(flatten)]
    /// Where photos and scans are kept.
    pub photos: PhotoSettings,
    #[command(flatten)]
    /// Whom public notices tell people to ask.
    pub contact: ContactSettings,
    #[command(flatten)]
    /// How archives are numbered and judged.
    pub archives: ArchiveSettings,
    #[command(flatten)]
    /// Which database.
    pub database: DatabaseSettings,
}

impl ServeSettings {
    /// Checks what the single values cannot show.
    pub fn check(&self) -> Result<(), ConfigError> {
        if self.demo && !self.listen.ip().is_loopback() {
            return Err(ConfigError::DemoBeyondLoopback { listen: self.listen });
        }
        if self.mail.smtp_url.is_some() != self.mail.from.is_some() {
            return Err(ConfigError::HalfOfMail);
        }
        Ok(())
    }
}

/// Refuses environment variables that look like settings and are none.
pub fn refuse_unknown_keys() -> Result<(), ConfigError> {
    let unknown = env::vars_os()
        .filter_map(|(key, _)| key.into_string().ok())
        .find(|key| key.starts_with("MINGJIE_") && !KNOWN_KEYS.contains(&key.as_str()));
    match unknown {
        Some(key) => Err(ConfigError::UnknownKey { key }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_fonds_has_nothing_in_it_that_parts_a_catalogue_number() {
        assert_eq!(fonds("J023").as_deref(), Ok("J023"));
        for bad in ["", "J-23", "J·23", "全宗", "J0123456789012345678901"] {
            assert!(fonds(bad).is_err(), "{bad}");
        }
    }
}
