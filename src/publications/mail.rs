//! Mail that a committed transaction wrote, and sending it.
//!
//! What is to be sent stands in a table, so that a mail is written exactly if its opinion is. Sending locks its row; a
//! program that ends in between sends it once more, which does no harm. Addresses and codes are in no log.

use std::{fmt, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Body, Mailbox, header::ContentTransferEncoding},
};
use tokio::sync::watch;

use super::store;
use crate::{
    config::MailSettings,
    db::{self, Db},
    kernel::actor::Actor,
};

/// How often to look for mail to send.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// How long a mail server may take for each of its answers.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);

/// A letter to a citizen.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Mail {
    /// E-mail address.
    pub(super) recipient: String,
    /// Subject.
    pub(super) subject: String,
    /// Text.
    pub(super) body: String,
}

impl fmt::Debug for Mail {
    /// Personal data is in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mail(…)")
    }
}

/// A mail setting that cannot be; each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum BadMailSetting {
    /// The address of the server cannot be read.
    #[error("MINGJIE_SMTP_URL cannot be read: write it as smtps://user:password@host, or smtp://localhost:25")]
    Server,
    /// Passwords and addresses of citizens would go over the network in the clear.
    #[error(
        "MINGJIE_SMTP_URL would send in the clear: use smtps://, or smtp:// with ?tls=required, or a relay on this machine"
    )]
    InTheClear,
    /// The sender is no address.
    #[error("MINGJIE_MAIL_FROM is no e-mail address: write it as notices@example.cn")]
    Sender,
}

/// Where mail is handed in, and in whose name.
#[derive(Clone)]
pub struct PostOffice {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl fmt::Debug for PostOffice {
    /// The transport knows a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostOffice").field("from", &self.from).finish_non_exhaustive()
    }
}

impl PostOffice {
    /// The post office of these settings; `None` where no mail is configured.
    pub fn of(settings: &MailSettings) -> Result<Option<Self>, BadMailSetting> {
        let (Some(url), Some(from)) = (&settings.smtp_url, &settings.from) else { return Ok(None) };
        if url.starts_with("smtp://") && !url.contains("tls=required") && !is_on_this_machine(url) {
            return Err(BadMailSetting::InTheClear);
        }
        let from = from.parse().map_err(|_| BadMailSetting::Sender)?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| BadMailSetting::Server)?;
        Ok(Some(Self { transport: transport.timeout(Some(ANSWER_WITHIN)).build(), from }))
    }

    /// Sends everything that is due and tells how many mails have gone.
    pub async fn send_due(&self, db: &Db) -> Result<usize, db::Error> {
        let mut sent = 0;
        loop {
            let tx = db.write("publications.send_mail", &Actor::Operator).await?;
            let now = db.clock().now();
            let Some((id, mail)) = store::due_mail(&tx, now).await? else {
                tx.roll_back().await?;
                return Ok(sent);
            };
            match self.send(&mail).await {
                Ok(()) => {
                    store::forget_mail(&tx, id).await?;
                    sent += 1;
                }
                Err(refusal) if refusal.is_for_good => {
                    tracing::warn!(mail = %id, reason = refusal.reason, "a mail will never arrive");
                    store::forget_mail(&tx, id).await?;
                }
                Err(refusal) => {
                    tracing::warn!(mail = %id, reason = refusal.reason, "a mail has to wait");
                    store::postpone_mail(&tx, id, now).await?;
                }
            }
            tx.commit().await?;
        }
    }

    async fn send(&self, mail: &Mail) -> Result<(), Undelivered> {
        let recipient = mail.recipient.parse().map_err(|_| Undelivered::for_good("the address cannot be read"))?;
        let unwritable = |_| Undelivered::for_good("the mail cannot be written");
        // Readable in its ASCII parts whatever shows it.
        let body = Body::new_with_encoding(mail.body.clone(), ContentTransferEncoding::QuotedPrintable)
            .map_err(|_| Undelivered::for_good("the mail cannot be written"))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, recipient))
            .subject(&mail.subject)
            .header(lettre::message::header::ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(unwritable)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(Undelivered::for_good("the server refused it for good")),
            Err(error) if error.is_transient() => Err(Undelivered::for_now("the server refused it for now")),
            Err(_) => Err(Undelivered::for_now("the server cannot be reached")),
        }
    }
}

/// Why a mail did not go; without what the server said, which may repeat the address.
struct Undelivered {
    reason: &'static str,
    is_for_good: bool,
}

impl Undelivered {
    fn for_good(reason: &'static str) -> Self {
        Self { reason, is_for_good: true }
    }

    fn for_now(reason: &'static str) -> Self {
        Self { reason, is_for_good: false }
    }
}

fn is_on_this_machine(url: &str) -> bool {
    let rest = url.split("://").nth(1).unwrap_or_default();
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|own| host.strip_prefix(own).is_some_and(|port| port.is_empty() || port.starts_with(':')))
}

/// Sends mail until `stop` is set.
pub async fn run(db: Db, office: PostOffice, mut stop: watch::Receiver<bool>) {
    let sending = async {
        loop {
            if let Err(error) = office.send_due(&db).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "mail was not sent");
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    };
    tokio::select! {
        () = sending => {}
        _ = stop.wait_for(|stop| *stop) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(url: &str, from: &str) -> Result<bool, String> {
        let settings = MailSettings { smtp_url: Some(url.to_owned()), from: Some(from.to_owned()) };
        PostOffice::of(&settings).map(|office| office.is_some()).map_err(|error| error.to_string())
    }

    #[tokio::test]
    async fn mail_goes_over_tls_or_stays_on_this_machine() {
        let from = "notices@example.cn";
        assert!(PostOffice::of(&MailSettings::default()).unwrap().is_none());
        for good in ["smtp://localhost", "smtp://127.0.0.1:2525", "smtp://[::1]:25", "smtps://u:p@mail.example.cn"] {
            assert_eq!(office(good, from), Ok(true), "{good}");
        }
        for clear in ["smtp://mail.example.cn", "smtp://localhost.example.cn", "smtp://localhost@mail.example.cn:25"] {
            assert!(office(clear, from).unwrap_err().contains("in the clear"), "{clear}");
        }
        assert_eq!(office("smtp://u:p@mail.example.cn?tls=required", from), Ok(true));
        assert!(office("mail.example.cn", from).is_err());
        assert!(office("smtp://localhost", "nobody").unwrap_err().contains("MINGJIE_MAIL_FROM"));
    }
}
