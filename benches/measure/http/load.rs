//! The client: so many connections, each asking again as soon as it is answered.

use std::{
    fs,
    sync::Arc,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};

/// What one run came to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Run {
    pub(super) requests: usize,
    pub(super) seconds: f64,
    /// Seconds from sending to the last byte, at half of the requests and at 99 % of them.
    pub(super) p50: f64,
    pub(super) p99: f64,
}

/// Asks `address` for the targets in `file`, from several places in it on, and tells [`Run`] on standard output.
#[tokio::main(flavor = "current_thread")]
pub(crate) async fn load(address: &str, file: &str, connections: usize, milliseconds: u64) {
    let targets = fs::read_to_string(file).expect("addresses");
    let requests: Arc<[String]> = targets
        .lines()
        .map(|target| format!("GET {target} HTTP/1.1\r\nHost: {address}\r\nUser-Agent: measure\r\nAccept: */*\r\n\r\n"))
        .collect();
    let mut opened = Vec::new();
    for _ in 0..connections {
        opened.push(Connection::open(address).await);
    }
    let began = Instant::now();
    let until = began + Duration::from_millis(milliseconds);
    let mut asking = JoinSet::new();
    for (number, connection) in opened.into_iter().enumerate() {
        let start = number * requests.len() / connections;
        asking.spawn(connection.ask(Arc::clone(&requests), start, until));
    }
    let mut took: Vec<Duration> = asking.join_all().await.concat();
    let seconds = began.elapsed().as_secs_f64();
    took.sort_unstable();
    let run = Run {
        requests: took.len(),
        seconds,
        p50: took[took.len() / 2].as_secs_f64(),
        p99: took[took.len() * 99 / 100].as_secs_f64(),
    };
    println!("{}", serde_json::to_string(&run).expect("JSON"));
}

/// One connection that is kept.
struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

impl Connection {
    async fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).await.expect("the server listens");
        stream.set_nodelay(true).expect("a socket");
        Self { stream, received: Vec::with_capacity(1 << 20) }
    }

    /// Asks one after another until the time is over; tells how long each took.
    async fn ask(mut self, requests: Arc<[String]>, start: usize, until: Instant) -> Vec<Duration> {
        let mut took = Vec::new();
        for request in requests.iter().cycle().skip(start) {
            let sent = Instant::now();
            if sent >= until {
                break;
            }
            self.stream.write_all(request.as_bytes()).await.expect("the server reads");
            self.receive(request).await;
            took.push(sent.elapsed());
        }
        took
    }

    /// Reads one answer to its end.
    async fn receive(&mut self, request: &str) {
        self.received.clear();
        let mut whole = usize::MAX;
        while self.received.len() < whole {
            let read = self.stream.read_buf(&mut self.received).await.expect("the server answers");
            assert!(read > 0, "the server closed the connection after {request}");
            if whole == usize::MAX {
                whole = length(&self.received).unwrap_or(usize::MAX);
            }
        }
        assert!(self.received.starts_with(b"HTTP/1.1 200"), "{request}{}", String::from_utf8_lossy(&self.received));
    }
}

/// Bytes of the whole answer, once its head is there.
fn length(received: &[u8]) -> Option<usize> {
    let head = received.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    let mut lines = str::from_utf8(&received[..head]).ok()?.lines();
    let body = lines.find_map(|line| line.strip_prefix("content-length: "))?;
    Some(head + body.parse::<usize>().ok()?)
}
