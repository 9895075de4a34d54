//! The way between phones and a server that is killed now and then.

use std::{
    io::{self, Read},
    sync::{Condvar, Mutex},
};

use super::dice::Dice;
use crate::program::running::agent;

/// Where the server is, and how far the phones are.
#[derive(Debug, Default)]
pub(super) struct Network {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    address: Option<String>,
    acknowledged: usize,
    phones_done: usize,
}

impl Network {
    /// The server listens here, or nowhere.
    pub(super) fn serve_at(&self, address: Option<&str>) {
        self.state.lock().unwrap().address = address.map(str::to_owned);
        self.changed.notify_all();
    }

    /// Where it listens; waits until it does.
    fn address(&self) -> String {
        let state = self.state.lock().unwrap();
        self.changed.wait_while(state, |state| state.address.is_none()).unwrap().address.clone().unwrap()
    }

    /// Some items have been acknowledged.
    pub(super) fn acknowledge(&self, items: usize) {
        self.state.lock().unwrap().acknowledged += items;
        self.changed.notify_all();
    }

    /// A phone has nothing more to send, or is sent no more.
    pub(super) fn end_phone(&self) {
        self.state.lock().unwrap().phones_done += 1;
        self.changed.notify_all();
    }

    /// Waits until so many items are acknowledged or so many phones are done; whether it was the items.
    pub(super) fn wait_for(&self, items: usize, phones: usize) -> bool {
        let waits = |state: &mut State| state.acknowledged < items && state.phones_done < phones;
        self.changed.wait_while(self.state.lock().unwrap(), waits).unwrap().phones_done < phones
    }
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) offset: Option<usize>,
    pub(super) body: Vec<u8>,
}

/// A body that breaks off.
struct Breaking(io::Cursor<Vec<u8>>);

impl Read for Breaking {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.0.read(into)? {
            0 => Err(io::Error::other("the network is gone")),
            read => Ok(read),
        }
    }
}

/// One phone's way to the server.
pub(super) struct Connection<'a> {
    network: &'a Network,
    agent: ureq::Agent,
    authorization: String,
}

impl<'a> Connection<'a> {
    pub(super) fn new(network: &'a Network, authorization: String) -> Self {
        Self { network, agent: agent(), authorization }
    }

    /// Sends a request over a bad network. It may be lost, break off or come twice, and so may the answer; nothing comes back
    /// then.
    pub(super) fn send(
        &self,
        dice: &mut Dice,
        (method, path): (&str, &str),
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Option<Answer> {
        if dice.happens(8) {
            return None;
        }
        if dice.happens(5) && !body.is_empty() {
            let cut = body[..dice.below(body.len())].to_vec();
            let broken = ureq::SendBody::from_owned_reader(Breaking(io::Cursor::new(cut)));
            let sent = self.exchange(method, path, headers, broken);
            assert!(sent.is_none_or(|answer| answer.status >= 400), "half a request was answered");
            return None;
        }
        if dice.happens(8) {
            self.exchange(method, path, headers, ureq::SendBody::from_owned_reader(io::Cursor::new(body.to_vec())));
        }
        let answer =
            self.exchange(method, path, headers, ureq::SendBody::from_owned_reader(io::Cursor::new(body.to_vec())));
        if dice.happens(8) { None } else { answer }
    }

    fn exchange(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: ureq::SendBody<'static>,
    ) -> Option<Answer> {
        let mut request =
            ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.network.address()));
        for (name, value) in headers.iter().chain([&("authorization", self.authorization.as_str())]) {
            request = request.header(*name, *value);
        }
        let mut answer = self.agent.run(request.body(body).unwrap()).ok()?;
        let offset = answer.headers().get("upload-offset").map(|offset| offset.to_str().unwrap().parse().unwrap());
        let body = answer.body_mut().read_to_vec().ok()?;
        Some(Answer { status: answer.status().as_u16(), offset, body })
    }
}
