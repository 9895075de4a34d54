//! Logs and metrics.

use std::{
    env,
    io::{self, IsTerminal},
};

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::ConfigError;

/// Upper bounds of the time histograms, in seconds.
const TIME_BUCKETS: [f64; 12] = [0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0];

/// Starts logging to standard error: `MINGJIE_LOG` filters (`info` by default), `MINGJIE_LOG_FORMAT=json` for machines.
pub fn start_logging() -> Result<(), ConfigError> {
    let filter = env::var("MINGJIE_LOG").unwrap_or_else(|_| "info".to_owned());
    let filter = EnvFilter::try_new(&filter).map_err(|_| ConfigError::LogFilter { filter })?;
    let logs =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    match env::var("MINGJIE_LOG_FORMAT").as_deref() {
        Ok("json") => logs.json().init(),
        Ok("text") | Err(_) => logs.compact().init(),
        Ok(format) => return Err(ConfigError::LogFormat { format: format.to_owned() }),
    }
    Ok(())
}

/// Starts collecting metrics; the handle renders them in the Prometheus text format.
pub fn start_metrics() -> anyhow::Result<PrometheusHandle> {
    Ok(PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &TIME_BUCKETS)?
        .install_recorder()?)
}
