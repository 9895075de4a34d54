//! Objects in a bucket of an S3-compatible service.
//!
//! Three requests are all that is needed: PUT, GET and DELETE of one object, signed (AWS Signature Version 4) in the
//! address. The service judges a signature by its own clock, so that the machine's is taken here. Keys are in no log: an
//! error tells the status and nothing of the address.

use std::{
    fmt,
    fs::{self, File},
    io,
    io::Read,
    time::Duration,
};

use rusty_s3::{Credentials, S3Action, UrlStyle};
use ureq::{
    Agent, Body,
    http::{Response, StatusCode},
    tls::{Certificate, RootCerts, TlsConfig},
};

use super::{BadStoreSetting, Digest, StoreError};
use crate::config::BucketSettings;

/// How long a signed address is good for.
const SIGNED_FOR: Duration = Duration::from_mins(5);

/// How long one request may take.
const ANSWER_WITHIN: Duration = Duration::from_mins(1);

/// How long one may take that carries an object of any size.
const CARRIED_WITHIN: Duration = Duration::from_mins(10);

/// A bucket and how to reach it.
pub(super) struct Bucket {
    address: rusty_s3::Bucket,
    credentials: Credentials,
    agent: Agent,
}

impl fmt::Debug for Bucket {
    /// The credentials are a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bucket").field("name", &self.address.name()).finish_non_exhaustive()
    }
}

impl Bucket {
    /// The bucket of these settings; `None` where none is configured.
    pub(super) fn of(settings: &BucketSettings) -> Result<Option<Self>, BadStoreSetting> {
        let secret = match (&settings.secret_key, &settings.secret_key_file) {
            (Some(key), None) => Some(key.clone()),
            (None, Some(file)) => {
                let text = fs::read_to_string(file).map_err(BadStoreSetting::SecretKeyFile)?;
                Some(text.trim().to_owned())
            }
            (None, None) => None,
            (Some(_), Some(_)) => return Err(BadStoreSetting::HalfOfBucket),
        };
        let (endpoint, name, access, secret) = match (&settings.endpoint, &settings.name, &settings.access_key, secret)
        {
            (Some(endpoint), Some(name), Some(access), Some(secret)) => (endpoint, name, access, secret),
            (None, None, None, None) => return Ok(None),
            _ => return Err(BadStoreSetting::HalfOfBucket),
        };
        let endpoint: url::Url = endpoint.parse().map_err(|_| BadStoreSetting::Endpoint)?;
        match (endpoint.scheme(), endpoint.host_str()) {
            ("https", Some(_)) | ("http", Some("localhost" | "127.0.0.1" | "[::1]")) => {}
            ("http", Some(_)) => return Err(BadStoreSetting::InTheClear),
            _ => return Err(BadStoreSetting::Endpoint),
        }
        let style = if settings.virtual_host { UrlStyle::VirtualHost } else { UrlStyle::Path };
        let address = rusty_s3::Bucket::new(endpoint, style, name.clone(), settings.region.clone())
            .map_err(|_| BadStoreSetting::Bucket)?;
        Ok(Some(Self { address, credentials: Credentials::new(access, secret), agent: agent() }))
    }

    pub(super) fn put(&self, digest: Digest, bytes: &[u8]) -> Result<(), StoreError> {
        let name = name_of(digest);
        let address = self.address.put_object(Some(&self.credentials), &name).sign(SIGNED_FOR);
        accepted(self.agent.put(address.as_str()).send(bytes)).map(drop)
    }

    pub(super) fn put_file(&self, digest: Digest, file: &File) -> Result<(), StoreError> {
        let name = name_of(digest);
        let address = self.address.put_object(Some(&self.credentials), &name).sign(CARRIED_WITHIN);
        let request = self.agent.put(address.as_str()).config().timeout_global(Some(CARRIED_WITHIN)).build();
        accepted(request.send(file)).map(drop)
    }

