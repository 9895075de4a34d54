//! `mingjie verify`

mod archives;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use super::{Database, say, serve::interrupted};
use crate::{
    config::{DatabaseSettings, PhotoSettings},
    db::Db,
    verification::{Answer, Question, Report},
};

/// How often to look for answers.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// How long to wait for instances that begin to answer: each looks for questions once a second.
const BEGUN_WITHIN: Duration = Duration::from_secs(5);

/// How long an instance may go on without progress before it is given up: it may have been stopped meanwhile, and
/// looking through the trees of millions of names takes minutes.
const GOES_ON_WITHIN: Duration = Duration::from_mins(10);

/// Holds what is kept against what is known of it.
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Ask every running instance to compare its index with the register, and name what differs
    Index {
        /// Print the reports as JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        database: DatabaseSettings,
    },
    /// Read every scan of the archives again, and name those that are missing or changed; check the events of each volume
    Archives {
        #[command(flatten)]
        photos: PhotoSettings,
        #[command(flatten)]
        database: DatabaseSettings,
    },
}

impl Verify {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self.what {
            What::Index { json, database } => verify_index(json, database).await,
            What::Archives { photos, database } => archives::verify(&photos, &database).await,
        }
    }
}

async fn verify_index(json: bool, database: DatabaseSettings) -> anyhow::Result<ExitCode> {
    let database = Database::attach(&database, "mingjie verify").await?;
    let answers = answers(&database.db).await;
    database.release().await?;
    let answers = answers?;
    anyhow::ensure!(!answers.is_empty(), "no running instance answered: start one with mingjie serve");
    let clean = answers.iter().all(|answer| answer.report.as_ref().is_some_and(Report::is_clean));
    for answer in &answers {
        if json { say(serde_json::to_string(&answer.report)?) } else { tell(answer) }
    }
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Asks and waits until every instance that began is done or given up.
async fn answers(db: &Db) -> anyhow::Result<Vec<Answer>> {
    let question = Question::ask(db).await?;
    let answers = tokio::select! {
        answers = collect(db, question) => answers,
        () = interrupted() => Ok(Vec::new()),
    };
    question.close(db).await?;
    answers
}

/// Waits for the answers, showing how far they are.
async fn collect(db: &Db, question: Question) -> anyhow::Result<Vec<Answer>> {
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} {msg}")?);
    bar.set_message("记录 runs");
    let (asked, mut moved, mut so_far) = (Instant::now(), Instant::now(), 0);
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let answers = question.answers(db).await?;
        let [compared, all] = [0, 1].map(|at| answers.iter().filter_map(|answer| answer.compared.get(at)).sum::<u64>());
        if compared != so_far {
            (so_far, moved) = (compared, Instant::now());
        }
        bar.set_length(all);
        bar.set_position(compared);
        let done = answers.iter().all(|answer| answer.report.is_some());
        if (done && asked.elapsed() > BEGUN_WITHIN) || moved.elapsed() > GOES_ON_WITHIN {
            bar.finish_and_clear();
            return Ok(answers);
        }
    }
}

fn tell(answer: &Answer) {
    let Some(report) = &answer.report else {
        say(format!("{}: 没有答完 did not finish", answer.instance));
        return;
    };
    say(format!("{}  登记版本 data version {}", answer.instance, report.data_version));
    for part in &report.collections {
        let [index, register] = part.digests.each_ref().map(|digest| digest.get(..12).unwrap_or_default());
        let same = if index == register { "=" } else { "≠" };
        say(format!(
            "  {:<15} {:>9} 条 runs  索引 index {index} {same} {register} 登记簿 register",
            part.collection, part.runs
        ));
        list("与登记簿不符 differ from the register", &part.differing);
        list("索引树查不到 not found in the trees", &part.misfiled);
    }
    list("地名检索查不到 names not found by search", &report.misfiled_names);
    say(if report.is_clean() { "  一致 index and register agree" } else { "  不一致 index and register DIFFER" });
}

fn list(what: &str, ids: &crate::verification::Ids) {
    if ids.count > 0 {
        say(format!("    {what}: {}", ids.count));
        ids.first.iter().for_each(|id| say(format!("      {id}")));
    }
}
