//! Opinions and answers.

use std::collections::BTreeMap;

use time::OffsetDateTime;
use tokio_postgres::Row;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    publications::{
        codes::Outcome,
        model::{PublicationId, Stamp},
        opinion::{Answered, NewOpinion, Opinion, OpinionId},
    },
    statement,
};

/// What is kept of a new opinion besides what it says.
pub(in crate::publications) struct OpinionRow<'a> {
    pub(in crate::publications) id: OpinionId,
    pub(in crate::publications) publication: PublicationId,
    pub(in crate::publications) receipt: &'a str,
    pub(in crate::publications) code: [u8; 32],
    pub(in crate::publications) digest: &'a str,
    pub(in crate::publications) entered_by: &'a str,
    /// Until when it must be confirmed, and the digest of the code that went out by mail.
    pub(in crate::publications) confirming: Option<(OffsetDateTime, [u8; 32])>,
    pub(in crate::publications) at: OffsetDateTime,
}

/// The next running number of an opinion to this notice.
pub(in crate::publications) async fn next_receipt(tx: &WriteTx, id: PublicationId) -> Result<i32, Error> {
    tx.query_one(&statement!("next_receipt"), &[&id.0]).await?.column("received_count")
}

/// Keeps an opinion.
pub(in crate::publications) async fn insert_opinion(
    tx: &WriteTx,
    row: &OpinionRow<'_>,
    new: &NewOpinion,
) -> Result<(), Error> {
    let (until, confirm) = row.confirming.unzip();
    tx.execute(
        &statement!("insert_opinion"),
        &[
            &row.id.0,
            &row.publication.0,
            &row.receipt,
            &row.code.as_slice(),
            &new.item,
            &new.stance,
            &new.text,
            &new.channel,
            &row.entered_by,
            &row.at,
            &row.digest,
            &until,
            &confirm.as_ref().map(<[u8; 32]>::as_slice),
        ],
    )
    .await?;
    Ok(())
}

/// The opinions to a notice that count, in the order in which they came.
pub(in crate::publications) async fn opinions(tx: &Tx, id: PublicationId) -> Result<Vec<Opinion>, Error> {
    tx.query(&statement!("opinions"), &[&id.0]).await?.iter().map(read).collect()
}

/// How many opinions to a notice count.
pub(in crate::publications) async fn received(tx: &Tx, id: PublicationId) -> Result<usize, Error> {
    let received: i64 = tx.query_one(&statement!("received"), &[&id.0]).await?.column("received")?;
    Ok(usize::try_from(received).unwrap_or_default())
}

/// An opinion to a notice that counts.
pub(in crate::publications) async fn opinion(
    tx: &Tx,
    publication: PublicationId,
    id: OpinionId,
) -> Result<Option<Opinion>, Error> {
    Ok(opinions(tx, publication).await?.into_iter().find(|opinion| opinion.id == id))
}

/// The opinion with this number and this code, whether it counts or not.
pub(in crate::publications) async fn by_receipt(
    tx: &Tx,
    receipt: &str,
    code: [u8; 32],
) -> Result<Option<Opinion>, Error> {
    let row = tx.query_opt(&statement!("opinion_by_receipt"), &[&receipt, &code.as_slice()]).await?;
    row.as_ref().map(read).transpose()
}

/// Keeps an answer.
pub(in crate::publications) async fn insert_answer(
    tx: &WriteTx,
    opinion: OpinionId,
    answer: &Answered,
) -> Result<(), Error> {
    let Answered { outcome, summary, text, digest, stamp } = answer;
    let statement = statement!("insert_answer");
    tx.execute(&statement, &[&opinion.0, outcome, summary, text, digest, &stamp.by, &stamp.at]).await?;
    Ok(())
}

/// All answers to an opinion, the one that holds first.
pub(in crate::publications) async fn answers(tx: &Tx, opinion: OpinionId) -> Result<Vec<Answered>, Error> {
    let rows = tx.query(&statement!("answers"), &[&opinion.0]).await?;
    Ok(rows.iter().map(answered).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// All answers to the opinions to a notice, of each the one that holds first.
pub(in crate::publications) async fn answers_to(
    tx: &Tx,
    id: PublicationId,
) -> Result<BTreeMap<OpinionId, Vec<Answered>>, Error> {
    let mut answers: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in tx.query(&statement!("answers_to_notice"), &[&id.0]).await? {
        answers.entry(OpinionId(row.column("opinion_id")?)).or_default().extend(answered(&row)?);
    }
    Ok(answers)
}

/// Whether an opinion is one to this notice.
pub(in crate::publications) async fn belongs(tx: &Tx, id: PublicationId, opinion: OpinionId) -> Result<bool, Error> {
    Ok(tx.query_opt(&statement!("opinion_of_notice"), &[&id.0, &opinion.0]).await?.is_some())
}

/// Confirms an opinion in time; tells whether there was one with this number and code.
pub(in crate::publications) async fn confirm(
    tx: &WriteTx,
    id: PublicationId,
    receipt: &str,
    code: [u8; 32],
    now: OffsetDateTime,
) -> Result<bool, Error> {
    Ok(tx.execute(&statement!("confirm_opinion"), &[&id.0, &receipt, &code.as_slice(), &now]).await? == 1)
}

/// Deletes opinions that were not confirmed in time, with who sent them, and tells how many there were.
pub(in crate::publications) async fn sweep_unconfirmed(tx: &WriteTx, now: OffsetDateTime) -> Result<u64, Error> {
    tx.execute(&statement!("sweep_unconfirmed"), &[&now]).await
}

fn read(row: &Row) -> Result<Opinion, Error> {
    Ok(Opinion {
        id: OpinionId(row.column("opinion_id")?),
        publication: PublicationId(row.column("publication_id")?),
        receipt: row.column("receipt")?,
        item: row.column("item_id")?,
        stance: row.column("stance")?,
        text: row.column("text")?,
        channel: row.column("channel")?,
        received: Stamp { by: row.column("entered_by")?, at: row.column("received_at")? },
        digest: row.column("digest")?,
        is_counted: row.column("is_counted")?,
        answer: answered(row)?,
    })
}

fn answered(row: &Row) -> Result<Option<Answered>, Error> {
    let Some(outcome) = row.column::<Option<Outcome>>("outcome")? else { return Ok(None) };
    Ok(Some(Answered {
        outcome,
        summary: row.column("summary")?,
        text: row.column("answer")?,
        digest: row.column("answer_digest")?,
        stamp: Stamp { by: row.column("answered_by")?, at: row.column("answered_at")? },
    }))
}
