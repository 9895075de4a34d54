//! Opinions that are confirmed by a code sent by mail, to a mail server of the test's own.

use axum::http::StatusCode;
use mingjie::{
    config::MailSettings,
    kernel::actor::{Actor, Role},
    publications::{
        OpinionId,
        mail::PostOffice,
        service::{self, Confirmation},
    },
};
use serde_json::{Value, json};
use time::Duration;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
    sync::mpsc,
};

use super::{notice, opinion, published, sealed};
use crate::support::TestApp;

/// What the mail server says to a recipient.
const ACCEPTS: &str = "250 ok";

/// A mail server that speaks just enough SMTP (RFC 5321), and the mails that it takes.
async fn mail_server(to_recipient: &'static str) -> (PostOffice, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = MailSettings {
        smtp_url: Some(format!("smtp://{}", listener.local_addr().unwrap())),
        from: Some("notices@example.cn".into()),
    };
    let (mails, received) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mails = mails.clone();
            tokio::spawn(async move {
                let (read, mut write) = stream.into_split();
                let mut lines = BufReader::new(read).lines();
                write.write_all(b"220 test\r\n").await.unwrap();
                while let Ok(Some(line)) = lines.next_line().await {
                    let answer = match line.get(..4) {
                        Some("RCPT") => to_recipient,
                        Some("DATA") => {
                            write.write_all(b"354 go on\r\n").await.unwrap();
                            let mut mail = String::new();
                            while let Ok(Some(line)) = lines.next_line().await {
                                if line == "." {
                                    break;
                                }
                                mail.push_str(&line);
                                mail.push('\n');
                            }
                            mails.send(mail).unwrap();
                            ACCEPTS
                        }
                        Some("QUIT") => "221 bye",
                        _ => ACCEPTS,
                    };
                    write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
                }
            });
        }
    });
    (PostOffice::of(&settings).unwrap().unwrap(), received)
}

/// A notice and an opinion that is to be confirmed.
async fn objected() -> (TestApp, String, Value) {
    let app = TestApp::with(Confirmation::ByMail).await;
    let number = published(&app, notice(&app)).await.number;
    let told = app.post(&format!("/notices/{number}/opinions")).json(&opinion()).send().await;
    (app, number, told.expect(StatusCode::CREATED).json())
}

async fn opinions(app: &TestApp, number: &str) -> usize {
    let opinions = app.get(&format!("/api/v1/notices/{number}/opinions")).role(Role::NamingOfficer).send().await.json();
    opinions["opinions"].as_array().unwrap().len()
}

fn code_in(mail: &str) -> &str {
    let (_, rest) = mail.split_once("\nCode: ").unwrap();
    &rest[..12]
}

#[tokio::test]
async fn an_opinion_counts_once_its_code_came_back_from_the_mail() {
    let (office, mut mails) = mail_server(ACCEPTS).await;
    let (app, number, told) = objected().await;
    assert_eq!((&told["needs_confirmation"], opinions(&app, &number).await), (&true.into(), 0));
    assert_eq!(office.send_due(app.db()).await.unwrap(), 1);
    let mail = mails.recv().await.unwrap();
    assert!(mail.contains("To: zhouwb@example.cn") && mail.contains("From: notices@example.cn"), "{mail}");
    // Who reads the mail does not get the code with which the answer is read.
    assert!(!mail.contains(told["code"].as_str().unwrap()));
    assert_eq!(office.send_due(app.db()).await.unwrap(), 0);

    let confirm = async |code: &str| {
        let body = json!({ "receipt": told["receipt"], "code": code });
        app.post(&format!("/notices/{number}/confirmation")).json(&body).send().await.status
    };
    assert_eq!(confirm("WRONGWRONGWR").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(confirm(code_in(&mail)).await, StatusCode::NO_CONTENT);
    assert_eq!(opinions(&app, &number).await, 1);
    assert_eq!(confirm(code_in(&mail)).await, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_nobody_confirms_holds_up_nothing_and_is_swept_with_its_personal_data() {
    let (office, mut mails) = mail_server(ACCEPTS).await;
    let (app, number, told) = objected().await;
    office.send_due(app.db()).await.unwrap();
    let mail = mails.recv().await.unwrap();
    app.db().clock().advance(Duration::hours(49));
    let late = json!({ "receipt": told["receipt"], "code": code_in(&mail) });
    let late = app.post(&format!("/notices/{number}/confirmation")).json(&late).send().await;
    late.expect(StatusCode::UNPROCESSABLE_ENTITY);

    let tx = app.db().write("test.sweep", &Actor::Operator).await.unwrap();
    assert_eq!(service::sweep(&tx, app.db().clock().now()).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let left = "select (select count(*) from opinion) + (select count(*) from personal.opinion_contact)";
    assert_eq!(app.client().await.query_one(left, &[]).await.unwrap().get::<_, i64>(0), 0);

    app.db().clock().advance(Duration::days(7));
    sealed(&app, &number).await;
    let data = app.get(&format!("/api/v1/notices/{number}")).send().await.json();
    assert_eq!(data["opinions"]["received"], 0);
}

#[tokio::test]
async fn mail_waits_while_the_server_is_busy_and_is_given_up_when_it_is_refused_for_good() {
    let waiting = "select count(*), coalesce(max(attempts), 0) from personal.outgoing_mail";
    for (answer, left, attempts) in [("451 later", 1_i64, 1_i32), ("550 no such person", 0, 0)] {
        let (office, _mails) = mail_server(answer).await;
        let (app, ..) = objected().await;
        assert_eq!(office.send_due(app.db()).await.unwrap(), 0, "{answer}");
        let row = app.client().await.query_one(waiting, &[]).await.unwrap();
        assert_eq!((row.get::<_, i64>(0), row.get::<_, i32>(1)), (left, attempts), "{answer}");
    }
    // After a minute it is tried again.
    let (busy, _mails) = mail_server("451 later").await;
    let (app, ..) = objected().await;
    busy.send_due(app.db()).await.unwrap();
    let (office, mut mails) = mail_server(ACCEPTS).await;
    assert_eq!(office.send_due(app.db()).await.unwrap(), 0);
    app.db().clock().advance(Duration::minutes(3));
    assert_eq!(office.send_due(app.db()).await.unwrap(), 1);
    mails.recv().await.unwrap();
}

#[tokio::test]
async fn an_erasure_takes_back_the_mail_that_waits() {
    let (office, _mails) = mail_server(ACCEPTS).await;
    let (app, ..) = objected().await;
    let opinion = app.client().await.query_one("select opinion_id from opinion", &[]).await.unwrap();
    let tx = app.db().write("test.erase", &Actor::Operator).await.unwrap();
    let (opinion, now) = (OpinionId(opinion.get(0)), app.db().clock().now());
    service::erase_contact(&tx, &Actor::Operator, now, opinion, "本人申请").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.send_due(app.db()).await.unwrap(), 0);
}