    pub(super) fn open_object(&self, digest: Digest) -> Result<Box<dyn Read + Send>, StoreError> {
        let name = name_of(digest);
        let address = self.address.get_object(Some(&self.credentials), &name).sign(SIGNED_FOR);
        let request = self.agent.get(address.as_str()).config().timeout_global(Some(CARRIED_WITHIN)).build();
        let answer = request.call();
        if answer.as_ref().is_ok_and(|answer| answer.status() == StatusCode::NOT_FOUND) {
            return Err(StoreError::Missing(digest));
        }
        Ok(Box::new(accepted(answer)?.into_body().into_reader()))
    }

    pub(super) fn remove(&self, digest: Digest) -> Result<(), StoreError> {
        let name = name_of(digest);
        let address = self.address.delete_object(Some(&self.credentials), &name).sign(SIGNED_FOR);
        let answer = self.agent.delete(address.as_str()).call();
        if answer.as_ref().is_ok_and(|answer| answer.status() == StatusCode::NOT_FOUND) {
            return Ok(());
        }
        accepted(answer).map(drop)
    }
}

/// A client that trusts the authorities that the machine trusts, and takes every status as an answer.
fn agent() -> Agent {
    let known = rustls_native_certs::load_native_certs().certs;
    let known: Vec<_> = known.iter().map(|authority| Certificate::from_der(authority).to_owned()).collect();
    let tls = TlsConfig::builder().root_certs(RootCerts::new_with_certs(&known)).build();
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(ANSWER_WITHIN))
        .tls_config(tls)
        .build()
        .into()
}

/// The name of an object: as a folder has it, so that one can be copied into the other.
fn name_of(digest: Digest) -> String {
    let digits = digest.to_string();
    let (first, rest) = digits.split_at_checked(2).unwrap_or_default();
    format!("{first}/{rest}")
}

/// The service refused.
#[derive(Debug, thiserror::Error)]
#[error("the service answered {0}")]
struct Refused(StatusCode);

fn accepted(answer: Result<Response<Body>, ureq::Error>) -> Result<Response<Body>, StoreError> {
    let answer = answer.map_err(|error| StoreError::Unavailable(Box::new(error)))?;
    match answer.status() {
        status if status.is_success() => Ok(answer),
        StatusCode::INSUFFICIENT_STORAGE => Err(StoreError::Full(io::Error::from(io::ErrorKind::StorageFull))),
        status => Err(StoreError::Unavailable(Box::new(Refused(status)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(endpoint: &str) -> BucketSettings {
        BucketSettings {
            endpoint: Some(endpoint.to_owned()),
            name: Some("photos".to_owned()),
            region: "cn-north-1".to_owned(),
            virtual_host: false,
            access_key: Some("key".to_owned()),
            secret_key: Some("secret".to_owned()),
            secret_key_file: None,
        }
    }

    #[test]
    fn a_bucket_is_reached_over_tls_or_stays_on_this_machine_and_is_configured_as_a_whole() {
        for good in ["https://s3.example.cn", "http://127.0.0.1:9000", "http://[::1]:9000", "http://localhost"] {
            assert!(Bucket::of(&settings(good)).unwrap().is_some(), "{good}");
        }
        for clear in ["http://s3.example.cn", "http://localhost.example.cn"] {
            assert!(matches!(Bucket::of(&settings(clear)), Err(BadStoreSetting::InTheClear)), "{clear}");
        }
        for bad in ["s3.example.cn", "ftp://s3.example.cn", ""] {
            assert!(matches!(Bucket::of(&settings(bad)), Err(BadStoreSetting::Endpoint)), "{bad}");
        }
        let half = BucketSettings { secret_key: None, ..settings("https://s3.example.cn") };
        assert!(matches!(Bucket::of(&half), Err(BadStoreSetting::HalfOfBucket)));
        let bucket = Bucket::of(&settings("https://s3.example.cn")).unwrap().unwrap();
        assert!(!format!("{bucket:?}").contains("secret"));
    }
}
